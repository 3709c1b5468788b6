namespace Iom.Selection.Testing;

/// <summary>A test that needs more of the machine than .NET; skipped, saying so, where that can't be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithAttribute : FactAttribute
{
    public FactWithAttribute(params Needed[] needed) => Skip = Machine.Missing(needed);
}
