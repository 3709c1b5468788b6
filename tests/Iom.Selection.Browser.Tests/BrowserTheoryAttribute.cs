namespace Iom.Selection.Browser.Tests;

/// <summary>Tests in a real browser, skipped where there is none.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    internal const string Why = "There is no Chromium here: install the distribution's (apt-get install chromium), or name one with IOM_CHROMIUM.";

    public BrowserTheoryAttribute()
    {
        if (Chromium.Path is null) Skip = Why;
    }
}
