using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

public class OffenceStoreTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(300_000)]
    public void Every_row_is_in_the_part_of_its_person_once(int people)
    {
        var store = new OffenceStore(people);
        var writers = Enumerable.Range(0, 3).Select(_ => new OffenceStore.Writer(store)).ToArray();
        Parallel.For(0, writers.Length, thread =>
        {
            var random = new Random(thread);
            for (var i = 0; i < 20_000; i++) writers[thread].Add(Packed.Offence(1, 0, 0, 0, 1) with { Line = (thread * 20_000) + i }, random.Next(people));
            writers[thread].Close();
        });
        var lines = new List<int>();
        var next = 0;
        for (var part = 0; part < store.PartCount; part++)
        {
            var (first, end) = store.PeopleOf(part);
            Assert.Equal(next, first);
            next = end;
            foreach (var chunk in store.RowsOf(part))
            {
                foreach (var row in chunk.Rows)
                {
                    Assert.InRange(row.Person, first, end - 1);
                    Assert.Equal(part, store.PartOf(row.Person));
                    lines.Add(row.Line);
                }
            }
        }
        Assert.Equal(people, next);
        Assert.Equal(Enumerable.Range(0, 60_000), lines.Order());
    }
}
