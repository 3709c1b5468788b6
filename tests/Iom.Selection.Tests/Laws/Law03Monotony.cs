using FsCheck.Xunit;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 3, under an orderly policy: what is worse never lowers least or most, nor the rank among unchanged others.</summary>
[Properties(Arbitrary = [typeof(OrderlyScenarios)], MaxTest = 400)]
public class Law03Monotony
{
    [SeededProperty]
    public void One_more_proven_offence(Scenario scenario, int pick)
    {
        var maker = new Maker(pick, orderly: true);
        var report = maker.Report("one-more", scenario.AsOf) with { Outcome = maker.Pick(OffenceOutcomes.Proven), OutcomeDate = null };
        if (report.Date > scenario.AsOf) report = report with { Date = scenario.AsOf };
        NeverLower(scenario, maker, file => file with { Offences = [.. file.Offences, report] });
    }

    [SeededProperty]
    public void A_graver_one_of_the_same_code(Scenario scenario, int pick)
    {
        var maker = new Maker(pick, orderly: true);
        var entries = TestCatalogue.Catalogue.Entries.ToArray();
        var at = maker.Number(0, entries.Length - 1);
        var graver = new OffenceCatalogue(entries.Select((entry, i) => i == at && entry.Severity is { } severity ? entry with { Severity = severity + maker.Number(1, 100) } : entry));
        foreach (var file in scenario.People)
        {
            var before = scenario.Score(file);
            var after = new Scorer(scenario.Policy, graver, scenario.AsOf, scenario.Supplied).Score(file);
            NotLower(before, after);
        }
    }

    [SeededProperty]
    public void A_later_one_within_the_same_trigger_dates(Scenario scenario, int pick)
    {
        var maker = new Maker(pick, orderly: true);
        NeverLower(scenario, maker, file =>
        {
            var single = file.Offences.GroupBy(report => report.OffenceId).Where(same => same.Count() == 1).Select(same => same.Single())
                .Where(report => report.Date < scenario.AsOf).ToArray();
            if (single.Length == 0) return file;
            var report = maker.Pick(single);
            var later = report with { Date = report.Date.AddDays(maker.Number(1, scenario.AsOf.DayNumber - report.Date.DayNumber)) };
            var entry = TestCatalogue.Catalogue.Find(report.Code);
            var sameTriggers = entry is null || entry.IsTriggerOn(report.Date) == entry.IsTriggerOn(later.Date);
            // Moved on to the day of another offence, two distinct days would become one.
            var dayIsFree = file.Offences.All(other => other.Date != later.Date);
            var isPossible = report.OutcomeDate is not { } outcome || outcome > scenario.AsOf || outcome < report.Date || later.Date <= outcome;
            return sameTriggers && dayIsFree && isPossible ? file with { Offences = [.. file.Offences.Where(other => other != report), later] } : file;
        });
    }

    [SeededProperty]
    public void Another_positive_test(Scenario scenario, int pick)
    {
        var maker = new Maker(pick, orderly: true);
        if (!scenario.Supplied.HasFlag(SuppliedExtracts.DrugTests)) return;
        var date = maker.Edge(scenario.AsOf);
        var test = new DrugTest("one-more", date > scenario.AsOf ? scenario.AsOf : date, DrugTestResult.Positive) { Context = maker.Pick([DrugTestContext.Arrest, DrugTestContext.Supervision]) };
        NeverLower(scenario, maker, file => file with { DrugTests = [.. file.DrugTests, test] });
    }

    [SeededProperty]
    public void A_higher_MAPPA_level(Scenario scenario, int pick)
    {
        NeverLower(scenario, new Maker(pick, orderly: true), file => file.Offender.MappaLevel is { } level and < MappaLevel.Level3
            ? file with { Offender = file.Offender with { MappaLevel = level + 1 } }
            : file);
    }

    [SeededProperty]
    public void One_more_day_in_custody_never_lowers_counts_and_severities_at_liberty(Scenario scenario, int pick)
    {
        var maker = new Maker(pick, orderly: true);
        if (!scenario.Supplied.HasFlag(SuppliedExtracts.Custody)) return;
        var day = maker.Day(scenario.AsOf, -500, 0);
        foreach (var file in scenario.People)
        {
            var before = scenario.Score(file);
            var after = scenario.Score(file with { Custody = [.. file.Custody, new CustodySpell(day) { To = day }] });
            foreach (var (then, now) in before.Contributions.Zip(after.Contributions))
            {
                if (then.Factor.Measure is not (Measure.OffenceCount or Measure.OffenceSeverity)) continue;
                Assert.True(now.Least >= then.Least && now.Most >= then.Most);
            }
        }
    }

    private static void NeverLower(Scenario scenario, Maker maker, Func<CaseFile, CaseFile> worse)
    {
        var person = maker.Number(0, scenario.People.Length - 1);
        var changed = scenario.With(person, worse);
        NotLower(scenario.Score(scenario.People[person]), scenario.Score(changed.People[person]));

        var id = scenario.People[person].Offender.Id;
        var (before, after) = (Ahead(scenario.Propose(), id), Ahead(changed.Propose(), id));
        if (before is not null && after is not null) Assert.Subset(before, after);
        if (before is not null) Assert.NotNull(after);
    }

    private static void NotLower(Scorecard before, Scorecard after)
    {
        Assert.True(after.Least >= before.Least);
        Assert.True(after.Most >= before.Most);
    }

    private static HashSet<OffenderId>? Ahead(Proposal proposal, OffenderId id) =>
        proposal.Rows.First(row => row.OffenderId == id).Rank is not { } rank ? null
        : [.. proposal.Rows.Where(row => row.Rank < rank).Select(row => row.OffenderId)];
}
