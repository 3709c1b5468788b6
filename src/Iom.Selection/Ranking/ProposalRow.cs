using System.Collections.Immutable;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Ranking;

/// <summary>What a proposal says of one person.</summary>
public sealed class ProposalRow
{
    internal ProposalRow()
    {
    }

    /// <summary>Who.</summary>
    public required OffenderId OffenderId { get; init; }

    /// <summary>The place in the ranking, from 1; null for someone who is not ranked.</summary>
    public required int? Rank { get; init; }

    /// <summary>What is recommended.</summary>
    public required Recommendation Recommendation { get; init; }

    /// <summary>The cohort's id; null for someone who is not ranked, and for a member who fits none.</summary>
    public required string? Cohort { get; init; }

    /// <summary>Whether the person is in the cohort on the as-of date.</summary>
    public required bool IsMember { get; init; }

    /// <summary>Whether an agency nominated the person in the last twelve months.</summary>
    public required bool IsNominated { get; init; }

    /// <summary>Whether a flag rule marks the person.</summary>
    public required bool IsFlagged { get; init; }

    /// <summary>Whether the person is one of those between whom the last places were drawn.</summary>
    public required bool IsTied { get; init; }

    /// <summary>Whether the recommendation would differ if what is missing gave most points; null for someone who is not ranked.</summary>
    public required bool? IsProvisional { get; init; }

    /// <summary>How many matters in the person's records the agencies have to settle: contradictions, refused rows, people who may be the same. Null where a database was not told what the checker saw.</summary>
    public required int? ToSettleCount { get; init; }

    /// <summary>The person's points; null for someone who is not ranked.</summary>
    public required Scorecard? Scorecard { get; init; }

    /// <summary>The points of the model that the policy names, with what is missing at its least; null where it names none, and for someone who is not ranked.</summary>
    public int? ModelPoints { get; init; }

    /// <summary>Why, most important first.</summary>
    public required ImmutableArray<Reason> Reasons { get; init; }

    /// <summary>Whether the panel needs to see the points: of members, of those at or above the entry line, of the tie and the reserve.</summary>
    public required bool ShowsPoints { get; init; }

    /// <summary>The same as a row of <c>ranking.csv</c> with all points.</summary>
    internal RankingRow ToRankingRow() => new(OffenderId, Recommendation)
    {
        Rank = Rank,
        Cohort = Cohort,
        IsMember = IsMember,
        IsNominated = IsNominated,
        IsFlagged = IsFlagged,
        IsTied = IsTied,
        Total = Scorecard?.Total,
        Most = Scorecard?.Most,
        IsProvisional = IsProvisional,
        ToSettleCount = ToSettleCount,
        ModelPoints = ModelPoints,
        Points = Scorecard is null ? [] : [.. Scorecard.Contributions.Select(contribution => contribution.Least.Value)],
        Reasons = [.. Reasons.Select(reason => reason.ToString())],
    };

    /// <summary>Whether a model gave the last places between the person and others who are equal by the matrix.</summary>
    public bool IsOrderedByModel => Reasons.Any(reason => reason is Reason.OrderedByModel);

    /// <summary>Whether the person is on the panel's list: members, selected, tied, ordered by a model, reserve, nominated.</summary>
    public bool IsForPanel => IsMember || IsNominated || IsTied || IsOrderedByModel || Recommendation is Recommendation.Select or Recommendation.Reserve;
}
