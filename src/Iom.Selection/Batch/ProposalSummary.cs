using Iom.Selection.Ranking;

namespace Iom.Selection.Batch;

/// <summary>A proposal in figures.</summary>
public sealed record ProposalSummary
{
    /// <summary>The seed of the draw: the policy's hash, a slash, the as-of date.</summary>
    public required string Seed { get; init; }

    /// <summary>How many places there are.</summary>
    public required int Capacity { get; init; }

    /// <summary>How many people are members; each keeps the place until a decision.</summary>
    public required int MemberCount { get; init; }

    /// <summary>How many places are free: capacity less all members, never under 0.</summary>
    public required int FreePlaces { get; init; }

    /// <summary>How many people were read.</summary>
    public required int ReadCount { get; init; }

    /// <summary>How many take part in the ranking.</summary>
    public required int RankedCount { get; init; }

    /// <summary>How many are of those between whom the last places were drawn.</summary>
    public required int TiedCount { get; init; }

    /// <summary>How many places fell to them by lot.</summary>
    public required int PlacesDrawn { get; init; }

    /// <summary>How many ranked people lack something that could add points.</summary>
    public required int IncompleteCount { get; init; }

    /// <summary>How many ranked people would be recommended differently if what is missing gave most points.</summary>
    public required int ProvisionalCount { get; init; }

    /// <summary>How many an agency nominated in the last twelve months.</summary>
    public required int NominatedCount { get; init; }

    /// <summary>How many a flag rule marks.</summary>
    public required int FlaggedCount { get; init; }

    /// <summary>Of how many something is for the agencies to settle.</summary>
    public required int ToSettleCount { get; init; }

    /// <summary>How many people have each recommendation; all of them, in order.</summary>
    public required IReadOnlyDictionary<Recommendation, int> ByRecommendation { get; init; }
}
