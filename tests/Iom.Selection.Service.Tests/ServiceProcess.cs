using System.Diagnostics;

namespace Iom.Selection.Service.Tests;

/// <summary>The service as the program that it is, in a process of its own, which a test can kill.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServiceProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>The program.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "iom-service" + (OperatingSystem.IsWindows() ? ".exe" : ""));

    /// <summary>Starts the service, and waits until it listens.</summary>
    public static async Task<ServiceProcess> StartAsync(params string[] args)
    {
        var process = Start(args);
        using var hanging = new CancellationTokenSource(Longest);
        while (await process.StandardError.ReadLineAsync(hanging.Token) is { } line)
        {
            const string listening = "Listening on ";
            if (line.StartsWith(listening, StringComparison.Ordinal)) return new ServiceProcess(process, new Uri(line[listening.Length..]));
        }
        throw new InvalidOperationException("The service did not start.");
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] args)
    {
        using var process = Start(args);
        using var hanging = new CancellationTokenSource(Longest);
        var error = process.StandardError.ReadToEndAsync(hanging.Token);
        var output = await process.StandardOutput.ReadToEndAsync(hanging.Token);
        await process.WaitForExitAsync(hanging.Token);
        return (process.ExitCode, output, await error);
    }

    /// <summary>Kills it, as kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        using var hanging = new CancellationTokenSource(Longest);
        await _process.WaitForExitAsync(hanging.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static Process Start(string[] args) => Process.Start(new ProcessStartInfo(Executable, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
