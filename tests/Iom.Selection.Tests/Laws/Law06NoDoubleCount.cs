using FsCheck.Xunit;
using Iom.Selection.Records;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 6, in memory: repeating any record, and adding records dated after the as-of date, change nothing.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 400)]
public class Law06NoDoubleCount
{
    [SeededProperty]
    public void Repeating_any_record_changes_nothing(Scenario scenario)
    {
        var doubled = scenario with { People = [.. scenario.People.Select(Doubled)] };
        Assert.Equal(Described.Rows(scenario.Propose()), Described.Rows(doubled.Propose()));
    }

    [SeededProperty]
    public void Adding_later_records_changes_nothing(Scenario scenario, int pick)
    {
        var maker = new Maker(pick, orderly: false);
        var later = scenario with { People = [.. scenario.People.Select(file => WithLater(file, scenario, maker))] };
        Assert.Equal(Described.Rows(scenario.Propose()), Described.Rows(later.Propose()));
    }

    private static CaseFile Doubled(CaseFile file) => file with
    {
        Offences = [.. file.Offences, .. file.Offences.Reverse()],
        DrugTests = [.. file.DrugTests, .. file.DrugTests],
        RiskScores = [.. file.RiskScores, .. file.RiskScores],
        Nominations = [.. file.Nominations, .. file.Nominations],
        Memberships = [.. file.Memberships, .. file.Memberships],
        Custody = [.. file.Custody, .. file.Custody],
    };

    private static CaseFile WithLater(CaseFile file, Scenario scenario, Maker maker)
    {
        var day = maker.Day(scenario.AsOf, 1, 40);
        // A report of an offence that is there already, but dated later, must not speak for it either.
        var id = file.Offences.Count > 0 && maker.Chance(50) ? file.Offences[0].OffenceId : "later";
        return file with
        {
            Offences = [.. file.Offences, maker.Report(id, scenario.AsOf) with { Date = day }],
            DrugTests = [.. file.DrugTests, new DrugTest(file.DrugTests.Count > 0 ? file.DrugTests[0].TestId : "later", day, DrugTestResult.Negative)],
            RiskScores = [.. file.RiskScores, new RiskScore("RISK-1", day, 99)],
            Nominations = [.. file.Nominations, new Nomination("Police", day)],
            Memberships = [.. file.Memberships, new Membership(day)],
            Custody = [.. file.Custody, new CustodySpell(day)],
        };
    }
}
