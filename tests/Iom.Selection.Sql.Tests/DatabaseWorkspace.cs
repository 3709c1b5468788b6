using System.Globalization;
using Iom.Selection.Cli.Tests;
using Iom.Selection.Tests;

namespace Iom.Selection.Sql.Tests;

/// <summary>A temporary folder in which a ranking of files and one in a database lie beside each other.</summary>
internal sealed class DatabaseWorkspace : IDisposable
{
    /// <summary>The files that both have, which are the same to the byte.</summary>
    public static readonly string[] SameFiles = ["ranking.csv", "cohort.csv", "explanations.jsonl", "conflicts.csv", "decisions-to-make.csv"];

    private int _count;

    public string Folder { get; } = Directory.CreateTempSubdirectory("iom-database-").FullName;

    public string SamplePolicy { get; } = Repository.Path("samples", "reference", "policy.json");

    public string SampleExtracts { get; } = Repository.Path("samples", "extracts");

    /// <summary>Runs the tool.</summary>
    public static Outcome Tool(params string[] args) => Cli.Tests.Tool.Run(args);

    public string NewPath(string name) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{_count++}"));

    /// <summary>Keeps a connection in a private file.</summary>
    /// <returns>What <c>--database</c> takes.</returns>
    public string Connection(string text)
    {
        var path = NewPath("connection");
        File.WriteAllText(path, text + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return "file:" + path;
    }

    /// <summary>Makes tables of extracts, as a check does.</summary>
    /// <returns>Their folder.</returns>
    public string Check(string extracts, params string[] more)
    {
        var output = NewPath("check");
        Tool(["check", "--extracts", extracts, "--out", output, "--tables", .. more]);
        return output;
    }

    /// <summary>The arguments of a ranking of the sample.</summary>
    public string[] Sample(params string[] more) => ["rank", "--policy", SamplePolicy, "--as-of", "2026-10-31", "--capacity", "40", .. more];

    /// <summary>What differs between the files of two runs; empty where nothing does.</summary>
    public static string Difference(string one, string other)
    {
        foreach (var name in SameFiles)
        {
            var (first, second) = (File.ReadAllLines(Path.Combine(one, name)), File.ReadAllLines(Path.Combine(other, name)));
            var line = Enumerable.Range(0, Math.Max(first.Length, second.Length)).FirstOrDefault(i => i >= first.Length || i >= second.Length || first[i] != second[i], -1);
            if (line >= 0) return string.Create(CultureInfo.InvariantCulture, $"{name}, line {line + 1}:\n{(line < first.Length ? first[line] : "(none)")}\n{(line < second.Length ? second[line] : "(none)")}");
            if (!File.ReadAllBytes(Path.Combine(one, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(other, name)))) return $"{name}: other bytes";
        }
        return "";
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
