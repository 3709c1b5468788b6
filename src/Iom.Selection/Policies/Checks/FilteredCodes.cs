using Iom.Selection.Measures;
using Iom.Selection.Records;

namespace Iom.Selection.Policies.Checks;

/// <summary>The codes that a filter names, so that two filters are compared in the time that it takes to read them.</summary>
internal sealed class FilteredCodes(OffenceFilter filter)
{
    private readonly HashSet<string> _codes = new(filter.Codes, StringComparer.Ordinal);
    private readonly HashSet<string> _classes = new(filter.Codes.Select(OffenceCode.ClassOf), StringComparer.Ordinal);
    private readonly HashSet<string> _exceptions = new(filter.ExceptCodes, StringComparer.Ordinal);

    /// <summary>Whether a code of the one covers a code of the other: the same code, or its class.</summary>
    public bool Meets(FilteredCodes other) =>
        _codes.Count <= other._codes.Count ? _codes.Any(other.MeetsCode) : other._codes.Any(MeetsCode);

    /// <summary>Whether the exceptions cover all codes that another filter names.</summary>
    public bool Excludes(OffenceFilter other) =>
        _exceptions.Count > 0 && !other.Codes.IsEmpty && other.Codes.All(code => IsIn(_exceptions, code));

    private bool MeetsCode(string code) => IsIn(_codes, code) || _classes.Contains(code);

    // A code is covered by itself and by its class.
    private static bool IsIn(HashSet<string> named, string code) => named.Contains(code) || named.Contains(OffenceCode.ClassOf(code));
}
