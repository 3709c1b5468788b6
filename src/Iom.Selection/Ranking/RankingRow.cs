using System.Collections.Immutable;
using Iom.Selection.Records;

namespace Iom.Selection.Ranking;

/// <summary>One row of a <c>ranking.csv</c>: of a ranking just made, or of a run read back.</summary>
/// <param name="OffenderId">Who.</param>
/// <param name="Recommendation">What was recommended.</param>
public sealed record RankingRow(OffenderId OffenderId, Recommendation Recommendation)
{
    /// <summary>The place in the ranking, from 1; null for someone who was not ranked.</summary>
    public int? Rank { get; init; }

    /// <summary>The cohort's id; null where there is none.</summary>
    public string? Cohort { get; init; }

    /// <summary>Whether the person was in the cohort.</summary>
    public bool IsMember { get; init; }

    /// <summary>Whether an agency had nominated the person.</summary>
    public bool IsNominated { get; init; }

    /// <summary>Whether a flag rule marked the person.</summary>
    public bool IsFlagged { get; init; }

    /// <summary>Whether the last places were drawn between this person and others.</summary>
    public bool IsTied { get; init; }

    /// <summary>The total in points; null where points were not shown.</summary>
    public int? Total { get; init; }

    /// <summary>The most that the total could be, in points; null where points were not shown.</summary>
    public int? Most { get; init; }

    /// <summary>Whether the recommendation would have differed with what was missing at its most; null where points were not shown.</summary>
    public bool? IsProvisional { get; init; }

    /// <summary>How many matters in the person's records the agencies have to settle; null of a run that did not say.</summary>
    public int? ToSettleCount { get; init; }

    /// <summary>The points by factor, in the order of <see cref="RankingTable.FactorIds"/>; empty where points were not shown.</summary>
    public ImmutableArray<int> Points { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The points of the model that the policy names; null where it names none, and where points were not shown.</summary>
    public int? ModelPoints { get; init; }

    /// <summary>The reasons' codes.</summary>
    public ImmutableArray<string> Reasons { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether a model gave the last places between the person and others who were equal by the matrix.</summary>
    public bool IsOrderedByModel => Reasons.Any(reason => reason.StartsWith("model:", StringComparison.Ordinal));

    /// <summary>Whether the person is on the panel's list: members, selected, tied, ordered by a model, reserve, nominated.</summary>
    public bool IsForPanel => IsMember || IsNominated || IsTied || IsOrderedByModel || Recommendation is Recommendation.Select or Recommendation.Reserve;

    /// <summary>Does not repeat who it is about.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(RankingRow);
}
