using System.Text.Json;
using Iom.Selection.Agreement.Tests.Reference;

namespace Iom.Selection.Agreement.Tests;

/// <summary>The reference is worth agreeing with only if it gives the known answers itself.</summary>
public class KnownCaseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_reference_gives_the_known_answer(int number)
    {
        var folder = Path.Combine(Root(), "tests", "Iom.Selection.Extracts.Tests", "Cases", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var run = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "run.json")));
        var reference = new ReferenceRanking(
            Path.Combine(folder, "extracts"), Path.Combine(folder, "policy.json"), Path.Combine(folder, "catalogue.csv"),
            ReferenceText.Date(run.RootElement.GetProperty("asof").GetString()!)!.Value, run.RootElement.GetProperty("capacity").GetInt32());

        Assert.Equal("", Difference.Between(CsvText.ReadFile(Path.Combine(folder, "expected", "ranking.csv")), reference.Rows(allPoints: true)));
        Assert.Equal("", Difference.Between(CsvText.ReadFile(Path.Combine(folder, "expected", "ranking-minimised.csv")), reference.Rows(allPoints: false)));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Iom.Selection.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
