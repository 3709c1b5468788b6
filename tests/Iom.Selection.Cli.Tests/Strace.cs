namespace Iom.Selection.Cli.Tests;

/// <summary>Runs the tool under a tracer that stands between it and the system: calls fail, or the process is killed at one of them. For tests that need <see cref="Needed.Strace"/>.</summary>
internal static class Strace
{
    /// <summary>The calls by which something is written, named, or put on the disk.</summary>
    public static readonly string[] WritingCalls =
        ["write", "pwrite64", "pwritev", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "fsync", "fdatasync", "ftruncate", "chmod", "fchmod", "fchown", "chown"];

    /// <summary>How often the tool makes each writing call, at most by one thread: strace counts for each thread.</summary>
    public static IReadOnlyList<(string Call, int Count)> Count(string[] options, string folder, params string[] args)
    {
        var path = Path.Combine(folder, "calls.txt");
        using (var run = new RunningTool(Tool.Start("strace", ["-f", "-qq", "-o", path, "-e", $"trace={string.Join(',', WritingCalls)}", .. options, Tool.Executable, .. args], Environment)))
            run.End().IsDone();
        var counts = File.ReadLines(path).Select(line => line.Split([' ', '('], StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length > 1 && WritingCalls.Contains(parts[1]))
            .GroupBy(parts => (Thread: parts[0], Call: parts[1])).GroupBy(calls => calls.Key.Call, calls => calls.Count()).Select(counts => (counts.Key, counts.Max())).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        File.Delete(path);
        return counts;
    }

    /// <summary>Runs the tool and kills it on entry to one of its calls, which is then not made.</summary>
    public static void Kill(string call, int number, string[] options, params string[] args)
    {
        string kill = FormattableString.Invariant($"inject={call}:signal=KILL:when={number}");
        using var run = new RunningTool(Tool.Start("strace", ["-f", "-qq", "-o", "/dev/null", "-e", $"trace={string.Join(',', WritingCalls)}", .. options, "-e", kill, Tool.Executable, .. args], Environment));
        run.End();
    }

    // What the runtime writes for itself is left out.
    private static Dictionary<string, string> Environment => new() { ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_TieredPGO"] = "0" };

    /// <summary>Runs the tool.</summary>
    /// <param name="options">What to trace, and what to do with it.</param>
    /// <param name="args">The arguments of the tool.</param>
    public static Outcome Run(string[] options, params string[] args)
    {
        using var run = Begin(options, args);
        return run.End();
    }

    /// <summary>Starts the tool, and does not wait for it.</summary>
    /// <param name="options">What to trace, and what to do with it.</param>
    /// <param name="args">The arguments of the tool.</param>
    public static RunningTool Begin(string[] options, params string[] args) =>
        new(Tool.Start("strace", ["-f", "-qq", "-o", "/dev/null", .. options, Tool.Executable, .. args], Environment));
}
