using System.Globalization;
using Iom.Selection.Evaluation;
using Iom.Selection.Policies.Parsing;

namespace Iom.Selection.Extracts.Tests.Evaluation;

/// <summary>Real offending histories, where they are at hand: every figure as it was worked out elsewhere, and by a recount of the files.</summary>
public class CourtHistoryBacktestTests
{
    [TheoryWithData("court-histories")]
    [InlineData("2000-12-31", 373, 1689, "offences-24m", "0.186118", "0.169331", "0.199526", "0.696582", null)]
    [InlineData("2000-12-31", 373, 1689, "offences-ever", "0.164679", null, null, "0.722419", null)]
    [InlineData("2000-12-31", 373, 1689, "oracle", "0.317940", "0.317940", "0.317940", "1.000000", "1.000000")]
    [InlineData("2006-12-31", 378, 860, "offences-12m", "0.251778", "0.179070", "0.339535", null, "0.930341")]
    [InlineData("2006-12-31", 378, 860, "oracle", "0.446512", null, null, null, null)]
    [InlineData("2010-12-31", 378, 401, "offences-24m", "0.399141", null, null, "0.723012", "0.729532")]
    public void The_figures_of_the_baselines_agree_to_six_decimals(
        string asOf, int people, int later, string method, string expected, string? worst, string? best, string? auc, string? precision)
    {
        var date = At(asOf);
        Assert.Equal((people, 38, later), (date.PeopleCount, date.TakenCount, date.LaterCount));
        var row = date.Rows.Single(row => row.Method == method);
        Assert.Equal(expected, Text(row.Capture.Expected));
        if (worst is not null) Assert.Equal(worst, Text(row.Capture.Worst));
        if (best is not null) Assert.Equal(best, Text(row.Capture.Best));
        if (auc is not null) Assert.Equal(auc, Text(row.Auc));
        if (precision is not null) Assert.Equal(precision, Text(row.Capture.PrecisionExpected));
    }

    [TheoryWithData("court-histories")]
    [InlineData("2000-12-31")]
    [InlineData("2006-12-31")]
    public void Later_offences_are_those_of_a_recount_and_all_of_them_are_undated_and_of_unknown_severity(string asOf)
    {
        var date = At(asOf);
        var until = (int.Parse(asOf[..4], CultureInfo.InvariantCulture) + 5).ToString(CultureInfo.InvariantCulture) + "-12-31";
        var rows = File.ReadLines(Path.Combine(TheoryWithDataAttribute.Find("court-histories")!, "offences.csv")).Skip(1).Select(line => line.Split(',')).DistinctBy(cells => (cells[0], cells[1])).ToArray();
        var known = rows.Where(cells => string.CompareOrdinal(cells[3], asOf) <= 0).Select(cells => cells[0]).ToHashSet();
        var later = rows.Where(cells => known.Contains(cells[0]) && string.CompareOrdinal(cells[3], asOf) > 0 && string.CompareOrdinal(cells[3], until) <= 0).ToArray();
        Assert.Equal(known.Count, date.PeopleCount);
        Assert.Equal(later.Length, date.LaterCount);
        Assert.Equal(later.Select(cells => cells[0]).Distinct().Count(), date.OffendedCount);
        Assert.Equal((later.Length, later.Length), ((int)date.UndatedCount, (int)date.UnknownSeverityCount));
        Assert.All(date.Rows, row => Assert.Null(row.Capture.HarmExpected));
        // A fair draw captures as much as it takes of the people, and finds nothing.
        var random = date.Rows.Single(row => row.Method == BaselineMethods.Random);
        Assert.Equal(38.0 / date.PeopleCount, random.Capture.Expected!.Value, 12);
        Assert.Equal(0.5, random.Auc);
        Assert.Equal(1, random.Lift!.Value, 12);
        Assert.Equal(0.5, random.Concordance);
    }

    private static BacktestDate At(string asOf)
    {
        var policy = PolicyFile.Parse(File.ReadAllBytes(Path.Combine(Repository(), "samples", "reference", "policy.json")));
        var histories = ExtractFolder.Load(TheoryWithDataAttribute.Find("court-histories")!).Histories();
        return Backtest.At(histories.At(DateOnly.ParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture), 60, [PolicyVariant.Create(policy)]), new BacktestSize.TopPercent(10));
    }

    private static string Text(double? value) => value!.Value.ToString("F6", CultureInfo.InvariantCulture);

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Iom.Selection.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
