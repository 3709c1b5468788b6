using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Measures;

public class WindowTests
{
    [Theory]
    [InlineData("2026-03-31", 1, "2026-02-28", false)]  // counting back from the 31st gives the last day of February
    [InlineData("2026-03-31", 1, "2026-03-01", true)]
    [InlineData("2024-03-31", 1, "2024-02-29", false)]
    [InlineData("2024-03-31", 1, "2024-03-01", true)]
    [InlineData("2024-02-29", 12, "2023-02-28", false)]  // there is no 29 February 2023
    [InlineData("2024-02-29", 12, "2023-03-01", true)]
    [InlineData("2025-02-28", 12, "2024-02-28", false)]
    [InlineData("2025-02-28", 12, "2024-02-29", true)]
    [InlineData("2026-10-31", 12, "2025-10-31", false)]
    [InlineData("2026-10-31", 12, "2025-11-01", true)]
    [InlineData("2026-10-31", 12, "2026-10-31", true)]
    [InlineData("2026-10-31", 12, "2026-11-01", false)]
    [InlineData("0050-01-01", 1200, "0001-01-01", true)]  // the calendar begins later than the window
    public void A_window_of_months_has_its_edges_where_the_calendar_has_them(string asOf, int months, string day, bool isIn) =>
        Assert.Equal(isIn, MonthWindow.Contains(Date(day), Date(asOf), months));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(48)]
    public void A_day_leaves_a_window_on_the_first_day_whose_window_is_without_it(int months)
    {
        for (var day = new DateOnly(2023, 12, 20); day < new DateOnly(2024, 6, 10); day = day.AddDays(1))
        {
            var left = day;
            while (MonthWindow.Contains(day, left, months)) left = left.AddDays(1);
            Assert.Equal(left.DayNumber, MonthWindow.LeftOn(day.DayNumber, months));
        }
        Assert.Null(MonthWindow.LeftOn(DateOnly.MaxValue.DayNumber, months));
        Assert.Null(MonthWindow.LeftOn(DateOnly.MaxValue.AddDays(-27).DayNumber, months));
    }

    [Theory]
    [InlineData(10, "", 10)]
    [InlineData(10, "5-6", 12)]            // two days inside: two more before
    [InlineData(10, "1-3", 13)]            // custody just before the end
    [InlineData(10, "0-0", 11)]            // the as-of date itself
    [InlineData(10, "5-6;5-7;7-8", 14)]    // overlapping and touching spells are one
    [InlineData(10, "9-9", 11)]
    [InlineData(10, "10-12", 10)]          // beyond the ten days: the shortest run ends before it
    [InlineData(10, "2-40", 49)]
    [InlineData(10, "8-5", 10)]            // the ends the wrong way round leave no day
    public void A_window_at_liberty_goes_back_to_the_shortest_run_that_holds_so_many_days(int days, string spellsInDaysAgo, int length)
    {
        var asOf = new DateOnly(2026, 10, 31);
        var spells = spellsInDaysAgo.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('-').Select(int.Parse).ToArray())
            .Select(ends => new CustodySpell(asOf.AddDays(-Math.Max(ends[0], ends[1]))) { To = asOf.AddDays(-Math.Min(ends[0], ends[1])) })
            .Select(spell => spellsInDaysAgo == "8-5" ? new CustodySpell(spell.To!.Value) { To = spell.From } : spell).ToArray();
        var calendar = new LibertyCalendar();
        calendar.Load(spells, asOf);
        Assert.Equal(asOf.DayNumber - length, calendar.DayBefore(days));
    }

    [Fact]
    public void Days_at_liberty_are_counted_as_one_would_on_fingers()
    {
        var random = new Random(7);
        var asOf = new DateOnly(2026, 10, 31);
        for (var i = 0; i < 2000; i++)
        {
            var spells = Enumerable.Range(0, random.Next(4)).Select(_ => new CustodySpell(asOf.AddDays(-random.Next(60)))
            {
                To = random.Next(4) == 0 ? null : asOf.AddDays(-random.Next(-5, 60)),
            }).ToArray();
            bool Inside(DateOnly day) => spells.Any(spell => spell.From <= day && day <= (spell.To ?? asOf));
            var calendar = new LibertyCalendar();
            calendar.Load(spells, asOf);

            var offence = asOf.AddDays(-random.Next(70));
            var after = Enumerable.Range(1, asOf.DayNumber - offence.DayNumber).Count(ahead => !Inside(offence.AddDays(ahead)));
            Assert.Equal(after, calendar.DaysAfter(offence.DayNumber));

            var wanted = random.Next(1, 40);
            var (day, found) = (asOf, 0);
            while (found < wanted)
            {
                if (!Inside(day)) found++;
                day = day.AddDays(-1);
            }
            Assert.Equal(day.DayNumber, calendar.DayBefore(wanted));
        }
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
