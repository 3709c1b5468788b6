using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness;

/// <summary>A factor's part of a gap in mean points.</summary>
/// <param name="FactorId">The factor.</param>
/// <param name="Numerator">The part, over the gap's <see cref="FactorGap.Denominator"/>; whole, so that parts add up exactly.</param>
/// <param name="Interval">Where the part may lie, in points: Welch's, at a level shared among the factors; null with fewer than two people on a side.</param>
public sealed record FactorShare(string FactorId, long Numerator, Interval? Interval)
{
    /// <summary>Whether the part differs from 0.</summary>
    public bool IsShown => Interval is { } interval && (interval.Low > 0 || interval.High < 0);
}
