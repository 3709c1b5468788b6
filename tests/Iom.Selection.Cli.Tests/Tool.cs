using System.Diagnostics;
using System.Globalization;

namespace Iom.Selection.Cli.Tests;

/// <summary>Starts the real tool, without a shell.</summary>
internal static class Tool
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public static Outcome Run(params string[] args) => Run(args, environment: null);

    public static Outcome Run(string[] args, IReadOnlyDictionary<string, string>? environment)
    {
        using var run = new RunningTool(Start(Executable, args, environment));
        return run.End();
    }

    /// <summary>Runs the tool where no file may grow beyond so many KiB.</summary>
    public static Outcome RunWithFileLimit(int kibibytes, params string[] args)
    {
        string[] bash = ["-c", $"trap '' XFSZ; ulimit -f {kibibytes.ToString(CultureInfo.InvariantCulture)} && exec \"$0\" \"$@\"", Executable, .. args];
        // The runtime maps its code through a file of its own, which the limit would hit first.
        using var run = new RunningTool(Start("bash", bash, new Dictionary<string, string> { ["DOTNET_EnableWriteXorExecute"] = "0" }));
        return run.End();
    }

    public static RunningTool Begin(params string[] args) => new(Start(Executable, args, environment: null));

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

    private static string Executable => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "iom.exe" : "iom");

    private static Process Start(string program, string[] args, IReadOnlyDictionary<string, string>? environment)
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
