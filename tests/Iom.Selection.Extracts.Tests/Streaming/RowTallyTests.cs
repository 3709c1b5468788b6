using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Streaming;

namespace Iom.Selection.Extracts.Tests.Streaming;

public class RowTallyTests
{
    [Fact]
    public void The_tallies_of_all_threads_are_added_up()
    {
        var counts = new RowCounts();
        new RowTally { Read = 10, Later = 1, Refused = 2, From = 20, To = 30 }.AddTo(counts);
        new RowTally { Read = 5, Later = 3, Refused = 1 }.AddTo(counts);    // of which no row has a date that counts
        new RowTally { Read = 4, From = 10, To = 10 }.AddTo(counts);
        var report = counts.Report(ExtractContract.Offences, covers: null);
        Assert.Equal((19, 4, 3, 12), (report.ReadCount, report.LaterCount, report.RefusedCount, report.UsedCount));
        Assert.Equal((DateOnly.FromDayNumber(10), DateOnly.FromDayNumber(30)), (report.From, report.To));
    }

    [Fact]
    public void The_first_of_all_days_is_a_date_like_any_other()
    {
        var counts = new RowCounts();
        new RowTally { Read = 1, From = 0, To = 0 }.AddTo(counts);
        Assert.Equal(DateOnly.MinValue, counts.Report(ExtractContract.Offences, covers: null).From);
    }

    [Fact]
    public void Without_a_row_that_counts_there_is_no_date()
    {
        var counts = new RowCounts();
        new RowTally { Read = 2, Refused = 2 }.AddTo(counts);
        var report = counts.Report(ExtractContract.Offences, covers: null);
        Assert.Equal((null, null, 0), (report.From, report.To, report.UsedCount));
    }
}
