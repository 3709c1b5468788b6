using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

public class RowTallyTests
{
    [Fact]
    public void The_tallies_of_all_threads_are_added_up()
    {
        var tally = new RowTally();
        tally.Add(new RowTally { Read = 10, Refused = 2, Duplicate = 1 });
        tally.Add(new RowTally { Read = 9, Refused = 1, Duplicate = 1 });

        var dated = default(DatedCounts);
        dated.Add(Counted(later: 1, duplicate: 2, 20, 30));
        dated.Add(Counted(later: 3, duplicate: 0));     // of which no row has a date that counts
        dated.Add(Counted(later: 0, duplicate: 1, 10));
        var report = tally.Report(ExtractContract.Offences, covers: null, dated);
        Assert.Equal((19, 4, 5, 3, 7), (report.ReadCount, report.LaterCount, report.DuplicateCount, report.RefusedCount, report.UsedCount));
        Assert.Equal((DateOnly.FromDayNumber(10), DateOnly.FromDayNumber(30)), (report.From, report.To));
    }

    [Fact]
    public void The_first_of_all_days_is_a_date_like_any_other()
    {
        var dated = default(DatedCounts);
        dated.Add(Counted(later: 0, duplicate: 0, 0));
        Assert.Equal((DateOnly.MinValue, DateOnly.MinValue), (dated.From, dated.To));
    }

    [Fact]
    public void Days_are_covered_in_any_order()
    {
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            int[] days = [.. Enumerable.Range(0, random.Next(1, 10)).Select(_ => random.Next(DateOnly.MaxValue.DayNumber + 1))];
            var counted = Counted(later: 0, duplicate: 0, days);
            Assert.Equal((DateOnly.FromDayNumber(days.Min()), DateOnly.FromDayNumber(days.Max())), (counted.From, counted.To));
        }
    }

    [Fact]
    public void Without_a_row_that_counts_there_is_no_date()
    {
        var report = new RowTally { Read = 2, Refused = 2 }.Report(ExtractContract.Offences, covers: null, Counted(later: 0, duplicate: 0));
        Assert.Equal((null, null, 0), (report.From, report.To, report.UsedCount));
    }

    private static DatedCounts Counted(long later, long duplicate, params int[] days)
    {
        var counts = new DatedCounts { Later = later, Duplicate = duplicate };
        foreach (var day in days) counts.Cover(day);
        return counts;
    }
}
