namespace Iom.Selection.Statistics;

/// <summary>Intervals of the difference and of the ratio of two rates.</summary>
internal static class ProportionIntervals
{
    /// <summary>The interval of a difference of two rates, from their score intervals.</summary>
    /// <remarks>Method 10 in Newcombe (1998), Statistics in Medicine 17, 873-890.</remarks>
    public static Interval Difference(Proportion a, Proportion b, double level)
    {
        var (p, q) = (a.Rate!.Value, b.Rate!.Value);
        var (ofA, ofB) = (a.IntervalAt(level)!.Value, b.IntervalAt(level)!.Value);
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
            var half = Interval.NormalQuantile(level) * Math.Sqrt((1.0 / a.Count) - (1.0 / a.Of) + (1.0 / b.Count) - (1.0 / b.Of));
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
        var (high, low) = (a.IntervalAt(level)!.Value.High, b.IntervalAt(level)!.Value.Low);
        var under = low * ((2 * q) - low);
        return ((p * q) + Root(Square(p * q) - (high * ((2 * p) - high) * under))) / under;
    }

    private static double Square(double value) => value * value;

    // What is 0 but for rounding may come out below it.
    private static double Root(double value) => Math.Sqrt(Math.Max(0, value));
}
