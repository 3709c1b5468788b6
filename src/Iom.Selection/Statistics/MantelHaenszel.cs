using MathNet.Numerics.Distributions;

namespace Iom.Selection.Statistics;

/// <summary>Two rates compared within strata, so that what differs between strata makes no difference between the two.</summary>
/// <remarks>
/// Mantel and Haenszel (1959), Journal of the National Cancer Institute 22, 719-748. The error of the difference is that of Sato (1989), Biometrics 45, 1323-1324; that of the logarithm of
/// the ratio is that of Greenland and Robins (1985), Biometrics 41, 55-68. Both hold with few large strata and with many small ones.
/// </remarks>
internal static class MantelHaenszel
{
    /// <summary>The difference of the rates with its interval.</summary>
    /// <remarks>
    /// Sato's error is that of what was observed: where few are chosen, or all but a few, it is far too small, and nothing where nobody is. So neither end is nearer than Newcombe's method 10
    /// would have it of the same people without strata; with more than a few chosen in each that moves nothing to speak of.
    /// </remarks>
    /// <param name="strata">The two counts of each stratum; strata in which one is of nobody say nothing.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>The difference; null where no stratum says anything.</returns>
    public static (double Value, Interval Interval)? Difference(IReadOnlyList<(Proportion Own, Proportion Other)> strata, double level)
    {
        var (difference, weight, variance, together) = (0.0, 0.0, 0.0, (Own: default(Proportion), Other: default(Proportion)));
        foreach (var (own, other) in strata)
        {
            if (own.IsEmpty || other.IsEmpty) continue;
            double x = own.Count, m = own.Of, y = other.Count, n = other.Of, all = m + n;
            difference += ((x * n) - (y * m)) / all;
            weight += m * n / all;
            together = (together.Own + own, together.Other + other);
        }
        if (weight == 0) return null;
        difference /= weight;
        foreach (var (own, other) in strata)
        {
            if (own.IsEmpty || other.IsEmpty) continue;
            double x = own.Count, m = own.Of, y = other.Count, n = other.Of, all = m + n;
            variance += (difference * ((m * m * y) - (n * n * x) + (m * n * (n - m) / 2)) / (all * all)) + (((x * (n - y)) + (y * (m - x))) / (2 * all));
        }
        var half = Interval.NormalQuantile(level) * Math.Sqrt(Math.Max(0, variance)) / weight;
        var (plain, without) = ((together.Own.Rate - together.Other.Rate)!.Value, ProportionIntervals.Difference(together.Own, together.Other, level));
        return (difference, new Interval(Math.Max(-1, difference - Math.Max(half, plain - without.Low)), Math.Min(1, difference + Math.Max(half, without.High - plain))));
    }

    /// <summary>The ratio of the rates with its interval; null where nobody of one of them is chosen.</summary>
    public static (double Value, Interval Interval)? Ratio(IReadOnlyList<(Proportion Own, Proportion Other)> strata, double level)
    {
        var (above, below, error) = (0.0, 0.0, 0.0);
        foreach (var (own, other) in strata)
        {
            if (own.IsEmpty || other.IsEmpty) continue;
            double x = own.Count, m = own.Of, y = other.Count, n = other.Of, all = m + n;
            above += x * n / all;
            below += y * m / all;
            error += ((m * n * (x + y)) - (x * y * all)) / (all * all);
        }
        if (above == 0 || below == 0) return null;
        var (ratio, half) = (above / below, Interval.NormalQuantile(level) * Math.Sqrt(Math.Max(0, error / (above * below))));
        return (ratio, new Interval(ratio * Math.Exp(-half), ratio * Math.Exp(half)));
    }

    /// <summary>Whether the odds ratio is the same in all strata: the test of Breslow and Day with Tarone's correction.</summary>
    /// <remarks>
    /// Breslow and Day (1980), Statistical Methods in Cancer Research 1, IARC, section 4.4; Tarone (1985), Biometrika 72, 91-95. Strata in which nobody, or everybody, is chosen say nothing.
    /// </remarks>
    /// <returns>The statistic, its degrees of freedom and p; null with fewer than two strata that say something.</returns>
    public static (double Statistic, int Freedom, double P)? Heterogeneity(IReadOnlyList<(Proportion Own, Proportion Other)> strata)
    {
        (double X, double M, double K, double All)[] told =
        [
            .. strata.Where(each => !each.Own.IsEmpty && !each.Other.IsEmpty)
                .Select(each => ((double)each.Own.Count, (double)each.Own.Of, (double)(each.Own + each.Other).Count, (double)(each.Own + each.Other).Of)).Where(each => each.Item3 > 0 && each.Item3 < each.Item4),
        ];
        if (told.Length < 2) return null;
        var (above, below) = (0.0, 0.0);
        foreach (var (x, m, k, all) in told)
        {
            above += x * (all - m - (k - x)) / all;
            below += (m - x) * (k - x) / all;
        }
        if (above == 0 || below == 0) return null;
        var odds = above / below;
        var (sum, misses, variances) = (0.0, 0.0, 0.0);
        foreach (var (x, m, k, all) in told)
        {
            var expected = Expected(odds, m, k, all);
            var variance = 1 / ((1 / expected) + (1 / (m - expected)) + (1 / (k - expected)) + (1 / (all - m - k + expected)));
            sum += (x - expected) * (x - expected) / variance;
            (misses, variances) = (misses + x - expected, variances + variance);
        }
        sum -= misses * misses / variances;
        return (sum, told.Length - 1, 1 - ChiSquared.CDF(told.Length - 1, Math.Max(0, sum)));
    }

    // How many of m would be chosen, of k of all, had the odds this ratio.
    private static double Expected(double odds, double m, double k, double all)
    {
        if (Math.Abs(odds - 1) < 1e-12) return m * k / all;
        var (a, b, c) = (odds - 1, -((odds * (m + k)) + all - m - k), odds * m * k);
        var root = Math.Sqrt((b * b) - (4 * a * c));
        var (low, high) = (Math.Max(0, m + k - all), Math.Min(m, k));
        var first = (-b - root) / (2 * a);
        return first > low && first < high ? first : (-b + root) / (2 * a);
    }
}
