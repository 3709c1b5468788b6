namespace Iom.Selection.Fairness;

/// <summary>A factor's part of a gap in mean points.</summary>
/// <param name="FactorId">The factor.</param>
/// <param name="Numerator">The part, over the gap's <see cref="FactorGap.Denominator"/>; whole, so that parts add up exactly.</param>
public sealed record FactorShare(string FactorId, long Numerator);
