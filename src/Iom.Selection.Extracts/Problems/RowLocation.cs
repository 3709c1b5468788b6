using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Problems;

/// <summary>Where a row stands.</summary>
/// <param name="File">The contract's name of the file: <c>offences.csv</c>.</param>
/// <param name="Line">The line on which the row begins; the header is line 1.</param>
public readonly record struct RowLocation(string File, int Line) : IComparable<RowLocation>
{
    /// <summary>Orders by file, then line.</summary>
    /// <param name="other">The place to compare with.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(RowLocation other)
    {
        var file = Utf8Ordinal.Compare(File, other.File);
        return file != 0 ? file : Line.CompareTo(other.Line);
    }

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(RowLocation left, RowLocation right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(RowLocation left, RowLocation right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(RowLocation left, RowLocation right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(RowLocation left, RowLocation right) => left.CompareTo(right) >= 0;
}
