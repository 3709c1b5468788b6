using System.Diagnostics;

namespace Iom.Selection.Cli.Tests;

/// <summary>Runs the tool under a tracer that stands between it and the system: calls fail, or the process is killed at one of them. On Linux, where strace may be used.</summary>
internal static class Strace
{
    private static readonly Lazy<bool> Here = new(() => OperatingSystem.IsLinux() && Tool.Other("strace", "-f", "-o", "/dev/null", "true") == 0);

    /// <summary>Whether it can be used here.</summary>
    public static bool IsHere => Here.Value;

    /// <summary>Runs the tool.</summary>
    /// <param name="options">What to trace, and what to do with it.</param>
    /// <param name="args">The arguments of the tool.</param>
    public static Outcome Run(string[] options, params string[] args)
    {
        using var run = new RunningTool(Tool.Start("strace", ["-f", "-qq", "-o", "/dev/null", .. options, Tool.Executable, .. args],
            new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_EnableWriteXorExecute"] = "0" }));
        return run.End();
    }
}
