using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Iom.Selection.Statistics;

/// <summary>Exact intervals of a proportion and of the ratio of two rates of events.</summary>
internal static class RateRatio
{
    /// <summary>The exact interval of a proportion: Clopper and Pearson (1934), Biometrika 26, 404-413.</summary>
    public static Interval ClopperPearson(int count, int of, double level)
    {
        var tail = (1 - level) / 2;
        return new Interval(
            count == 0 ? 0 : Quantile(tail, count, of - count + 1.0), count == of ? 1 : Quantile(1 - tail, count + 1.0, of - count));
    }

    /// <summary>The ratio of two rates, with the interval and p that hold exactly if events come one by one.</summary>
    /// <remarks>
    /// Given all events, those of the first are binomial: Przyborowski and Wilenski (1940), Biometrika 31, 313-323. P counts the outcomes that are not
    /// likelier. Where a person's events come together, it claims too much.
    /// </remarks>
    /// <param name="events">The events of the one.</param>
    /// <param name="time">The time in which they came, above 0.</param>
    /// <param name="otherEvents">Those of the other.</param>
    /// <param name="otherTime">Their time.</param>
    /// <param name="level">The confidence level.</param>
    public static (double Ratio, Interval Interval, double P) Exact(int events, double time, int otherEvents, double otherTime, double level)
    {
        var all = events + otherEvents;
        if (all == 0) return (double.NaN, new Interval(0, double.PositiveInfinity), 1);
        var share = ClopperPearson(events, all, level);
        var scale = otherTime / time;
        var (chance, p) = (time / (time + otherTime), 0.0);
        var observed = Binomial.PMF(chance, all, events);
        for (var k = 0; k <= all; k++)
        {
            var likelihood = Binomial.PMF(chance, all, k);
            if (likelihood <= observed * (1 + 1e-7)) p += likelihood;
        }
        return ((double)events / otherEvents * scale, new Interval(share.Low / (1 - share.Low) * scale, share.High >= 1 ? double.PositiveInfinity : share.High / (1 - share.High) * scale), Math.Min(1, p));
    }

    // By halving, to the last digit: the quantile of a beta distribution.
    private static double Quantile(double probability, double a, double b)
    {
        var (low, high) = (0.0, 1.0);
        while (true)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high) return middle;
            if (SpecialFunctions.BetaRegularized(a, b, middle) < probability) low = middle;
            else high = middle;
        }
    }
}
