using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Fairness.WhatIfs;

namespace Iom.Selection.Fairness;

/// <summary>The audit by one characteristic, or by two crossed.</summary>
public sealed record ColumnAudit
{
    /// <summary>The grouping.</summary>
    public required GroupAssignment Grouping { get; init; }

    /// <summary>Everybody in the extracts, by group.</summary>
    public required ImmutableArray<int> PeopleCounts { get; init; }

    /// <summary>The road, over all runs; steps known from decisions only where these were given.</summary>
    public required ImmutableArray<StepAudit> Stages { get; init; }

    /// <summary>What the latest run recommended.</summary>
    public required ImmutableArray<RecommendationCounts> Recommendations { get; init; }

    /// <summary>What the draw could have given, for each run that it cut a tie in.</summary>
    public required ImmutableArray<TieAudit> Ties { get; init; }

    /// <summary>Where a difference in points comes from, in the latest run: each group but the reference with the reference, then each with the rest.</summary>
    public required ImmutableArray<FactorGap> Gaps { get; init; }

    /// <summary>The selection of the latest run without each factor, then by each alternative of the policy.</summary>
    public required ImmutableArray<WhatIf> WhatIfs { get; init; }

    /// <summary>How well the points tell the groups apart.</summary>
    public required ImmutableArray<ProxyLeak> Leaks { get; init; }

    /// <summary>What happened next; empty where no outcomes were given.</summary>
    public required ImmutableArray<OutcomeAudit> Outcomes { get; init; }

    /// <summary>Who is proposed whatever the exact points.</summary>
    public required ImmutableArray<Stability> Stabilities { get; init; }

    /// <summary>How far the ranking follows the records.</summary>
    public required ImmutableArray<Feedback> Feedbacks { get; init; }

    /// <summary>Measures of the ranking as a whole; null in statistics.</summary>
    public required RankMeasures? RankMeasures { get; init; }
}
