using Iom.Selection.Evaluation;
using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Evaluation;

/// <summary>What a backtest works out besides, against brute force and against plain ways to the same.</summary>
public class BacktestStatisticsTests
{
    [Fact]
    public void Of_people_alike_drawn_together_the_figures_spread_as_if_each_were_drawn_alone()
    {
        // 6,000 people in a hundred ties: as many as are drawn cell by cell.
        const int People = 6000, K = 600, Draws = 1500;
        var stream = new RandomStream(RandomStream.KeyOf("people"), 0);
        var (scores, counts) = (new double[People], new int[People]);
        for (var i = 0; i < People; i++) (scores[i], counts[i]) = (stream.Below(100), stream.NextPoisson(0.7));
        var (order, groups) = OrderedPeople.Put([.. scores.Select((score, i) => score + (10 * Math.Min(counts[i], 3)))]);

        double[][] captured = [new double[Draws]], precision = [new double[Draws]];
        new CaptureBootstrap([groups], counts, K).Draw(1, 0, Draws, captured, precision);
        var plain = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            int[] again = [.. Enumerable.Range(0, People).Select(_ => stream.Below(People))];
            int[] drawnCounts = [.. again.Select(i => counts[i])], drawnGroups = [.. again.Select(i => groups[i])];
            int[] drawnOrder = [.. Enumerable.Range(0, People).OrderBy(i => drawnGroups[i])];
            plain[draw] = Capture.Calculate(drawnOrder, drawnGroups, K, drawnCounts, new double[People], false).Expected!.Value;
        }
        var expected = Capture.Calculate(order, groups, K, counts, new double[People], false).Expected!.Value;
        Assert.Equal(expected, captured[0].Average(), 3);
        Assert.Equal(plain.Average(), captured[0].Average(), 3);
        Assert.InRange(Deviation(captured[0]) / Deviation(plain), 0.92, 1.08);
        Assert.InRange(precision[0].Average(), 0.5, 1);
    }

    [Fact]
    public void A_draw_is_the_same_whoever_draws_it()
    {
        int[] groups = [.. Enumerable.Range(0, 5000).Select(i => i % 17)], counts = [.. Enumerable.Range(0, 5000).Select(i => i % 5)];
        var bootstrap = new CaptureBootstrap([groups, counts], counts, 500);
        double[][] whole = [new double[40], new double[40]], parts = [new double[40], new double[40]], ignored = [new double[40], new double[40]];
        bootstrap.Draw(7, 0, 40, whole, ignored);
        for (var i = 39; i >= 0; i--) bootstrap.Draw(7, i, i + 1, parts, ignored);
        Assert.Equal(whole[0], parts[0]);
        Assert.Equal(whole[1], parts[1]);
        Assert.NotEqual(whole[0][0], whole[0][1]);
    }

    [Theory]
    [InlineData(10, 0.3)]
    [InlineData(40, 0.7)]
    [InlineData(1000, 0.002)]
    [InlineData(200, 0.4)]
    [InlineData(100_000, 0.1)]
    public void Binomial_counts_have_their_mean_and_variance(int trials, double chance)
    {
        const int Draws = 40_000;
        var stream = new RandomStream(3, trials);
        double[] counts = [.. Enumerable.Range(0, Draws).Select(_ => (double)stream.NextBinomial(trials, chance))];
        var (mean, variance) = (trials * chance, trials * chance * (1 - chance));
        Assert.InRange((counts.Average() - mean) / Math.Sqrt(variance / Draws), -4, 4);
        Assert.InRange(Deviation(counts) / Math.Sqrt(variance), 0.98, 1.02);
        Assert.All(counts, count => Assert.InRange(count, 0, trials));
    }

    [Fact]
    public void Gini_is_half_the_mean_difference_of_all_pairs_over_the_mean()
    {
        int[] counts = [0, 0, 1, 1, 2, 5, 0, 9];
        var differences = from one in counts from other in counts select Math.Abs(one - other);
        Assert.Equal(differences.Average() / 2 / counts.Average(), Concentration.Gini(Concentration.Descending(counts))!.Value, 12);
        Assert.Equal(0, Concentration.Gini([2, 2, 2])!.Value, 12);
        Assert.Null(Concentration.Gini([0, 0]));
        int[] descending = [.. counts.OrderDescending()];
        Assert.Equal(descending, Concentration.Descending(counts));
        Assert.Equal(9.0 / 18, Concentration.ShareOf(descending, 10));   // 0.8 of a person is one
        Assert.Equal(14.0 / 18, Concentration.ShareOf(descending, 25));
        Assert.Equal(1, Concentration.PeopleFor(descending, 50));
        Assert.Equal(3, Concentration.PeopleFor(descending, 80));
    }

    [Fact]
    public void Totals_that_did_not_move_have_no_drift_and_those_that_did_have()
    {
        int[] then = [.. Enumerable.Range(0, 400).Select(i => i % 40)];
        Assert.Equal(0, StabilityIndex.Calculate(then, then)!.Value, 12);
        Assert.InRange(StabilityIndex.Calculate(then, [.. then.Select(total => total + 4)])!.Value, 0.1, 2);
        Assert.Null(StabilityIndex.Calculate(then, []));
        // One band: nobody can move between bands.
        Assert.Equal(0, StabilityIndex.Calculate([5, 5, 5], [5, 9, 12])!.Value, 12);
    }

    [Theory]
    [InlineData(373, 10, 38)] // 37.3, rounded up
    [InlineData(370, 10, 37)]
    [InlineData(1, 0.001, 1)]
    [InlineData(0, 10, 0)]
    [InlineData(3, 100, 3)]
    public void A_share_of_the_people_is_rounded_up_in_exact_decimals(int people, double percent, int taken) =>
        Assert.Equal(taken, new BacktestSize.TopPercent((decimal)percent).Of(people));

    [Fact]
    public void No_more_are_taken_than_there_are() => Assert.Equal(5, new BacktestSize.Capacity(9).Of(5));

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
