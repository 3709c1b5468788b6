using MathNet.Numerics.Distributions;

namespace Iom.Selection.Statistics;

/// <summary>Whether more people stand on a line of whole numbers than their neighbours on both sides let expect.</summary>
/// <remarks>
/// Frandsen (2017), Advances in Econometrics 38, 281-315: of those on the line and on the numbers next to it, a third stand on the line if the frequencies lie on a straight
/// line; k says how far they may bend from one, as a share.
/// </remarks>
internal static class DensityTest
{
    /// <summary>The p-value.</summary>
    /// <param name="below">How many stand on the number before the line.</param>
    /// <param name="on">How many on the line.</param>
    /// <param name="above">How many on the number after it.</param>
    /// <param name="bend">How far frequencies may bend, 0 or more and below 1.</param>
    /// <returns>0 to 1; 1 where nobody stands on any of them.</returns>
    public static double P(int below, int on, int above, double bend)
    {
        var all = below + on + above;
        if (all == 0) return 1;
        var (least, most) = ((1 - bend) / (3 - bend), (1 + bend) / (3 + bend));
        var atMost = Binomial.CDF(least, all, on);
        var atLeast = on == 0 ? 1 : 1 - Binomial.CDF(most, all, on - 1);
        return Math.Min(1, 2 * Math.Min(atMost, atLeast));
    }
}
