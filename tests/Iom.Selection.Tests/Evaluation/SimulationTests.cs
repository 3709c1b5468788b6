using Iom.Selection.Statistics;
using Xunit.Abstractions;

namespace Iom.Selection.Tests.Evaluation;

/// <summary>Simulated cohorts, without any effect and with one: estimates cover the truth as often as they claim, and the bare before-after does not. The figures stand in docs/evaluation.md.</summary>
[Trait("Category", "Slow")]
public class SimulationTests(ITestOutputHelper output)
{
    private const int Runs = 1000;

    // Rates differ between people; who did most in the year before is chosen; nothing is done.
    [Theory]
    [InlineData(1.0, 0.92, 0.98)]
    [InlineData(0.7, 0.92, 0.98)]
    public void Empirical_Bayes_covers_the_truth_and_the_bare_before_after_finds_an_effect_where_there_is_none(double effect, double least, double most)
    {
        const int EbRuns = 300, People = 600, Chosen = 60;
        var (covered, fellByChance, foundBare, foundLine) = (0, 0, 0, 0);
        for (var run = 0; run < EbRuns; run++)
        {
            var stream = new RandomStream(11, run);
            var people = Enumerable.Range(0, People).Select(_ =>
            {
                var rate = stream.NextGamma(0.9) * 2;
                return (Rate: rate, Before: stream.NextPoisson(rate));
            }).OrderByDescending(person => person.Before).ToArray();
            var cohort = people.Select((person, i) => (person.Before, BeforeTime: 1.0, After: stream.NextPoisson(person.Rate * 0.9 * (i < Chosen ? effect : 1)), AfterTime: 1.0, IsChosen: i < Chosen)).ToArray();
            var bayes = new EmpiricalBayes(cohort);
            var interval = CaptureBootstrap.Middle(bayes.Draw((ulong)run, 150))!.Value;
            if (interval.Contains(effect)) covered++;
            var (before, after) = (cohort.Take(Chosen).Sum(person => person.Before), cohort.Take(Chosen).Sum(person => person.After));
            if (RateRatio.Exact(after, 1, before, 1, 0.95).P < 0.05 && after < before) foundBare++;
            var next = cohort.Skip(Chosen).Take(Chosen).ToArray();
            if (before - after > next.Sum(person => person.Before) - next.Sum(person => person.After)) fellByChance++;
            if (after < before) foundLine++;
        }
        output.WriteLine($"effect {effect}: empirical Bayes covers {covered} of {EbRuns}; the bare before-after finds a fall in {foundBare}; those chosen fall by more than those below the line in {fellByChance}");
        Assert.InRange(covered / (double)EbRuns, least, most);
        if (effect == 1)
        {
            Assert.True(foundBare > EbRuns * 0.95);
            Assert.True(fellByChance > EbRuns * 0.9);
        }
        Assert.Equal(EbRuns, foundLine);
    }

    [Theory]
    [InlineData(100, 0.85, 0.97)]
    [InlineData(1000, 0.93, 0.97)]
    [InlineData(3000, 0.93, 0.97)]
    public void The_robust_interval_of_the_discontinuity_covers_zero_as_often_as_it_claims(int n, double least, double most)
    {
        var (covered, defined, conventional) = (0, 0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var stream = new RandomStream(21, (n * Runs) + run);
            // A rate that rises with the score, and counts that come by chance.
            double[] scores = [.. Enumerable.Range(0, n).Select(_ => (stream.NextDouble() * 60) - 30)];
            double[] outcomes = [.. scores.Select(score => (double)stream.NextPoisson(stream.NextGamma(1.5) / 1.5 * Math.Exp(0.5 + (score / 40))))];
            if (RegressionDiscontinuity.Estimate(scores, outcomes, 0) is not { } found) continue;
            defined++;
            if (found.RobustInterval(0.95).Contains(0)) covered++;
            if (Math.Abs(found.Conventional) <= 1.959964 * found.ConventionalError) conventional++;
        }
        output.WriteLine($"n {n}: robust interval covers zero in {covered} of {defined} ({covered / (double)defined:F3}), the conventional in {conventional / (double)defined:F3}");
        Assert.True(defined > Runs * 0.95);
        Assert.InRange(covered / (double)defined, least, most);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-0.6)]
    [InlineData(-1.4)]
    public void The_interval_of_the_lots_covers_the_effect_as_often_as_it_claims_and_its_test_is_exact(double effect)
    {
        var (covered, found, ratioCovered) = (0, 0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var stream = new RandomStream(31, run + (int)(-10 * effect * Runs));
            // Twenty-four runs, each with a tie of four to ten people; one draw in ten is overridden by the panel.
            var lots = Enumerable.Range(0, 24).Select(_ =>
            {
                var n = 4 + stream.Below(7);
                var s = 1 + stream.Below(n - 1);
                return Enumerable.Range(0, n).Select(i =>
                {
                    var isIn = i < s;
                    var taken = stream.Below(10) == 0 ? !isIn : isIn;
                    var rate = stream.NextGamma(1.2) / 1.2 * 2;
                    // What is done takes so many offences away from those who are taken in, as far as there are any.
                    return (Outcome: stream.NextPoisson(rate * (taken ? 1 + (effect / 2) : 1)), IsIn: isIn, Taken: taken);
                }).ToArray();
            }).ToArray();
            var test = LotTest.Test(lots.Select(lot => lot.Select(person => (person.Outcome, person.IsIn)).ToArray()), 0.95)!;
            var toTreat = effect * 0.8;
            if (test.Interval.Contains(toTreat)) covered++;
            if (test.P <= 0.05) found++;
            if (AndersonRubinSet.Find(lots.Select(lot => lot.Select(person => ((double)person.Outcome, person.Taken ? 1.0 : 0, person.IsIn))), 0.95).Contains(effect)) ratioCovered++;
        }
        output.WriteLine($"effect {effect}: the interval covers it in {covered} of {Runs}, that of the ratio in {ratioCovered}; the exact test finds it in {found}");
        Assert.InRange(covered, 930, 972);
        Assert.InRange(ratioCovered, 930, 972);
        if (effect == 0) Assert.True(found <= 72);
        if (effect == -1.4) Assert.True(found > 800);
    }
}
