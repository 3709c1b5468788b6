using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Ranking;

/// <summary>All that can be said of one person before anybody else is looked at.</summary>
/// <remarks>Made by <see cref="Assessor"/>; ranked with others by <see cref="Proposal.For"/>.</remarks>
public sealed class Assessment
{
    internal Assessment(
        Scorer scorer, OffenderId offenderId, bool isMember, bool isNominated, bool isFlagged, int toSettle, Scorecard? scorecard, Placement placement, Placement? atMost)
    {
        (OffenderId, IsMember, IsNominated, IsFlagged, ToSettleCount, Scorecard) = (offenderId, isMember, isNominated, isFlagged, toSettle, scorecard);
        (Placement, PlacementAtMost) = (placement, atMost);
        Scorer = scorer;
    }

    /// <summary>Who.</summary>
    public OffenderId OffenderId { get; }

    /// <summary>Whether the person is in the cohort on the as-of date.</summary>
    public bool IsMember { get; }

    /// <summary>Whether an agency nominated the person in the last twelve months.</summary>
    public bool IsNominated { get; }

    /// <summary>Whether a flag rule of the policy marks the person.</summary>
    public bool IsFlagged { get; }

    /// <summary>How many matters in the person's records the agencies have to settle.</summary>
    public int ToSettleCount { get; }

    /// <summary>The person's points; null for someone who is not in scope, who is never scored.</summary>
    public Scorecard? Scorecard { get; }

    /// <summary>Whether the person takes part in the ranking.</summary>
    public bool IsRanked => Placement.IsRanked;

    /// <summary>By which policy and as of which date.</summary>
    internal Scorer Scorer { get; }

    internal Placement Placement { get; }

    /// <summary>The placement with every missing reading at the value that gives most points; null where no reading is missing.</summary>
    internal Placement? PlacementAtMost { get; }
}
