using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

public class InternerTests
{
    [Fact]
    public void Each_different_thing_has_one_number_whichever_thread_comes_first()
    {
        var table = new Interner<string>(StringComparer.Ordinal);
        var found = new int[4][];
        Parallel.For(0, found.Length, thread =>
        {
            var random = new Random(thread);
            var texts = Enumerable.Range(0, 500).ToArray();
            random.Shuffle(texts);
            found[thread] = new int[texts.Length];
            foreach (var text in texts) found[thread][text] = table.NumberOf($"text {text}");
        });
        Assert.Equal(500, table.Count);
        Assert.All(found, numbers => Assert.Equal(found[0], numbers));
        for (var text = 0; text < 500; text++) Assert.Equal($"text {text}", table[found[0][text]]);
    }

    [Fact]
    public void What_is_one_thing_says_the_comparer()
    {
        var folding = new Interner<string>(StringComparer.OrdinalIgnoreCase);
        Assert.Equal(folding.NumberOf("a"), folding.NumberOf("A"));
        Assert.Equal("a", folding[0]);
        var origins = new Interner<RowSource>();
        Assert.NotEqual(origins.NumberOf(new RowSource(0, null, -1)), origins.NumberOf(new RowSource(1, null, -1)));
        Assert.Equal(origins.NumberOf(new RowSource(0, "niche", -1)), origins.NumberOf(new RowSource(0, "niche", -1)));
    }
}
