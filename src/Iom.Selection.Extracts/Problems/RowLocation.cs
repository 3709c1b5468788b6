using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Problems;

/// <summary>Where a row stands.</summary>
/// <param name="File">The contract's name of the file: <c>offences.csv</c>.</param>
/// <param name="SourceFile">The file's own name; of a file that is as the contract says, the same.</param>
/// <param name="Line">The line on which the row begins; the file's first line is 1.</param>
public readonly record struct RowLocation(string File, string SourceFile, int Line) : IComparable<RowLocation>
{
    /// <summary>Orders by file, then the file's own name, then line.</summary>
    /// <param name="other">The place to compare with.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(RowLocation other)
    {
        var file = Utf8Ordinal.Compare(File, other.File);
        if (file == 0) file = Utf8Ordinal.Compare(SourceFile, other.SourceFile);
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
