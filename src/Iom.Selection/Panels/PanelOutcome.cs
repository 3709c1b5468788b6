using System.Collections.Immutable;

namespace Iom.Selection.Panels;

/// <summary>What the voices at one meeting came to by the policy's rule. The decision is what the panel records.</summary>
/// <param name="MeetingDate">The day of the meeting.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Outcome">Select or decline, deselect or retain; or defer.</param>
/// <param name="Basis">Consensus, a majority, or why there is none.</param>
/// <param name="DeferredUntil">The day until which a reasoned objection defers; null where it does not.</param>
/// <param name="For">How many agencies spoke for a change: select, or deselect.</param>
/// <param name="Against">How many spoke against one: decline, or retain.</param>
/// <param name="Abstained">How many were present and did neither.</param>
/// <param name="Votes">Each agency's voice, by agency; dissent and reasons stay on the record.</param>
public sealed record PanelOutcome(
    DateOnly MeetingDate, PanelQuestion Question, PanelDecision Outcome, PanelBasis Basis, DateOnly? DeferredUntil, int For, int Against, int Abstained,
    ImmutableArray<AgencyVote> Votes)
{
    /// <summary>The agencies of which two different views are recorded for the meeting, by id: none of them has a vote until one is taken back.</summary>
    public ImmutableArray<string> Contradictory { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether nobody spoke against it.</summary>
    public bool IsConsensus => Basis == PanelBasis.Consensus;
}
