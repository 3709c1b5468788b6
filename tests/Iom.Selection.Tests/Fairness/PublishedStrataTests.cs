using System.Globalization;
using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Fairness;

/// <summary>Comparisons within strata against published figures; the tables and their sources stand in Cases/strata.csv.</summary>
public class PublishedStrataTests
{
    [Theory]
    [InlineData("migraine", 2.1636)] // SAS/STAT, example: 2.1636 (1.2336 to 3.7948)
    [InlineData("smoking", 1.519)]   // Agresti's appendix: 1.519
    public void The_ratio_of_Mantel_and_Haenszel_is_the_published_one(string name, double ratio) =>
        Assert.Equal(ratio, MantelHaenszel.Ratio(Cases(name), 0.95)!.Value.Value, name == "migraine" ? 4 : 3);

    [Fact]
    public void So_is_its_interval()
    {
        var interval = MantelHaenszel.Ratio(Cases("migraine"), 0.95)!.Value.Interval;
        Assert.Equal(1.2336, interval.Low, 4);
        Assert.Equal(3.7948, interval.High, 4);
    }

    [Theory]
    [InlineData("migraine", 1.4929, 4, 1, 0.2218)]  // SAS/STAT, example
    [InlineData("smoking", 5.200, 3, 7, 0.636)]     // Agresti's appendix
    [InlineData("berkeley", 18.826, 3, 5, 0.0021)]  // as PROC FREQ and DescTools give it
    public void The_test_of_Breslow_and_Day_is_the_published_one_less_Tarones_correction(string name, double statistic, int places, int freedom, double p)
    {
        var (plain, corrected) = ByBisection(Cases(name));
        Assert.Equal(statistic, plain, places);
        var test = MantelHaenszel.Heterogeneity(Cases(name))!.Value;
        Assert.Equal(freedom, test.Freedom);
        Assert.Equal(corrected, test.Statistic, 8);
        // The correction is small, and so is what it changes of p.
        Assert.InRange(plain - test.Statistic, 0, 0.01);
        Assert.Equal(p, test.P, 2);
    }

    [Fact]
    public void The_exact_test_within_strata_is_the_published_one()
    {
        // R's manual: p 0.040, two-sided.
        var rabbits = Cases("rabbits");
        Assert.Equal(0.040, Exact(rabbits).At(rabbits.Sum(pair => pair.Own.Count)).P, 3);
        // The manual: no evidence of an association of admission and gender, adjusted for department; without departments there is every.
        var berkeley = Cases("berkeley");
        Assert.True(Exact(berkeley).At(berkeley.Sum(pair => pair.Own.Count)).P > 0.2);
        var (own, other) = (berkeley.Aggregate(default(Proportion), (sum, pair) => sum + pair.Own), berkeley.Aggregate(default(Proportion), (sum, pair) => sum + pair.Other));
        Assert.True(new ExactTest(own.Of, other.Of, own.Count + other.Count).At(own.Count).P < 1e-20);
    }

    private static ExactTest Exact((Proportion Own, Proportion Other)[] strata) => new([.. strata.Select(pair => (pair.Own.Of, pair.Other.Of, pair.Own.Count + pair.Other.Count))]);

    // The same by another way: the expected count of each stratum is looked for by halving, not by the root of a quadratic.
    private static (double Plain, double Corrected) ByBisection((Proportion Own, Proportion Other)[] strata)
    {
        (double X, double M, double Y, double N)[] tables = [.. strata.Select(pair => ((double)pair.Own.Count, (double)pair.Own.Of, (double)pair.Other.Count, (double)pair.Other.Of))];
        var odds = tables.Sum(t => t.X * (t.N - t.Y) / (t.M + t.N)) / tables.Sum(t => t.Y * (t.M - t.X) / (t.M + t.N));
        var (sum, misses, variances) = (0.0, 0.0, 0.0);
        foreach (var (x, m, y, n) in tables)
        {
            var (low, high) = (Math.Max(0, x + y - n), Math.Min(m, x + y));
            for (var step = 0; step < 200; step++)
            {
                var middle = (low + high) / 2;
                if (middle * (n - (x + y) + middle) < odds * (m - middle) * (x + y - middle)) low = middle;
                else high = middle;
            }
            var variance = 1 / ((1 / low) + (1 / (m - low)) + (1 / (x + y - low)) + (1 / (n - (x + y) + low)));
            (sum, misses, variances) = (sum + ((x - low) * (x - low) / variance), misses + x - low, variances + variance);
        }
        return (sum, sum - (misses * misses / variances));
    }

    private static (Proportion Own, Proportion Other)[] Cases(string name)
    {
        (Proportion Own, Proportion Other)[] strata =
        [
            .. File.ReadLines(Repository.Path("tests", "Iom.Selection.Tests", "Fairness", "Cases", "strata.csv")).Select(line => line.Split(',')).Where(cells => cells[0] == name)
                .Select(cells => (new Proportion(Number(cells[2]), Number(cells[3])), new Proportion(Number(cells[4]), Number(cells[5])))),
        ];
        Assert.NotEmpty(strata);
        return strata;

        static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
    }
}
