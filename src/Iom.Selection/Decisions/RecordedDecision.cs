using System.Collections.Immutable;
using Iom.Selection.Panels;
using Iom.Selection.Records;

namespace Iom.Selection.Decisions;

/// <summary>One decision of a panel about one person, with who answers for it.</summary>
/// <param name="OffenderId">About whom.</param>
/// <param name="Recommendation">The word that was recommended, as the list for the chair gave it.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Date">The day of the decision.</param>
public sealed record RecordedDecision(OffenderId OffenderId, string Recommendation, PanelDecision Decision, DateOnly Date)
{
    /// <summary>Why, in the panel's words; empty where the decision follows the recommendation and nobody wrote more.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who answers for the decision.</summary>
    public string By { get; init; } = "";

    /// <summary>In which role.</summary>
    public string Role { get; init; } = "";

    /// <summary>Of which agency.</summary>
    public string Agency { get; init; } = "";

    /// <summary>What the recommendation rested on: grounds, blocks or advice of a review, reasons of a ranking.</summary>
    public ImmutableArray<string> Grounds { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether it is meant to take the place of another decision about the same person on the same day.</summary>
    public bool Reverses { get; init; }

    /// <summary>Whether two decisions say the same in every part.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True for the same person, decision, day, words and grounds.</returns>
    public bool Equals(RecordedDecision? other) => other is not null
        && OffenderId == other.OffenderId && Decision == other.Decision && Date == other.Date && Reverses == other.Reverses
        && (Recommendation, Reason, By, Role, Agency) == (other.Recommendation, other.Reason, other.By, other.Role, other.Agency)
        && Grounds.SequenceEqual(other.Grounds, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(OffenderId, Decision, Date, Reason);

    /// <summary>Does not repeat who it is about, so that nothing of it gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(RecordedDecision);
}
