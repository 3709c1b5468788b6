namespace Iom.Selection.Statistics;

/// <summary>What p-values come to when several are looked at together.</summary>
internal static class Holm
{
    // An exact p is a ratio of whole numbers: what differs by less is equal but for rounding.
    private const double Tolerance = 1e-9;

    /// <summary>Whether a p shows a difference: at most 1 less the level.</summary>
    /// <param name="p">The p, adjusted as it is to be.</param>
    /// <param name="level">The confidence level.</param>
    public static bool Shows(double p, double level) => p <= 1 - level + Tolerance;

    /// <summary>By what the level of each interval is to be shared so that it goes with the adjusted p: as many as were still compared when this one was looked at.</summary>
    /// <param name="values">The p-values, in any order.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>In that order, 1 or more.</returns>
    public static int[] Shares(IReadOnlyList<double> values, double level)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        var shown = 0;
        while (shown < order.Length && Shows(values[order[shown]] * (order.Length - shown), level)) shown++;
        var shares = new int[values.Count];
        for (var rank = 0; rank < order.Length; rank++) shares[order[rank]] = order.Length - Math.Min(rank, shown);
        return shares;
    }

    /// <summary>Adjusts p-values so that the chance of one false finding among them stays what it is for one.</summary>
    /// <remarks>Holm (1979), Scandinavian Journal of Statistics 6, 65-70.</remarks>
    /// <param name="values">The p-values, in any order.</param>
    /// <returns>The adjusted ones, in that order, each at most 1.</returns>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        var adjusted = new double[values.Count];
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, values[order[rank]] * (order.Length - rank)));
            adjusted[order[rank]] = largest;
        }
        return adjusted;
    }
}
