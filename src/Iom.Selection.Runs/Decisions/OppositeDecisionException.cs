using Iom.Selection.Errors;

namespace Iom.Selection.Runs.Decisions;

/// <summary>A decision differs from the one that stands about the same person on the same day, and does not say that it reverses it.</summary>
/// <param name="index">Which of the decisions that were to be recorded, from 0.</param>
public sealed class OppositeDecisionException(int index)
    : SelectionException("The decision differs from the one in the log about the same person and date, and does not say that it reverses it.")
{
    /// <summary>Which of the decisions that were to be recorded, from 0.</summary>
    public int Index { get; } = index;
}
