using System.Globalization;
using System.Text.Json;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies.Reading;
using Iom.Selection.Runs.Ranking;

namespace Iom.Selection.Extracts.Tests;

/// <summary>Six messy folders of which two independent readings of the design give the same answer, cell by cell.</summary>
public class CaseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void The_six_known_cases_give_their_known_answers(int number)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Cases", number.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "expected", "ranking.csv")), Ranking(folder, allPoints: true));
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "expected", "ranking-minimised.csv")), Ranking(folder, allPoints: false));
    }

    private static string Ranking(string folder, bool allPoints)
    {
        using var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json")));
        var asOf = DateOnly.ParseExact(run.RootElement.GetProperty("asof").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var policy = PolicyFile.Parse(File.ReadAllBytes(Path.Combine(folder, "policy.json")));
        var catalogue = CatalogueFile.Load(Path.Combine(folder, "catalogue.csv"));
        var ranking = ExtractFolder.Load(Path.Combine(folder, "extracts"), new ExtractOptions { Catalogue = catalogue.Catalogue })
            .AsOf(asOf).Rank(policy, run.RootElement.GetProperty("capacity").GetInt32());

        using var output = new Folder();
        var target = Path.Combine(output.Path, "run");
        RankingFiles.Write(new RankingRun
        {
            ToolVersion = "0",
            PolicyFile = new HashedFile("policy.json", policy.Sha256),
            CatalogueFile = catalogue.File,
            Ranking = ranking,
            Warnings = [],
            AllPoints = allPoints,
        }, target, overwrite: false);
        return File.ReadAllText(Path.Combine(target, "ranking.csv"));
    }
}
