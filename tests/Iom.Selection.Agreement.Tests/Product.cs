using Iom.Selection.Agreement.Tests.Reference;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Runs;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;

namespace Iom.Selection.Agreement.Tests;

/// <summary>What the product writes for a folder.</summary>
internal static class Product
{
    /// <summary>The cells of <c>ranking.csv</c>, with and without all points.</summary>
    public static (List<string[]> All, List<string[]> Minimised) Rank(string folder, DateOnly asOf, int capacity)
    {
        var policy = PolicyFile.Parse(File.ReadAllBytes(Path.Combine(folder, "policy.json")));
        var catalogue = CatalogueFile.Load(Path.Combine(folder, "catalogue.csv"));
        var collation = ExtractFolder.Collate(Path.Combine(folder, "extracts"), asOf, catalogue.Catalogue);
        var assessor = new Assessor(new Scorer(policy, catalogue.Catalogue, asOf, collation.Supplied));
        var run = new RankingRun
        {
            ToolVersion = "test",
            AsOf = asOf,
            Policy = policy,
            PolicyFile = new HashedFile("policy.json", policy.Sha256),
            CatalogueFile = catalogue.File,
            Collation = collation,
            Proposal = Proposal.For(policy, asOf, capacity, [.. collation.People.Select(assessor.Assess)]),
            Warnings = [],
        };
        RankingFiles.Write(run with { AllPoints = true }, Path.Combine(folder, "all"), overwrite: false);
        RankingFiles.Write(run, Path.Combine(folder, "minimised"), overwrite: false);
        return (CsvText.ReadFile(Path.Combine(folder, "all", "ranking.csv")), CsvText.ReadFile(Path.Combine(folder, "minimised", "ranking.csv")));
    }
}
