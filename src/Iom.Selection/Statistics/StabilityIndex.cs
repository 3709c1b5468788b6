namespace Iom.Selection.Statistics;

/// <summary>How far a distribution has moved from what it was: the population stability index.</summary>
/// <remarks>
/// Sum of (now - then) times ln(now / then) over ten bands of about the same size then, equal values kept together; half a person is added to each band, so
/// that an empty one has a logarithm. Siddiqi (2006), "Credit Risk Scorecards", p. 135: below 0.1 little, from 0.25 much; they are habits, no tests.
/// </remarks>
internal static class StabilityIndex
{
    /// <summary>How many bands there are at most.</summary>
    public const int Bands = 10;

    /// <summary>Calculates the index.</summary>
    /// <param name="then">The values then.</param>
    /// <param name="now">The values now.</param>
    /// <returns>0 or more; null where one of them is empty.</returns>
    public static double? Calculate(IReadOnlyList<int> then, IReadOnlyList<int> now)
    {
        if (then.Count == 0 || now.Count == 0) return null;
        int[] sorted = [.. then.Order()];
        // The lower end of each band but the first.
        int[] from = [.. Enumerable.Range(1, Bands - 1).Select(band => sorted[(int)((long)sorted.Length * band / Bands)]).Distinct().Where(value => value > sorted[0])];
        var (before, after) = (Count(then, from), Count(now, from));
        var index = 0.0;
        for (var band = 0; band < before.Length; band++)
        {
            var (p, q) = ((before[band] + 0.5) / (then.Count + (0.5 * before.Length)), (after[band] + 0.5) / (now.Count + (0.5 * before.Length)));
            index += (q - p) * Math.Log(q / p);
        }
        return index;
    }

    private static int[] Count(IReadOnlyList<int> values, int[] from)
    {
        var counts = new int[from.Length + 1];
        foreach (var value in values)
        {
            var band = Array.BinarySearch(from, value);
            counts[band >= 0 ? band + 1 : ~band]++;
        }
        return counts;
    }
}
