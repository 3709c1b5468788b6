using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Outcomes;

/// <summary>Whether equal points mean the same in a group as among all.</summary>
/// <remarks>
/// Points are no probability, so what to expect of somebody is how often everybody with about the same points came to the outcome: all ranked
/// non-members are parted into ten bands of total points of about the same size, equal totals kept together.
/// </remarks>
/// <param name="Group">The group.</param>
/// <param name="Count">Its people.</param>
/// <param name="Observed">How many came to the outcome.</param>
/// <param name="Expected">How many would have, had they done as all with about the same points.</param>
/// <param name="Ratio">Expected divided by observed; null where nobody came to it.</param>
/// <param name="RatioInterval">Where it may lie, by the Poisson interval of the observed; its upper end is infinite where nobody came to it; null of nobody.</param>
/// <param name="Brier">The mean square of expected less observed, 0 to 1; null of nobody. Brier (1950), Monthly Weather Review 78, 1-3.</param>
public sealed record Calibration(string Group, int Count, int Observed, double Expected, double? Ratio, Interval? RatioInterval, double? Brier)
{
    /// <summary>How many bands there are.</summary>
    public const int Bands = 10;

    /// <summary>The chance expected of each person: how often those of their band came to the outcome.</summary>
    internal static double[] Chances(IReadOnlyList<int> totals, IReadOnlyList<bool> outcomes) => Parted(totals, outcomes).Chances;

    /// <summary>The same, with the number of the band that each is in, from 0 for the lowest totals.</summary>
    internal static (double[] Chances, int[] Bands) Parted(IReadOnlyList<int> totals, IReadOnlyList<bool> outcomes)
    {
        int[] order = [.. Enumerable.Range(0, totals.Count).OrderBy(i => totals[i])];
        var (chances, bands) = (new double[totals.Count], new int[totals.Count]);
        var number = 0;
        for (int start = 0, band = 1; start < order.Length; band++)
        {
            var end = Math.Max(start + 1, (int)((long)order.Length * band / Bands));
            while (end < order.Length && totals[order[end]] == totals[order[end - 1]]) end++;
            var chance = order[start..end].Count(i => outcomes[i]) / (double)(end - start);
            foreach (var i in order[start..end]) (chances[i], bands[i]) = (chance, number);
            number++;
            start = end;
        }
        return (chances, bands);
    }

    internal static Calibration Calculate(string group, IReadOnlyList<double> chances, IReadOnlyList<bool> outcomes, double level)
    {
        var (expected, squares) = (0.0, 0.0);
        for (var i = 0; i < chances.Count; i++)
        {
            expected += chances[i];
            var miss = chances[i] - (outcomes[i] ? 1 : 0);
            squares += miss * miss;
        }
        var observed = outcomes.Count(outcome => outcome);
        var interval = PoissonInterval.Calculate(observed, level);
        return new Calibration(
            group, chances.Count, observed, expected, observed == 0 ? null : expected / observed,
            chances.Count == 0 ? null : new Interval(expected / interval.High, interval.Low == 0 ? double.PositiveInfinity : expected / interval.Low),
            chances.Count == 0 ? null : squares / chances.Count);
    }
}
