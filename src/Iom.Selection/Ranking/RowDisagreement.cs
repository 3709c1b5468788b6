using System.ComponentModel;

namespace Iom.Selection.Ranking;

/// <summary>A row about which the model that the policy names and the matrix disagree.</summary>
/// <param name="Row">The number of the row.</param>
/// <param name="IsPlacedByModel">Whether the model would give a place that the matrix does not; false for the other way round.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct RowDisagreement(int Row, bool IsPlacedByModel);
