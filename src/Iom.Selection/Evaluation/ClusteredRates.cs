using Iom.Selection.Statistics;

namespace Iom.Selection.Evaluation;

/// <summary>Rates of some people in several times, with intervals that know that one person's offences come together.</summary>
/// <remarks>
/// The bootstrap over people: whole histories are drawn, so it needs no model of how offences of one person depend on each other, nor that rates are alike in all times, as quasi-Poisson would.
/// </remarks>
internal sealed class ClusteredRates
{
    /// <summary>How often people are drawn.</summary>
    public const int Draws = 1000;

    /// <summary>The days of a year, for rates.</summary>
    public const double Year = 365.25;

    private readonly IReadOnlyList<(double Events, double Days)[]> _people;
    private readonly (double? Value, Interval? Interval)[] _rates;
    private readonly (double? Value, Interval? Interval)[] _ratios;

    /// <param name="people">Of each person, for each time, what is counted and the days at liberty.</param>
    /// <param name="times">How many times there are; the first is what others are held against.</param>
    /// <param name="key">The key of the seed.</param>
    public ClusteredRates(IReadOnlyList<(double Events, double Days)[]> people, int times, ulong key)
    {
        _people = people;
        var ones = new int[people.Count];
        Array.Fill(ones, 1);
        double[][] rates = [.. Enumerable.Range(0, times).Select(_ => new double[Draws])], ratios = [.. Enumerable.Range(0, times).Select(_ => new double[Draws])];
        var drawn = new int[people.Count];
        for (var draw = 0; draw < Draws && people.Count > 0; draw++)
        {
            Array.Clear(drawn);
            var stream = new RandomStream(key, draw);
            for (var i = 0; i < people.Count; i++) drawn[stream.Below(people.Count)]++;
            for (var time = 0; time < times; time++) (rates[time][draw], ratios[time][draw]) = (RateOf(time, drawn) ?? double.NaN, RatioOf(time, drawn) ?? double.NaN);
        }
        _rates = [.. Enumerable.Range(0, times).Select(time => (RateOf(time, ones), people.Count == 0 ? null : CaptureBootstrap.Middle(rates[time])))];
        _ratios = [.. Enumerable.Range(0, times).Select(time => (RatioOf(time, ones), people.Count == 0 ? null : CaptureBootstrap.Middle(ratios[time])))];
    }

    /// <summary>How many people have any day in a time.</summary>
    public int CountOf(int time) => _people.Count(person => person[time].Days > 0);

    /// <summary>The rate per year of a time.</summary>
    public (double? Value, Interval? Interval) Rate(int time) => _rates[time];

    /// <summary>The rate of a time divided by that of the first, among those who have days in both.</summary>
    public (double? Value, Interval? Interval) Ratio(int time) => _ratios[time];

    private double? RateOf(int time, int[] weights)
    {
        var (events, days) = (0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            events += weights[i] * _people[i][time].Events;
            days += weights[i] * _people[i][time].Days;
        }
        return days > 0 ? events / days * Year : null;
    }

    private double? RatioOf(int time, int[] weights)
    {
        var (events, days, others, otherDays) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            var (own, first) = (_people[i][time], _people[i][0]);
            if (own.Days <= 0 || first.Days <= 0) continue;
            events += weights[i] * own.Events;
            days += weights[i] * own.Days;
            others += weights[i] * first.Events;
            otherDays += weights[i] * first.Days;
        }
        return days > 0 && others > 0 ? events / days / (others / otherDays) : null;
    }
}
