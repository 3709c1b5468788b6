namespace Iom.Selection.Statistics;

/// <summary>Whether groups come to an event at the same pace.</summary>
/// <remarks>
/// Mantel (1966), Cancer Chemotherapy Reports 50, 163-170; with a weight of the survival before each time to the power rho, Harrington and Fleming (1982),
/// Biometrika 69, 553-566: 0 is the log-rank test, 1 that of Peto and Peto.
/// </remarks>
/// <param name="ChiSquared">The statistic.</param>
/// <param name="DegreesOfFreedom">One less than the groups in which anybody was at risk.</param>
/// <param name="Observed">The events of each group, weighted.</param>
/// <param name="Expected">Those expected if the groups were alike.</param>
internal sealed record LogRank(double ChiSquared, int DegreesOfFreedom, IReadOnlyList<double> Observed, IReadOnlyList<double> Expected)
{
    /// <summary>The p-value; 1 with one group.</summary>
    public double P => DegreesOfFreedom == 0 ? 1 : 1 - MathNet.Numerics.Distributions.ChiSquared.CDF(DegreesOfFreedom, ChiSquared);

    /// <summary>Tests.</summary>
    /// <param name="times">When each one's event came, or was last known not to have come.</param>
    /// <param name="isEvent">Whether it came.</param>
    /// <param name="groups">The group of each, from 0.</param>
    /// <param name="rho">The power of the weight, 0 or more.</param>
    public static LogRank Test(IReadOnlyList<double> times, IReadOnlyList<bool> isEvent, IReadOnlyList<int> groups, double rho = 0)
    {
        var size = groups.Count == 0 ? 0 : groups.Max() + 1;
        int[] order = [.. Enumerable.Range(0, times.Count).OrderBy(i => times[i])];
        var (observed, expected, atRisk, variance) = (new double[size], new double[size], new double[size], new double[size, size]);
        foreach (var group in groups) atRisk[group]++;
        var survival = 1.0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            var (deaths, leaving) = (new double[size], new double[size]);
            for (end = start; end < order.Length && times[order[end]] == times[order[start]]; end++)
            {
                leaving[groups[order[end]]]++;
                if (isEvent[order[end]]) deaths[groups[order[end]]]++;
            }
            double all = order.Length - start, died = deaths.Sum();
            if (died > 0)
            {
                var weight = Math.Pow(survival, rho);
                for (var i = 0; i < size; i++)
                {
                    observed[i] += weight * deaths[i];
                    expected[i] += weight * died * atRisk[i] / all;
                    if (all <= 1) continue;
                    for (var j = 0; j < size; j++)
                        variance[i, j] += weight * weight * died * (all - died) / (all - 1) * (atRisk[i] / all) * ((i == j ? 1 : 0) - (atRisk[j] / all));
                }
                survival *= (all - died) / all;
            }
            for (var i = 0; i < size; i++) atRisk[i] -= leaving[i];
        }
        // One group follows from the others; one in which nothing was expected says nothing.
        int[] kept = [.. Enumerable.Range(0, size).Where(i => expected[i] > 0).Skip(1)];
        if (kept.Length == 0) return new LogRank(0, 0, observed, expected);
        var matrix = new double[kept.Length, kept.Length];
        double[] difference = [.. kept.Select(i => observed[i] - expected[i])];
        for (var i = 0; i < kept.Length; i++)
        {
            for (var j = 0; j < kept.Length; j++) matrix[i, j] = variance[kept[i], kept[j]];
        }
        var solved = SquareMatrix.Solve(matrix, difference);
        return new LogRank(difference.Zip(solved, (a, b) => a * b).Sum(), kept.Length, observed, expected);
    }
}
