using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Generation;

/// <summary>A generator that can't reach the hard cases proves nothing: counts what it reaches.</summary>
[Trait("Category", "Slow")]
public class CoverageTests
{
    private const int Scenarios = 1500;

    // The same scenarios each time: what is asked here is asked of the generators, not of chance.
    private static Rnd Seed => new(20261031, 7);

    [Fact]
    public void Any_scenarios_reach_every_hard_case() => Reaches(Generation.Scenarios.Any.Sample(Scenarios, Seed, 50), Cases.Append("factor condition decides").Append("unproven outcome counts"));

    [Fact]
    public void Orderly_scenarios_reach_every_hard_case() => Reaches(OrderlyScenarios.Any.Sample(Scenarios, Seed, 50), Cases);

    private static IEnumerable<string> Cases =>
    [
        .. Enum.GetValues<Recommendation>().Select(recommendation => $"recommendation {recommendation}"),
        "tie cut by the draw", "provisional", "incomplete", "contested offence", "appeal allowed", "outcome not yet", "repeat that differs",
        "offence on the first day of a window", "offence on the day before a window", "as of 29 February", "capacity 0", "members above places",
        "conflict withholds", "missing withholds", "no drug tests supplied", "no custody supplied", "custody on the as-of date", "overlapping custody",
        "reading Known", "reading Missing", "reading NotApplicable", "left out", "id UTF-8 and UTF-16 order differ", "member fits no cohort", "flagged",
        "case number", "superseded report", "outcome before the offence", "charged again", "as a youth", "breach", "test inconclusive", "test of no known context", "test prescribed",
        "custody in conflict", "custody of no known kind", "liberty by kind of custody", "not applicable perhaps",
        .. new[] { "offence-count", "offence-severity", "days-since-offence", "drug-test-count", "mappa-level", "risk-score" }.Select(kind => $"measure {kind}"),
    ];

    private static void Reaches(IEnumerable<Scenario> scenarios, IEnumerable<string> cases)
    {
        var counts = cases.ToDictionary(name => name, _ => 0);
        foreach (var scenario in scenarios)
        {
            foreach (var reached in Reached(scenario).Distinct())
            {
                if (counts.TryGetValue(reached, out var count)) counts[reached] = count + 1;
            }
        }
        Assert.Empty(counts.Where(pair => pair.Value == 0).Select(pair => pair.Key));
    }

    private static IEnumerable<string> Reached(Scenario scenario)
    {
        var (policy, asOf, proposal) = (scenario.Policy, scenario.AsOf, scenario.Propose());
        foreach (var factor in policy.Factors) yield return $"measure {factor.Measure.Kind}";
        if (asOf is { Month: 2, Day: 29 }) yield return "as of 29 February";
        if (scenario.Capacity == 0) yield return "capacity 0";
        if (policy.Factors.Any(factor => factor.Measure.Filter?.CustodyKinds.IsEmpty == false)) yield return "liberty by kind of custody";
        if (proposal.MemberCount > scenario.Capacity) yield return "members above places";
        if (!scenario.Supplied.HasFlag(SuppliedExtracts.DrugTests)) yield return "no drug tests supplied";
        if (!scenario.Supplied.HasFlag(SuppliedExtracts.Custody)) yield return "no custody supplied";
        if (policy.Factors.Any(factor => factor.Measure.Filter?.Outcomes.Any(outcome => !outcome.IsProven()) == true)) yield return "unproven outcome counts";

        foreach (var row in proposal.Rows)
        {
            yield return $"recommendation {row.Recommendation}";
            if (row.IsTied) yield return "tie cut by the draw";
            if (row.IsProvisional == true) yield return "provisional";
            if (row.IsFlagged) yield return "flagged";
            if (row is { Rank: not null, IsMember: true, Cohort: null }) yield return "member fits no cohort";
            if (row.Reasons.OfType<Reason.Incomplete>().Any()) yield return "incomplete";
            if (row.Reasons.OfType<Reason.ConflictingField>().Any()) yield return "conflict withholds";
            if (row.Reasons.OfType<Reason.MissingField>().Any()) yield return "missing withholds";
            foreach (var rule in row.Reasons.OfType<Reason.Eligibility>().Select(reason => policy.Eligibility.Single(rule => rule.Number == reason.Rule)))
            {
                if (rule.When.Parts.OfType<Condition.FactorAtLeast>().Any()) yield return "factor condition decides";
            }
        }

        string[] ids = [.. scenario.People.Select(file => file.Offender.Id.Value)];
        if (!ids.Order(StringComparer.Ordinal).SequenceEqual(ids.Order(Utf8Ordinal.Comparer))) yield return "id UTF-8 and UTF-16 order differ";

        foreach (var file in scenario.People)
        {
            foreach (var contribution in scenario.Score(file).Contributions)
            {
                yield return $"reading {contribution.Reading.GetType().Name}";
                if (contribution.LeftOutCount > 0) yield return "left out";
                if (contribution.Reading is Iom.Selection.Measures.Reading.Missing { MaybeNotApplicable: true, AtMost: not null }) yield return "not applicable perhaps";
            }
            if (file.Custody.Any(spell => spell.From <= asOf && spell.IsInConflictOn(asOf, file.Offender.Location))) yield return "custody in conflict";
            if (file.Custody.Any(spell => spell.Kind is null)) yield return "custody of no known kind";
            foreach (var test in file.DrugTestsAsOf(asOf))
            {
                if (test.Result == DrugTestResult.Inconclusive) yield return "test inconclusive";
                if (test.Context is null) yield return "test of no known context";
                if (test.Prescribed == true) yield return "test prescribed";
            }
            if (file.Custody.Any(spell => spell.From <= asOf && !(spell.To < asOf))) yield return "custody on the as-of date";
            if (file.Custody is [var a, var b] && a.From <= (b.To ?? asOf) && b.From <= (a.To ?? asOf)) yield return "overlapping custody";

            foreach (var reports in file.Offences.GroupBy(report => report.OffenceId))
            {
                if (reports.Any(report => report.OutcomeDate > asOf)) yield return "outcome not yet";
                if (reports.Any(report => report.RecordedOn is not null) && reports.Any(report => report.RecordedOn is null && report.Date <= asOf)) yield return "superseded report";
                if (reports.Distinct().Count() > 1) yield return "repeat that differs";
                foreach (var months in policy.Factors.Select(factor => factor.Measure.Filter?.Months).OfType<int>())
                {
                    if (reports.Any(report => report.Date == asOf.AddMonths(-months).AddDays(1))) yield return "offence on the first day of a window";
                    if (reports.Any(report => report.Date == asOf.AddMonths(-months))) yield return "offence on the day before a window";
                }
            }
            foreach (var offence in file.OffencesAsOf(asOf))
            {
                if (offence.IsInConflict) yield return "contested offence";
                if (offence.Conflicts.HasFlag(OffenceConflicts.OffenceId)) yield return "case number";
                if (offence.Conflicts.HasFlag(OffenceConflicts.OutcomeDate)) yield return "outcome before the offence";
                if (!offence.IsInConflict && offence.Conflicts.HasFlag(OffenceConflicts.Outcome)) yield return "charged again";
                if (offence.AsYouth == true) yield return "as a youth";
                if (offence is { IsProven: true, Code: "998" }) yield return "breach";
                if (offence.Outcome == OffenceOutcome.Acquitted && file.Offences.Any(report => report.OffenceId == offence.OffenceId && report.Outcome.IsProven())) yield return "appeal allowed";
            }
        }
    }
}
