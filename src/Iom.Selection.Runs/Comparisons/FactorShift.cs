using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Comparisons;

/// <summary>How many people have other points by one factor than before.</summary>
/// <param name="FactorId">The factor.</param>
/// <param name="Shifted">How many, of those with points in both runs.</param>
public sealed record FactorShift(string FactorId, Proportion Shifted);
