namespace Iom.Selection.Browser.Tests;

/// <summary>A test in a real browser, skipped where there is none.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null) Skip = BrowserTheoryAttribute.Why;
    }
}
