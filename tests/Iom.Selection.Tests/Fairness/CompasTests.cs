using System.Collections.Immutable;
using System.Globalization;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;
using Iom.Selection.Statistics;
using Iom.Selection.Tests.Offenders;

namespace Iom.Selection.Tests.Fairness;

/// <summary>A published audit, repeated: Broward County, two-year outcome, a risk decile of 5 or more taken as the selection.</summary>
public class CompasTests
{
    private const string File = "compas_two_years_deidentified.csv";
    private const string Black = "African-American";
    private const string White = "Caucasian";

    private static readonly FairnessRules Rules = new() { Margin = 0.05 };

    private static readonly Lazy<ImmutableArray<Row>> Rows = new(Read);

    [FactWithData(File)]
    public void The_rates_are_those_of_the_published_analysis()
    {
        var wrongly = Rates(row => row is { Selected: true, Outcome: false }, row => !row.Outcome);
        var missed = Rates(row => row is { Selected: false, Outcome: true }, row => row.Outcome);
        var selected = Rates(row => row.Selected, _ => true);
        AssertRate(wrongly[Black], 0.4485, 0.4256, 0.4716);
        AssertRate(wrongly[White], 0.2345, 0.2137, 0.2567);
        Assert.Equal(0.2799, missed[Black].Rate!.Value, 4);
        Assert.Equal(0.4772, missed[White].Rate!.Value, 4);
        Assert.Equal(0.5882, selected[Black].Rate!.Value, 4);
        Assert.Equal(0.3480, selected[White].Rate!.Value, 4);
    }

    [FactWithData(File)]
    public void The_differences_and_the_ratio_have_their_intervals()
    {
        var wrongly = Compare(Rates(row => row is { Selected: true, Outcome: false }, row => !row.Outcome));
        Assert.Equal(0.2139, wrongly.Difference!.Value, 4);
        AssertInterval(0.1821, 0.2450, wrongly.DifferenceInterval!.Value);

        var selected = Compare(Rates(row => row.Selected, _ => true));
        Assert.Equal(0.2402, selected.Difference!.Value, 4);
        AssertInterval(0.2153, 0.2646, selected.DifferenceInterval!.Value);
        Assert.Equal(1.6902, selected.Ratio!.Value, 4);
        AssertInterval(1.5910, 1.7956, selected.RatioInterval!.Value);
        Assert.Equal(Verdict.DifferenceShown, selected.Verdict);
        Assert.False(selected.IsWithinMargin);
    }

    [FactWithData(File)]
    public void The_area_under_the_curve_of_the_deciles_has_DeLongs_interval()
    {
        var area = AucEstimate.Estimate([.. Rows.Value.Select(row => (double)row.Decile)], [.. Rows.Value.Select(row => row.Outcome)], Rules.Level)!;
        Assert.Equal(0.7022, area.Value, 4);
        AssertInterval(0.6902, 0.7141, area.Interval);
    }

    private static Comparison Compare(Dictionary<string, Proportion> rates)
    {
        ImmutableArray<string> groups = [.. rates.Keys.Order(StringComparer.Ordinal)];
        return RateTable.Create(groups, [.. groups.Select(group => rates[group])], groups.IndexOf(White), Rules).Find(Black, ComparedWith.Reference)!;
    }

    private static Dictionary<string, Proportion> Rates(Func<Row, bool> passes, Func<Row, bool> counts) => Rows.Value.Where(counts)
        .GroupBy(row => row.Race).ToDictionary(group => group.Key, group => new Proportion(group.Count(passes), group.Count()));

    private static void AssertRate(Proportion rate, double value, double low, double high)
    {
        Assert.Equal(value, rate.Rate!.Value, 4);
        AssertInterval(low, high, rate.IntervalAt(Rules.Level)!.Value);
    }

    private static void AssertInterval(double low, double high, Interval interval)
    {
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    private static ImmutableArray<Row> Read()
    {
        var lines = System.IO.File.ReadAllLines(FactWithDataAttribute.Find(File)!);
        var header = lines[0].Split(',');
        var (race, decile, outcome) = (Array.IndexOf(header, "race"), Array.IndexOf(header, "decile_score"), Array.IndexOf(header, "two_year_recid"));
        return [.. lines[1..].Select(line => line.Split(',')).Select(cells => new Row(cells[race], int.Parse(cells[decile], CultureInfo.InvariantCulture), cells[outcome] == "1"))];
    }

    private sealed record Row(string Race, int Decile, bool Outcome)
    {
        public bool Selected => Decile >= 5;
    }
}
