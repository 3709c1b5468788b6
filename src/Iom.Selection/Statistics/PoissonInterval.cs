using MathNet.Numerics.Distributions;

namespace Iom.Selection.Statistics;

/// <summary>Where the mean of a count may lie.</summary>
internal static class PoissonInterval
{
    /// <summary>The exact interval of a Poisson mean.</summary>
    /// <remarks>Garwood (1936), Biometrika 28, 437-442: chi-squared quantiles with 2x and 2x + 2 degrees of freedom, halved.</remarks>
    /// <param name="count">The count observed, 0 or more.</param>
    /// <param name="level">The confidence level, between 0 and 1.</param>
    public static Interval Calculate(int count, double level)
    {
        var tail = (1 - level) / 2;
        return new Interval(
            count == 0 ? 0 : ChiSquared.InvCDF(2.0 * count, tail) / 2,
            ChiSquared.InvCDF((2.0 * count) + 2, 1 - tail) / 2);
    }
}
