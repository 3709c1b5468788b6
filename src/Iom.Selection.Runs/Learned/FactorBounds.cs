using System.ComponentModel;

namespace Iom.Selection.Runs.Learned;

/// <summary>What the partnership says of one factor before anything is learned.</summary>
/// <param name="IsFixed">Its points stay as they are.</param>
/// <param name="MaxPoints">The most points of each of its steps; 0 forbids it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FactorBounds(bool IsFixed, int MaxPoints);
