using FsCheck.Xunit;
using Iom.Selection.Records;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 13: contacts, visits and tests that exist because someone is in the cohort never raise a total. Under any policy they don't even touch it.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 300)]
public class Law13NotEvidence
{
    [SeededProperty]
    public void Being_managed_is_not_evidence(Scenario scenario, int pick)
    {
        var maker = new Maker(pick, orderly: false);
        foreach (var file in scenario.People)
        {
            var managed = file with
            {
                DrugTests = [.. file.DrugTests, new DrugTest("managed", maker.Day(scenario.AsOf, -200, 0), maker.Pick(Enum.GetValues<DrugTestResult>())) { Context = DrugTestContext.Scheme }],
                Contacts = [new Contact("C", maker.Day(scenario.AsOf, -200, 0), maker.Pick(Enum.GetValues<ContactKind>()), maker.Pick(Enum.GetValues<ContactOutcome>()))],
                Supervisions = [new SupervisionPeriod(SupervisionKind.Licence, scenario.AsOf.AddDays(-100)) { Event = SupervisionEvent.Recall, EventDate = scenario.AsOf }],
                Support = [new Support("accommodation", SupportStatus.Withdrawn)],
                PanelViews = [new PanelView(scenario.AsOf, "police", PanelStance.Select)],
            };
            Assert.Equal(Described.Of(scenario.Score(file)), Described.Of(scenario.Score(managed)));
        }
    }
}
