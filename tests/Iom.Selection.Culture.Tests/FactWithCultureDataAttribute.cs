namespace Iom.Selection.Culture.Tests;

/// <summary>A test that needs culture data (ICU); skipped, saying so, where the machine has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactWithCultureDataAttribute : FactAttribute
{
    public FactWithCultureDataAttribute()
    {
        if (!HasCultureData) Skip = "This machine has no culture data (ICU), so nothing can be shown under tr-TR.";
    }

    public static bool HasCultureData => !(AppContext.TryGetSwitch("System.Globalization.Invariant", out var invariant) && invariant);
}
