using Iom.Selection.Decisions;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Panels;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests.Audits;

/// <summary>What an audit says of what came after, of other places and lines, and of three things at once.</summary>
public class AfterwardsTests
{
    [Fact]
    public void Rates_among_those_who_came_to_it_and_those_who_did_not_stand_in_the_summary_with_the_named_reference()
    {
        // B is proposed as often as A of those who come to it, and far more often of those who don't; what is proposed is right less often.
        var (cohort, outcomes) = Followed(("A", 40, 10, 60, 290), ("B", 40, 160, 60, 140));
        var audit = cohort.Audit("A", outcomes);
        var summary = AuditCohort.Summary(audit);
        Assert.Contains("Difference shown: B and A (the reference): FPR: chosen, of those who did not come to the outcome (proposed): 53.3 % (160 of 300) against 3.3 % (10 of 300)", summary, StringComparison.Ordinal);
        Assert.Contains("Difference shown: B and A (the reference): PPV: came to the outcome, of those chosen (proposed): 20.0 % (40 of 200) against 80.0 % (40 of 50)", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("TPR: chosen", summary, StringComparison.Ordinal);
        // What a rate leaves of 1 is the same finding, and is not told again.
        foreach (var mirrored in new[] { "FNR: ", "FDR: ", "FOR: ", "all others" }) Assert.DoesNotContain(mirrored, summary, StringComparison.Ordinal);

        var missed = Followed(("A", 90, 150, 10, 150), ("B", 30, 150, 70, 150));
        Assert.Contains("Difference shown: B and A (the reference): TPR: chosen, of those who came to the outcome (proposed): 30.0 % (30 of 100) against 90.0 % (90 of 100)", AuditCohort.Summary(missed.Cohort.Audit("A", missed.Outcomes)), StringComparison.Ordinal);
    }

    [Fact]
    public void Equalised_odds_the_worst_group_and_what_rates_leave_of_one_are_those_worked_out_by_hand()
    {
        var (cohort, outcomes) = Followed(("A", 40, 10, 60, 290), ("B", 40, 160, 60, 140), ("C", 10, 30, 90, 270));
        var outcome = cohort.Audit("A", outcomes).Columns[0].Outcomes.Single(each => each.Chosen == PipelineStage.Selection);
        // TPR 0.4, 0.4, 0.1; FPR 10, 160, 30 of 300.
        Assert.Equal(0.3, outcome.EqualisedOdds!.Value.TruePositive, 12);
        Assert.Equal(0.5, outcome.EqualisedOdds.Value.FalsePositive, 12);
        Assert.Equal(("C", "B", "B", "B"), (outcome.WorstGroup(OutcomeMeasure.TruePositiveRate)!.Group, outcome.WorstGroup(OutcomeMeasure.FalsePositiveRate)!.Group,
            outcome.WorstGroup(OutcomeMeasure.PositivePredictiveValue)!.Group, outcome.WorstGroup(OutcomeMeasure.FalseDiscoveryRate)!.Group));
        Assert.Equal(new(10, 50), outcome.Rates[OutcomeMeasure.FalseDiscoveryRate].Rates[0]);
        Assert.Equal(new(60, 200), outcome.Rates[OutcomeMeasure.FalseOmissionRate].Rates[1]);
    }

    [Fact]
    public void Calibration_is_counted_by_band_and_group()
    {
        var (cohort, outcomes) = Followed(("A", 40, 10, 60, 290), ("B", 40, 160, 60, 140));
        var bands = cohort.Audit("A", outcomes).Columns[0].Outcomes[0].Bands;
        Assert.Equal([(5, 5), (40, 40)], bands.Select(band => (band.LowestTotal, band.HighestTotal)));
        Assert.Equal([new(60, 350), new(60, 200)], bands[0].Rates.ToArray());
        Assert.Equal([new(40, 50), new(40, 200)], bands[1].Rates.ToArray());
        Assert.Equal(new(80, 250), bands[1].All);
    }

    [Fact]
    public void Who_is_not_in_the_later_extracts_is_counted_by_group_and_told()
    {
        var (cohort, outcomes) = Followed(("A", 0, 0, 100, 100), ("B", 0, 0, 100, 100));
        foreach (var id in cohort.Ids.Skip(200).Take(80)) outcomes.Remove(id);
        var audit = cohort.Audit("A", outcomes);
        Assert.Equal([new(0, 200), new(80, 200)], audit.Columns[0].FollowUp!.Absent.Rates.ToArray());
        Assert.Contains("B and A (the reference): not in the later extracts, so that nobody knows what came of them: 40.0 % (80 of 200) against 0.0 % (0 of 200)", AuditCohort.Summary(audit), StringComparison.Ordinal);
    }

    [Fact]
    public void Those_deselected_and_those_with_a_change_of_approach_have_outcomes_of_their_own()
    {
        var cohort = new AuditCohort().Add(100, "A", Recommendation.Retain, [50], isMember: true).Add(100, "B", Recommendation.Retain, [50], isMember: true);
        var outcomes = cohort.Ids.Select((id, i) => (id, Came: i % 4 == 0)).ToDictionary(pair => pair.id, pair => new LaterOutcome(pair.Came, false, 365, false));
        RecordedDecision[] decisions =
        [
            .. cohort.Ids.Where((_, i) => i % 2 == 0).Select(id => new RecordedDecision(id, "retain", PanelDecision.Deselect, new DateOnly(2026, 2, 10))),
            .. cohort.Ids.Where((_, i) => i % 10 == 1).Select(id => new RecordedDecision(id, "retain", PanelDecision.ChangeApproach, new DateOnly(2026, 2, 10))),
        ];
        var followed = FairnessAudit.Create([cohort.Run()], [cohort.Grouping("A")], [], decisions, outcomes, withWhatIfs: false).Columns[0].FollowUp!.Cohort;
        Assert.Equal(["members", "deselected", "change_of_approach"], followed.Select(each => each.Who));
        Assert.Equal([new(25, 100), new(25, 100)], followed[0].Table.Rates.ToArray());
        Assert.Equal([new(25, 50), new(25, 50)], followed[1].Table.Rates.ToArray());
        Assert.Equal([new(0, 10), new(0, 10)], followed[2].Table.Rates.ToArray());
    }

    [Fact]
    public void Time_at_liberty_is_what_outcomes_are_held_against()
    {
        // As many of B came to it, in half the time outside.
        var cohort = new AuditCohort().Add(200, "A", Recommendation.BelowLine, [5]).Add(200, "B", Recommendation.BelowLine, [5]);
        var outcomes = cohort.Ids.Select((id, i) => (id, Outcome: new LaterOutcome(i % 2 == 0, i < 10, i < 200 ? 300 : 150, false))).ToDictionary(pair => pair.id, pair => pair.Outcome);
        var column = cohort.Audit("A", outcomes).Columns[0];
        var row = column.FollowUp!.RatesAtLiberty[1];
        Assert.Equal(("B", 100, 30_000L), (row.Group, row.EventCount, row.Days));
        Assert.Equal(2, row.RatioToReference!.Value, 12);
        Assert.Equal(100 * 365.25 / 30_000, row.PerYear!.Value, 12);
        // Breaches stand apart, and are no outcome.
        Assert.Equal([new(10, 200), new(0, 200)], column.FollowUp.Breaches.Rates.ToArray());
        Assert.Equal([new(100, 200), new(100, 200)], column.Outcomes[0].Rates[OutcomeMeasure.BaseRate].Rates.ToArray());
    }

    [Fact]
    public void Other_places_and_another_line_select_from_the_top()
    {
        // Points 1 to 40 and then 60, A and B by turns; 20 places, the line at the reference policy's.
        var cohort = new AuditCohort();
        var line = cohort.Policy.EntryFrom;
        for (var i = 0; i < 100; i++) cohort.Add(1, i % 2 == 0 ? "A" : "B", i < 20 ? Recommendation.Select : i < 60 ? Recommendation.NoPlace : Recommendation.BelowLine, [i < 60 ? line + 59 - i : 1]);
        var sweeps = cohort.Audit("A", withWhatIfs: true).Columns[0].Sweeps;
        Assert.Equal([10, 15, 20, 25, 30], sweeps.Where(sweep => sweep.EntryFrom == line).Select(sweep => sweep.Places));
        foreach (var sweep in sweeps)
        {
            // As many as there are places, or as reach the line; each second one is A's.
            var reach = Enumerable.Range(0, 60).Count(i => line + 59 - i >= sweep.EntryFrom);
            var chosen = Math.Min(sweep.Places, reach);
            Assert.Equal(((chosen + 1) / 2, chosen / 2), (sweep.Rates[0].Count, sweep.Rates[1].Count));
            Assert.Equal((50, 50), (sweep.Rates[0].Of, sweep.Rates[1].Of));
        }
        Assert.Equal((20, line), (Assert.Single(sweeps, sweep => sweep.IsRun).Places, Assert.Single(sweeps, sweep => sweep.IsRun).EntryFrom));
    }

    [Fact]
    public void A_scan_of_three_finds_who_is_passed_over_for_being_three_things_at_once()
    {
        // By one and by two characteristics everybody fares alike.
        var cohort = new AuditCohort();
        for (var i = 0; i < 800; i++) cohort.Add(1, "x", int.PopCount(i % 8) % 2 == 0 ? Recommendation.Select : Recommendation.BelowLine, [5]);
        GroupAssignment Column(int bit) => GroupAssignment.Create($"c{bit}", [.. cohort.Ids], cohort.Ids.Select((id, i) => (id, Group: (i >> bit) % 2 == 0 ? "no" : "yes")).ToDictionary(pair => pair.id, pair => pair.Group));
        GroupAssignment[] columns = [Column(0), Column(1), Column(2)];
        bool Shown(int scan) => FairnessAudit.Create([cohort.Run()], columns, [], withWhatIfs: false, scan: scan) is var audit
            && audit.Scans.SelectMany(each => each.Table.Comparisons).Concat(audit.Columns.SelectMany(column => column.Stages).SelectMany(stage => stage.Table.Comparisons)).Any(comparison => comparison.Verdict == Verdict.DifferenceShown);
        Assert.False(Shown(1));
        Assert.False(Shown(2));
        Assert.True(Shown(3));
        Assert.Contains("Scan, c0,c1,c2: ", AuditCohort.Summary(FairnessAudit.Create([cohort.Run()], columns, [], withWhatIfs: false, scan: 3)), StringComparison.Ordinal);
    }

    // Of each group so many are proposed who come to the outcome, proposed who don't, not proposed who come to it, not proposed who don't.
    private static (AuditCohort Cohort, Dictionary<OffenderId, LaterOutcome> Outcomes) Followed(params (string Group, int With, int Without, int LeftWith, int LeftWithout)[] groups)
    {
        var cohort = new AuditCohort();
        var came = new List<bool>();
        foreach (var (group, with, without, leftWith, leftWithout) in groups)
        {
            cohort.Add(with + without, group, Recommendation.Select, [40]).Add(leftWith + leftWithout, group, Recommendation.BelowLine, [5]);
            came.AddRange([.. Enumerable.Repeat(true, with), .. Enumerable.Repeat(false, without), .. Enumerable.Repeat(true, leftWith), .. Enumerable.Repeat(false, leftWithout)]);
        }
        return (cohort, cohort.Ids.Zip(came).ToDictionary(pair => pair.First, pair => new LaterOutcome(pair.Second, false, 365, false)));
    }
}
