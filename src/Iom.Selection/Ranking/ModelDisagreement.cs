namespace Iom.Selection.Ranking;

/// <summary>Somebody about whom the model that the policy names and the matrix disagree.</summary>
/// <param name="Row">Their row.</param>
/// <param name="IsPlacedByModel">Whether the model would give a place that the matrix does not; false for the other way round.</param>
public sealed record ModelDisagreement(ProposalRow Row, bool IsPlacedByModel);
