using FsCheck.Xunit;
using Iom.Selection.Offences;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 7: what is missing moves nobody.</summary>
[Properties(Arbitrary = [typeof(OrderlyScenarios)], MaxTest = 400)]
public class Law07Missing
{
    [SeededProperty]
    public void Emptying_a_cell_never_raises_least(Scenario scenario) => NeverRaises(scenario, scenario with
    {
        // But for the location of somebody whose custody goes on, which is what contradicts it.
        People = [.. scenario.People.Select(file => file with
        {
            Offender = new Offender(file.Offender.Id) { Location = file.Custody.Any(spell => spell.From <= scenario.AsOf && !(spell.To <= scenario.AsOf)) ? file.Offender.Location : null },
        })],
    });

    [SeededProperty]
    public void Leaving_out_drug_tests_never_raises_least(Scenario scenario) => NeverRaises(scenario, scenario with
    {
        Supplied = scenario.Supplied & ~SuppliedExtracts.DrugTests,
        People = [.. scenario.People.Select(file => file with { DrugTests = [] })],
    });

    [SeededProperty]
    public void Leaving_out_custody_never_raises_least(Scenario scenario) => NeverRaises(scenario, scenario with
    {
        Supplied = scenario.Supplied & ~SuppliedExtracts.Custody,
        People = [.. scenario.People.Select(file => file with { Custody = [] })],
    });

    [SeededProperty]
    public void Leaving_out_risk_scores_never_raises_least(Scenario scenario) =>
        NeverRaises(scenario, scenario with { People = [.. scenario.People.Select(file => file with { RiskScores = [] })] });

    [SeededProperty]
    public void Losing_an_unrepeated_proven_offence_never_raises_least(Scenario scenario, int pick) => NeverRaises(scenario, scenario with
    {
        People = [.. scenario.People.Select(file =>
        {
            var single = file.Offences.GroupBy(report => report.OffenceId).Where(same => same.Count() == 1).Select(same => same.Single())
                .Where(report => report.Outcome.IsProven()).ToArray();
            return single.Length == 0 ? file : file with { Offences = [.. file.Offences.Where(report => report != new Maker(pick, orderly: true).Pick(single))] };
        })],
    });

    [SeededProperty]
    public void Losing_an_unrepeated_positive_test_never_raises_least(Scenario scenario) => NeverRaises(scenario, scenario with
    {
        People = [.. scenario.People.Select(file =>
        {
            var single = file.DrugTests.GroupBy(test => test.TestId).Where(same => same.Count() == 1).Select(same => same.Single())
                .FirstOrDefault(test => test.Result == DrugTestResult.Positive);
            return file with { DrugTests = [.. file.DrugTests.Where(test => test != single)] };
        })],
    });

    [SeededProperty(Arbitrary = [typeof(Scenarios)])]
    public void Nobody_is_selected_on_points_that_are_not_known_nor_below_the_exit_line_while_points_may_be_there(Scenario scenario)
    {
        foreach (var row in scenario.Propose().Rows)
        {
            if (row.Recommendation == Recommendation.Select) Assert.True(row.Scorecard!.Least >= scenario.Policy.EntryFrom);
            if (row.Recommendation == Recommendation.BelowExit) Assert.True(row.Scorecard!.Most < scenario.Policy.ExitBelow);
        }
    }

    private static void NeverRaises(Scenario before, Scenario after)
    {
        foreach (var (was, now) in before.People.Zip(after.People)) Assert.True(after.Score(now).Least <= before.Score(was).Least);
    }
}
