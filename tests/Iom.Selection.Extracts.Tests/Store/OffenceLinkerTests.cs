using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

public class OffenceLinkerTests
{
    [Fact]
    public void Rows_are_put_together_as_by_grouping_them_whether_few_or_many()
    {
        var random = new Random(1);
        // One for all, as one thread has it: what is left of a person with many rows must not show in the next.
        var linker = new OffenceLinker();
        foreach (var count in new[] { 0, 1, 2, 11, 12, 13, 14, 63, 64, 65, 5, 500, 13, 3000, 1, 12 })
        {
            for (var differing = 1; differing <= count; differing = (differing * 3) + 1)
            {
                OffenceRow[] rows = [.. Enumerable.Range(0, count).Select(_ => Row(random.Next(differing)))];
                var expected = Enumerable.Range(0, count).GroupBy(row => (rows[row].IdFirst, rows[row].IdLast, rows[row].IdLength)).Select(offence => string.Join(' ', offence));
                Assert.Equal(expected, Linked(linker, rows));
            }
        }
        Assert.Empty(Linked(linker, []));
    }

    private static List<string> Linked(OffenceLinker linker, OffenceRow[] rows)
    {
        var offences = new List<string>();
        foreach (var head in linker.Link(rows))
        {
            var linked = new List<int>();
            for (var row = head; row >= 0; row = linker.Next[row]) linked.Add(row);
            offences.Add(string.Join(' ', linked));
        }
        return offences;
    }

    // Ids that differ in one half only, or in the length alone.
    private static OffenceRow Row(int id) => Packed.Offence(0, 0, 0, 0, id % 3 == 0 ? OffenceRow.Hashed : 16) with
    {
        IdFirst = id % 2 == 0 ? (ulong)(id / 6) : 7,
        IdLast = id % 2 == 0 ? 7 : (ulong)(id / 6) << 40,
    };
}
