using System.Globalization;
using Iom.Selection.Decisions;
using Iom.Selection.Evaluation;
using Iom.Selection.Offences;
using Iom.Selection.Panels;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Evaluation;

/// <summary>What happened to the people managed, worked out by hand.</summary>
public class SchemeTests
{
    private static readonly DateOnly AsOf = new(2024, 12, 31);

    private static readonly OffenceCatalogue Catalogue = new(
    [
        new CatalogueEntry("028", "Burglary", "burglary") { Severity = 6 }, new CatalogueEntry("046", "Theft", "theft") { Severity = 2 }, new CatalogueEntry("096", "Breach of an order", "breach"),
    ]);

    [Fact]
    public void Rates_before_during_and_after_are_per_year_at_liberty_with_breaches_apart()
    {
        var result = Evaluate(Member("A", [(new(2022, 1, 1), new(2023, 1, 1), "fixed", "support_complete")],
            offences: [("028", "2021-06-01"), ("046", "2021-12-31"), ("046", "2020-12-31"), ("028", "2022-03-01"), ("096", "2022-04-01"), ("046", "2023-01-01"), ("046", "2024-06-01")],
            custody: [("2021-03-01", "2021-03-31"), ("2022-07-01", "2022-09-30")]));
        // 2021: 365 days less 31. 2022: 365 less 92. 2023: 365. 2023 and 2024: 731.
        Near(2 / (334 / 365.25), Value(result, "offences_per_year_before"));
        Near(1 / (273 / 365.25), Value(result, "offences_per_year_during"));
        Near(1 / (365 / 365.25), Value(result, "offences_per_year_after_12m"));
        Near(2 / (731 / 365.25), Value(result, "offences_per_year_after_all"));
        Near(8 / (334 / 365.25), Value(result, "severity_per_year_before"));
        Near(1 / (273 / 365.25), Value(result, "breaches_per_year_during"));
        Near(0, Value(result, "breaches_per_year_before"));
        Assert.Equal((31, 92), (Value(result, "custody_days_before"), Value(result, "custody_days_during")));
        Near(1 / 273.0 / (2 / 334.0), Value(result, "offences_ratio_during_to_before"));
        Assert.Equal(1, Value(result, "offences_per_year_during", "cohort:fixed") / Value(result, "offences_per_year_during"));
        Assert.NotNull(result.Figures.SingleOrDefault(figure => figure is { Measure: "offences_per_year_after_12m", Group: "ground:support_complete" }));
        Assert.NotNull(result.Figures.SingleOrDefault(figure => figure is { Measure: "offences_per_year_during", Group: "approach:not known" }));
    }

    [Fact]
    public void Spells_that_overlap_or_abut_are_one_and_before_and_after_stop_at_another()
    {
        var result = Evaluate(Member("A",
            [(new(2021, 1, 1), new(2021, 6, 1), "fixed", "moved_away"), (new(2021, 6, 1), new(2021, 12, 1), "flex", "support_complete"), (new(2022, 3, 1), null, "free", null), (new(2023, 1, 1), new(2022, 1, 1), "x", null)],
            offences: [("046", "2021-06-01"), ("046", "2022-01-15"), ("046", "2020-06-01"), ("046", "2022-04-01")]));
        Assert.Contains(result.Notes, note => note.StartsWith("1 person with 2 spells", StringComparison.Ordinal));
        Assert.Contains(result.Notes, note => note.StartsWith("1 membership ends before it begins", StringComparison.Ordinal));
        // The first cohort and the last ground; the 90 days between the two spells are after the one and before the other.
        Near(1 / (334 / 365.25), Value(result, "offences_per_year_during", "cohort:fixed"));
        Near(1 / (90 / 365.25), Value(result, "offences_per_year_after_all", "ground:support_complete"));
        Near(1 / (90 / 365.25), Value(result, "offences_per_year_before", "cohort:free"));
        Assert.DoesNotContain(result.Figures, figure => figure.Group is "cohort:flex" or "cohort:x" or "ground:moved_away");
    }

    [Fact]
    public void The_table_of_the_review_says_who_did_and_when_and_whether_more_or_less_often()
    {
        var result = Evaluate(
            Member("A", [(new(2022, 1, 1), new(2023, 1, 1), "c", null)], [("046", "2021-05-01"), ("046", "2021-06-01"), ("046", "2022-05-01")]),
            Member("B", [(new(2022, 1, 1), new(2023, 1, 1), "c", null)], [("046", "2023-05-01")]),
            Member("C", [(new(2022, 1, 1), new(2023, 1, 1), "c", null)], [("046", "2021-05-01")]),
            Member("D", [(new(2022, 1, 1), null, "c", null)], []),
            Member("E", [(new(2022, 1, 1), null, "c", null)], []) with { Supervisions = [new SupervisionPeriod(SupervisionKind.Licence, new(2021, 1, 1)) { Event = SupervisionEvent.Recall, EventDate = new(2022, 2, 1) }] });
        Assert.Equal((3 / 5.0, 2 / 5.0, 1 / 5.0), (Value(result, "breached_or_reoffended"), Value(result, "breached_or_reoffended_during"), Value(result, "breached_or_reoffended_after")));
        Assert.Equal((1 / 5.0, 1 / 5.0), (Value(result, "completed_without"), Value(result, "ongoing_without")));
        Assert.Equal((1 / 3.0, 2 / 3.0), (Value(result, "less_often_during_of_those_who_did"), Value(result, "as_often_during_of_those_who_did")));
        Assert.Equal(1 / 2.0, Value(result, "less_often_during_of_those_who_did_not"));
    }

    [Fact]
    public void Proven_reoffending_waits_six_months_and_begins_at_release()
    {
        var result = Evaluate(
            // Proven in time, proven too late, a breach, and one after the year.
            WithOutcomes("A", [(new(2022, 1, 1), null, "c", null)], [("046", "2022-02-01", "2022-06-01"), ("046", "2022-12-31", "2023-07-02"), ("096", "2022-03-01", "2022-04-01"), ("046", "2023-01-01", "2023-02-01")]),
            // Inside until the end of February: the year ends a year later.
            WithOutcomes("B", [(new(2022, 1, 1), null, "c", null)], [("046", "2023-02-15", "2023-03-01")], [("2021-12-01", "2022-02-28")]),
            WithOutcomes("C", [(new(2022, 1, 1), null, "c", null)], []),
            // Not followed long enough.
            WithOutcomes("D", [(new(2024, 1, 1), null, "c", null)], [("046", "2024-02-01", "2024-03-01")]));
        Assert.Equal(2 / 3.0, Value(result, "proven_reoffending_rate_joining"));
        Assert.Equal(1, Value(result, "reoffences_per_reoffender_joining"));
        Assert.Equal(2 / 3.0, Value(result, "reoffences_per_offender_joining"));
        Assert.Null(Value(result, "proven_reoffending_rate_leaving"));
    }

    [Fact]
    public void The_clock_of_days_at_liberty_stops_in_custody_and_death_and_custody_compete_on_the_calendar()
    {
        var result = Evaluate(
            Member("A", [(new(2022, 1, 1), null, "c", null)], [("046", "2022-04-11")], [("2022-01-11", "2022-01-30")]),
            Member("B", [(new(2022, 1, 1), null, "c", null)], []) with { Offender = new Offender(new OffenderId("B")) { DiedOn = new(2022, 2, 20) } },
            Member("C", [(new(2022, 1, 1), null, "c", null)], []));
        // A offends after 100 days, 80 of them at liberty; B is censored after 50; so of two at risk one is left.
        Assert.Equal(0.5, Value(result, "no_offence_joining_90_days"));
        Assert.Equal(1, Value(result, "at_risk_joining_90_days"));
        // On the calendar A goes into custody first, on day 10, and B dies on day 50.
        Near(1 / 3.0, Value(result, "first_custody_joining_90_days"));
        Near(1 / 3.0, Value(result, "first_death_joining_90_days"));
        Near(0, Value(result, "first_offence_joining_730_days"));
    }

    [Fact]
    public void Each_cohort_has_a_curve_of_its_own_where_there_are_two()
    {
        var result = Evaluate(
            Member("A", [(new(2022, 1, 1), null, "one", null)], [("046", "2022-03-02")]),
            Member("B", [(new(2022, 1, 1), null, "one", null)], []),
            Member("C", [(new(2022, 1, 1), null, "two", null)], []));
        Near(2 / 3.0, Value(result, "no_offence_joining_90_days"));
        Assert.Equal((0.5, 1.0), (Value(result, "no_offence_joining_90_days", "cohort:one"), Value(result, "no_offence_joining_90_days", "cohort:two")));
        Assert.Equal((60.0, 1.0), (Value(result, "median_days_joining", "cohort:one"), Value(result, "at_risk_joining_365_days", "cohort:one")));
        Assert.Null(Value(result, "median_days_joining", "cohort:two"));
        Assert.DoesNotContain(Evaluate(Member("A", [(new(2022, 1, 1), null, "one", null)], [])).Figures, figure => figure.Section == EvaluationSection.TimeToOffence && figure.Group != EvaluationFigure.All);
    }

    [SeededProperty(MaxTest = 30)]
    public void A_person_added_who_never_offends_changes_no_rate_of_others(int seed)
    {
        var random = new Random(seed);
        CaseFile[] members = [.. Enumerable.Range(0, 6).Select(i => Member($"M{i}", [(AsOf.AddDays(-random.Next(200, 1200)), null, i % 2 == 0 ? "one" : "two", null)],
            [.. Enumerable.Range(0, random.Next(4)).Select(_ => ("046", AsOf.AddDays(-random.Next(1500)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))]))];
        var added = Member("Z", [(AsOf.AddDays(-300), null, "three", null)], []);
        var (before, after) = (Evaluate(members), Evaluate([.. members, added]));
        EvaluationFigure[] Of(SchemeResult result) => [.. result.Figures.Where(figure => figure.Group is "cohort:one" or "cohort:two")];
        Assert.NotEmpty(Of(before));
        Assert.Equal(Of(before), Of(after));
    }

    [Fact]
    public void Lots_count_a_person_once_and_are_told_apart_by_whether_chance_was_public()
    {
        var run = Run(new(2022, 1, 1), true, [("A", true, 2), ("B", false, 5), ("C", false, 4)]);
        // A stands in the first lot already; D and E are new, one drawn in.
        var later = Run(new(2022, 6, 1), true, [("A", false, 9), ("D", true, 1), ("E", false, 1)]);
        var hidden = Run(new(2022, 9, 1), false, [("F", true, 0), ("G", false, 3)]);
        var young = Run(new(2024, 9, 1), true, [("H", true, 0), ("I", false, 3)]) with { IsFollowedUp = false };
        var result = SchemeEvaluation.Evaluate(Input([]) with { Runs = [run, later, hidden, young] });
        // Weights 2/3 and 1/2; differences -2.5 and 0.
        Near(-2.5 * (2 / 3.0) / ((2 / 3.0) + 0.5), Value(result, "lots_difference"));
        Assert.Equal(5, result.Figures.Single(figure => figure is { Measure: "lots_difference", Group: "all" }).Count);
        Near(-3, Value(result, "lots_difference", "not proven random"));
        Assert.Equal(1, Value(result, "lots_p", "not proven random"));
        // Of six ways to draw both, four lie as far out.
        Near(1 / 3.0, Value(result, "lots_p"));
        Assert.Contains(result.Notes, note => note.Contains("less than 12 months apart", StringComparison.Ordinal));
        Assert.Contains(result.Notes, note => note.StartsWith("1 run is less than 12 months old", StringComparison.Ordinal));

        var decisions = new[] { Decided("B", PanelDecision.Select, new(2022, 1, 20)), Decided("A", PanelDecision.Decline, new(2022, 1, 20)), Decided("D", PanelDecision.Select, new(2022, 6, 20)) };
        var decided = SchemeEvaluation.Evaluate(Input([]) with { Runs = [run, later], Decisions = decisions });
        // Taken in: of those drawn in none and all, of those drawn out a half and none.
        var ratio = decided.Figures.Single(figure => figure.Measure == "lots_ratio");
        Near(Value(result, "lots_difference")!.Value / (((-0.5 * (2 / 3.0)) + 0.5) / ((2 / 3.0) + 0.5)), ratio.Value);
        Assert.Contains("unbounded", ratio.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_puts_the_strongest_first_and_the_bare_before_after_last()
    {
        var sections = Enum.GetValues<EvaluationSection>();
        Assert.Equal([EvaluationSection.Lots, EvaluationSection.Discontinuity, EvaluationSection.EmpiricalBayes], sections[..3]);
        Assert.Equal(EvaluationSection.BeforeAfter, sections[^1]);
        var figures = Evaluate(Member("A", [(new(2022, 1, 1), null, "c", null)], [("046", "2021-05-01")])).Figures;
        Assert.Equal(figures.Select(figure => figure.Section).Order(), figures.Select(figure => figure.Section));
    }

    private static SchemeResult Evaluate(params CaseFile[] members) => SchemeEvaluation.Evaluate(Input(members));

    private static SchemeInput Input(CaseFile[] members) => new()
    {
        AsOf = AsOf,
        KnownUpTo = AsOf,
        Policy = PolicyFile.Parse(File.ReadAllBytes(Repository.Path("samples", "reference", "policy.json"))),
        Catalogue = Catalogue,
        Members = members,
    };

    private static ChoiceDate Run(DateOnly asOf, bool isPublic, (string Id, bool IsIn, int After)[] people) => new()
    {
        AsOf = asOf,
        HasPublicValue = isPublic,
        IsFollowedUp = true,
        People = [.. people.Select(person => new ChoicePerson(person.Id[0], person.Id, 0, person.IsIn, true, new ChoiceWindows(1, 365, person.After, 365, false, 0)))],
        AtLine = new LineCounts(0, 0, 0),
        Step = 1,
    };

    private static RecordedDecision Decided(string id, PanelDecision decision, DateOnly date) => new(new OffenderId(id), "select", decision, date);

    private static CaseFile Member(string id, (DateOnly From, DateOnly? To, string Cohort, string? Ground)[] spells, (string Code, string Date)[] offences, (string From, string To)[]? custody = null) =>
        WithOutcomes(id, spells, [.. offences.Select(offence => (offence.Code, offence.Date, ""))], custody);

    private static CaseFile WithOutcomes(string id, (DateOnly From, DateOnly? To, string Cohort, string? Ground)[] spells, (string Code, string Date, string OutcomeDate)[] offences, (string From, string To)[]? custody = null) =>
        new(new Offender(new OffenderId(id)))
        {
            Memberships = [.. spells.Select(spell => new Membership(spell.From) { To = spell.To, Cohort = spell.Cohort, Ground = spell.Ground })],
            Offences = [.. offences.Select((offence, i) => new OffenceReport($"{id}{i}", offence.Code, Day(offence.Date), OffenceOutcome.Convicted) { OutcomeDate = offence.OutcomeDate.Length == 0 ? null : Day(offence.OutcomeDate) })],
            Custody = [.. (custody ?? []).Select(spell => new CustodySpell(Day(spell.From)) { To = Day(spell.To) })],
        };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double? Value(SchemeResult result, string measure, string group = "all") => result.Figures.Single(figure => figure.Measure == measure && figure.Group == group).Value;

    private static void Near(double expected, double? actual) => Assert.Equal(expected, actual!.Value, 10);
}
