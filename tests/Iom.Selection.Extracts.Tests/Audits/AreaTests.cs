using System.Globalization;
using Iom.Selection.Decisions;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Panels;
using Iom.Selection.Ranking;
using Iom.Selection.Runs.Audits;
using Iom.Selection.Statistics;

namespace Iom.Selection.Extracts.Tests.Audits;

/// <summary>People compared within an area of the audit's own file: what somebody who reads the summary alone takes away is true, and the other reading is ruled out by name.</summary>
public class AreaTests
{
    private const string ByArea = """{ "margin": 0.05, "equalRecords": { "strata": [ { "column": "area" } ] } }""";
    private const string Explained = "So the gap goes with area";
    private const string StillThere = "The gap is there among people with the same area too.";
    private const string OtherWayRound = "it is the other way round";
    private const string Unsure = "Whether the gap goes with area can't be told for sure.";

    [Fact]
    public void A_gap_that_is_wholly_one_of_areas_is_said_to_go_with_area_and_not_to_be_there_within()
    {
        // In the north 30 of 100 are proposed, in the south 5 of 100, whoever they are; B lives in the north.
        var audit = Town(ByArea, northA: (150, 500), northB: (450, 1500), southA: (75, 1500), southB: (25, 500)).Audit();
        var within = Within(audit, "selection within area").Table.Find("B", ComparedWith.Reference)!;
        Assert.Equal(0, within.Difference!.Value, 12);
        Assert.Equal(Verdict.DifferenceExcluded, within.Verdict);
        var summary = AuditCohort.Summary(audit);
        Assert.Contains("Difference shown: B are proposed more often than A (the reference): 23.8 % (475 of 2000) against 11.2 % (225 of 2000)", summary, StringComparison.Ordinal);
        Assert.Contains("Among people with the same area: B and A (the reference): proposed, of everyone in the extracts who is not yet a member: 4000 of 4000 can be compared, in 2 of 2 strata: "
            + "23.8 % (475 of 2000) against 11.2 % (225 of 2000), 12.5 percentage points whatever the area, and 0.0 percentage points (", summary, StringComparison.Ordinal);
        Assert.Contains(Explained + ": among people with the same area what is left of it lies within the policy's margin. That explains it and does not excuse it.", summary, StringComparison.Ordinal);
        foreach (var wrong in new[] { StillThere, OtherWayRound, Unsure, "Difference shown among people with the same area", "The strata differ in this" }) Assert.DoesNotContain(wrong, summary, StringComparison.Ordinal);
        Assert.Contains(Quoted(), summary, StringComparison.Ordinal);
        // The same people at a nested step are not told again, and that an area is no excuse stands on the page.
        Assert.Equal(1, Count(summary, "people with the same area: B and A"));
        Assert.Contains("where people live can decide how closely they are watched", AuditCohort.Page(audit), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_that_is_there_in_each_area_is_said_to_be_and_area_is_not_made_its_reason()
    {
        // In the north 30 and 15 of 100, in the south 10 and 5; each group lives in both.
        var summary = AuditCohort.Summary(Town(ByArea, northA: (75, 500), northB: (450, 1500), southA: (75, 1500), southB: (50, 500)).Audit());
        Assert.Contains("Difference shown among people with the same area: B and A (the reference)", summary, StringComparison.Ordinal);
        Assert.Contains(StillThere, summary, StringComparison.Ordinal);
        foreach (var wrong in new[] { Explained, OtherWayRound, Unsure }) Assert.DoesNotContain(wrong, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_within_each_area_it_is_the_other_way_round_that_is_said()
    {
        // In each area B is proposed less often than A; over everybody more often, because B lives where more are.
        var audit = Town(ByArea, northA: (300, 500), northB: (600, 1500), southA: (150, 1500), southB: (10, 500)).Audit();
        var summary = AuditCohort.Summary(audit);
        Assert.Contains("B are proposed more often than A (the reference)", summary, StringComparison.Ordinal);
        Assert.Contains("Difference shown among people with the same area", summary, StringComparison.Ordinal);
        Assert.Contains("Among people with the same area it is the other way round than over everyone: the groups differ in area.", summary, StringComparison.Ordinal);
        foreach (var wrong in new[] { Explained, StillThere, Unsure }) Assert.DoesNotContain(wrong, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_that_areas_hide_over_everybody_is_shown_within_them()
    {
        var audit = Town(ByArea, northA: (300, 500), northB: (600, 1500), southA: (150, 1500), southB: (10, 500), elsewhereA: (170, 200)).Audit();
        Assert.DoesNotContain(audit.Columns[0].Stages.SelectMany(stage => stage.Table.Comparisons), comparison => comparison.Verdict == Verdict.DifferenceShown && comparison.Group == "B");
        var summary = AuditCohort.Summary(audit);
        Assert.Contains("Over everyone no difference is shown; among people with the same area there is one.", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("- No difference from", summary, StringComparison.Ordinal);
        // In an area where only A lives there is nobody to compare with.
        Assert.Contains("4000 of 4200 can be compared, in 2 of 3 strata", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void With_few_people_it_can_not_be_told_whether_a_gap_goes_with_area()
    {
        var summary = AuditCohort.Summary(Town(ByArea, northA: (15, 50), northB: (45, 150), southA: (8, 150), southB: (3, 50)).Audit());
        Assert.Contains("B are proposed more often than A (the reference)", summary, StringComparison.Ordinal);
        Assert.Contains("Among people with the same area no difference is shown, but none is excluded either: too few people. " + Unsure, summary, StringComparison.Ordinal);
        Assert.DoesNotContain(Explained, summary, StringComparison.Ordinal);
        // Nor where the policy says of no difference that it would not matter.
        var without = AuditCohort.Summary(Town(ByArea.Replace("\"margin\": 0.05, ", "", StringComparison.Ordinal), northA: (150, 500), northB: (450, 1500), southA: (75, 1500), southB: (25, 500)).Audit());
        Assert.Contains("none is excluded either: the policy sets no margin. " + Unsure, without, StringComparison.Ordinal);
        Assert.DoesNotContain(Explained, without, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_that_live_apart_can_not_be_compared_and_area_is_not_told_from_group()
    {
        var summary = AuditCohort.Summary(Town(ByArea, northA: (0, 0), northB: (450, 1500), southA: (75, 1500), southB: (0, 0)).Audit());
        Assert.Contains("nobody can be compared, because no stratum has people of both. Whether the gap goes with area can't be told.", summary, StringComparison.Ordinal);
        foreach (var wrong in new[] { Explained, StillThere, OtherWayRound }) Assert.DoesNotContain(wrong, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gap_among_those_whose_area_is_not_recorded_is_not_explained_by_the_others()
    {
        // Among those with an area there is none; of those without, all of B and nobody of A are proposed.
        var cohort = Town(ByArea, northA: (150, 500), northB: (150, 500), southA: (75, 1500), southB: (75, 1500))
            .Add(400, "A", Recommendation.BelowLine, [5]).Add(400, "B", Recommendation.Select, [40], area: "not known");
        var audit = cohort.Audit();
        var equal = Within(audit, "selection within area");
        Assert.Equal([400, 400], equal.LeftOutCounts.ToArray());
        Assert.Equal(["North", "South"], equal.Strata.Select(stratum => stratum.Name));
        var summary = AuditCohort.Summary(audit);
        Assert.Contains("4000 of 4800 can be compared, in 2 of 2 strata (area is not recorded of 800)", summary, StringComparison.Ordinal);
        Assert.Contains("There is little of the gap over everyone (16.7 percentage points) among those who can be compared, so it can't be told whether it goes with area.", summary, StringComparison.Ordinal);
        Assert.DoesNotContain(Explained, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_few_of_no_known_group_keep_a_gap_from_being_laid_to_areas_though_they_do_not_turn_it_over_everybody()
    {
        var cohort = Town(ByArea, northA: (300, 1000), northB: (900, 3000), southA: (150, 3000), southB: (50, 1000))
            .Add(300, "NULL", Recommendation.Select, [40], area: "North").Add(300, "NULL", Recommendation.BelowLine, [5], area: "North");
        var summary = AuditCohort.Summary(cohort.Audit("A"));
        Assert.Contains("Difference shown: B are proposed more often than A (the reference)", summary, StringComparison.Ordinal);
        Assert.Contains("0.0 percentage points (", summary, StringComparison.Ordinal);
        Assert.Contains("with the same area. Whether that is so can't be told, because 7.0 % are not recorded.", summary, StringComparison.Ordinal);
        Assert.DoesNotContain(Explained, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Berkeley_1975_no_difference_within_departments_but_departments_differ_in_it()
    {
        // Bickel, Hammel and O'Connell (1975), Science 187, 398-404: admitted of women and men, by department.
        (string Department, int Women, int OfWomen, int Men, int OfMen)[] published = [("A", 89, 108, 512, 825), ("B", 17, 25, 353, 560), ("C", 202, 593, 120, 325), ("D", 131, 375, 138, 417), ("E", 94, 393, 53, 191), ("F", 24, 341, 22, 373)];
        var cohort = new AuditCohort(ByArea);
        foreach (var (department, women, ofWomen, men, ofMen) in published)
        {
            cohort.Add(women, "women", Recommendation.Select, [40], area: department).Add(ofWomen - women, "women", Recommendation.BelowLine, [5], area: department)
                .Add(men, "men", Recommendation.Select, [40], area: department).Add(ofMen - men, "men", Recommendation.BelowLine, [5], area: department);
        }
        var audit = cohort.Audit();
        var equal = Within(audit, "selection within area");
        Assert.Equal(0.0184, equal.Table.Find("women", ComparedWith.Reference)!.Difference!.Value, 4);
        Assert.Equal(18.8255, Assert.Single(equal.Heterogeneity).Statistic, 4);
        var summary = AuditCohort.Summary(audit);
        Assert.Contains("women are proposed less often than men (the reference): 30.4 % (557 of 1835) against 44.5 % (1198 of 2691)", summary, StringComparison.Ordinal);
        Assert.Contains("-14.2 percentage points whatever the area, and 1.8 percentage points (", summary, StringComparison.Ordinal);
        Assert.Contains("The strata differ in this (Breslow and Day, p 0.0021 taken by itself), so one figure for all of them hides something: look at the table by area.", summary, StringComparison.Ordinal);
        foreach (var wrong in new[] { StillThere, OtherWayRound, Explained }) Assert.DoesNotContain(wrong, summary, StringComparison.Ordinal);
        Assert.Contains("| F | 0.0590 (22 of 373) | 0.0704 (24 of 341) |", AuditCohort.Page(audit), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_areas_are_read_as_those_of_groups_are_and_the_policy_can_join_them()
    {
        var cohort = new AuditCohort("""{ "groups": { "area": { "North": ["Hill", "Moor"] } }, "equalRecords": { "strata": [ { "column": "area" } ] } }""");
        foreach (var spelling in new[] { "North", "north", "NORTH ", "\uFF2Eorth", "hill", "MOOR" }) cohort.Add(5, "A", Recommendation.Select, [40], area: spelling).Add(5, "B", Recommendation.BelowLine, [5], area: spelling);
        foreach (var missing in new[] { "", "NULL", "not stated" }) cohort.Add(2, "A", Recommendation.Select, [40], area: missing);
        var equal = Within(cohort.Audit(), "selection within area");
        Assert.Equal(("North", 30, 30), (Assert.Single(equal.Strata).Name, equal.Strata[0].Rates[0].Of, equal.Strata[0].Rates[1].Of));
        Assert.Equal([6, 0], equal.LeftOutCounts.ToArray());
    }

    [Theory]
    [InlineData(51, true)]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void Of_areas_that_differ_by_little_it_is_told_and_of_a_register_of_people_nothing_is(int areas, bool isTold)
    {
        // By their digits all are different, but for one that is misspelt.
        AuditCohort With(string policy)
        {
            var cohort = new AuditCohort(policy);
            foreach (var area in Enumerable.Range(1, areas - 1).Select(i => FormattableString.Invariant($"Northgate {i}")).Append("Northgte 7")) cohort.Add(1, "A", Recommendation.BelowLine, area: area);
            return cohort.Add(1, "B", Recommendation.BelowLine, area: "NORTHGATE 8");
        }
        string[] told =
        [
            "area: read as one group: NORTHGATE 8, Northgate 8.",
            "area: Northgate 7 and Northgte 7 differ by little and were taken as two strata. If they are one, join them in the policy (fairness.groups).",
        ];
        Assert.Equal(isTold ? told : [], With("""{ "equalRecords": { "strata": [ { "column": "area" } ] } }""").Characteristics().LabelNotes);
        // They are too many to be groups, whether the policy asks for that or not.
        Assert.Equal(isTold ? told : [], With("""{ "equalRecords": { "strata": [ { "column": "area", "audited": true } ] } }""").Characteristics().LabelNotes);
        // Where nobody is compared within them they are no areas.
        Assert.Empty(With("""{ "equalRecords": { "totals": [ 10 ] } }""").Characteristics().LabelNotes);
    }

    [Fact]
    public void Of_many_labels_that_differ_by_little_the_first_are_told_and_the_others_counted()
    {
        var cohort = new AuditCohort("""{ "equalRecords": { "strata": [ { "column": "area" } ] } }""");
        string[] areas = [.. Enumerable.Range(0, 100).Select(i => $"ward {(char)('a' + (i / 10))}{(char)('a' + (i % 10))}")];
        foreach (var area in areas) cohort.Add(1, "A", Recommendation.BelowLine, area: area);
        var notes = cohort.Characteristics().LabelNotes;
        // Each has one of its two letters in its place as 18 others do, and 45 pairs are each other the other way round.
        var alike = (100 * 18 / 2) + (90 / 2);
        Assert.Equal(21, notes.Count);
        Assert.StartsWith("area: ward aa and ward ab differ by little", notes[0], StringComparison.Ordinal);
        Assert.Equal(FormattableString.Invariant($"area: {alike - 20} more pairs differ by little."), notes[^1]);
    }

    [Fact]
    public void Areas_and_bands_of_points_can_be_crossed_and_each_has_comparisons_of_its_own_on_the_page()
    {
        AuditCohort Made(string strata) => Town("""{ "margin": 0.05, "equalRecords": { "totals": [20], "strata": """ + strata + " } }", northA: (15, 50), northB: (45, 150), southA: (8, 150), southB: (3, 50));
        var all = Made("""[ { "column": "area" }, { "column": "area", "totals": [20] }, { "totals": [6, 20] } ]""").Audit();
        Assert.Equal(
            ["selection", "everybody_proposed within area", "selection within area", "selection within area and totals from 20", "selection within totals from 6, 20"],
            all.Columns[0].EqualRecords.Select(equal => equal.Name));
        Assert.Equal(["North, 0 to 19 points", "North, 20 points or more", "South, 0 to 19 points", "South, 20 points or more"], Within(all, "selection within area and totals from 20").Strata.Select(stratum => stratum.Name));
        Assert.Equal(["0 to 5 points", "20 points or more"], Within(all, "selection within totals from 6, 20").Strata.Select(stratum => stratum.Name));
        // Above the line everybody is proposed and below nobody: within bands nothing is left to differ in.
        Assert.All(all.Columns[0].EqualRecords.Where(equal => equal.Name.Contains("totals", StringComparison.Ordinal)), equal => Assert.Equal(1, equal.Table.Find("B", ComparedWith.Reference)!.P!.Value, 9));

        // One comparison more for each, with two groups; and the others are adjusted for it.
        var few = Made("""[ { "column": "area" } ]""").Audit();
        Assert.Equal(few.Page.ComparisonCount + 2, all.Page.ComparisonCount);
        Assert.All(all.Columns[0].EqualRecords.SelectMany(equal => equal.Table.Comparisons), comparison => Assert.True(comparison.PageP >= comparison.P));
        Assert.True(all.Columns[0].Stages.Zip(few.Columns[0].Stages).All(pair => pair.First.Table.Comparisons.Zip(pair.Second.Table.Comparisons).All(two => two.First.PageP is not { } p || p >= two.Second.PageP)));
    }

    [Fact]
    public void What_came_after_is_compared_within_areas_too()
    {
        // In the north half came to it, in the south a tenth, whoever they are.
        var cohort = Town(ByArea, northA: (0, 500), northB: (0, 1500), southA: (0, 1500), southB: (0, 500));
        var areas = cohort.Characteristics().ValuesOf("area");
        var outcomes = cohort.Ids.Select((id, i) => (id, Came: areas[id] == "North" ? i % 2 == 0 : i % 10 == 0)).ToDictionary(pair => pair.id, pair => new LaterOutcome(pair.Came, false, 365, false));
        var summary = AuditCohort.Summary(cohort.Audit(outcomes: outcomes));
        Assert.Contains("Difference shown: B and A (the reference): came to the outcome, of ranked non-members", summary, StringComparison.Ordinal);
        Assert.Contains("Among people with the same area: B and A (the reference): came to the outcome, of ranked non-members: 4000 of 4000 can be compared", summary, StringComparison.Ordinal);
        Assert.Contains(Explained, summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_is_not_compared_within_itself_and_what_the_policy_names_must_be_there()
    {
        var cohort = Town("""{ "equalRecords": { "strata": [ { "column": "area", "audited": true } ] } }""", northA: (15, 50), northB: (45, 150), southA: (8, 150), southB: (3, 50));
        var audit = FairnessAudit.Create([cohort.Run()], [cohort.Grouping(), .. cohort.Strata()], [], withWhatIfs: false);
        Assert.Equal(2, audit.Columns[0].EqualRecords.Length);
        Assert.Empty(audit.Columns[1].EqualRecords);
        Assert.Throws<ArgumentException>(() => FairnessAudit.Create([cohort.Run()], [cohort.Grouping()], [], withWhatIfs: false));
    }

    [Fact]
    public void Every_figure_within_areas_can_be_worked_out_again_from_the_counts_that_are_printed()
    {
        var random = new Random(5);
        var cohort = new AuditCohort(ByArea);
        for (var i = 0; i < 900; i++)
        {
            var area = random.Next(7);
            cohort.Add(1, random.Next(3) switch { 0 => "A", 1 => "B", _ => "C" }, random.Next(10) < area ? Recommendation.Select : Recommendation.BelowLine, [random.Next(9)], area: area == 6 ? "" : $"area {area}");
        }
        Figure[] figures = [.. AuditFigures.List(cohort.Audit())];
        foreach (var what in new[] { "everybody_proposed", "selection" })
        {
            var strata = figures.Where(figure => figure.Table == "equal_records_strata" && figure.Item.StartsWith($"{what} within area: ", StringComparison.Ordinal)).GroupBy(figure => figure.Item).ToArray();
            Assert.Equal(6, strata.Length);
            foreach (var group in new[] { "A", "B", "C" }.Where(group => Find(group, "reference", "difference") is not null))
            {
                foreach (var with in new[] { "reference", "rest" })
                {
                    var (above, below, people) = (0.0, 0.0, 0);
                    foreach (var stratum in strata)
                    {
                        var own = stratum.Single(figure => figure.Group == group);
                        var others = stratum.Where(figure => with == "rest" ? figure.Group != group : figure.Group == Reference()).ToArray();
                        double x = own.Count!.Value, m = own.Of!.Value, y = others.Sum(figure => figure.Count!.Value), n = others.Sum(figure => figure.Of!.Value);
                        (above, below, people) = (above + (((x * n) - (y * m)) / (m + n)), below + (m * n / (m + n)), people + (int)(m + n));
                    }
                    Assert.Equal((above / below).ToString("F4", CultureInfo.InvariantCulture), Find(group, with, "difference")!.Value);
                    var compared = Find(group, with, "people_compared")!;
                    Assert.Equal(people, compared.Count);
                    Assert.Equal((6, 6), (Find(group, with, "strata_compared")!.Count, Find(group, with, "strata_compared")!.Of));
                    string[] both = with == "rest" ? ["A", "B", "C"] : [group, Reference()];
                    Assert.Equal(both.Sum(each => Find(each, "", "left_out")!.Count), compared.Of - people);
                }
            }

            Figure? Find(string group, string with, string name) =>
                figures.SingleOrDefault(figure => figure.Table == "equal_records" && figure.Item == $"{what} within area" && figure.Group == group && figure.With == with && figure.Name == name);

            string Reference() => new[] { "A", "B", "C" }.Single(group => Find(group, "reference", "difference") is null);
        }
    }

    // The sentence that docs/audit.md quotes.
    private static string Quoted()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;
        var quoted = string.Join(' ', File.ReadLines(Path.Combine(root.FullName, "docs", "audit.md")).Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Select(line => line[2..]));
        Assert.StartsWith("Among people with the same area", quoted, StringComparison.Ordinal);
        return quoted;
    }

    [Fact]
    public void Of_several_runs_the_panel_is_asked_about_the_latest_alone()
    {
        var cohort = new AuditCohort(ByArea);
        foreach (var area in new[] { "north", "south" }) cohort.Add(40, "A", Recommendation.Reserve, [30], area: area).Add(40, "B", Recommendation.Reserve, [30], area: area);
        AuditedRun[] runs = [cohort.Run(), cohort.Run(months: 1)];
        // After the first run the panel took ten of each group; after the second, five others of A.
        RecordedDecision[] decisions =
        [
            .. cohort.Ids.Where((_, i) => i % 8 == 0).Select(id => new RecordedDecision(id, "reserve", PanelDecision.Select, runs[0].AsOf.AddDays(3))),
            .. cohort.Ids.Take(40).Where((_, i) => i % 8 == 1).Select(id => new RecordedDecision(id, "reserve", PanelDecision.Select, runs[1].AsOf.AddDays(3))),
        ];
        var audit = FairnessAudit.Create(runs, [cohort.Grouping("A")], [], decisions, null, withWhatIfs: false, strata: cohort.Strata());
        var table = Within(audit, "panel_selection within area").Table;
        Assert.Equal([new Proportion(5, 80), new Proportion(0, 80)], table.Rates.ToArray());
    }

    private static EqualRecords Within(FairnessAudit audit, string name) => audit.Columns[0].EqualRecords.Single(equal => equal.Name == name);

    // Of so many in an area so many are proposed, by group.
    private static AuditCohort Town(
        string fairness, (int Chosen, int Of) northA, (int Chosen, int Of) northB, (int Chosen, int Of) southA, (int Chosen, int Of) southB, (int Chosen, int Of) elsewhereA = default)
    {
        var cohort = new AuditCohort(fairness);
        foreach (var (group, area, (chosen, of)) in new[] { ("A", "North", northA), ("B", "North", northB), ("A", "South", southA), ("B", "South", southB), ("A", "Elsewhere", elsewhereA) })
            cohort.Add(chosen, group, Recommendation.Select, [40], area: area).Add(of - chosen, group, Recommendation.BelowLine, [5], area: area);
        return cohort;
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
