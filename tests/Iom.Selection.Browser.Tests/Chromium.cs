using Microsoft.Playwright;

namespace Iom.Selection.Browser.Tests;

/// <summary>The browser of the machine.</summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Where it is: what IOM_CHROMIUM names, or where distributions put it; null where there is none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("IOM_CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);

    /// <summary>Starts it, with nothing that asks a network.</summary>
    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Flags });
}
