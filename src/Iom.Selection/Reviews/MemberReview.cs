using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Reviews;

/// <summary>What a review finds of one member, and what it recommends. A recommendation: the panel decides.</summary>
public sealed record MemberReview
{
    internal MemberReview()
    {
    }

    /// <summary>Who.</summary>
    public required OffenderId OffenderId { get; init; }

    /// <summary>The date the review is for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The first day of this time in the cohort. Earlier times count for nothing.</summary>
    public required DateOnly MemberSince { get; init; }

    /// <summary>Which of the extracts that a review reads were supplied: what the others would say is not known.</summary>
    public required ReviewExtracts Supplied { get; init; }

    /// <summary>What is recommended.</summary>
    public required ReviewRecommendation Recommendation { get; init; }

    /// <summary>What the ranking says of the member.</summary>
    public required Recommendation Ranking { get; init; }

    /// <summary>The member's points.</summary>
    public required Scorecard Scorecard { get; init; }

    /// <summary>How many matters in the person's records the agencies have to settle.</summary>
    public required int ToSettleCount { get; init; }

    /// <summary>The grounds that hold, whatever is recommended.</summary>
    public required ImmutableArray<GroundFinding> Grounds { get; init; }

    /// <summary>The blocks in force, whatever is recommended.</summary>
    public required ImmutableArray<BarFinding> Bars { get; init; }

    /// <summary>What is advised where the member does not engage, whatever is recommended; null where nothing is.</summary>
    public required ApproachFinding? Approach { get; init; }

    /// <summary>At how many consecutive reviews, this one included, the member has been below the exit line.</summary>
    public required int BelowExitReviews { get; init; }

    /// <summary>How the member engaged.</summary>
    public required Engagement Engagement { get; init; }

    /// <summary>The status at a glance.</summary>
    public required StatusColour Colour { get; init; }

    /// <summary>When the next review is due, and what to look at.</summary>
    public required ReviewCalendar Calendar { get; init; }

    /// <summary>The support on record, each pathway as it stands on the date.</summary>
    public required ImmutableArray<SupportOnDate> Support { get; init; }

    /// <summary>The orders and licences in force. They stay probation's, whatever a panel decides.</summary>
    public required ImmutableArray<SupervisionPeriod> Supervisions { get; init; }

    /// <summary>What the panel's meetings about this time in the cohort came to, in order.</summary>
    public required ImmutableArray<PanelOutcome> Meetings { get; init; }

    /// <summary>What would have to be true for another recommendation.</summary>
    public required ImmutableArray<Alternative> Alternatives { get; init; }

    /// <summary>What the recommendation rests on, in words: the facts, the blocks, the advice or the grounds that the table came to; empty where nothing was found.</summary>
    public ImmutableArray<string> RestsOn => Recommendation switch
    {
        ReviewRecommendation.ConfirmExit => [.. Grounds.Where(ground => ground.IsFact).Select(ground => Vocabulary.Word(ground.Ground))],
        ReviewRecommendation.ChangeApproach => [Vocabulary.Word(Approach!.Advice)],
        ReviewRecommendation.ConsiderDeselection => [.. Grounds.Select(ground => Vocabulary.Word(ground.Ground))],
        _ => [.. Bars.Select(bar => Vocabulary.Word(bar.Bar))],
    };

    /// <summary>The day on which the last bar ends; null where none is in force.</summary>
    public DateOnly? BlockedUntil => Bars.IsEmpty ? null : Bars.Max(bar => bar.Ends);

    /// <summary>Does not repeat who it is about.</summary>
    /// <returns>The recommendation.</returns>
    public override string ToString() => Vocabulary.Word(Recommendation);
}
