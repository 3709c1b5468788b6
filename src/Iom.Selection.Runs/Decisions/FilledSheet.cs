using Iom.Selection.Decisions;

namespace Iom.Selection.Runs.Decisions;

/// <summary>A list of decisions as the chair filled it in.</summary>
/// <param name="Decisions">The decisions made, in the order of the file.</param>
/// <param name="Lines">The line of the file on which each of them begins; the header is line 1.</param>
/// <param name="Undecided">How many rows have no decision yet.</param>
public sealed record FilledSheet(IReadOnlyList<RecordedDecision> Decisions, IReadOnlyList<int> Lines, int Undecided)
{
    /// <summary>Takes it apart.</summary>
    /// <param name="decisions">The decisions made.</param>
    /// <param name="undecided">How many rows have no decision yet.</param>
    public void Deconstruct(out IReadOnlyList<RecordedDecision> decisions, out int undecided) => (decisions, undecided) = (Decisions, Undecided);
}
