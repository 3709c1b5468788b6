namespace Iom.Selection.Browser.Tests;

/// <summary>The browser of the machine.</summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Where it is: what IOM_CHROMIUM names, or where distributions put it; null where there is none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("IOM_CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);
}
