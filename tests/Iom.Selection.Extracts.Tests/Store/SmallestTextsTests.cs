using Iom.Selection.Extracts.Store;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Tests.Store;

public class SmallestTextsTests
{
    [SeededProperty]
    public void The_smallest_are_counted_to_the_last_in_whatever_order_and_by_however_many_they_are_taken(int seed, byte size, byte max, byte threads)
    {
        var random = new Random(seed);
        var most = (max % 20) + 1;
        string[] all = [.. Enumerable.Range(0, size * 3).Select(_ => $"{(char)('a' + random.Next(6))}{random.Next(8)}")];
        var taken = Enumerable.Range(0, (threads % 3) + 1).Select(_ => new SmallestTexts(most)).ToArray();
        foreach (var text in all) taken[random.Next(taken.Length)].Add(text);
        foreach (var other in taken[1..]) taken[0].Add(other);

        Assert.Equal(
            all.GroupBy(text => text, StringComparer.Ordinal).OrderBy(same => same.Key, Utf8Ordinal.Comparer).Take(most).Select(same => (same.Key, same.Count())),
            taken[0].Counts.OrderBy(pair => pair.Key, Utf8Ordinal.Comparer).Select(pair => (pair.Key, pair.Value)));
    }
}
