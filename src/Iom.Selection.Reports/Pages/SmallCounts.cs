namespace Iom.Selection.Reports.Pages;

/// <summary>Counts that may leave the partnership.</summary>
internal static class SmallCounts
{
    /// <summary>Joins what is too small with the next smallest, until the rest that is joined could be shown too, or hides it with them.</summary>
    /// <param name="counts">The counts, in order.</param>
    /// <param name="smallest">The smallest that may be shown.</param>
    /// <returns>What may be shown, in the same order, and last the rest; null where even the rest is too small.</returns>
    public static IReadOnlyList<(string Label, int? Count)> Join(IEnumerable<(string Label, int Count)> counts, int smallest)
    {
        (string Label, int Count)[] all = [.. counts];
        var joined = all.Where(count => count.Count < smallest).Select(count => count.Label).ToHashSet(StringComparer.Ordinal);
        // One alone could be worked out from a total that is known elsewhere, and so could a small sum.
        while (joined.Count > 0 && (joined.Count == 1 || all.Where(count => joined.Contains(count.Label)).Sum(count => count.Count) < smallest) && joined.Count < all.Length)
            joined.Add(all.Where(count => !joined.Contains(count.Label)).MinBy(count => count.Count).Label);
        var rest = all.Where(count => joined.Contains(count.Label)).ToArray();
        var shown = all.Where(count => !joined.Contains(count.Label)).Select(count => (count.Label, (int?)count.Count)).ToList();
        if (rest.Length > 0) shown.Add((string.Join(", or ", rest.Select(count => count.Label)), rest.Sum(count => count.Count) is var sum && sum < smallest ? null : sum));
        return shown;
    }
}
