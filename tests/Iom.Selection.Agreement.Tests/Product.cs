using Iom.Selection.Agreement.Tests.Reference;
using Iom.Selection.Decisions;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Runs.Ranking;
using Iom.Selection.Scoring;

namespace Iom.Selection.Agreement.Tests;

/// <summary>The product, as the tests of this project ask it: by the road of <c>iom rank</c>, and by that of a program that scores one person after another.</summary>
internal static class Product
{
    // To live through the days of more people would take longer and show no more.
    private const int ExplainedPeople = 5;

    /// <summary>The cells of <c>ranking.csv</c>, with and without all points.</summary>
    public static (List<string[]> All, List<string[]> Minimised) Rank(string folder, DateOnly asOf, int capacity)
    {
        var run = Run(folder, asOf, capacity) with { MostExplained = 0 };
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
        RankingFiles.Write(Run(folder, asOf, capacity) with { AllPoints = true }, output, overwrite: false);
        return [.. names.Select(name => Convert.ToHexString(File.ReadAllBytes(Path.Combine(output, name))))];
    }

    /// <summary>All files of a run, by name.</summary>
    public static SortedDictionary<string, string> Files(string folder, DateOnly asOf, int capacity, int threads = 1, int blockBytes = 1 << 19, bool explained = true) =>
        Written(Run(folder, asOf, capacity, threads, blockBytes) with { MostExplained = explained ? ExplainedPeople : 0 }, folder);

    /// <summary>All files of a run of each of several dates, all from one reading.</summary>
    public static IReadOnlyList<SortedDictionary<string, string>> FilesOfDates(string folder, IReadOnlyList<DateOnly> dates, int capacity)
    {
        var (policy, catalogue, extracts) = Load(folder, threads: 2, blockBytes: 333);
        // Out of order, so that nothing depends on what was asked before.
        var byDate = dates.OrderByDescending(date => date).ToDictionary(date => date, date =>
            Written(RunOf(extracts.AsOf(date).Rank(policy, capacity), catalogue) with { MostExplained = 1 }, folder));
        return [.. dates.Select(date => byDate[date])];
    }

    /// <summary>What stands of everybody in <c>ranking.csv</c>, and the first explanations, by scoring one case file after another.</summary>
    public static (RankingTable Table, string[] Explanations) ByCaseFiles(string folder, DateOnly asOf, int capacity)
    {
        var (policy, catalogue, extracts) = Load(folder);
        var snapshot = extracts.AsOf(asOf);
        var people = snapshot.CaseFiles().ToArray();
        var assessor = new Assessor(new Scorer(policy, catalogue.Catalogue, asOf, snapshot.Supplied));
        var proposal = Proposal.For(policy, asOf, capacity, [.. people.Select(assessor.Assess)]);
        var files = people.ToDictionary(file => file.Offender.Id);
        var explainer = new Explainer(assessor, proposal);
        return (proposal.ToTable(), [.. proposal.Rows.Where(row => row.IsForPanel).Take(ExplainedPeople).Select(row => explainer.Explain(files[row.OffenderId], row).ToJson())]);
    }

    /// <summary>The same by the road of <c>iom rank</c>.</summary>
    public static (RankingTable Table, string[] Explanations) ByBatch(string folder, DateOnly asOf, int capacity)
    {
        var ranking = Run(folder, asOf, capacity, threads: 2, blockBytes: 64).Ranking;
        return (ranking.ToTable(), [.. ranking.ExplainPanel(ExplainedPeople, CancellationToken.None).Select(explanation => explanation.ToJson())]);
    }

    /// <summary>Everybody's scorecard, as text, by id.</summary>
    public static Dictionary<string, string> Scorecards(string folder, DateOnly asOf)
    {
        var (policy, catalogue, extracts) = Load(folder);
        var snapshot = extracts.AsOf(asOf);
        var scorer = new Scorer(policy, catalogue.Catalogue, asOf, snapshot.Supplied);
        return snapshot.CaseFiles().ToDictionary(file => file.Offender.Id.Value, file => string.Join("; ", scorer.Score(file, withRecords: true).Contributions
            .Select(contribution => $"{contribution.Factor.Id} {contribution.Reading} {contribution.Least}-{contribution.Most} {contribution.LeftOutCount} {string.Join(' ', contribution.Records.Select(record => (record.Kind, record.Id, record.Date)))}")));
    }

    private static RankingRun Run(string folder, DateOnly asOf, int capacity, int threads = 1, int blockBytes = 1 << 19)
    {
        var (policy, catalogue, extracts) = Load(folder, threads, blockBytes);
        return RunOf(extracts.AsOf(asOf).Rank(policy, capacity), catalogue);
    }

    private static RankingRun RunOf(BatchRanking ranking, CatalogueFile catalogue) => new()
    {
        ToolVersion = "test",
        PolicyFile = new HashedFile("policy.json", ranking.Policy.Sha256),
        CatalogueFile = catalogue.File,
        Ranking = ranking,
        Warnings = ExtractChecks.Warnings(ranking.Snapshot.Account, ranking.Policy, ranking.AsOf),
        MostExplained = ExplainedPeople,
    };

    private static (Policy Policy, CatalogueFile Catalogue, ExtractFolder Extracts) Load(string folder, int threads = 1, int blockBytes = 1 << 19)
    {
        var catalogue = CatalogueFile.Load(Path.Combine(folder, "catalogue.csv"));
        var policy = PolicyFile.Parse(File.ReadAllBytes(Path.Combine(folder, "policy.json")));
        var options = new ExtractOptions { Catalogue = catalogue.Catalogue, Panel = policy.Panel, Threads = threads, BufferBytes = blockBytes };
        return (policy, catalogue, ExtractFolder.Load(Path.Combine(folder, "extracts"), options));
    }

    private static SortedDictionary<string, string> Written(RankingRun run, string folder)
    {
        var output = Path.Combine(folder, Path.GetRandomFileName());
        RankingFiles.Write(run, output, overwrite: false);
        var files = Directory.EnumerateFiles(output).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllText);
        Directory.Delete(output, recursive: true);
        return new SortedDictionary<string, string>(files, StringComparer.Ordinal);
    }
}
