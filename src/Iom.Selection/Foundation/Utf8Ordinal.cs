namespace Iom.Selection.Foundation;

/// <summary>Compares text in the order of its UTF-8 bytes.</summary>
/// <remarks>
/// UTF-16 code units, which <see cref="string.CompareOrdinal(string, string)"/> compares, put surrogate pairs (U+10000 and above) before
/// U+E000 to U+FFFF; UTF-8 and every database with a binary collation put them after.
/// </remarks>
internal static class Utf8Ordinal
{
    /// <summary>Compares two texts by their UTF-8 bytes.</summary>
    /// <param name="left">A text; null comes first.</param>
    /// <param name="right">A text; null comes first.</param>
    /// <returns>Negative, zero or positive, as for <see cref="IComparable{T}"/>.</returns>
    public static int Compare(string? left, string? right)
    {
        if (ReferenceEquals(left, right)) return 0;
        if (left is null) return -1;
        if (right is null) return 1;

        var shared = left.AsSpan().CommonPrefixLength(right);
        if (shared == left.Length || shared == right.Length) return left.Length - right.Length;

        return Rank(left[shared]) - Rank(right[shared]);
    }

    /// <summary>The comparison as a comparer, for sorting.</summary>
    public static IComparer<string?> Comparer { get; } = Comparer<string?>.Create(Compare);

    // Surrogates (D800..DFFF) move behind E000..FFFF; all else keeps its place.
    private static int Rank(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
