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

    private readonly double[][] _events;    // by person and time
    private readonly double[][] _days;
    private readonly int[][] _drawn;

    /// <param name="people">Of each person, for each time, what is counted and the days at liberty.</param>
    /// <param name="key">The key of the seed.</param>
    public ClusteredRates(IReadOnlyList<(double Events, double Days)[]> people, ulong key)
    {
        _events = [.. people.Select(person => person.Select(time => time.Events).ToArray())];
        _days = [.. people.Select(person => person.Select(time => time.Days).ToArray())];
        _drawn = new int[people.Count == 0 ? 0 : Draws][];
        for (var draw = 0; draw < _drawn.Length; draw++)
        {
            var stream = new RandomStream(key, draw);
            _drawn[draw] = new int[people.Count];
            for (var i = 0; i < people.Count; i++) _drawn[draw][stream.Below(people.Count)]++;
        }
    }

    /// <summary>How many people have any day in a time.</summary>
    public int CountOf(int time) => _days.Count(days => days[time] > 0);

    /// <summary>The rate per year of a time.</summary>
    public (double? Value, Interval? Interval) Rate(int time)
    {
        double? Of(int[]? drawn) => Sum(_events, time, drawn) is var events && Sum(_days, time, drawn) is var days && days > 0 ? events / days * Year : null;
        return (Of(null), CaptureBootstrap.Middle(_drawn.Select(drawn => Of(drawn) ?? double.NaN)));
    }

    /// <summary>The rate of one time divided by that of another, among those who have days in both.</summary>
    public (double? Value, Interval? Interval) Ratio(int time, int to)
    {
        double? Of(int[]? drawn)
        {
            var (events, days, others, otherDays) = (0.0, 0.0, 0.0, 0.0);
            for (var i = 0; i < _events.Length; i++)
            {
                if (_days[i][time] <= 0 || _days[i][to] <= 0) continue;
                double weight = drawn is null ? 1 : drawn[i];
                events += weight * _events[i][time];
                days += weight * _days[i][time];
                others += weight * _events[i][to];
                otherDays += weight * _days[i][to];
            }
            return days > 0 && others > 0 ? events / days / (others / otherDays) : null;
        }
        return (Of(null), CaptureBootstrap.Middle(_drawn.Select(drawn => Of(drawn) ?? double.NaN)));
    }

    /// <summary>The days of a year, for rates.</summary>
    public const double Year = 365.25;

    private static double Sum(double[][] values, int time, int[]? drawn)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++) sum += values[i][time] * (drawn is null ? 1 : drawn[i]);
        return sum;
    }
}
