using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Tests.Contract;

public class LongNumberWatchTests
{
    private const int Limit = 2_097_152;

    [Fact]
    public void No_more_rows_wait_for_the_end_of_a_file_than_there_is_room_for()
    {
        var watch = new LongNumberWatch(ExtractContract.Offences);
        Assert.True(watch.MustWait(watch.Columns[0], "1234567890123450"u8));
        var row = new WaitingRow([], [], 0, 2);
        for (var i = 0; i < Limit; i++) watch.Wait(row);
        var refused = Assert.Throws<ExtractException>(() => watch.Wait(row));
        Assert.Contains("in more than 2097152 rows", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Limit, watch.Judge().Count);
    }

    [Fact]
    public void One_number_that_ends_otherwise_shows_that_the_column_is_whole()
    {
        var watch = new LongNumberWatch(ExtractContract.Offences);
        var column = watch.Columns[0];
        Assert.True(watch.MustWait(column, "1234567890123450000"u8));
        Assert.False(watch.MustWait(column, "1234567890123456789"u8));
        Assert.False(watch.MustWait(column, "1234567890123450000"u8));
        watch.Judge();
        Assert.False(watch.IsDamaged(column, "1234567890123450000"));
    }
}
