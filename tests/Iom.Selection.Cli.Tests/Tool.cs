using System.Diagnostics;
using System.Globalization;

namespace Iom.Selection.Cli.Tests;

/// <summary>Runs the tool: in this process where only what it prints and writes is asked for, else as the program it is, without a shell.</summary>
/// <remarks>Where <c>IOM_TOOL</c> names a published program, every test runs that one, in a process of its own.</remarks>
internal static class Tool
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly string? Published = Environment.GetEnvironmentVariable("IOM_TOOL") is { Length: > 0 } path ? Path.GetFullPath(path) : null;

    // On a terminal the tool draws tables; here, as through a pipe, it prints plain lines. Where this process has a terminal, a process of its own must do.
    private static readonly bool RunsHere = Published is null && Console.IsOutputRedirected && Console.IsErrorRedirected;

    // What a process ignores its children ignore, as SIGINT in a background job of a shell: a test that interrupts gives it back.
    private static readonly Lazy<bool> EnvGivesSignalsBack = new(() => Other("env", "--default-signal=INT", "true") == 0);

    /// <summary>Runs the tool in this process.</summary>
    public static Outcome Run(params string[] args)
    {
        if (!RunsHere) return RunProcess(args);
        using var printed = new CapturedConsole();
        using var hanging = new CancellationTokenSource(Longest);
        var exitCode = Program.Run(args, hanging.Token);
        Assert.False(hanging.IsCancellationRequested, "The tool hangs.");
        return new Outcome(exitCode, printed.Out, printed.Error);
    }

    /// <summary>Starts the program and waits for its end.</summary>
    public static Outcome RunProcess(params string[] args) => RunProcess(args, environment: null);

    public static Outcome RunProcess(string[] args, IReadOnlyDictionary<string, string>? environment)
    {
        using var run = new RunningTool(Start(Executable, args, environment));
        return run.End();
    }

    /// <summary>Runs the program where no file may grow beyond so many KiB.</summary>
    public static Outcome RunWithFileLimit(int kibibytes, params string[] args)
    {
        string[] bash = ["-c", $"trap '' XFSZ; ulimit -f {kibibytes.ToString(CultureInfo.InvariantCulture)} && exec \"$0\" \"$@\"", Executable, .. args];
        // The runtime maps its code through a file of its own, which the limit would hit first.
        using var run = new RunningTool(Start("bash", bash, new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" }));
        return run.End();
    }

    /// <summary>Runs the program on a terminal of its own.</summary>
    /// <returns>What it prints there.</returns>
    public static string RunOnTerminal(params string[] args)
    {
        var command = string.Join(' ', new[] { Executable }.Concat(args).Select(arg => $"'{arg}'"));
        using var run = new RunningTool(Start("script", ["-qec", command, "/dev/null"], environment: null));
        return run.End().Out;
    }

    /// <summary>Starts the program, to be interrupted or waited for.</summary>
    public static RunningTool Begin(params string[] args) => new(
        !OperatingSystem.IsWindows() && EnvGivesSignalsBack.Value
            ? Start("env", ["--default-signal=INT", Executable, .. args], environment: null)
            : Start(Executable, args, environment: null));

    /// <summary>Runs another program to its end.</summary>
    /// <returns>Its exit code; -1 where it is not there.</returns>
    public static int Other(string program, params string[] args)
    {
        try
        {
            using var process = Start(program, args, environment: null);
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    public static string Executable => Published ?? Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "iom.exe" : "iom");

    public static Process Start(string program, string[] args, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
