using MathNet.Numerics.Distributions;

namespace Iom.Selection.Statistics;

/// <summary>The exact test of two yes-or-no answers about the same people.</summary>
/// <remarks>McNemar (1947), Psychometrika 12, 153-157: given how many answers differ, either way is as likely as a coin.</remarks>
internal static class McNemar
{
    /// <summary>The two-sided p.</summary>
    /// <param name="onlyFirst">How many have the first answer alone.</param>
    /// <param name="onlySecond">How many have the second alone.</param>
    /// <returns>0 to 1; 1 where no answer differs.</returns>
    public static double P(int onlyFirst, int onlySecond)
    {
        var differ = onlyFirst + onlySecond;
        return differ == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, differ, Math.Min(onlyFirst, onlySecond)));
    }
}
