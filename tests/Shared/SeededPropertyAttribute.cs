using System.Globalization;
using System.Runtime.CompilerServices;
using FsCheck.Xunit;

namespace Iom.Selection.Testing;

/// <summary>A property that is tried on what its own seed of <see cref="Seeds"/> gives.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class SeededPropertyAttribute : PropertyAttribute
{
    // The second number has to be odd.
    private const int Gamma = 7;

    public SeededPropertyAttribute([CallerMemberName] string test = "")
    {
        Replay = string.Create(CultureInfo.InvariantCulture, $"{Seeds.Of(test)},{Gamma}");
        if (Seeds.Told is { } told) DisplayName = $"{test}, {told}";
    }
}
