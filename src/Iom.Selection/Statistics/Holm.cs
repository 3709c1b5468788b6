namespace Iom.Selection.Statistics;

/// <summary>What p-values come to when several are looked at together.</summary>
internal static class Holm
{
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
