using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Fairness;

/// <summary>The statistics, against figures that others have published and against brute force.</summary>
public class StatisticsTests
{
    private const double Level = 0.95;

    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)] // Newcombe (1998a), table I, method 3
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_gives_the_published_interval(int count, int of, double low, double high) =>
        AssertInterval(low, high, new Proportion(count, of).IntervalAt(Level)!.Value);

    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)] // Newcombe (1998b), table II, method 10
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void Newcombe_gives_the_published_interval(int x, int m, int y, int n, double low, double high) =>
        AssertInterval(low, high, ProportionIntervals.Difference(new Proportion(x, m), new Proportion(y, n), Level));

    [Theory]
    [InlineData(10, 13, 2, 17, 0.0005367)] // Fisher (1962), convicted twins; the p that R's fisher.test gives
    [InlineData(3, 4, 1, 4, 34.0 / 70)] // Fisher's tea: 1, 16, 36, 16, 1 of 70
    [InlineData(4, 4, 0, 4, 2.0 / 70)]
    public void The_exact_test_gives_the_published_p(int x, int m, int y, int n, double p) => Assert.Equal(p, new ExactTest(m, n, x + y).At(x).P, 7);

    [Fact]
    public void The_mid_p_counts_half_of_what_is_as_likely() => Assert.Equal((2 + 16.0) / 70, new ExactTest(4, 4, 4).At(3).MidP, 12);

    [Fact]
    public void The_exact_test_is_what_counting_all_choices_gives()
    {
        for (var of = 1; of <= 6; of++)
        {
            for (var others = 1; others <= 6; others++)
            {
                for (var chosen = 0; chosen <= of + others; chosen++)
                {
                    var ways = Ways(of, others, chosen);
                    var test = new ExactTest(of, others, chosen);
                    double all = ways.Values.Sum();
                    foreach (var (count, own) in ways)
                    {
                        var (p, midP) = test.At(count);
                        Assert.Equal(ways.Values.Where(other => other <= own).Sum() / all, p, 10);
                        Assert.Equal((ways.Values.Where(other => other < own).Sum() + (ways.Values.Where(other => other == own).Sum() / 2.0)) / all, midP, 10);
                    }
                    foreach (var level in new[] { 0.05, 0.2, 0.9 })
                    {
                        double[] shown = [.. ways.Keys.Where(count => test.At(count).P <= level)
                            .Select(count => Math.Abs(((double)count / of) - ((double)(chosen - count) / others)))];
                        Assert.Equal(shown.Length == 0 ? null : shown.Min(), test.MinimumDetectableDifference(level));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 0.0000, 3.6889)] // Garwood (1936), as tabled
    [InlineData(5, 1.6235, 11.6683)]
    [InlineData(10, 4.7954, 18.3904)]
    [InlineData(100, 81.3640, 121.6268)] // by adding up the Poisson probabilities
    public void The_Poisson_interval_is_the_published_one(int count, double low, double high) => AssertInterval(low, high, PoissonInterval.Calculate(count, Level));

    [Theory]
    [InlineData(10, 2.2281388520)] // Student's t, 97.5 per cent, as tabled
    [InlineData(2.5, 3.5746548)] // by integrating the density
    public void The_quantiles_of_t_are_those_tabled(double freedom, double value) =>
        Assert.Equal(value, MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, freedom, 0.975), 6);

    [Fact]
    public void Holm_adjusts_as_published() =>
        Assert.All(Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Zip([0.03, 0.06, 0.06, 0.02]), pair => Assert.Equal(pair.Second, pair.First, 12));

    [Theory]
    [InlineData(7, 20, 3, 30)]
    [InlineData(0, 20, 3, 30)]
    [InlineData(7, 20, 0, 30)]
    [InlineData(20, 20, 3, 30)]
    [InlineData(20, 20, 30, 30)]
    [InlineData(0, 20, 30, 30)]
    public void A_ratio_turned_over_has_its_interval_turned_over(int x, int m, int y, int n)
    {
        var ratio = ProportionIntervals.Ratio(new Proportion(x, m), new Proportion(y, n), Level)!.Value;
        var turned = ProportionIntervals.Ratio(new Proportion(y, n), new Proportion(x, m), Level)!.Value;
        Assert.Equal(1 / ratio.High, turned.Low, 10);
        Assert.Equal(ratio.Low, 1 / turned.High, 10);
        if (y > 0) Assert.True(ratio.Contains((double)x / m / ((double)y / n)));
        Assert.True(ratio.Low < ratio.High);
    }

    [Fact]
    public void The_area_is_the_share_of_pairs_won_and_its_error_that_of_the_shares()
    {
        double[] scores = [1, 2, 2, 3, 5, 5, 4, 2, 1, 3];
        bool[] kinds = [false, false, true, true, true, true, false, true, false, false];
        double[] positive = [.. scores.Where((_, i) => kinds[i])];
        double[] negative = [.. scores.Where((_, i) => !kinds[i])];
        double[] wins = [.. positive.Select(x => negative.Average(y => Won(x, y)))];
        double[] losses = [.. negative.Select(y => positive.Average(x => Won(x, y)))];
        var half = 1.959963984540054 * Math.Sqrt((Variance(wins) / wins.Length) + (Variance(losses) / losses.Length));

        var estimate = AucEstimate.Estimate(scores, kinds, Level)!;
        Assert.Equal(wins.Average(), estimate.Value, 12);
        Assert.Equal(wins.Average() - half, estimate.Interval.Low, 10);
        Assert.Null(AucEstimate.Estimate([1, 2], [true, false], Level));

        static double Won(double x, double y) => x > y ? 1 : x == y ? 0.5 : 0;
        static double Variance(double[] values) => values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1);
    }

    [Fact]
    public void The_logistic_model_solves_its_own_equations()
    {
        // With one input of two values and weight enough, the fitted odds are those observed, but for the ridge.
        var model = LogisticModel.Fit([[0], [10]], [1000, 3000], [4000, 4000]);
        Assert.Equal(Math.Log(1.0 / 3), model.Score([0]), 2);
        Assert.Equal(Math.Log(3), model.Score([10]), 2);
        // An input that says nothing changes nothing, and one that parts the kinds entirely stays finite.
        Assert.True(double.IsFinite(LogisticModel.Fit([[0, 5], [10, 5]], [0, 50], [50, 50]).Score([10, 5])));
    }

    private static void AssertInterval(double low, double high, Interval interval)
    {
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    // How many of the choices of so many people have how many of the group: by going through all of them.
    private static SortedDictionary<int, int> Ways(int of, int others, int chosen)
    {
        var ways = new SortedDictionary<int, int>();
        for (var set = 0; set < 1 << (of + others); set++)
        {
            if (int.PopCount(set) != chosen) continue;
            var count = int.PopCount(set & ((1 << of) - 1));
            ways[count] = ways.GetValueOrDefault(count) + 1;
        }
        return ways;
    }
}
