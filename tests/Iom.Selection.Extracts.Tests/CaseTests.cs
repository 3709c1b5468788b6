using System.Globalization;
using System.Text.Json;
using Iom.Selection.Extracts.Runs;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;

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
        var collation = ExtractFolder.Collate(Path.Combine(folder, "extracts"), asOf, catalogue.Catalogue);
        var assessor = new Assessor(new Scorer(policy, catalogue.Catalogue, asOf, collation.Supplied));
        var proposal = Proposal.For(policy, asOf, run.RootElement.GetProperty("capacity").GetInt32(), [.. collation.People.Select(assessor.Assess)]);

        using var output = new Folder();
        var target = Path.Combine(output.Path, "run");
        RankingFiles.Write(new RankingRun
        {
            ToolVersion = "0",
            AsOf = asOf,
            Policy = policy,
            PolicyFile = new HashedFile("policy.json", policy.Sha256),
            CatalogueFile = catalogue.File,
            Collation = collation,
            Proposal = proposal,
            Warnings = [],
            AllPoints = allPoints,
        }, target, overwrite: false);
        return File.ReadAllText(Path.Combine(target, "ranking.csv"));
    }
}
