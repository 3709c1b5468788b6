using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Iom.Selection.Peers;

/// <summary>What one run of a program took: wall time and CPU time in seconds, peak resident memory in MiB, mapped pages included.</summary>
internal readonly record struct Usage(double Wall, double Cpu, double PeakMebibytes)
{
    private const int Children = -1;

    /// <summary>Runs a program to its end, by way of a process of our own whose only child it is, so that its peak memory is told apart.</summary>
    public static Usage Of(string program, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var arg in new[] { "measure", program }.Concat(args)) start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        var figures = process.StandardOutput.ReadToEnd().Split('\n')[0].Split(' ');
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', args)} failed.");
        return new Usage(Number(figures[0]), Number(figures[1]), Number(figures[2]));
    }

    /// <summary>Runs this program with other arguments to its end.</summary>
    public static Usage OfSelf(params string[] args) =>
        Of(Environment.ProcessPath!, Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [Environment.GetCommandLineArgs()[0], .. args] : args);

    /// <summary>Is that process.</summary>
    public static int Measure(string program, string[] args)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var wall = watch.Elapsed.TotalSeconds;
        var usage = new long[32];
        if (getrusage(Children, usage) != 0 || process.ExitCode != 0) return 1;
        var cpu = usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wall} {cpu} {usage[4] / 1024.0}"));
        return 0;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // Seconds and microseconds of the user's time, of the system's, and the largest resident set in KiB; then others.
    [DllImport("libc")]
    private static extern int getrusage(int who, [Out] long[] usage);
}
