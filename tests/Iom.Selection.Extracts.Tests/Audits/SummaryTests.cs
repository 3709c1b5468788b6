using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Statistics;

namespace Iom.Selection.Extracts.Tests.Audits;

/// <summary>What somebody who reads the summary alone takes away is true. Each test is of a cohort of which the audit once said something else, and rules that out by name.</summary>
public class SummaryTests
{
    private const string NoDifference = "no difference from";
    private const string Threshold = """{ "thresholds": [ { "step": "selection", "ratioAtLeast": 0.8 } ] }""";

    [Theory]
    [InlineData("Black", "Black", "Black", "Black", "Black")]
    [InlineData("Black", "black", "BLACK", " Black ", "\uFF22lack")]
    [InlineData("Black", "Black\u00A0", "bLaCk", "Bl\u200Back", "BLACK ")]
    public void Five_spellings_of_one_group_do_not_make_an_alarm_vanish(params string[] spellings)
    {
        var cohort = new AuditCohort(Threshold).Add(100, "White", Recommendation.Select, [40]).Add(300, "White", Recommendation.BelowLine, [5]);
        foreach (var spelling in spellings) cohort.Add(1, spelling, Recommendation.Select, [40]).Add(39, spelling, Recommendation.BelowLine, [5]);
        var audit = cohort.Audit();
        Assert.Contains(audit.Crossings, crossing => crossing is { Group: "Black", Step: PipelineStage.Selection });
        var summary = AuditCohort.Summary(audit);
        Assert.Contains("Threshold crossed: group: Black", summary, StringComparison.Ordinal);
        Assert.Contains("Difference shown: Black are proposed less often than White (the reference): 2.5 % (5 of 200) against 25.0 % (100 of 400)", summary, StringComparison.Ordinal);
        Assert.DoesNotContain(NoDifference, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_for_not_recorded_are_one_group_which_is_never_the_reference_however_large()
    {
        var cohort = new AuditCohort("""{ "notRecorded": { "labels": ["Don't know"] } }""");
        foreach (var word in new[] { "NULL", "Not stated", "unknown", "Refused", "", "N/A", "don't know", "NOT  STATED" }) cohort.Add(50, word, Recommendation.BelowLine);
        var grouping = cohort.Add(20, "A", Recommendation.BelowLine).Add(10, "B", Recommendation.BelowLine).Grouping();
        Assert.Equal(["A", "B", GroupAssignment.NotRecorded], grouping.Groups.ToArray());
        Assert.Equal("A", grouping.Groups[grouping.ReferenceGroup]);
        Assert.Throws<ArgumentException>(() => cohort.Grouping(GroupAssignment.NotRecorded));
        // Nor in a crossing, where the pair of references has nobody.
        var other = GroupAssignment.Create("other", [.. cohort.Ids], cohort.Ids.Select((id, i) => (id, Group: i < 401 ? "x" : "y")).ToDictionary(pair => pair.id, pair => pair.Group), "y");
        Assert.DoesNotContain(GroupAssignment.NotRecorded, grouping.CrossedWith(other).Groups[grouping.CrossedWith(other).ReferenceGroup], StringComparison.Ordinal);
    }

    [Fact]
    public void None_is_an_answer_and_no_missing_one() =>
        Assert.Equal(["None", "Physical"], new AuditCohort().Add(5, "None", Recommendation.BelowLine).Add(5, "Physical", Recommendation.BelowLine).Grouping().Groups.ToArray());

    [Fact]
    public void Labels_that_differ_by_little_or_are_not_in_the_policys_table_are_told()
    {
        var notes = new AuditCohort("""{ "groups": { "group": { "Asian": ["Indian", "Pakistani"], "White": [] } } }""").Add(9, "indian", Recommendation.BelowLine).Add(5, "PAKISTANI", Recommendation.BelowLine)
            .Add(9, "White", Recommendation.BelowLine).Add(2, "Whte", Recommendation.BelowLine).Add(2, "18-24", Recommendation.BelowLine).Add(2, "18-25", Recommendation.BelowLine).Characteristics();
        Assert.Contains("group: not in the policy's fairness.groups, each a group of its own: 18-24, 18-25, Whte.", notes.LabelNotes);
        Assert.Contains(notes.LabelNotes, note => note.StartsWith("group: White and Whte differ by little", StringComparison.Ordinal));
        Assert.DoesNotContain(notes.LabelNotes, note => note.Contains("18-24 and", StringComparison.Ordinal));
        Assert.Equal(14, notes.ValuesOf("group").Values.Count(group => group == "Asian"));
    }

    [Fact]
    public void A_group_of_which_nobody_is_ranked_crosses_the_threshold_and_is_named()
    {
        // At the selection itself there is nobody to compare, which once was silence.
        var audit = new AuditCohort(Threshold).Add(20, "A", Recommendation.Select, [40]).Add(380, "A", Recommendation.BelowLine, [5]).Add(60, "B", Recommendation.NotEligible).Audit();
        Assert.True(audit.Columns[0].Stages.Single(stage => stage.Step == PipelineStage.Selection).Table.Find("B", ComparedWith.Reference)!.Own.IsEmpty);
        Assert.Contains(audit.Crossings, crossing => crossing is { Group: "B", Step: PipelineStage.EverybodyRanked });
        var summary = AuditCohort.Summary(audit);
        Assert.Contains("Nobody of B (60 who are not yet members) is ranked", summary, StringComparison.Ordinal);
        Assert.Contains("Kept out or referred by a rule, of those in scope: 100.0 % (60 of 60) against 0.0 % (0 of 400)", summary, StringComparison.Ordinal);
        Assert.DoesNotContain(NoDifference, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_that_is_kept_out_before_the_ranking_differs_from_everybody_to_proposed_though_not_at_the_selection()
    {
        // Of those ranked each group is proposed alike; of everybody B is not.
        var audit = new AuditCohort(Threshold).Add(100, "A", Recommendation.Select, [40]).Add(100, "A", Recommendation.BelowLine, [5])
            .Add(15, "B", Recommendation.Select, [40]).Add(15, "B", Recommendation.BelowLine, [5]).Add(170, "B", Recommendation.Withheld).Audit();
        Assert.Equal(Verdict.TooFewToTell, audit.Columns[0].Stages.Single(stage => stage.Step == PipelineStage.Selection).Table.Find("B", ComparedWith.Reference)!.Verdict);
        var summary = AuditCohort.Summary(audit);
        Assert.Contains("B are proposed less often than A (the reference): 7.5 % (15 of 200) against 50.0 % (100 of 200), of everyone in the extracts who is not yet a member", summary, StringComparison.Ordinal);
        Assert.Contains("The gap opens at: Ranked, of those in scope: 15.0 % (30 of 200) against 100.0 % (200 of 200).", summary, StringComparison.Ordinal);
        Assert.Contains("Explained at least in part by: B and A (the reference): Withheld", summary, StringComparison.Ordinal);
        Assert.Contains(audit.Crossings, crossing => crossing is { Group: "B", Step: PipelineStage.EverybodyProposed });
    }

    [Fact]
    public void Where_those_not_recorded_could_turn_the_difference_it_can_not_be_told_and_that_is_said_first()
    {
        var cohort = new AuditCohort().Add(40, "A", Recommendation.Select, [40]).Add(160, "A", Recommendation.BelowLine, [5])
            .Add(10, "B", Recommendation.Select, [40]).Add(190, "B", Recommendation.BelowLine, [5]).Add(60, "NULL", Recommendation.Select, [40]).Add(540, "NULL", Recommendation.BelowLine, [5]);
        var audit = cohort.Audit();
        var comparison = audit.Columns[0].Stages.Single(stage => stage.Step == PipelineStage.Selection).Table.Find("B", ComparedWith.Reference)!;
        Assert.Equal(Verdict.NotRecordedDecides, comparison.Verdict);
        // B with all who were not proposed and A with all who were, and the other way round.
        Assert.Equal((10.0 / 740) - (100.0 / 260), comparison.Bounds!.Value.Low, 12);
        Assert.Equal((70.0 / 260) - (40.0 / 740), comparison.Bounds.Value.High, 12);
        // So has each rate: B with all who were not proposed, and with all who were.
        var table = audit.Columns[0].Stages.Single(stage => stage.Step == PipelineStage.Selection).Table;
        Assert.Equal([new Interval(40.0 / 740, 100.0 / 260), new Interval(10.0 / 740, 70.0 / 260), null], table.RateBounds.ToArray());
        Assert.Empty(table.PlausibleRateBounds);
        Assert.Contains("| B | 10 | 200 | 0.0500 | 0.0274 to 0.0896 | 0.0135 to 0.2692 |", AuditCohort.Page(audit), StringComparison.Ordinal);
        var summary = AuditCohort.Summary(audit);
        Assert.StartsWith("- group: it can't be told whether B and A (the reference) differ, because 60.0 % are not recorded", summary[(summary.IndexOf('\n', StringComparison.Ordinal) + 2)..], StringComparison.Ordinal);
        Assert.DoesNotContain("Difference shown: B", summary, StringComparison.Ordinal);
        Assert.DoesNotContain(NoDifference, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_policy_finds_plausible_of_those_not_recorded_narrows_the_bounds_and_the_verdict_goes_by_it()
    {
        AuditCohort Made(string fairness) => new AuditCohort(fairness).Add(80, "A", Recommendation.Select, [40]).Add(120, "A", Recommendation.BelowLine, [5])
            .Add(10, "B", Recommendation.Select, [40]).Add(190, "B", Recommendation.BelowLine, [5]).Add(30, "NULL", Recommendation.Select, [40]).Add(90, "NULL", Recommendation.BelowLine, [5]);
        RateTable Rates(string fairness) => Made(fairness).Audit().Columns[0].Stages.Single(stage => stage.Step == PipelineStage.Selection).Table;
        Comparison Found(string fairness) => Rates(fairness).Find("B", ComparedWith.Reference)!;
        const string OddsOfTwo = """{ "notRecorded": { "odds": 2 } }""";
        var (any, twice, hundred) = (Found("{}"), Found(OddsOfTwo), Found("""{ "notRecorded": { "odds": 100 } }"""));
        Assert.Null(any.PlausibleBounds);
        Assert.Equal(any.Bounds, twice.Bounds);
        Assert.True(twice.PlausibleBounds!.Value.Low > hundred.PlausibleBounds!.Value.Low && twice.PlausibleBounds.Value.High < hundred.PlausibleBounds.Value.High);
        Assert.Equal((Verdict.DifferenceShown, Verdict.DifferenceShown), (any.Verdict, twice.Verdict));
        var (rate, plausible) = (Rates(OddsOfTwo).RateBounds[1]!.Value, Rates(OddsOfTwo).PlausibleRateBounds[1]!.Value);
        Assert.True(rate.Low < plausible.Low && plausible.Low < 0.05 && plausible.High > 0.05 && plausible.High < rate.High);
        Assert.True(any.Bounds!.Value.Low <= twice.PlausibleBounds.Value.Low && any.Bounds.Value.High >= twice.PlausibleBounds.Value.High);
    }

    [Fact]
    public void A_difference_that_many_not_recorded_could_hide_is_not_told_as_none()
    {
        var summary = AuditCohort.Summary(new AuditCohort().Add(40, "A", Recommendation.Select, [40]).Add(160, "A", Recommendation.BelowLine, [5])
            .Add(20, "B", Recommendation.Select, [40]).Add(80, "B", Recommendation.BelowLine, [5]).Add(100, "NULL", Recommendation.Select, [40]).Add(400, "NULL", Recommendation.BelowLine, [5]).Audit());
        Assert.Contains("it can't be told whether B and A (the reference) differ, because 62.5 % are not recorded", summary, StringComparison.Ordinal);
        Assert.DoesNotContain(NoDifference, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_is_told_once_with_the_named_reference_and_neither_mirrored_nor_at_every_nested_step()
    {
        var audit = TwoGroups().Audit();
        // In the tables it stands against the reference, against the rest, and at the line, the selection, the standing cohort and from everybody.
        Assert.True(audit.Columns[0].Stages.Sum(stage => stage.Table.Comparisons.Count(comparison => comparison.Verdict == Verdict.DifferenceShown)) >= 6);
        var summary = AuditCohort.Summary(audit);
        Assert.Equal(1, Count(summary, "Difference shown"));
        Assert.Contains("Difference shown: B are proposed more often than A (the reference)", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("all others", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("A are proposed", summary, StringComparison.Ordinal);
        Assert.Equal(1, Count(summary, "The gap opens at: At or above the entry line"));
    }

    [Fact]
    public void The_interval_in_a_sentence_is_the_one_that_the_verdict_used()
    {
        var audit = TwoGroups().Audit();
        var comparison = audit.Columns[0].Stages.Single(stage => stage.Step == PipelineStage.EverybodyProposed).Table.Find("B", ComparedWith.Reference)!;
        Assert.True(comparison.PageInterval!.Value.Low < comparison.DifferenceInterval!.Value.Low && comparison.PageInterval.Value.High > comparison.DifferenceInterval.Value.High);
        Assert.Contains(FormattableString.Invariant($"({100 * comparison.PageInterval.Value.Low:F1} to {100 * comparison.PageInterval.Value.High:F1}; p "), AuditCohort.Summary(audit), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "so this page does not say who is worse off", "The policy sees selection")]
    [InlineData("""{ "selectionIs": "help" }""", "The policy sees selection as help: B get more of it.", "burden")]
    [InlineData("""{ "selectionIs": "burden" }""", "The policy sees selection as a burden: B carry more of it.", "as help")]
    public void Whether_selection_is_help_or_a_burden_is_the_policys_to_say(string fairness, string says, string doesNot)
    {
        var summary = AuditCohort.Summary(TwoGroups(fairness).Audit());
        Assert.Contains(says, summary, StringComparison.Ordinal);
        Assert.DoesNotContain(doesNot, summary.Replace("help or a burden", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_factor_is_named_only_if_its_share_differs_from_nothing()
    {
        // Two factors that vary with nobody's group, and a third that is the whole gap; then without the third.
        var named = AuditCohort.Summary(Spread(third: 30).Audit());
        Assert.Contains("The largest part, 30.0000 (", named, StringComparison.Ordinal);
        var policy = Spread(third: 30).Policy;
        Assert.Contains($"comes from {policy.Factors[2].Id}.", named, StringComparison.Ordinal);

        var gap = Spread(third: 0).Audit().Columns[0].Gaps.First(gap => gap is { Group: "B", With: ComparedWith.Reference });
        Assert.NotEqual(0, gap.Numerator);
        Assert.Null(gap.LeadingFactor);
        Assert.All(gap.Shares, share => Assert.False(share.IsShown));

        // Both groups spread alike over two factors; B has one point more of the first in one of them.
        static AuditCohort Spread(int third)
        {
            var cohort = new AuditCohort();
            for (var i = 0; i < 100; i++)
            {
                cohort.Add(1, "A", i < 10 ? Recommendation.Select : Recommendation.BelowLine, [i % 10, i % 7, third == 0 ? 0 : i % 3]);
                cohort.Add(1, "B", i < 60 && third > 0 ? Recommendation.Select : Recommendation.BelowLine, [(i % 10) + (i == 0 ? 1 : 0), i % 7, third + (third == 0 ? 0 : i % 3)]);
            }
            return cohort;
        }
    }

    [Fact]
    public void Without_a_factor_is_left_out_where_another_number_would_be_proposed()
    {
        // Without the factor nobody reaches the line: the gap vanishes because the proposals do.
        var emptied = AuditCohort.Summary(TwoGroups(factor: 2).Audit(withWhatIfs: true));
        Assert.Contains("comes from", emptied, StringComparison.Ordinal);
        Assert.DoesNotContain("Without the factor", emptied, StringComparison.Ordinal);
        Assert.DoesNotContain("narrows it most", emptied, StringComparison.Ordinal);

        // Enough others stand above the line to take the places: then it says how many.
        var cohort = new AuditCohort();
        for (var i = 0; i < 100; i++)
        {
            cohort.Add(1, "A", i < 20 ? Recommendation.Select : Recommendation.NoPlace, [60 + (i % 3), 0]);
            cohort.Add(1, "B", i < 70 ? Recommendation.Select : Recommendation.NoPlace, [60 + (i % 3), 20 + (i % 5)]);
        }
        var kept = AuditCohort.Summary(cohort.Audit(withWhatIfs: true));
        Assert.Contains("Without the factor ", kept, StringComparison.Ordinal);
        Assert.Contains(" 90 people would be proposed, as against 90 now", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_from_missing_records_is_told_apart_from_one_of_points()
    {
        var missing = new AuditCohort();
        var points = new AuditCohort();
        for (var i = 0; i < 200; i++)
        {
            missing.Add(1, "A", i < 100 ? Recommendation.Select : Recommendation.BelowLine, [30 + (i % 5)]).Add(1, "B", i < 10 ? Recommendation.Select : Recommendation.BelowLine, [10 + (i % 5)], missing: 20);
            points.Add(1, "A", i < 100 ? Recommendation.Select : Recommendation.BelowLine, [30 + (i % 5)]).Add(1, "B", i < 10 ? Recommendation.Select : Recommendation.BelowLine, [10 + (i % 5)]);
        }
        Assert.Contains("Much of it is missing records, not points: with every missing reading at its most the means would differ by 0.0000.", AuditCohort.Summary(missing.Audit()), StringComparison.Ordinal);
        Assert.Contains("Explained at least in part by: B and A (the reference): With records missing", AuditCohort.Summary(missing.Audit()), StringComparison.Ordinal);
        Assert.DoesNotContain("missing records", AuditCohort.Summary(points.Audit()), StringComparison.Ordinal);
    }

    [Fact]
    public void How_many_comparisons_were_made_and_what_chance_brings_stands_in_the_summary()
    {
        var audit = TwoGroups().Audit();
        var summary = AuditCohort.Summary(audit);
        Assert.Contains(FormattableString.Invariant($"{audit.Page.ComparisonCount} comparisons were made on this page. With all of them considered (Holm), {audit.Page.ShownCount} "), summary, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"by chance alone about {audit.Page.ComparisonCount * 0.05:0.#} could"), summary, StringComparison.Ordinal);
        // With two groups the reference and the rest are the same people: one comparison a step.
        Assert.Equal(audit.Columns[0].Stages.Count(stage => stage.Table.Comparisons.Any(comparison => comparison.P is not null)), audit.Page.ComparisonCount);
        Assert.All(audit.Columns[0].Stages.SelectMany(stage => stage.Table.Comparisons).Where(comparison => comparison.P is not null), comparison => Assert.True(comparison.PageP >= comparison.P));
    }

    [Fact]
    public void Crossings_that_were_not_looked_at_are_said_and_a_scan_looks_at_all()
    {
        // Neither characteristic makes a difference; who is of two groups at once is never proposed.
        var cohort = new AuditCohort();
        for (var i = 0; i < 400; i++) cohort.Add(1, "x", i % 4 is 0 or 3 ? Recommendation.BelowLine : Recommendation.Select, [5]);
        GroupAssignment Column(string name, Func<int, string> group) => GroupAssignment.Create(name, [.. cohort.Ids], cohort.Ids.Select((id, i) => (id, Group: group(i))).ToDictionary(pair => pair.id, pair => pair.Group));
        GroupAssignment[] columns = [Column("one", i => i % 2 == 0 ? "a" : "b"), Column("two", i => i % 4 < 2 ? "c" : "d")];
        var plain = FairnessAudit.Create([cohort.Run()], columns, [], withWhatIfs: false);
        Assert.Contains("Crossings not looked at: one,two.", AuditCohort.Summary(plain), StringComparison.Ordinal);
        Assert.Equal(2, Count(AuditCohort.Summary(plain), NoDifference));

        var scanned = FairnessAudit.Create([cohort.Run()], columns, [], withWhatIfs: false, scan: 2);
        Assert.DoesNotContain("Crossings not looked at", AuditCohort.Summary(scanned), StringComparison.Ordinal);
        Assert.Contains("Scan, one,two: a, c: FROM EVERYBODY TO PROPOSED", AuditCohort.Summary(scanned), StringComparison.Ordinal);
        Assert.True(scanned.Page.ComparisonCount > plain.Page.ComparisonCount);
    }

    [Fact]
    public void The_findings_fill_at_most_two_pages_however_much_is_found()
    {
        var cohort = new AuditCohort();
        for (var group = 0; group < 40; group++) cohort.Add(2 + (3 * group), $"group {group:D2} with a name of some length", Recommendation.Select, [40]).Add(200 - group, $"group {group:D2} with a name of some length", Recommendation.BelowLine, [5]);
        var audit = FairnessAudit.Create([cohort.Run()], [cohort.Grouping("group 00 with a name of some length")], [], withWhatIfs: false);
        var summary = AuditCohort.Summary(audit);
        Assert.InRange(summary.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 500, 1100);
        Assert.Contains("more sentences stand in audit.json", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_was_dead_or_never_at_liberty_makes_no_group_look_better()
    {
        // Half of B died or were in prison all the year; of the others as many came to it as of A.
        var cohort = new AuditCohort().Add(400, "A", Recommendation.BelowLine, [5]).Add(400, "B", Recommendation.BelowLine, [5]);
        var outcomes = cohort.Ids.Select((id, i) => (id, Outcome: i < 400 ? new LaterOutcome(i % 2 == 0, false, 365, false)
            : i < 500 ? new LaterOutcome(false, false, 0, false) : i < 600 ? new LaterOutcome(false, false, 365, true) : new LaterOutcome(i % 2 == 0, false, 365, false))).ToDictionary(pair => pair.id, pair => pair.Outcome);
        var audit = cohort.Audit(outcomes: outcomes);
        var baseRate = audit.Columns[0].Outcomes[0].Rates[OutcomeMeasure.BaseRate];
        Assert.Equal([new Proportion(200, 400), new Proportion(100, 200)], baseRate.Rates.ToArray());
        var summary = AuditCohort.Summary(audit);
        Assert.DoesNotContain("came to the outcome, of ranked non-members: ", summary, StringComparison.Ordinal);
        Assert.Contains("left out of outcomes, because deceased or never at liberty: 50.0 % (200 of 400) against 0.0 % (0 of 400)", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_that_mean_less_for_one_group_are_told_as_calibration_and_no_area_is_given_with_fewer_than_twenty()
    {
        var cohort = new AuditCohort();
        for (var i = 0; i < 400; i++) cohort.Add(1, i % 2 == 0 ? "A" : "B", Recommendation.BelowLine, [i / 2 % 20]);
        var outcomes = cohort.Ids.Select((id, i) => (id, Came: i % 2 == 0 ? i % 10 < 8 : i % 10 < 2)).ToDictionary(pair => pair.id, pair => new LaterOutcome(pair.Came, false, 365, false));
        var summary = AuditCohort.Summary(cohort.Audit(outcomes: outcomes));
        Assert.Contains("Difference shown: B and A (the reference): calibration: came to the outcome, among people with about equal points", summary, StringComparison.Ordinal);

        var few = new AuditCohort();
        for (var i = 0; i < 100; i++) few.Add(1, i < 50 ? "A" : "B", Recommendation.BelowLine, [i % 20]);
        var nineteen = few.Ids.Select((id, i) => (id, Came: i is < 20 or >= 50 and < 69)).ToDictionary(pair => pair.id, pair => new LaterOutcome(pair.Came, false, 365, false));
        var outcome = few.Audit(outcomes: nineteen).Columns[0].Outcomes[0];
        Assert.NotNull(outcome.Aucs[0]);
        Assert.Null(outcome.Aucs[1]);
    }

    [Fact]
    public void Members_have_outcomes_of_their_own_and_the_cohort_is_not_mixed_with_those_ranked()
    {
        var cohort = new AuditCohort().Add(100, "A", Recommendation.Retain, [50], isMember: true).Add(100, "B", Recommendation.Retain, [50], isMember: true)
            .Add(100, "A", Recommendation.BelowLine, [5]).Add(100, "B", Recommendation.BelowLine, [5]);
        var outcomes = cohort.Ids.Select((id, i) => (id, Came: i < 80 || i is >= 100 and < 120 || i % 2 == 0)).ToDictionary(pair => pair.id, pair => new LaterOutcome(pair.Came, false, 365, false));
        var audit = cohort.Audit(outcomes: outcomes);
        var members = Assert.Single(audit.Columns[0].FollowUp!.Cohort);
        Assert.Equal("members", members.Who);
        Assert.Equal(100, members.Table.Rates[0].Of);
        Assert.Contains("came to the outcome, of members", AuditCohort.Summary(audit), StringComparison.Ordinal);
        Assert.All(audit.Columns[0].Outcomes[0].Counts, counts => Assert.Equal(100, counts.RateOf(OutcomeMeasure.BaseRate).Of));
    }

    [Fact]
    public void Being_in_more_months_never_makes_a_difference()
    {
        // Each month a tenth of those present is proposed, whoever they are; A is there in one month of three, B in all. Furthest of three months B stands higher.
        var random = new Random(3);
        var cohorts = Enumerable.Range(0, 3).Select(_ => new AuditCohort()).ToArray();
        foreach (var cohort in cohorts)
        {
            for (var i = 0; i < 1200; i++) cohort.Add(1, i % 2 == 0 ? "A" : "B", random.Next(10) == 0 ? Recommendation.Select : Recommendation.BelowLine, [5]);
        }
        AuditedRun[] runs = [.. cohorts.Select((cohort, month) => cohort.Run(month, i => i % 2 == 1 || i / 2 % 3 == month))];
        var pooled = FairnessAudit.Create(runs, [cohorts[0].Grouping()], [], withWhatIfs: false).Columns[0];
        var comparison = pooled.Stages.Single(stage => stage.Step == PipelineStage.Selection).Table.Find("B", ComparedWith.Reference)!;
        Assert.True(comparison.Own.Rate > 2 * comparison.Other.Rate, $"{comparison.Own.Rate} {comparison.Other.Rate}");
        Assert.True(new ExactTest(comparison.Own.Of, comparison.Other.Of, comparison.Own.Count + comparison.Other.Count).At(comparison.Own.Count).P < 1e-6);
        // Those in one month are never compared with those in three, so here nobody can be compared with anybody.
        Assert.Null(comparison.P);
        Assert.DoesNotContain(pooled.Stages.SelectMany(stage => stage.Table.Comparisons), found => found.Verdict == Verdict.DifferenceShown);
        Assert.Equal(6, pooled.Trend.Length);

        // A true difference among those who are in the same months is found all the same.
        AuditedRun[] all = [.. cohorts.Select((cohort, month) => cohort.Run(month, i => i % 2 == 1 || i % 4 == 0 || i / 4 % 3 == month))];
        Assert.NotNull(FairnessAudit.Create(all, [cohorts[0].Grouping()], [], withWhatIfs: false).Columns[0].Stages.Single(stage => stage.Step == PipelineStage.Selection).Table.Find("B", ComparedWith.Reference)!.P);
    }

    [Fact]
    public void Over_several_runs_those_not_recorded_could_turn_what_is_compared_within_runs_and_not_the_plain_gap()
    {
        // Who is there in both months is proposed more often, and B is; within the months a few not recorded decide, over everybody they don't.
        var cohort = new AuditCohort();
        foreach (var (group, both, chosenOfBoth, one, chosenOfOne) in new[] { ("A", 200, 40, 1000, 5), ("B", 1000, 300, 200, 1), ("NULL", 120, 60, 4, 2) })
        {
            cohort.Add(chosenOfBoth, group, Recommendation.Select, [40]).Add(both - chosenOfBoth, group, Recommendation.BelowLine, [5]);
            cohort.Add(chosenOfOne, group, Recommendation.Select, [40], missing: 1).Add(one - chosenOfOne, group, Recommendation.BelowLine, [5], missing: 1);
        }
        var rows = cohort.Rows;
        var audit = FairnessAudit.Create([cohort.Run(0, i => rows[i].Most == rows[i].Total), cohort.Run(1)], [cohort.Grouping("A")], [], withWhatIfs: false);
        var comparison = audit.Columns[0].Stages.Single(stage => stage.Step == PipelineStage.Selection).Table.Find("B", ComparedWith.Reference)!;
        // Over everybody it would be 25 against 4 of 100, or at the worst 24 against 8.
        Assert.True((comparison.Own.Count - 0.0) / (comparison.Own.Of + 62) > (comparison.Other.Count + 62.0) / (comparison.Other.Of + 62));
        Assert.True(comparison.Bounds!.Value.Low < 0 && comparison.Bounds.Value.High > 0, $"{comparison.Bounds}");
        Assert.Equal(Verdict.NotRecordedDecides, comparison.Verdict);
    }

    [Fact]
    public void People_with_equal_records_are_compared_within_bands()
    {
        // B is selected more, because B has more points; within a band there is no difference.
        var cohort = new AuditCohort("""{ "equalRecords": { "totals": [20] } }""").Add(10, "A", Recommendation.Select, [40]).Add(10, "A", Recommendation.BelowLine, [40]).Add(180, "A", Recommendation.BelowLine, [5])
            .Add(80, "B", Recommendation.Select, [40]).Add(80, "B", Recommendation.BelowLine, [40]).Add(40, "B", Recommendation.BelowLine, [5]);
        var column = cohort.Audit().Columns[0];
        Assert.Equal(Verdict.DifferenceShown, column.Stages.Single(stage => stage.Step == PipelineStage.Selection).Table.Find("B", ComparedWith.Reference)!.Verdict);
        var equal = Assert.Single(column.EqualRecords).Table.Find("B", ComparedWith.Reference)!;
        Assert.Equal(0, equal.Difference!.Value, 12);
        Assert.Equal(1, equal.P!.Value, 9);
    }

    private static AuditCohort TwoGroups(string fairness = "{}", int factor = 0)
    {
        int[] Points(int points) => [.. Enumerable.Range(0, factor + 1).Select(i => i == factor ? points : 0)];
        var cohort = new AuditCohort(fairness);
        for (var i = 0; i < 300; i++)
        {
            cohort.Add(1, "A", i < 30 ? Recommendation.Select : Recommendation.BelowLine, Points((i < 30 ? 60 : 5) + (i % 3)));
            if (i < 200) cohort.Add(1, "B", i < 80 ? Recommendation.Select : Recommendation.BelowLine, Points((i < 80 ? 60 : 5) + (i % 3)));
        }
        return cohort;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
