using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Fairness.WhatIfs;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Statistics;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Fairness;

/// <summary>The laws of an audit, over generated histories and policies.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 150)]
public class LawTests
{
    private static readonly FairnessRules Rules = new() { Margin = 0.1 };

    [SeededProperty]
    public void Group_counts_add_up_and_the_overall_rate_is_the_count_weighted_mean(Scenario scenario, int seed)
    {
        var (run, grouping) = Made(scenario, seed);
        var audit = FairnessAudit.Create([run], [grouping], []).Columns[0];
        Assert.Equal(scenario.People.Length, audit.PeopleCounts.Sum());
        Assert.Equal(scenario.People.Length, audit.Recommendations.Sum(row => row.Counts.Sum()));
        foreach (var step in audit.Stages)
        {
            var (of, goes) = Recounted(run, step.Step);
            Assert.Equal((of, goes), (step.Table.Overall.Of, step.Table.Overall.Count));
            if (of == 0) continue;
            var weighted = step.Table.Rates.Where(rate => !rate.IsEmpty).Sum(rate => rate.Rate!.Value * rate.Of) / of;
            Assert.Equal((double)goes / of, weighted, 12);
        }
        foreach (var percent in Stability.Perturbations)
            Assert.Equal(Recounted(run, PipelineStage.Selection).Of, audit.Stabilities.Where(row => row.PerturbationPercent == percent).Sum(row => row.AlwaysCount + row.SometimesCount + row.NeverCount));
    }

    [SeededProperty]
    public void Factor_shares_add_up_to_the_gap_and_the_gap_is_the_difference_of_the_means(Scenario scenario, int seed)
    {
        var (run, grouping) = Made(scenario, seed);
        foreach (var gap in FairnessAudit.Create([run], [grouping], []).Columns[0].Gaps)
        {
            bool IsOwn(RankingRow row) => grouping.Groups[grouping.GroupOf(row.OffenderId)] == gap.Group;
            bool IsOther(RankingRow row) => gap.With == ComparedWith.Rest ? !IsOwn(row) : grouping.GroupOf(row.OffenderId) == grouping.ReferenceGroup;
            var candidates = run.Rows.Where(row => row.Rank is not null && !row.IsMember).ToArray();
            var (own, other) = (candidates.Where(IsOwn).ToArray(), candidates.Where(IsOther).ToArray());
            Assert.Equal((own.Length, other.Length), (gap.OwnCount, gap.OtherCount));
            // Exactly, in whole numbers over one denominator.
            Assert.Equal(gap.Numerator, gap.Shares.Sum(share => share.Numerator));
            Assert.Equal((own.Sum(row => (long)row.Total!) * other.Length) - (other.Sum(row => (long)row.Total!) * own.Length), gap.Numerator);
            Assert.Equal((decimal)own.Average(row => (decimal)row.Total!) - other.Average(row => (decimal)row.Total!), gap.Gap, 18);
            Assert.Equal(gap.Gap, gap.Shares.Sum(gap.PointsOf), 18);
        }
    }

    [SeededProperty]
    public void Swapping_labels_swaps_results(Scenario scenario, int seed)
    {
        var (run, grouping) = Made(scenario, seed);
        string Other(string group) => group switch { "A" => "B", "B" => "A", _ => group };
        var swapped = GroupAssignment.Create("group", [.. Ids(scenario)], Ids(scenario).ToDictionary(id => id, id => Other(grouping.Groups[grouping.GroupOf(id)])),
            grouping.Groups[grouping.ReferenceGroup] == GroupAssignment.NotRecorded ? null : Other(grouping.Groups[grouping.ReferenceGroup]));
        var (before, after) = (FairnessAudit.Create([run], [grouping], []).Columns[0], FairnessAudit.Create([run], [swapped], []).Columns[0]);
        foreach (var (was, now) in before.Stages.Zip(after.Stages))
        {
            foreach (var comparison in was.Table.Comparisons)
                Assert.Equal(comparison with { Group = Other(comparison.Group) }, now.Table.Find(Other(comparison.Group), comparison.With));
        }
        foreach (var gap in before.Gaps) Assert.Equal<FactorShare>(gap.Shares, after.Gaps.Single(other => other.Group == Other(gap.Group) && other.With == gap.With).Shares);
    }

    [SeededProperty]
    public void The_order_of_people_and_of_what_is_recorded_changes_nothing(Scenario scenario, int seed)
    {
        var (run, grouping) = Made(scenario, seed);
        var reversed = scenario with { People = [.. scenario.People.Reverse()] };
        var (again, sameGroups) = (AuditedRun.Create(reversed.Assessor(), reversed.Capacity, reversed.People),
            GroupAssignment.Create("group", [.. Ids(scenario).Reverse()], Ids(reversed).ToDictionary(id => id, id => grouping.Groups[grouping.GroupOf(id)])));
        Assert.Equal(Described(FairnessAudit.Create([run], [grouping], [])), Described(FairnessAudit.Create([again], [sameGroups], [])));
    }

    [SeededProperty]
    public void Whole_weights_select_whom_the_run_does_and_without_a_factor_whom_a_policy_without_its_points_does(Scenario scenario)
    {
        var run = AuditedRun.Create(scenario.Assessor(), scenario.Capacity, scenario.People);
        var field = new RankedField(run);
        var policy = scenario.Policy;
        Assert.Equal(Selected(run), Chosen(field, field.Select([.. policy.Factors.Select(_ => RankedField.Whole)])));

        for (var i = 0; i < policy.Factors.Length; i++)
        {
            // The same policy with every point of the factor 0; its hash, and with it the draw, is another, so only what no tie cut is compared.
            var without = scenario.WithPolicy(json => Silence(json, i)).Propose();
            var selected = Chosen(field, field.Select([.. policy.Factors.Select((_, other) => other == i ? 0 : RankedField.Whole)]));
            var certain = without.Rows.Where(row => row.Recommendation == Recommendation.Select && !row.IsTied).Select(row => row.OffenderId);
            Assert.Equal(without.Rows.Count(row => row.Recommendation == Recommendation.Select), selected.Count);
            Assert.Subset(selected, certain.ToHashSet());
        }
    }

    [SeededProperty]
    public void What_is_said_of_ties_is_what_all_draws_give(Scenario scenario, int seed)
    {
        var (run, grouping) = Made(scenario, seed);
        var tied = run.Rows.Where(row => row.IsTied).ToArray();
        if (tied.Length is 0 or > 12) return;
        var places = tied.Count(row => row.Recommendation == Recommendation.Select);
        var draws = Enumerable.Range(0, 1 << tied.Length).Where(set => int.PopCount(set) == places).ToArray();
        foreach (var tie in TieAudit.Find(run, grouping))
        {
            bool IsOwn(RankingRow row) => grouping.Groups[grouping.GroupOf(row.OffenderId)] == tie.Group;
            var certain = run.Rows.Count(row => IsOwn(row) && !row.IsTied && row.Recommendation == Recommendation.Select);
            int[] counts = [.. draws.Select(set => certain + Enumerable.Range(0, tied.Length).Count(i => (set >> i & 1) == 1 && IsOwn(tied[i])))];
            Assert.Equal((counts.Min(), counts.Max()), (tie.WorstCount, tie.BestCount));
            Assert.Equal(counts.Average(), (double)tie.ExpectedCount, 9);
            Assert.Equal(run.Rows.Count(row => IsOwn(row) && row.Recommendation == Recommendation.Select), tie.ActualCount);
        }
    }

    [Fact]
    public void An_empty_group_changes_nothing_but_its_own_line()
    {
        ImmutableArray<Proportion> rates = [new(12, 40), new(5, 40), new(20, 45)];
        var without = RateTable.Create(["A", "B", "C"], rates, 0, Rules);
        var with = RateTable.Create(["A", "B", "C", "nobody"], rates.Add(default), 0, Rules);
        Assert.Equal(without.Comparisons, with.Comparisons.Where(comparison => comparison.Group != "nobody"));
        Assert.Equal(without.Overall, with.Overall);
        Assert.All(with.Comparisons.Where(comparison => comparison.Group == "nobody"), comparison => Assert.Null(comparison.P));
    }

    [Fact]
    public void A_ratio_is_the_other_way_round_turned_over()
    {
        ImmutableArray<Proportion> rates = [new(12, 40), new(5, 40)];
        var (a, b) = (RateTable.Create(["A", "B"], rates, 0, Rules).Find("B", ComparedWith.Reference)!, RateTable.Create(["A", "B"], rates, 1, Rules).Find("A", ComparedWith.Reference)!);
        Assert.Equal(1 / a.Ratio!.Value, b.Ratio!.Value, 12);
        Assert.Equal(1 / a.RatioInterval!.Value.Low, b.RatioInterval!.Value.High, 12);
        Assert.Equal(-a.Difference!.Value, b.Difference!.Value, 12);
        Assert.Equal(-a.DifferenceInterval!.Value.Low, b.DifferenceInterval!.Value.High, 12);
        Assert.Equal((a.P, a.MidP, a.Verdict), (b.P, b.MidP, b.Verdict));
    }

    [Fact]
    public void The_generated_audits_reach_every_hard_case()
    {
        var (ties, membersAndOthers, several, incomplete) = (0, 0, 0, 0);
        for (var seed = 0; seed < 1200; seed++)
        {
            var scenario = new Maker(seed, orderly: false).Scenario();
            var (run, grouping) = Made(scenario, seed);
            if (run.Rows.Any(row => row.IsTied)) ties++;
            if (run.Rows.Any(row => row is { Rank: not null, IsMember: true }) && run.Rows.Any(row => row is { Rank: not null, IsMember: false })) membersAndOthers++;
            if (grouping.Groups.Length >= 3) several++;
            if (run.Rows.Any(row => row.Reasons.Contains("incomplete"))) incomplete++;
        }
        Assert.All([ties, membersAndOthers, several, incomplete], count => Assert.True(count >= 15, $"{ties} {membersAndOthers} {several} {incomplete}"));
    }

    private static (AuditedRun Run, GroupAssignment Grouping) Made(Scenario scenario, int seed)
    {
        var random = new Random(seed);
        string[] labels = ["A", "B", "C", ""];
        var values = Ids(scenario).Select(id => (id, label: labels[random.Next(4)])).Where(pair => pair.label.Length > 0).ToDictionary(pair => pair.id, pair => pair.label);
        return (AuditedRun.Create(scenario.Assessor(), scenario.Capacity, scenario.People), GroupAssignment.Create("group", [.. Ids(scenario)], values));
    }

    private static IEnumerable<OffenderId> Ids(Scenario scenario) => scenario.People.Select(file => file.Offender.Id);

    private static (int Of, int Goes) Recounted(AuditedRun run, PipelineStage step)
    {
        var rows = run.Rows;
        bool Scope(RankingRow row) => row.Recommendation != Recommendation.NotInScope;
        bool Candidate(RankingRow row) => row.Rank is not null && !row.IsMember;
        bool Above(RankingRow row) => Candidate(row) && row.Total >= run.Assessor.Scorer.Policy.EntryFrom;
        bool Select(RankingRow row) => row.Recommendation == Recommendation.Select;
        bool KeptOut(RankingRow row) => row.Recommendation is Recommendation.NotEligible or Recommendation.Refer;
        return step switch
        {
            PipelineStage.InScope => (rows.Count, rows.Count(Scope)),
            PipelineStage.Eligible => (rows.Count(Scope), rows.Count(row => row.Rank is not null)),
            PipelineStage.AboveLine => (rows.Count(Candidate), rows.Count(Above)),
            PipelineStage.Proposed => (rows.Count(Above), rows.Count(Select)),
            PipelineStage.Selection => (rows.Count(Candidate), rows.Count(Select)),
            PipelineStage.Standing => (rows.Count(row => row.Rank is not null), rows.Count(row => row.Recommendation is Recommendation.Select or Recommendation.Retain)),
            PipelineStage.EverybodyRanked => (rows.Count(row => !row.IsMember), rows.Count(Candidate)),
            PipelineStage.EverybodyProposed => (rows.Count(row => !row.IsMember), rows.Count(Select)),
            PipelineStage.KeptOut => (rows.Count(Scope), rows.Count(KeptOut)),
            PipelineStage.Withheld => (rows.Count(Scope), rows.Count(row => row.Recommendation == Recommendation.Withheld)),
            PipelineStage.Incomplete => (rows.Count(Candidate), rows.Count(row => Candidate(row) && row.Reasons.Contains("incomplete"))),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
    }

    private static HashSet<OffenderId> Selected(AuditedRun run) => [.. run.Rows.Where(row => row.Recommendation == Recommendation.Select).Select(row => row.OffenderId)];

    private static HashSet<OffenderId> Chosen(RankedField field, bool[] selected) => [.. field.Rows.Where((_, i) => selected[i]).Select(row => row.OffenderId)];

    private static void Silence(JsonObject policy, int factor)
    {
        var fields = policy["matrix"]!["factors"]![factor]!.AsObject();
        if (fields["bands"] is JsonArray bands)
        {
            foreach (var band in bands) band!["points"] = 0;
        }
        if (fields["levels"] is JsonObject levels)
        {
            foreach (var level in levels.Select(level => level.Key).ToArray()) levels[level] = 0;
        }
        if (fields.ContainsKey("notApplicable")) fields["notApplicable"] = 0;
    }

    private static string Described(FairnessAudit audit) => string.Join('\n', audit.Columns.SelectMany(column => new[]
    {
        string.Join(' ', column.PeopleCounts),
        string.Join('\n', column.Stages.SelectMany(step => step.Table.Comparisons)),
        string.Join('\n', column.Ties),
        string.Join('\n', column.Gaps.SelectMany(gap => gap.Shares)),
        string.Join('\n', column.WhatIfs.SelectMany(whatIf => whatIf.Selection.Comparisons)),
        string.Join('\n', column.Leaks),
        string.Join('\n', column.Stabilities),
        string.Join('\n', column.Feedbacks),
        string.Join(' ', column.RankMeasures!.Exposures) + column.RankMeasures.Ndkl,
    }));
}
