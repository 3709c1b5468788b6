using MathNet.Numerics.Distributions;

namespace Iom.Selection.Statistics;

/// <summary>Whether groups come to one of several ends alike: Gray (1988), Annals of Statistics 16, 1141-1154, with rho 0, as in R's cmprsk.</summary>
internal static class GrayTest
{
    /// <summary>Tests.</summary>
    /// <param name="times">When each one's first end came, or none was last known to have come.</param>
    /// <param name="ends">Which: 0 for none (censored), else from 1.</param>
    /// <param name="groups">The group of each, from 0.</param>
    /// <param name="end">The end asked about.</param>
    /// <returns>The statistic, with one degree of freedom less than groups, and its p.</returns>
    public static (double ChiSquared, double P) Test(IReadOnlyList<double> times, IReadOnlyList<int> ends, IReadOnlyList<int> groups, int end)
    {
        var size = groups.Max() + 1;
        int[] order = [.. Enumerable.Range(0, times.Count).OrderBy(i => times[i])];
        var (atRisk, before, beforeOwn) = (new double[size], new double[size], new double[size]);    // free of any end, and having come to the end asked about
        foreach (var group in groups) atRisk[group]++;
        Array.Fill(before, 1);
        var (scores, variance, v2, v3, c) = (new double[size], new double[size, size], new double[size, size], new double[size], new double[size, size]);
        var pooledBefore = 0.0;
        for (int start = 0, next; start < order.Length; start = next)
        {
            var (own, other, gone) = (new double[size], new double[size], new double[size]);
            for (next = start; next < order.Length && times[order[next]] == times[order[start]]; next++)
            {
                var (group, how) = (groups[order[next]], ends[order[next]]);
                gone[group]++;
                if (how == end) own[group]++;
                else if (how != 0) other[group]++;
            }
            double allOwn = own.Sum(), allOther = other.Sum();
            if (allOwn + allOther > 0)
            {
                var (after, afterOwn) = ((double[])before.Clone(), (double[])beforeOwn.Clone());
                var (risk, riskOwn) = (0.0, 0.0);
                for (var i = 0; i < size; i++)
                {
                    if (atRisk[i] <= 0) continue;
                    after[i] = before[i] * (atRisk[i] - own[i] - other[i]) / atRisk[i];
                    afterOwn[i] = beforeOwn[i] + (before[i] * own[i] / atRisk[i]);
                    risk += atRisk[i] / before[i];
                    riskOwn += atRisk[i] * (1 - beforeOwn[i]) / before[i];
                }
                var pooled = pooledBefore + (allOwn / risk);
                var a = new double[size, size];
                for (var i = 0; i < size; i++)
                {
                    for (var j = 0; j < size; j++)
                    {
                        if (atRisk[i] <= 0 || atRisk[j] <= 0) continue;
                        var (one, two) = (atRisk[i] / before[i], atRisk[j] / before[j]);
                        a[i, j] = i == j ? one * (1 - (one / risk)) : -one * two / risk;
                        c[i, j] += a[i, j] * allOwn / (risk * (1 - pooledBefore));
                    }
                }
                for (var k = 0; k < size; k++)
                {
                    if (atRisk[k] <= 0) continue;
                    if (allOwn > 0)
                    {
                        scores[k] += own[k] - (allOwn * atRisk[k] * (1 - beforeOwn[k]) / (before[k] * riskOwn));
                        var left = after[k] > 0 ? 1 - ((1 - pooled) / after[k]) : 1;
                        var ties = allOwn > 1 ? 1 - ((allOwn - 1) / ((risk * before[k]) - 1)) : 1;
                        Add(k, left, ties * before[k] * allOwn / (risk * atRisk[k]), i => a[i, k] - (left * c[i, k]));
                    }
                    if (other[k] > 0 && after[k] > 0)
                    {
                        var left = (1 - pooled) / after[k];
                        var ties = other[k] > 1 ? 1 - ((other[k] - 1) / (atRisk[k] - 1)) : 1;
                        Add(k, left, ties * before[k] * before[k] * other[k] / (atRisk[k] * atRisk[k]), i => -left * c[i, k]);
                    }
                }
                (before, beforeOwn, pooledBefore) = (after, afterOwn, pooled);
            }
            for (var i = 0; i < size; i++) atRisk[i] -= gone[i];
        }
        var kept = size - 1;
        var matrix = new double[kept, kept];
        for (var i = 0; i < kept; i++)
        {
            for (var j = 0; j < kept; j++)
            {
                matrix[i, j] = variance[i, j];
                for (var k = 0; k < size; k++) matrix[i, j] += (c[i, k] * c[j, k] * v3[k]) + (c[i, k] * v2[j, k]) + (c[j, k] * v2[i, k]);
            }
        }
        var chiSquared = scores[..kept].Zip(SquareMatrix.Solve(matrix, scores[..kept]), (x, y) => x * y).Sum();
        return (chiSquared, 1 - ChiSquared.CDF(kept, chiSquared));

        void Add(int k, double left, double weight, Func<int, double> of)
        {
            v3[k] += left * left * weight;
            for (var i = 0; i < size; i++)
            {
                v2[i, k] += of(i) * left * weight;
                for (var j = 0; j < size; j++) variance[i, j] += of(i) * of(j) * weight;
            }
        }
    }
}
