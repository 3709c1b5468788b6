using System.Globalization;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests.Store;

public class RecordTableTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Theory]
    [InlineData("50 50.00 75.5 75.50", "50 75.5")]
    [InlineData("50.00 50 75.50 75.5", "50 75.5")]
    [InlineData("75.50 50.00 50 75.5", "75.5 50")]
    [InlineData("50.0 50.00 50.0", "50.0")]
    [InlineData("12", "12")]
    public void Of_equal_rows_the_one_written_least_is_shown_in_the_place_of_the_first(string values, string shown)
    {
        var records = Table(values.Split(' ')).On(Day);
        Assert.Equal(shown, string.Join(' ', records.Get(0).Select(score => score.Value.ToString(CultureInfo.InvariantCulture))));
        Assert.Equal(shown, string.Join(' ', records.All().Select(row => row.Record.Value.ToString(CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Of_equal_rows_all_but_the_first_in_the_file_are_duplicates()
    {
        var records = Table(["50.00", "75", "50", "50.0"]).On(Day);
        Assert.Equal([4, 5], records.Repeats().Select(row => row.Line));
        Assert.Equal(2, records.Counts.Duplicate);
    }

    // One person's scores by one instrument on one day, from line 2 on.
    private static RecordTable<RiskScore> Table(string[] values)
    {
        var rows = new PackedRows(ExtractContract.RiskScores);
        for (var i = 0; i < values.Length; i++)
            rows.Add([0, rows.NumberOf("OGRS3-2yr"), PackedRows.NumberOfDay(Day.DayNumber), rows.NumberOf(values[i])], person: 0, file: 0, line: i + 2);
        return RecordTable<RiskScore>.Create(rows, ExtractContract.RiskScore, RepeatRule.Equal, people: 1, idColumn: -1);
    }
}
