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

    /// <summary>Of whom it is known what happened next, and what came of the cohort; null where no outcomes were given.</summary>
    public required FollowUpAudit? FollowUp { get; init; }

    /// <summary>People with about equal records, or of the same area, compared; empty where the policy names no strata.</summary>
    public required ImmutableArray<EqualRecords> EqualRecords { get; init; }

    /// <summary>The selection in each run; empty of one run.</summary>
    public required ImmutableArray<TrendPoint> Trend { get; init; }

    /// <summary>The selection with other places and another entry line; empty without what-ifs.</summary>
    public required ImmutableArray<Sweep> Sweeps { get; init; }

    /// <summary>Who is proposed whatever the exact points.</summary>
    public required ImmutableArray<Stability> Stabilities { get; init; }

    /// <summary>How far the ranking follows the records.</summary>
    public required ImmutableArray<Feedback> Feedbacks { get; init; }

    /// <summary>Measures of the ranking as a whole.</summary>
    public required RankMeasures RankMeasures { get; init; }

    /// <summary>Every table whose verdicts are shown, by a name that tables of the same thing share.</summary>
    internal IEnumerable<(string Name, RateTable Table)> JudgedTables()
    {
        foreach (var stage in Stages) yield return ($"road/{stage.Step}", stage.Table);
        foreach (var equal in EqualRecords) yield return ($"equal/{equal.Name}", equal.Table);
        foreach (var outcome in Outcomes)
        {
            foreach (var (measure, table) in outcome.Rates) yield return (Name(outcome, measure), table);
            yield return ("outcome/points", outcome.AtEqualPoints);
        }
        if (FollowUp is not { } followUp) yield break;
        yield return ("follow/absent", followUp.Absent);
        yield return ("follow/liberty", followUp.NotAtLiberty);
        yield return ("follow/breach", followUp.Breaches);
        foreach (var (who, table) in followUp.Cohort) yield return ($"cohort/{who}", table);
    }

    /// <summary>The same audit with the verdicts of a page.</summary>
    internal ColumnAudit JudgedBy(Func<string, RateTable, RateTable> judge) => this with
    {
        Stages = [.. Stages.Select(stage => stage with { Table = judge($"road/{stage.Step}", stage.Table) })],
        EqualRecords = [.. EqualRecords.Select(equal => equal with { Table = judge($"equal/{equal.Name}", equal.Table) })],
        Outcomes = [.. Outcomes.Select(outcome => outcome with
        {
            Rates = outcome.Rates.ToImmutableSortedDictionary(pair => pair.Key, pair => judge(Name(outcome, pair.Key), pair.Value)),
            AtEqualPoints = judge("outcome/points", outcome.AtEqualPoints),
        })],
        FollowUp = FollowUp is not { } followUp ? null : followUp with
        {
            Absent = judge("follow/absent", followUp.Absent),
            NotAtLiberty = judge("follow/liberty", followUp.NotAtLiberty),
            Breaches = judge("follow/breach", followUp.Breaches),
            Cohort = [.. followUp.Cohort.Select(pair => pair with { Table = judge($"cohort/{pair.Who}", pair.Table) })],
        },
    };

    // The base rate is the same whoever counts as chosen.
    private static string Name(OutcomeAudit outcome, OutcomeMeasure measure) =>
        measure == OutcomeMeasure.BaseRate ? "outcome/base" : $"outcome/{outcome.Chosen}/{OutcomeAudit.Twin(measure)}";
}
