namespace Iom.Selection.Evaluation;

/// <summary>How a policy's totals, and what is missing, moved from one date to the next.</summary>
/// <param name="Method">The policy.</param>
/// <param name="From">The earlier date.</param>
/// <param name="To">The later date.</param>
/// <param name="StabilityIndex">The population stability index of the totals of ranked people; null where nobody is ranked.</param>
/// <param name="IncompleteBefore">The share of ranked people who lack something at the earlier date; null of nobody.</param>
/// <param name="IncompleteAfter">The share at the later date.</param>
public sealed record DriftOverDates(string Method, DateOnly From, DateOnly To, double? StabilityIndex, double? IncompleteBefore, double? IncompleteAfter);
