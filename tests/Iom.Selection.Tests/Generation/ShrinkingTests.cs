using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Generation;

/// <summary>A counterexample is of use if it can be read: what does not matter to it goes away.</summary>
public class ShrinkingTests
{
    [Fact]
    public void What_does_not_matter_goes_away_and_what_is_left_is_a_policy()
    {
        var scenario = Shrunk(Sample(scenario => scenario.Policy.Factors.Length > 3), scenario =>
            scenario.Policy.Factors.Any(factor => factor.Measure is Measure.OffenceCount) && scenario.People.Any(file => file.Offences.Count > 0));
        Assert.Single(scenario.Policy.Factors);
        Assert.Empty(scenario.Policy.Eligibility);
        Assert.Single(scenario.Policy.Cohorts);
        Assert.Empty(scenario.Policy.TieBreak);
        Assert.Equal((0, 0), (scenario.Policy.EntryFrom, scenario.Policy.ExitBelow));
        Assert.Single(scenario.Policy.Factors[0].Bands);
        Assert.Equal(new OffenceFilter().Groups, scenario.Policy.Factors[0].Measure.Filter!.Groups);
        var person = Assert.Single(scenario.People);
        Assert.Single(person.Offences);
        Assert.Equal(0, person.DrugTests.Count + person.Custody.Count + person.Memberships.Count + person.Nominations.Count + person.RiskScores.Count);
        Assert.Equal(new Offender(person.Offender.Id) with { Schemes = person.Offender.Schemes, Conflicts = person.Offender.Conflicts }, person.Offender);
        Assert.Equal(0, scenario.Capacity);
    }

    [Fact]
    public void A_rule_over_a_factor_keeps_that_factor_alone()
    {
        var scenario = Shrunk(Sample(scenario => scenario.Policy.Eligibility.Any(ReadsAFactor) && scenario.Policy.Factors.Length > 2), scenario => scenario.Policy.Eligibility.Any(ReadsAFactor));
        Assert.Single(scenario.Policy.Factors);
        Assert.Single(scenario.Policy.Eligibility);
    }

    private static bool ReadsAFactor(EligibilityRule rule) => rule.When.Parts.OfType<Condition.FactorAtLeast>().Any();

    private static Scenario Sample(Func<Scenario, bool> wanted) => Scenarios.Any.Sample(400, new Rnd(20261031, 7), 50).First(wanted);

    // As FsCheck does it: the first smaller one of which it still holds, until there is none.
    private static Scenario Shrunk(Scenario scenario, Func<Scenario, bool> holds)
    {
        while (Scenarios.Shrink(scenario).FirstOrDefault(holds) is { } smaller) scenario = smaller;
        return scenario;
    }
}
