using Iom.Selection.Agreement.Tests.Reference;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Runs;
using Iom.Selection.Extracts.Streaming;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;

namespace Iom.Selection.Agreement.Tests;

/// <summary>What the product writes for a folder.</summary>
internal static class Product
{
    // To live through the days of more people would take longer and show no more.
    private const int ExplainedPeople = 5;

    /// <summary>The cells of <c>ranking.csv</c>, with and without all points.</summary>
    public static (List<string[]> All, List<string[]> Minimised) Rank(string folder, DateOnly asOf, int capacity)
    {
        var run = Run(folder, asOf, capacity);
        return (Cells(run with { AllPoints = true }, "all"), Cells(run, "minimised"));

        List<string[]> Cells(RankingRun of, string name)
        {
            RankingFiles.Write(of, Path.Combine(folder, name), overwrite: false);
            return CsvText.ReadFile(Path.Combine(folder, name, "ranking.csv"));
        }
    }

    /// <summary>The bytes of some of the files of a run, all points shown.</summary>
    public static string[] Bytes(string folder, DateOnly asOf, int capacity, params string[] names)
    {
        var output = Path.Combine(folder, "out");
        RankingFiles.Write(Run(folder, asOf, capacity, withExplanations: true) with { AllPoints = true }, output, overwrite: false);
        return [.. names.Select(name => Convert.ToHexString(File.ReadAllBytes(Path.Combine(output, name))))];
    }

    /// <summary>All files of a run, by name, by the road that keeps everything in memory.</summary>
    public static SortedDictionary<string, string> InMemory(string folder, DateOnly asOf, int capacity)
    {
        var (policy, catalogue, collation) = Read(folder, asOf);
        var run = Run(folder, asOf, capacity, withExplanations: true, collation) with { Warnings = ExtractReview.Warnings(collation, policy, asOf) };
        return Written(output => RankingFiles.Write(run, output, overwrite: false), folder);
    }

    /// <summary>All files of a run, by name, by the road of <c>iom rank</c>.</summary>
    public static SortedDictionary<string, string> Streamed(string folder, DateOnly asOf, int capacity, int threads, int blockBytes, bool explained = true)
    {
        var catalogue = CatalogueFile.Load(Path.Combine(folder, "catalogue.csv"));
        var policy = PolicyFile.Parse(File.ReadAllBytes(Path.Combine(folder, "policy.json")));
        var ranking = BatchRanking.Of(new BatchRequest
        {
            Folder = Path.Combine(folder, "extracts"),
            Policy = policy,
            Catalogue = catalogue.Catalogue,
            AsOf = asOf,
            Capacity = capacity,
            Threads = threads,
            BlockBytes = blockBytes,
        });
        return Written(output => RankingFiles.Write(
            new BatchRun
            {
                ToolVersion = "test",
                PolicyFile = new HashedFile("policy.json", policy.Sha256),
                CatalogueFile = catalogue.File,
                Ranking = ranking,
                Warnings = ExtractReview.Warnings(ranking.Account, policy, asOf),
                MostExplained = explained ? ExplainedPeople : 0,
            }, output, overwrite: false), folder);
    }

    private static SortedDictionary<string, string> Written(Action<string> write, string folder)
    {
        var output = Path.Combine(folder, Path.GetRandomFileName());
        write(output);
        var files = Directory.EnumerateFiles(output).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllText);
        Directory.Delete(output, recursive: true);
        return new SortedDictionary<string, string>(files, StringComparer.Ordinal);
    }

    /// <summary>Everybody's scorecard, as text, by id.</summary>
    public static Dictionary<string, string> Scorecards(string folder, DateOnly asOf)
    {
        var (policy, catalogue, collation) = Read(folder, asOf);
        var scorer = new Scorer(policy, catalogue.Catalogue, asOf, collation.Supplied);
        return collation.People.ToDictionary(file => file.Offender.Id.Value, file => string.Join("; ", scorer.Score(file, withRecords: true).Contributions
            .Select(contribution => $"{contribution.Factor.Id} {contribution.Reading} {contribution.Least}-{contribution.Most} {contribution.LeftOutCount} {string.Join(' ', contribution.Records.Select(record => (record.Kind, record.Id, record.Date)))}")));
    }

    private static RankingRun Run(string folder, DateOnly asOf, int capacity, bool withExplanations = false, Collation? read = null)
    {
        var (policy, catalogue, collation) = Read(folder, asOf, read);
        var assessor = new Assessor(new Scorer(policy, catalogue.Catalogue, asOf, collation.Supplied));
        var proposal = Proposal.For(policy, asOf, capacity, [.. collation.People.Select(assessor.Assess)]);
        var files = collation.People.ToDictionary(file => file.Offender.Id);
        var explainer = new Explainer(assessor, proposal);
        return new RankingRun
        {
            Explanations = withExplanations ? [.. proposal.Rows.Where(row => row.IsForPanel).Take(ExplainedPeople).Select(row => explainer.Explain(files[row.OffenderId], row))] : [],
            ToolVersion = "test",
            AsOf = asOf,
            Policy = policy,
            PolicyFile = new HashedFile("policy.json", policy.Sha256),
            CatalogueFile = catalogue.File,
            Collation = collation,
            Proposal = proposal,
            Warnings = [],
        };
    }

    private static (Policy Policy, CatalogueFile Catalogue, Collation Collation) Read(string folder, DateOnly asOf, Collation? read = null)
    {
        var catalogue = CatalogueFile.Load(Path.Combine(folder, "catalogue.csv"));
        return (PolicyFile.Parse(File.ReadAllBytes(Path.Combine(folder, "policy.json"))), catalogue,
            read ?? ExtractFolder.Collate(Path.Combine(folder, "extracts"), asOf, catalogue.Catalogue));
    }
}
