namespace Iom.Selection.Testing;

/// <summary>Tests that need more of the machine than .NET; skipped, saying so, where that can't be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryWithAttribute : TheoryAttribute
{
    public TheoryWithAttribute(params Needed[] needed) => Skip = Machine.Missing(needed);
}
