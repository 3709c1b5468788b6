using System.Globalization;
using Iom.Selection.Agreement.Tests.Reference;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Runs;
using Iom.Selection.Extracts.Streaming;
using Iom.Selection.Offenders;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
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

/// <summary>What the product answers.</summary>
internal interface IAnswer
{
    /// <summary>What became of the rows, by kind of file.</summary>
    IReadOnlyList<FileCounts> Counts { get; }

    /// <summary>All files of a run, by name, as text.</summary>
    /// <param name="allPoints">Whether the points of everybody ranked are shown.</param>
    /// <param name="explained">How many of the panel's list are explained.</param>
    SortedDictionary<string, string> Files(bool allPoints = false, int explained = 0);

    /// <summary>The explanation of one person; null for an id that nobody has.</summary>
    Explanation? Explain(string id);

    /// <summary>All that is known of one person; null for an id that nobody has.</summary>
    CaseFile? CaseFile(string id);
}

/// <summary>The product, by one of the ways in which it goes from a folder to an answer. Nothing else here knows how.</summary>
internal abstract class Product
{
    /// <summary>What <c>iom rank</c> goes by, on blocks so small that in every file many end within a row.</summary>
    public static Product Shipped { get; } = Batch(threads: 2, blockBytes: 1000);

    /// <summary>The way that keeps every record as an object.</summary>
    public static Product InMemory { get; } = new MemoryProduct();

    public static IEnumerable<Product> All => [Shipped, InMemory];

    /// <summary>What <c>iom rank</c> goes by.</summary>
    public static Product Batch(int threads, int blockBytes) => new BatchProduct(threads, blockBytes);

    /// <summary>Reads and ranks a folder.</summary>
    /// <exception cref="ExtractException">There is nobody to rank, or a file is not what it must be.</exception>
    public abstract IAnswer Answer(Question question, IProgress<ReadingProgress>? progress = null);

    private static (Policy Policy, CatalogueFile Catalogue) Read(Question question) => (
        PolicyFile.Parse(File.ReadAllBytes(question.PolicyPath)),
        question.CataloguePath is { } path ? CatalogueFile.Load(path) : CatalogueFile.BuiltIn());

    private static FileCounts[] CountsOf(ExtractAccount account) =>
        [.. account.Files.Select(file => new FileCounts(file.FileName, file.ReadCount, file.UsedCount, file.LaterCount, file.DuplicateCount, file.RefusedCount))];

    private static SortedDictionary<string, string> Written(Action<string> write)
    {
        var folder = Directory.CreateTempSubdirectory("iom-answer-").FullName;
        try
        {
            var output = Path.Combine(folder, "run");
            write(output);
            return new SortedDictionary<string, string>(Directory.EnumerateFiles(output).ToDictionary(path => Path.GetFileName(path)!, File.ReadAllText), StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class BatchProduct(int threads, int blockBytes) : Product
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"the batch, {threads} threads, blocks of {blockBytes}");

        public override IAnswer Answer(Question question, IProgress<ReadingProgress>? progress)
        {
            var (policy, catalogue) = Read(question);
            var ranking = BatchRanking.Of(
                new BatchRequest
                {
                    Folder = question.Extracts,
                    Policy = policy,
                    Catalogue = catalogue.Catalogue,
                    AsOf = question.AsOf,
                    Capacity = question.Capacity,
                    Threads = threads,
                    BlockBytes = blockBytes,
                }, progress);
            return new Answered(question, policy, catalogue, ranking);
        }

        private sealed class Answered(Question question, Policy policy, CatalogueFile catalogue, BatchRanking ranking) : IAnswer
        {
            public IReadOnlyList<FileCounts> Counts => CountsOf(ranking.Account);

            public SortedDictionary<string, string> Files(bool allPoints, int explained) => Written(output => RankingFiles.Write(
                new BatchRun
                {
                    ToolVersion = "test",
                    PolicyFile = new HashedFile("policy.json", policy.Sha256),
                    CatalogueFile = catalogue.File,
                    Ranking = ranking,
                    Warnings = ExtractReview.Warnings(ranking.Account, policy, question.AsOf),
                    AllPoints = allPoints,
                    MostExplained = explained,
                }, output, overwrite: false));

            public Explanation? Explain(string id) => ranking.Explain(new OffenderId(id));

            // The batch keeps no case files: it is the same person by the other way.
            public CaseFile? CaseFile(string id) => InMemory.Answer(question).CaseFile(id);
        }
    }

    private sealed class MemoryProduct : Product
    {
        public override string ToString() => "in memory";

        public override IAnswer Answer(Question question, IProgress<ReadingProgress>? progress)
        {
            var (policy, catalogue) = Read(question);
            return new Answered(question, policy, catalogue, ExtractFolder.Collate(question.Extracts, question.AsOf, catalogue.Catalogue, progress: progress));
        }

        private sealed class Answered : IAnswer
        {
            private readonly Collation _collation;
            private readonly Proposal _proposal;
            private readonly Explainer _explainer;
            private readonly RankingRun _run;

            public Answered(Question question, Policy policy, CatalogueFile catalogue, Collation collation)
            {
                var assessor = new Assessor(new Scorer(policy, catalogue.Catalogue, question.AsOf, collation.Supplied));
                _collation = collation;
                _proposal = Proposal.For(policy, question.AsOf, question.Capacity, [.. collation.People.Select(assessor.Assess)]);
                _explainer = new Explainer(assessor, _proposal);
                _run = new RankingRun
                {
                    ToolVersion = "test",
                    AsOf = question.AsOf,
                    Policy = policy,
                    PolicyFile = new HashedFile("policy.json", policy.Sha256),
                    CatalogueFile = catalogue.File,
                    Collation = collation,
                    Proposal = _proposal,
                    Warnings = ExtractReview.Warnings(collation, policy, question.AsOf),
                };
            }

            public IReadOnlyList<FileCounts> Counts => CountsOf(_collation);

            public SortedDictionary<string, string> Files(bool allPoints, int explained) => Written(output => RankingFiles.Write(
                _run with
                {
                    AllPoints = allPoints,
                    Explanations = [.. _proposal.Rows.Where(row => row.IsForPanel).Take(explained).Select(row => _explainer.Explain(CaseFile(row.OffenderId.Value)!, row))],
                }, output, overwrite: false));

            public Explanation? Explain(string id) =>
                CaseFile(id) is { } file ? _explainer.Explain(file, _proposal.Rows.Single(row => row.OffenderId == file.Offender.Id)) : null;

            public CaseFile? CaseFile(string id) => _collation.People.SingleOrDefault(file => file.Offender.Id.Value == id);
        }
    }
}

/// <summary>What is read off an answer.</summary>
internal static class Answers
{
    // To live through the days of more people would take longer and show no more.
    public const int Explained = 5;

    /// <summary>The cells of a file of the run.</summary>
    public static List<string[]> Cells(this IAnswer answer, string name, bool allPoints = true) => CsvText.Parse(answer.Files(allPoints)[name]);

    /// <summary>Some of the files of the run, all points shown.</summary>
    public static string[] Texts(this IAnswer answer, params string[] names)
    {
        var files = answer.Files(allPoints: true, explained: names.Contains("explanations.jsonl") ? Explained : 0);
        return [.. names.Select(name => files[name])];
    }
}
