using System.Reflection;
using Xunit.Sdk;

namespace Iom.Selection.Testing;

/// <summary>One case of a theory that needs more of the machine than the others; it alone is skipped, saying so, where that can't be had.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class InlineDataWithAttribute : DataAttribute
{
    private readonly object[] _data;

    public InlineDataWithAttribute(Needed needed, params object[] data)
    {
        _data = data;
        Skip = Machine.Missing(needed);
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [_data];
}
