using System.Globalization;
using Iom.Selection.Agreement.Tests.Reference;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Runs.Ranking;
using Iom.Selection.Scoring;

namespace Iom.Selection.Agreement.Tests;

/// <summary>What the product is asked: whom to rank, by which policy and catalogue, on which date, for how many places.</summary>
internal sealed record Question(string Extracts, string PolicyPath, string? CataloguePath, DateOnly AsOf, int Capacity)
{
    /// <summary>Asks of a folder that holds <c>extracts</c>, <c>policy.json</c> and <c>catalogue.csv</c>.</summary>
    public static Question Of(string folder, DateOnly asOf, int capacity) =>
        new(Path.Combine(folder, "extracts"), Path.Combine(folder, "policy.json"), Path.Combine(folder, "catalogue.csv"), asOf, capacity);
}

/// <summary>What became of the rows of one kind of file.</summary>
internal sealed record FileCounts(string File, long Read, long Used, long Later, long Duplicate, long Refused);

/// <summary>The product, from a folder to an answer. Nothing else here knows how.</summary>
/// <param name="threads">How many threads read and rank.</param>
/// <param name="bufferBytes">How many bytes of a file are taken apart at once.</param>
internal sealed class Product(int threads, int bufferBytes)
{
    /// <summary>What ships, on buffers so small that in every file many end within a row.</summary>
    public static Product Shipped { get; } = new(threads: 2, bufferBytes: 1000);

    /// <summary>What ships, with no other thread and no end of a buffer in its way.</summary>
    public static Product Undivided { get; } = new(threads: 1, bufferBytes: 1 << 19);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{threads} threads, buffers of {bufferBytes}");

    /// <summary>Reads and ranks a folder.</summary>
    /// <exception cref="ExtractException">There is nobody to rank, or a file is not what it must be.</exception>
    public Answer Answer(Question question, IProgress<LoadingProgress>? progress = null) => Load(question, progress)(question.AsOf);

    /// <summary>Reads a folder once, to rank it as of any date.</summary>
    /// <exception cref="ExtractException">There is nobody to rank, or a file is not what it must be.</exception>
    public Func<DateOnly, Answer> Load(Question question, IProgress<LoadingProgress>? progress = null)
    {
        var policy = PolicyFile.Parse(File.ReadAllBytes(question.PolicyPath));
        var catalogue = question.CataloguePath is { } path ? CatalogueFile.Load(path) : CatalogueFile.BuiltIn();
        // Small buffers go with few rows put in order at once, so that people of one part come in several stretches.
        var options = new ExtractOptions { Catalogue = catalogue.Catalogue, Panel = policy.Panel, Threads = threads, BufferBytes = bufferBytes };
        if (bufferBytes <= 1000) options = options with { RowsAtOnce = 3 };
        var extracts = ExtractFolder.Load(question.Extracts, options, progress);
        return asOf => new Answer(extracts.AsOf(asOf).Rank(policy, question.Capacity), catalogue);
    }
}

/// <summary>What the product answers: by the road of <c>iom rank</c>, and by that of a program that scores one person after another.</summary>
internal sealed class Answer(BatchRanking ranking, CatalogueFile catalogue)
{
    // To live through the days of more people would take longer and show no more.
    public const int MostExplained = 5;

    /// <summary>What became of every row.</summary>
    public ExtractAccount Account => ranking.Snapshot.Account;

    /// <summary>What became of the rows, by kind of file.</summary>
    public IReadOnlyList<FileCounts> Counts =>
        [.. Account.Files.Select(file => new FileCounts(file.FileName, file.ReadCount, file.UsedCount, file.LaterCount, file.DuplicateCount, file.RefusedCount))];

    /// <summary>All files of a run, by name, as text.</summary>
    /// <param name="allPoints">Whether the points of everybody ranked are shown.</param>
    /// <param name="explained">How many of the panel's list are explained.</param>
    public SortedDictionary<string, string> Files(bool allPoints = false, int explained = 0)
    {
        var folder = Directory.CreateTempSubdirectory("iom-answer-").FullName;
        try
        {
            var output = Path.Combine(folder, "run");
            RankingFiles.Write(
                new RankingRun
                {
                    ToolVersion = "test",
                    PolicyFile = new HashedFile("policy.json", ranking.Policy.Sha256),
                    CatalogueFile = catalogue.File,
                    Ranking = ranking,
                    Warnings = ExtractChecks.Warnings(Account, ranking.Policy, ranking.AsOf),
                    AllPoints = allPoints,
                    MostExplained = explained,
                }, output, overwrite: false);
            return new SortedDictionary<string, string>(Directory.EnumerateFiles(output).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllText), StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The cells of a file of the run.</summary>
    public List<string[]> Cells(string name, bool allPoints = true) => CsvText.Parse(Files(allPoints)[name]);

    /// <summary>Some of the files of the run, all points shown.</summary>
    public string[] Texts(params string[] names)
    {
        var files = Files(allPoints: true, explained: names.Contains("explanations.jsonl") ? MostExplained : 0);
        return [.. names.Select(name => files[name])];
    }

    /// <summary>The explanation of one person; null for an id that nobody has.</summary>
    public Explanation? Explain(string id) => ranking.Explain(new OffenderId(id));

    /// <summary>The scorecard of one person, by the case file, whether or not the person is ranked; null for an id that nobody has.</summary>
    public Scorecard? Scorecard(string id) =>
        ranking.Snapshot.FindCaseFile(new OffenderId(id)) is { } file ? Scorer().Score(file, withRecords: true) : null;

    /// <summary>That scoring one case file after another says of everybody what the batch says: row by row, and explanation by explanation.</summary>
    public void AssertIsThatOfCaseFiles()
    {
        var people = ranking.Snapshot.CaseFiles().ToArray();
        var assessor = new Assessor(Scorer());
        var proposal = Proposal.For(ranking.Policy, ranking.AsOf, ranking.Capacity, [.. people.Select(assessor.Assess)]);
        var (table, batch) = (proposal.ToTable(), ranking.ToTable());
        Assert.Equal(table.FactorIds.AsEnumerable(), batch.FactorIds);
        Assert.Equal(table.Rows.Select(Described), batch.Rows.Select(Described));

        var files = people.ToDictionary(file => file.Offender.Id);
        var explainer = new Explainer(assessor, proposal);
        Assert.Equal(
            proposal.Rows.Where(row => row.IsForPanel).Take(MostExplained).Select(row => explainer.Explain(files[row.OffenderId], row).ToJson()),
            ranking.ExplainPanel(MostExplained, CancellationToken.None).Select(explanation => explanation.ToJson()));
    }

    // A scorer of its own, so that nothing that the batch has set up shows.
    private Scorer Scorer() => new(ranking.Policy, catalogue.Catalogue, ranking.AsOf, ranking.Snapshot.Supplied);

    private static string Described(RankingRow row) => string.Join('|', row.OffenderId.Value, row.Rank, row.Recommendation, row.Cohort, row.IsMember, row.IsNominated, row.IsFlagged, row.IsTied,
        row.Total, row.Most, row.IsProvisional, string.Join(',', row.Points), string.Join(';', row.Reasons));
}
