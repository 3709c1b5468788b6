using FsCheck.Xunit;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.WhatIfs;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Fairness;

/// <summary>Policies and records as they might have been are those that somebody would have written by hand.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 200)]
public class CounterfactualTests
{
    private const string Alternatives = """
        [ { "id": "windows", "months": { "count": 24, "grave": 6, "tests": 24, "risk": 3 } },
          { "id": "scale", "scale": { "grave": { "theft": 9, "burglary": 1 } } },
          { "id": "days", "atLiberty": true },
          { "id": "all-days", "atLiberty": false } ]
        """;

    [SeededProperty]
    public void An_alternative_scores_as_the_policy_that_is_written_that_way(Scenario scenario)
    {
        var policy = Written(12, 24, 12, 12, """{ "theft": 2, "burglary": 6 }""", null, Alternatives);
        AssertSame(scenario, policy, 0, Written(24, 6, 24, 3, """{ "theft": 2, "burglary": 6 }""", null));
        AssertSame(scenario, policy, 1, Written(12, 24, 12, 12, """{ "theft": 9, "burglary": 1 }""", null));
        AssertSame(scenario, policy, 2, Written(12, 24, 12, 12, """{ "theft": 2, "burglary": 6 }""", true));
        AssertSame(scenario, Written(12, 24, 12, 12, """{ "theft": 2, "burglary": 6 }""", true, Alternatives), 3, Written(12, 24, 12, 12, """{ "theft": 2, "burglary": 6 }""", null));
    }

    [SeededProperty]
    public void Without_what_some_detected_every_other_offence_stands_as_it_did(Scenario scenario)
    {
        foreach (var file in scenario.People)
        {
            var left = Counterfactual.Without(file, [DetectedBy.Police, DetectedBy.Store], scenario.AsOf).OffencesAsOf(scenario.AsOf);
            var expected = file.OffencesAsOf(scenario.AsOf).Where(offence => offence.DetectedBy is not (DetectedBy.Police or DetectedBy.Store));
            Assert.Equal(expected.Select(Told).Order(StringComparer.Ordinal), left.Select(Told).Order(StringComparer.Ordinal));
        }
    }

    // All but the id, of which a case number has one for several, and that it is one.
    private static string Told(Offence offence) => FormattableString.Invariant(
        $"{offence.OffenceId.Split('\u0002')[0]} {offence.Code} {offence.Date} {offence.Outcome} {offence.OutcomeDate} {offence.DetectedBy} {offence.AsYouth} {offence.Conflicts & ~OffenceConflicts.OffenceId} {offence.IsInConflict}");

    [SeededProperty]
    public void Multiplied_there_are_so_many_times_as_many_that_the_police_detected_and_as_many_others(Scenario scenario)
    {
        foreach (var file in scenario.People)
        {
            var (before, after) = (file.OffencesAsOf(scenario.AsOf), Counterfactual.Multiplied(file, 3, scenario.AsOf).OffencesAsOf(scenario.AsOf));
            Assert.Equal(3 * before.Count(offence => offence.DetectedBy == DetectedBy.Police), after.Count(offence => offence.DetectedBy == DetectedBy.Police));
            Assert.Equal(before.Count(offence => offence.DetectedBy != DetectedBy.Police), after.Count(offence => offence.DetectedBy != DetectedBy.Police));
        }
    }

    [SeededProperty]
    public void Left_out_what_the_police_detected_moves_nobody_however_often_it_is_written_down(Scenario scenario)
    {
        var run = AuditedRun.Create(scenario.Assessor(), scenario.Capacity, scenario.People);
        foreach (var file in scenario.People)
        {
            var (once, often) = (Counterfactual.Without(file, [DetectedBy.Police], scenario.AsOf), Counterfactual.Without(Counterfactual.Multiplied(file, 5, scenario.AsOf), [DetectedBy.Police], scenario.AsOf));
            var (before, after) = (run.Assessor.Assess(once), run.Assessor.Assess(often));
            Assert.Equal((before.Placement.Recommendation, before.Placement.Cohort, before.Scorecard?.Total), (after.Placement.Recommendation, after.Placement.Cohort, after.Scorecard?.Total));
        }
    }

    [SeededProperty]
    public void What_if_is_what_proposals_from_the_changed_records_are(Scenario scenario)
    {
        var run = AuditedRun.Create(scenario.Assessor(), scenario.Capacity, scenario.People);
        var (field, trials) = (new RankedField(run), RecordTrials.Create(run));
        var grouping = GroupAssignment.Create("group", [.. scenario.People.Select(file => file.Offender.Id)],
            scenario.People.Select((file, i) => (file.Offender.Id, Group: i % 2 == 0 ? "A" : "B")).ToDictionary(pair => pair.Id, pair => pair.Group));
        foreach (var feedback in Feedback.Try(trials, field, grouping))
        {
            CaseFile Records(CaseFile file, bool isAfter)
            {
                if (!feedback.IsCounted) return Counterfactual.Without(file, [DetectedBy.Police], scenario.AsOf);
                return isAfter && grouping.Groups[grouping.GroupOf(file.Offender.Id)] == feedback.Group ? Counterfactual.Multiplied(file, scenario.Policy.Fairness.FeedbackTimes, scenario.AsOf) : file;
            }
            foreach (var (state, isAfter) in new[] { (feedback.Before, false), (feedback.After, true) })
            {
                var rows = AuditedRun.Propose(run.Assessor, run.Capacity, scenario.People.Select(file => Records(file, isAfter))).Rows.Where(row => row.Rank is not null && !row.IsMember).ToArray();
                var own = field.Rows.Select(row => row.OffenderId).Where(id => grouping.Groups[grouping.GroupOf(id)] == feedback.Group).ToHashSet();
                Assert.Equal(own.Count, feedback.Count);
                Assert.Equal(rows.Count(row => own.Contains(row.OffenderId) && row.Recommendation == Recommendation.Select), state.SelectedCount);
                Assert.Equal(rows.Where(row => own.Contains(row.OffenderId)).Sum(row => (decimal)row.Scorecard!.Total) / own.Count, state.MeanPoints);
            }
        }
    }

    private static void AssertSame(Scenario scenario, Policy policy, int alternative, Policy written)
    {
        var applied = Counterfactual.Apply(policy.Fairness.Alternatives[alternative], policy);
        var (trial, direct) = (Scorer(applied), Scorer(written));
        foreach (var file in scenario.People)
            Assert.Equal(direct.Score(file).Contributions.Select(c => (c.Least, c.Most, c.Reading)), trial.Score(file).Contributions.Select(c => (c.Least, c.Most, c.Reading)));

        Scorer Scorer(Policy of) => new(of, TestCatalogue.Catalogue, scenario.AsOf, scenario.Supplied);
    }

    private static Policy Written(int count, int grave, int tests, int risk, string scale, bool? atLiberty, string alternatives = """[ { "id": "none", "atLiberty": true } ]""")
    {
        var liberty = atLiberty is null ? "" : $", \"atLiberty\": {(atLiberty.Value ? "true" : "false")}";
        const string Bands = """[ { "from": 0, "points": 0 }, { "from": 1, "points": 3 }, { "from": 3, "points": 9 } ]""";
        return PolicyText.Parse(PolicyText.Of(
            $$"""
            { "id": "count", "measure": { "kind": "offence-count", "months": {{count}}{{liberty}} }, "bands": {{Bands}} },
            { "id": "grave", "measure": { "kind": "offence-severity", "months": {{grave}}, "statistic": "max", "scale": {{scale}}{{liberty}} }, "bands": {{Bands}} },
            { "id": "since", "measure": { "kind": "days-since-offence"{{liberty}} }, "bands": {{Bands}} },
            { "id": "tests", "measure": { "kind": "drug-test-count", "months": {{tests}} }, "bands": {{Bands}} },
            { "id": "risk", "measure": { "kind": "risk-score", "instrument": "RISK-1", "months": {{risk}} }, "bands": {{Bands}} }
            """, "[]", """[ { "id": "all" } ]""").Replace("\"version\"", $"\"fairness\": {{ \"alternatives\": {alternatives} }}, \"version\"", StringComparison.Ordinal));
    }
}
