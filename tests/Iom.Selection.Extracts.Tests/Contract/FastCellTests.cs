using System.Globalization;
using System.Text;
using Iom.Selection.Extracts.Contract;

namespace Iom.Selection.Extracts.Tests.Contract;

public class FastCellTests
{
    [Fact]
    public void Every_day_from_0001_to_9999_is_read()
    {
        // All days about the ends of months and about leap days, and a day in seven of the others.
        for (var day = 0; day <= DateOnly.MaxValue.DayNumber; day++)
        {
            var date = DateOnly.FromDayNumber(day);
            if (date.Day is > 2 and < 27 && day % 7 != 0) continue;
            Assert.Equal(day, Day(Text(date)));
        }
    }

    [Fact]
    public void What_is_one_byte_away_from_a_day_is_a_day_only_if_it_is_one()
    {
        foreach (var date in new[] { new DateOnly(1, 1, 1), new(1900, 2, 28), new(2000, 2, 29), new(2024, 2, 29), new(2025, 12, 31), new(2026, 11, 30), new(9999, 12, 31) })
        {
            for (var at = 0; at < 10; at++)
            {
                for (var b = 0; b < 256; b++)
                {
                    var bytes = Padded.Of(Text(date));
                    bytes[at] = (byte)b;
                    var text = Encoding.Latin1.GetString(bytes, 0, 10);
                    var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var expected) && text.All(c => c is '-' || char.IsAsciiDigit(c));
                    Assert.Equal(isDay ? expected.DayNumber : -1, FastCell.Day(ref bytes[0]));
                }
            }
        }
    }

    [Theory]
    [InlineData("0000-01-01")]
    [InlineData("2025-00-10")]
    [InlineData("2025-13-10")]
    [InlineData("2025-10-00")]
    [InlineData("2025-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("2100-02-29")]
    [InlineData("2026-04-31")]
    [InlineData("2026-01-32")]
    [InlineData("2026/01/02")]
    [InlineData("02-01-2026")]
    [InlineData("20260102  ")]
    [InlineData("2026-1-002")]
    [InlineData(" 2026-01-0")]
    [InlineData("          ")]
    public void What_is_no_day_is_none(string text) => Assert.Equal(-1, Day(text));

    [Fact]
    public void A_simple_id_is_one_with_which_nothing_can_be_wrong()
    {
        // Every byte at every place of ids of all lengths about the 16 that are looked at together, with others behind them.
        foreach (var length in new[] { 1, 2, 7, 8, 15, 16, 17, 31, 200 })
        {
            for (var at = 0; at < length; at++)
            {
                for (var b = 0; b < 256; b++)
                {
                    var id = Enumerable.Repeat((byte)'P', length).ToArray();
                    id[at] = (byte)b;
                    var bytes = Padded.Of(id);
                    Assert.Equal(b is > ' ' and < 0x7F and not ('+' or ',' or '.' or '='), FastCell.IsSimpleId(ref bytes[0], length));
                }
            }
        }
    }

    [Fact]
    public void What_is_called_simple_the_checker_of_ids_lets_pass()
    {
        var random = new Random(1);
        var simple = 0;
        var checker = new CellChecker(ExtractContract.Offences, catalogue: null, FileMapping.ByContract("offences.csv"));
        checker.LongNumbers.Judge();
        for (var i = 0; i < 20_000; i++)
        {
            var id = new byte[random.Next(1, 40)];
            for (var at = 0; at < id.Length; at++) id[at] = random.Next(20) == 0 ? (byte)random.Next(256) : "0123456789.,E+= -A"u8[random.Next(18)];
            var bytes = Padded.Of(id);
            if (!FastCell.IsSimpleId(ref bytes[0], id.Length)) continue;
            simple++;
            Assert.Equal(new CheckedCell(Encoding.UTF8.GetString(id), null, CellNotes.None), checker.Check(ExtractContract.Offences.Columns[1], id));
        }
        Assert.True(simple > 1000);
    }

    [Fact]
    public void An_empty_id_and_one_over_64_KiB_are_not_simple()
    {
        var bytes = Padded.Of(new string('P', 65_537));
        Assert.False(FastCell.IsSimpleId(ref bytes[0], 0));
        Assert.True(FastCell.IsSimpleId(ref bytes[0], 65_536));
        Assert.False(FastCell.IsSimpleId(ref bytes[0], 65_537));
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Day(string text)
    {
        var bytes = Padded.Of(text);
        return FastCell.Day(ref bytes[0]);
    }
}
