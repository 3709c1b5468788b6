using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Fairness;

public class OutcomeTests
{
    private static readonly DateOnly AsOf = new(2024, 2, 29);

    [Fact]
    public void Chouldechovas_identity_holds_on_any_counts()
    {
        for (var i = 0; i < 500; i++)
        {
            var random = new Random(i);
            var confusion = new ConfusionMatrix(random.Next(1, 50), random.Next(50), random.Next(50), random.Next(1, 50));
            Assert.Equal(confusion.RateOf(OutcomeMeasure.FalsePositiveRate).Rate!.Value, confusion.FalsePositiveRateByIdentity!.Value, 10);
        }
        Assert.Null(new ConfusionMatrix(0, 3, 4, 5).FalsePositiveRateByIdentity);
    }

    [Fact]
    public void The_rates_are_those_of_the_four_cells()
    {
        var confusion = new ConfusionMatrix(ChosenWith: 6, ChosenWithout: 2, LeftWith: 4, LeftWithout: 8);
        Assert.Equal(new Proportion(6, 10), confusion.RateOf(OutcomeMeasure.TruePositiveRate));
        Assert.Equal(new Proportion(2, 10), confusion.RateOf(OutcomeMeasure.FalsePositiveRate));
        Assert.Equal(new Proportion(4, 10), confusion.RateOf(OutcomeMeasure.FalseNegativeRate));
        Assert.Equal(new Proportion(6, 8), confusion.RateOf(OutcomeMeasure.PositivePredictiveValue));
        Assert.Equal(new Proportion(8, 12), confusion.RateOf(OutcomeMeasure.NegativePredictiveValue));
        Assert.Equal(new Proportion(10, 20), confusion.RateOf(OutcomeMeasure.BaseRate));
        Assert.Equal(new Proportion(2, 8), confusion.RateOf(OutcomeMeasure.FalseDiscoveryRate));
        Assert.Equal(new Proportion(4, 12), confusion.RateOf(OutcomeMeasure.FalseOmissionRate));
    }

    [Fact]
    public void A_breach_is_no_outcome_and_days_in_custody_and_after_death_are_not_at_liberty()
    {
        var breach = OffenceCatalogue.BuiltIn.Entries.First(entry => entry.Group == OffenceCatalogue.BreachGroup).Code;
        LaterOutcome Follow(CaseFile file) => Reoffending.Follow(file, AsOf, FairnessRules.Standard, OffenceCatalogue.BuiltIn);
        var person = new Offender(new OffenderId("SYNTHETIC-1"));
        OffenceReport Proven(string code, int month) => new($"F{month}", code, new DateOnly(2024, month, 1), OffenceOutcome.Convicted) { OutcomeDate = new DateOnly(2024, month, 20) };

        // 1 March 2024 to 28 February 2025: 365 days.
        Assert.Equal(new LaterOutcome(false, false, 365, false), Follow(new CaseFile(person)));
        Assert.Equal(new LaterOutcome(false, true, 365, false), Follow(new CaseFile(person) { Offences = [Proven(breach, 5)] }));
        // Up to the first outcome, its day included; the breach before it ends nothing.
        Assert.Equal(new LaterOutcome(true, true, 31 + 30 + 31 + 1, false), Follow(new CaseFile(person) { Offences = [Proven("04600", 8), Proven("04600", 6), Proven(breach, 4)] }));
        // Two spells that overlap count once, and of one that goes on what lies in the follow-up.
        CustodySpell[] spells = [new(new DateOnly(2024, 3, 10)) { To = new DateOnly(2024, 3, 19) }, new(new DateOnly(2024, 3, 15)) { To = new DateOnly(2024, 3, 29) }];
        Assert.Equal(365 - 20, Follow(new CaseFile(person) { Custody = [.. spells] }).DaysAtLiberty);
        var inside = Follow(new CaseFile(person) { Custody = [new CustodySpell(new DateOnly(2023, 1, 1))] });
        Assert.Equal((0, false), (inside.DaysAtLiberty, inside.CouldCome));
        // Whoever died after the follow-up had all of it.
        Assert.False(Follow(new CaseFile(person with { Deceased = true, DiedOn = new DateOnly(2024, 12, 1) })).CouldCome);
        Assert.True(Follow(new CaseFile(person with { Deceased = true, DiedOn = new DateOnly(2025, 3, 1) })).CouldCome);
        Assert.False(Follow(new CaseFile(person with { Deceased = true })).CouldCome);
    }

    [Fact]
    public void Expected_is_how_often_everybody_with_about_the_same_points_came_to_it_and_adds_up_to_the_observed()
    {
        var random = new Random(5);
        int[] totals = [.. Enumerable.Range(0, 400).Select(_ => random.Next(20))];
        bool[] outcomes = [.. totals.Select(total => random.Next(20) < total)];
        var chances = Calibration.Chances(totals, outcomes);
        Assert.Equal(outcomes.Count(came => came), chances.Sum(), 9);
        // Equal totals are never parted, and there are no more than ten bands.
        Assert.All(totals.Zip(chances).GroupBy(pair => pair.First), same => Assert.Single(same.Select(pair => pair.Second).Distinct()));
        Assert.InRange(chances.Distinct().Count(), 5, Calibration.Bands);

        var all = Calibration.Calculate("all", chances, outcomes, 0.95);
        Assert.Equal(1, all.Ratio!.Value, 9);
        Assert.True(all.RatioInterval!.Value.Contains(1));
        Assert.Equal(chances.Zip(outcomes).Average(pair => Math.Pow(pair.First - (pair.Second ? 1 : 0), 2)), all.Brier!.Value, 9);
        Assert.Null(Calibration.Calculate("nobody", [], [], 0.95).Brier);
    }

    [Theory]
    [InlineData("2024-02-29", "2024-06-01", false)] // on the day itself: not after
    [InlineData("2024-03-01", "2024-06-01", true)]
    [InlineData("2025-02-28", "2025-08-29", true)] // the last day of the follow-up, proven on the last of the wait
    [InlineData("2025-02-28", "2025-08-30", false)] // proven a day too late
    [InlineData("2025-03-01", "2025-04-01", false)] // a day too late
    public void An_outcome_is_within_the_follow_up_and_proven_within_the_wait(string on, string proven, bool came)
    {
        var file = new CaseFile(new Offender(new OffenderId("SYNTHETIC-1")))
        {
            Offences = [new OffenceReport("F1", "04600", DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), OffenceOutcome.Convicted)
            {
                OutcomeDate = DateOnly.Parse(proven, System.Globalization.CultureInfo.InvariantCulture),
            }],
        };
        Assert.Equal(came, Reoffending.Follow(file, AsOf, FairnessRules.Standard, OffenceCatalogue.BuiltIn).HasReoffended);
    }

    [Fact]
    public void Measures_of_the_ranking_are_those_worked_out_by_hand()
    {
        // Two and two: one group first. Weights 1, 0.6309, 0.5, 0.4307.
        var measures = RankMeasures.Measure([0, 0, 1, 1], 2);
        var mean = (1 + 0.63093 + 0.5 + 0.43068) / 4;
        Assert.Equal((1 + 0.63093) / 2 / mean, measures.Exposures[0]!.Value, 4);
        // Divergences ln 2, ln 2, then 2/3 ln 4/3 + 1/3 ln 2/3, then 0.
        var third = (2.0 / 3 * Math.Log(4.0 / 3)) + (1.0 / 3 * Math.Log(2.0 / 3));
        Assert.Equal((Math.Log(2) * 1.63093 + (0.5 * third)) / (mean * 4), measures.Ndkl!.Value, 4);
        Assert.Equal(0, RankMeasures.Measure([0, 0, 0], 1).Ndkl);
        Assert.Null(RankMeasures.Measure([], 2).Ndkl);
    }
}
