namespace Iom.Selection.Policies;

/// <summary>A limit that the partnership set to the difference of a group from the reference group at one step.</summary>
/// <remarks>It is crossed only when the whole interval lies beyond it, never by a point.</remarks>
/// <param name="Step">The step.</param>
/// <param name="RatioAtLeast">The smallest ratio of the lower to the higher rate, above 0 and below 1; null for none.</param>
/// <param name="DifferenceAtMost">The largest difference of the two rates, above 0 and below 1; null for none.</param>
public sealed record FairnessThreshold(PipelineStage Step, double? RatioAtLeast, double? DifferenceAtMost);
