using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Evaluation;

/// <summary>Tests that draw again what was drawn, against trying everything.</summary>
public class ChanceTests
{
    [SeededProperty(MaxTest = 150)]
    public void The_exact_test_of_lots_is_what_trying_every_draw_gives_and_is_exact(byte[] bytes, byte seed)
    {
        var random = new Random(seed);
        var outcomes = bytes.Take(10).Select(each => each % 4).ToArray();
        if (outcomes.Length < 2) return;
        var cut = outcomes.Length > 5 ? random.Next(2, outcomes.Length - 1) : outcomes.Length;
        int[][] lots = cut == outcomes.Length ? [outcomes] : [outcomes[..cut], outcomes[cut..]];
        int[] drawn = [.. lots.Select(lot => random.Next(1, Math.Max(2, lot.Length)))];
        if (lots.Zip(drawn, (lot, s) => s >= lot.Length).Any(each => each)) return;
        var draws = Draws(lots, drawn, 0).ToArray();
        double[] sums = [.. draws.Select(draw => draw.SelectMany((lot, i) => lot.Select(at => lots[i][at])).Sum() - lots.Select((lot, i) => drawn[i] * lot.Average()).Sum())];
        double[] p = [.. draws.Select(draw => LotTest.Test(lots.Select((lot, i) => lot.Select((outcome, at) => (outcome, draw[i].Contains(at))).ToArray()), 0.95)!.P)];
        for (var i = 0; i < draws.Length; i++) Assert.Equal(sums.Count(sum => Math.Abs(sum) >= Math.Abs(sums[i]) - 1e-9) / (double)sums.Length, p[i], 10);
        // P(p <= a) is at most a for every a, and is a for each that can be reached.
        foreach (var a in p.Concat([0.01, 0.05, 0.1, 0.3, 0.5]))
        {
            var share = p.Count(each => each <= a + 1e-9) / (double)p.Length;
            Assert.True(share <= a + 1e-9, $"{share} > {a}");
            if (p.Contains(a)) Assert.Equal(a, share, 9);
        }
    }

    [Fact]
    public void A_lot_weighs_how_much_it_can_tell_and_one_that_drew_everybody_nothing()
    {
        var test = LotTest.Test([[(5, true), (1, false), (0, false)], [(2, true), (2, true)], [(0, true), (3, true), (4, false), (1, false)]], 0.95)!;
        Assert.Equal(2, test.StratumCount);
        Assert.Equal((3, 4), test.People);
        // Weights 2/3 and 1; differences 4.5 and -1.
        Assert.Equal(((4.5 * 2 / 3) - 1) / (1 + (2.0 / 3)), test.Difference, 12);
        Assert.Null(LotTest.Test([[(2, true)], [(1, false), (0, false)]], 0.95));
    }

    [Fact]
    public void The_permutation_test_tries_all_choices_where_they_are_few()
    {
        double[] outcomes = [0.5, 1.5, 2, 7, 0, 3];
        bool[] isIn = [false, false, true, true, false, true];
        var (difference, p) = PermutationTest.Test(outcomes, isIn, new RandomStream(1, 1))!.Value;
        Assert.Equal(4 - (2 / 3.0), difference, 12);
        var choices = from a in Enumerable.Range(0, 6) from b in Enumerable.Range(a + 1, 5 - a) from c in Enumerable.Range(b + 1, 5 - b) select outcomes[a] + outcomes[b] + outcomes[c];
        Assert.Equal(choices.Count(sum => Math.Abs(sum - 7) >= 5 - 1e-9) / 20.0, p, 12);
        Assert.Null(PermutationTest.Test(outcomes, [false, false, false, false, false, false], new RandomStream(1, 1)));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(60)]
    public void The_permutation_test_finds_an_effect_where_there_is_none_no_more_often_than_it_says_at_any_n(int n)
    {
        const int Runs = 1000;
        var found = new int[3];
        double[] levels = [0.05, 0.1, 0.3];
        for (var run = 0; run < Runs; run++)
        {
            var stream = new RandomStream(9, run + (n * Runs));
            double[] outcomes = [.. Enumerable.Range(0, n).Select(_ => (double)stream.NextPoisson(stream.NextGamma(0.6) * 2))];
            var p = PermutationTest.Test(outcomes, [.. Enumerable.Range(0, n).Select(i => i % 3 == 0)], stream)!.Value.P;
            for (var i = 0; i < levels.Length; i++) found[i] += p <= levels[i] ? 1 : 0;
        }
        // Four standard errors of what it says, and not idle.
        for (var i = 0; i < levels.Length; i++)
        {
            Assert.True(found[i] / (double)Runs <= levels[i] + (4 * Math.Sqrt(levels[i] * (1 - levels[i]) / Runs)));
            Assert.True(found[i] > 0);
        }
    }

    [Fact]
    public void The_set_of_Anderson_and_Rubin_has_two_ends_one_gap_no_end_or_nothing_in_it()
    {
        // Everybody drawn in was taken in, and nobody else: the ratio is the difference.
        (double, double, bool)[][] strong = [.. Enumerable.Range(0, 20).Select(i => new[] { (1.0 + (i % 3), 1.0, true), (3.0 + (i % 2), 0.0, false) })];
        var set = AndersonRubinSet.Find(strong, 0.95);
        Assert.Equal(AndersonRubinSet.SetKind.Between, set.Kind);
        Assert.True(set.Low < -1 && set.High < 0 && set.Contains(-1.5) && !set.Contains(0));
        // The draw decided nothing: no ratio can be left out.
        Assert.Equal(AndersonRubinSet.SetKind.Everything, AndersonRubinSet.Find([[(1, 1, true), (2, 0, false)], [(2, 0, true), (1, 1, false)], [(3, 1, true), (3, 0, false)], [(1, 0, true), (2, 1, false)]], 0.95).Kind);
        // Outcomes differ, treatment hardly does: all but what is near 0.
        (double, double, bool)[][] weak = [.. Enumerable.Range(0, 30).Select(i => new[] { (i % 4 == 0 ? 1.0 : 0, i < 2 ? 1.0 : 0, true), (5.0, 0.0, false) })];
        var outside = AndersonRubinSet.Find(weak, 0.95);
        Assert.Equal(AndersonRubinSet.SetKind.Outside, outside.Kind);
        Assert.True(!outside.Contains(0) && outside.Contains(outside.Low - 1) && outside.Contains(outside.High + 1));
        Assert.False(new AndersonRubinSet(AndersonRubinSet.SetKind.Nothing, double.NaN, double.NaN).Contains(0));
    }

    [Fact]
    public void The_density_test_is_calm_where_frequencies_lie_on_a_line_and_not_where_they_jump()
    {
        Assert.Equal(1, DensityTest.P(0, 0, 0, 0));
        Assert.True(DensityTest.P(30, 30, 30, 0) > 0.9);
        Assert.True(DensityTest.P(40, 30, 20, 0) > 0.9);
        Assert.True(DensityTest.P(10, 45, 12, 0) < 1e-4);
        Assert.True(DensityTest.P(45, 5, 40, 0) < 1e-4);
        // A bend that is allowed is not found.
        Assert.True(DensityTest.P(20, 35, 22, 0.5) > DensityTest.P(20, 35, 22, 0));
        // The sum of binomial chances, both ways: 2 of 3 with a third each.
        Assert.Equal(Math.Min(1, 2 * ((3 * (1 / 9.0) * (2 / 3.0)) + (1 / 27.0))), DensityTest.P(1, 2, 0, 0), 12);
    }

    [Fact]
    public void A_negative_binomial_is_recovered_and_pulls_a_count_towards_the_mean()
    {
        var stream = new RandomStream(77, 0);
        var cells = Enumerable.Range(0, 20_000).Select(i =>
        {
            var time = i % 4 == 0 ? 0.5 : 1;
            return (stream.NextPoisson(stream.NextGamma(0.8) / 0.8 * 2.5 * time), time, 1.0);
        }).ToArray();
        var fit = NegativeBinomial.Fit(cells);
        Assert.InRange(fit.Rate, 2.4, 2.6);
        Assert.InRange(fit.Shape, 0.76, 0.84);
        Assert.InRange(fit.PosteriorMean(10, 1), 2.5, 10);
        Assert.Equal((fit.Shape + 10) / ((fit.Shape / fit.Rate) + 1), fit.PosteriorMean(10, 1), 12);
        // No more scatter than chance: everybody has one rate.
        var even = NegativeBinomial.Fit([(1, 1, 500), (2, 1, 500)]);
        Assert.True(double.IsPositiveInfinity(even.Shape));
        Assert.Equal(1.5, even.PosteriorMean(7, 1), 9);
        Assert.Equal(0, NegativeBinomial.Fit([(0, 1, 10)]).Rate);
    }

    private static IEnumerable<int[][]> Draws(int[][] lots, int[] drawn, int at)
    {
        if (at == lots.Length) return [[]];
        return Choices([.. Enumerable.Range(0, lots[at].Length)], drawn[at]).SelectMany(own => Draws(lots, drawn, at + 1).Select(rest => (int[][])[own, .. rest]));
    }

    private static IEnumerable<int[]> Choices(int[] from, int count)
    {
        if (count == 0) return [[]];
        if (from.Length < count) return [];
        return Choices(from[1..], count - 1).Select(rest => (int[])[from[0], .. rest]).Concat(Choices(from[1..], count));
    }
}
