using System.Security.Cryptography;

namespace Iom.Selection.Cli.Tests;

/// <summary>A fresh folder for one test: extracts, and beside them a folder in which nothing but the output may appear.</summary>
internal sealed class Workspace : IDisposable
{
    public const string AsOf = "2026-01-01";

    public static readonly string[] RunFiles = ["cohort.csv", "conflicts.csv", "decisions-to-make.csv", "duplicates.csv", "explanations.jsonl", "meeting.xlsx", "possible-duplicates.csv", "possible-people.csv", "ranking.csv", "refused.csv", "report.html", "run.json", "run.key"];

    public static readonly string[] ReviewFiles =
        ["conflicts.csv", "decisions-to-make.csv", "duplicates.csv", "explanations.jsonl", "follow-up.csv", "meeting.xlsx", "meetings.csv", "possible-duplicates.csv", "possible-people.csv", "refused.csv", "report.html", "review.csv", "run.json", "run.key"];

    public Workspace()
    {
        Root = Directory.CreateTempSubdirectory("iom-cli-tests-").FullName;
        Extracts = new ExtractsFolder(PathOf("extracts"));
        Directory.CreateDirectory(Outputs);
    }

    public static string Repository { get; } = FindRepository();

    public static string ReferencePolicy { get; } = Path.Combine(Repository, "samples", "reference", "policy.json");

    public string Root { get; }

    public ExtractsFolder Extracts { get; }

    public string Outputs => PathOf("outputs");

    public string Out => Path.Combine(Outputs, "run");

    public string PathOf(string name) => Path.Combine(Root, name);

    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public string[] RankArgs(params string[] more) =>
        ["rank", "--extracts", Extracts.Path, "--policy", ReferencePolicy, "--as-of", AsOf, "--capacity", "3", "--out", Out, .. more];

    public string[] ReviewArgs(params string[] more) => ["review", .. RankArgs(more)[1..]];

    /// <summary>The arguments of a run, one option given another value or, with null, left out.</summary>
    public string[] RankArgsWith(string option, string? value)
    {
        var args = RankArgs().ToList();
        var at = args.IndexOf(option);
        if (at < 0) return [.. args, option, value!];
        args.RemoveRange(at, 2);
        if (value is not null) args.InsertRange(at, [option, value]);
        return [.. args];
    }

    public Outcome Rank(params string[] more) => Tool.Run(RankArgs(more));

    public Outcome Review(params string[] more) => Tool.Run(ReviewArgs(more));

    public Outcome RankWith(string option, string? value) => Tool.Run(RankArgsWith(option, value));

    public void AssertNothingWritten() => Assert.Empty(Directory.GetFileSystemEntries(Outputs));

    /// <summary>The output is there with all its files, the manifest names their hashes, and nothing stands beside it.</summary>
    public RunFolder AssertWhole()
    {
        Assert.Equal([Out], Directory.GetFileSystemEntries(Outputs));
        return RunFolder.AssertWhole(Out);
    }

    /// <summary>The same of a review.</summary>
    public RunFolder AssertWholeReview()
    {
        Assert.Equal([Out], Directory.GetFileSystemEntries(Outputs));
        return RunFolder.AssertWhole(Out, ReviewFiles);
    }

    /// <summary>Name and hash of each file of the output.</summary>
    public SortedDictionary<string, string> Hashes() => new(
        Directory.GetFiles(Out).ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(path)))),
        StringComparer.Ordinal);

    public void DeleteOut() => Directory.Delete(Out, recursive: true);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "Iom.Selection.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests don't run inside the repository.");
        return folder;
    }
}
