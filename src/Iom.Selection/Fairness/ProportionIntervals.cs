using MathNet.Numerics.Distributions;

namespace Iom.Selection.Fairness;

/// <summary>Intervals of a rate, and of the difference and the ratio of two.</summary>
internal static class ProportionIntervals
{
    /// <summary>The normal quantile that leaves (1 - level) / 2 above it.</summary>
    public static double Quantile(double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        return Normal.InvCDF(0, 1, 1 - ((1 - level) / 2));
    }

    /// <summary>The score interval of a rate, without continuity correction.</summary>
    /// <remarks>Wilson (1927), J. Am. Stat. Assoc. 22, 209-212; method 3 in Newcombe (1998), Statistics in Medicine 17, 857-872.</remarks>
    public static Interval Wilson(Proportion proportion, double level)
    {
        var z = Quantile(level);
        double x = proportion.Count, n = proportion.Of;
        var centre = (x + (z * z / 2)) / (n + (z * z));
        var half = z / (n + (z * z)) * Math.Sqrt((x * (n - x) / n) + (z * z / 4));
        // At the edges the formula gives 0 and 1 but for rounding.
        return new Interval(x == 0 ? 0 : Math.Max(0, centre - half), proportion.Count == proportion.Of ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>The interval of a difference of two rates, from their score intervals.</summary>
    /// <remarks>Method 10 in Newcombe (1998), Statistics in Medicine 17, 873-890.</remarks>
    public static Interval Difference(Proportion a, Proportion b, double level)
    {
        var (p, q) = (a.Rate!.Value, b.Rate!.Value);
        var (ofA, ofB) = (Wilson(a, level), Wilson(b, level));
        return new Interval(
            p - q - Root(Square(p - ofA.Low) + Square(ofB.High - q)),
            p - q + Root(Square(ofA.High - p) + Square(q - ofB.Low)));
    }

    /// <summary>The interval of a ratio of two rates; null where both are 0.</summary>
    /// <remarks>
    /// Where no cell is empty, on the logarithm with its large-sample error: Katz, Baptista, Azen and Pike (1978), Biometrics 34, 469-474. Where
    /// one is, that error is not defined or claims to be 0, and the limits come from the two score intervals: Donner and Zou (2012), Statistical
    /// Methods in Medical Research 21, 347-359. Either way the interval of b to a is that of a to b turned over.
    /// </remarks>
    public static Interval? Ratio(Proportion a, Proportion b, double level)
    {
        if (a.Count == 0 && b.Count == 0) return null;
        if (a.Count > 0 && b.Count > 0 && a.Count < a.Of && b.Count < b.Of)
        {
            var log = Math.Log(a.Rate!.Value / b.Rate!.Value);
            var half = Quantile(level) * Math.Sqrt((1.0 / a.Count) - (1.0 / a.Of) + (1.0 / b.Count) - (1.0 / b.Of));
            return new Interval(Math.Exp(log - half), Math.Exp(log + half));
        }
        var upper = UpperRatio(a, b, level);
        var lower = UpperRatio(b, a, level);
        return new Interval(double.IsPositiveInfinity(lower) ? 0 : 1 / lower, upper);
    }

    private static double UpperRatio(Proportion a, Proportion b, double level)
    {
        if (b.Count == 0) return double.PositiveInfinity;
        var (p, q) = (a.Rate!.Value, b.Rate!.Value);
        var (high, low) = (Wilson(a, level).High, Wilson(b, level).Low);
        var under = low * ((2 * q) - low);
        return ((p * q) + Root(Square(p * q) - (high * ((2 * p) - high) * under))) / under;
    }

    private static double Square(double value) => value * value;

    // What is 0 but for rounding may come out below it.
    private static double Root(double value) => Math.Sqrt(Math.Max(0, value));
}
