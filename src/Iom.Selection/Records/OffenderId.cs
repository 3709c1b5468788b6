using Iom.Selection.Foundation;

namespace Iom.Selection.Records;

/// <summary>The opaque id by which the partnership's extracts know a person.</summary>
/// <remarks>
/// Compared ordinally, as it is: case, spaces and script count. Ordered by its UTF-8 bytes.
/// </remarks>
/// <param name="Value">The id; at least one character that is not a space.</param>
public sealed record OffenderId(string Value) : IComparable<OffenderId>
{
    /// <summary>The id as the extracts give it.</summary>
    /// <exception cref="ArgumentException">The value is null, empty or only spaces.</exception>
    public string Value { get; init => field = NotBlank(value); } = NotBlank(Value);

    /// <summary>Orders ids by their UTF-8 bytes, which is the order of code points.</summary>
    /// <param name="other">The id to compare with; null comes first.</param>
    /// <returns>Negative, zero or positive, as for <see cref="IComparable{T}"/>.</returns>
    public int CompareTo(OffenderId? other) => other is null ? 1 : Utf8Ordinal.Compare(Value, other.Value);

    /// <summary>Does not give the id, so that none gets into a log by chance; <see cref="Value"/> does.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(OffenderId);

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(OffenderId left, OffenderId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(OffenderId left, OffenderId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(OffenderId left, OffenderId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(OffenderId left, OffenderId right) => left.CompareTo(right) >= 0;

    private static string NotBlank(string value)
    {
        if (string.IsNullOrEmpty(value) || value.AsSpan().Trim(' ').IsEmpty) throw new ArgumentException("An offender id has at least one character that is not a space.", nameof(value));
        return value;
    }
}
