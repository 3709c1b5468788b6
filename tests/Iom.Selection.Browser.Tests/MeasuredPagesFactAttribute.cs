namespace Iom.Selection.Browser.Tests;

/// <summary>A measurement of pages that somebody names; skipped where nobody does.</summary>
public sealed class MeasuredPagesFactAttribute : FactAttribute
{
    private const string Variable = "IOM_PAGES";

    public MeasuredPagesFactAttribute()
    {
        if (Chromium.Path is null) Skip = BrowserTheoryAttribute.Why;
        else if (Pages.Length == 0) Skip = $"Name pages to measure with {Variable}: paths, separated as in PATH.";
    }

    /// <summary>The pages.</summary>
    internal static string[] Pages { get; } = (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
