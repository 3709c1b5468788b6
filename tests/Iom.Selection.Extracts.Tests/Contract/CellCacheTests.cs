using System.Text;
using Iom.Selection.Extracts.Contract;

namespace Iom.Selection.Extracts.Tests.Contract;

public class CellCacheTests
{
    [Fact]
    public void A_cell_comes_to_the_same_whether_remembered_or_checked_anew()
    {
        var random = new Random(1);
        var cache = new CellCache<string>(cell => Encoding.UTF8.GetString(cell));
        // More different cells than are remembered, of all lengths about the 16 and 32 bytes that are compared together.
        for (var i = 0; i < 60_000; i++)
        {
            var cell = new string("ab\0"[random.Next(3)], random.Next(0, 40)) + (random.Next(2) == 0 ? "" : random.Next(3000).ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(cell, Of(cache, cell));
        }
    }

    [Fact]
    public void The_same_cell_is_checked_once_unless_it_is_longer_than_32_bytes()
    {
        foreach (var length in new[] { 0, 1, 8, 16, 17, 31, 32, 33, 100 })
        {
            var checks = 0;
            var cache = new CellCache<int>(_ => ++checks);
            for (var i = 0; i < 5; i++) Of(cache, new string('x', length));
            Assert.Equal(length <= 32 ? 1 : 5, checks);
        }
    }

    [Fact]
    public void Cells_that_differ_only_in_zero_bytes_at_their_end_are_different()
    {
        var cache = new CellCache<int>(cell => cell.Length);
        for (var times = 0; times < 2; times++)
        {
            for (var length = 0; length <= 40; length++) Assert.Equal(length, Of(cache, new string('\0', length)));
        }
    }

    [Fact]
    public void A_column_in_which_nothing_repeats_is_checked_cell_by_cell_and_takes_no_more_memory()
    {
        var checks = 0;
        var cache = new CellCache<string>(cell =>
        {
            checks++;
            return Encoding.UTF8.GetString(cell);
        });
        for (var times = 0; times < 2; times++)
        {
            for (var i = 0; i < 10_000; i++) Assert.Equal($"cell {i}", Of(cache, $"cell {i}"));
        }
        // The first some thousand are remembered, and the others are not.
        Assert.InRange(checks, 10_001, 19_999);
    }

    private static T Of<T>(CellCache<T> cache, string cell)
    {
        var bytes = Padded.Of(cell);
        return cache.Get(ref bytes[0], Encoding.UTF8.GetByteCount(cell));
    }
}
