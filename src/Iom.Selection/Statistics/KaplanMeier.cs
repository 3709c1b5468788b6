namespace Iom.Selection.Statistics;

/// <summary>The survival curve of Kaplan and Meier (1958), J. Am. Stat. Assoc. 53, 457-481.</summary>
internal sealed class KaplanMeier
{
    // Two probabilities that differ by less are equal but for rounding.
    private const double Tolerance = 1.5e-8;

    private KaplanMeier(SurvivalPoint[] points, int count) => (Points, Count) = (points, count);

    /// <summary>A point for each time at which somebody had the event or was censored, rising.</summary>
    public IReadOnlyList<SurvivalPoint> Points { get; }

    /// <summary>How many people there are.</summary>
    public int Count { get; }

    /// <summary>Estimates the curve.</summary>
    /// <param name="times">When each one's event came, or was last known not to have come.</param>
    /// <param name="isEvent">Whether it came.</param>
    public static KaplanMeier Estimate(IReadOnlyList<double> times, IReadOnlyList<bool> isEvent)
    {
        int[] order = [.. Enumerable.Range(0, times.Count).OrderBy(i => times[i])];
        var points = new List<SurvivalPoint>();
        var (survival, variance) = (1.0, 0.0);
        for (int start = 0, end; start < order.Length; start = end)
        {
            var events = 0;
            for (end = start; end < order.Length && times[order[end]] == times[order[start]]; end++) events += isEvent[order[end]] ? 1 : 0;
            double atRisk = order.Length - start;
            if (events > 0)
            {
                survival *= (atRisk - events) / atRisk;
                variance += events / (atRisk * (atRisk - events));
            }
            points.Add(new SurvivalPoint(times[order[start]], order.Length - start, events, survival, variance));
        }
        return new KaplanMeier([.. points], times.Count);
    }

    /// <summary>The curve at a time.</summary>
    /// <returns>The point that holds then, with how many are still at risk at the time and the events up to it since the point before the time asked for.</returns>
    public SurvivalPoint At(double time)
    {
        var (at, survival, variance) = (0, 1.0, 0.0);
        var events = 0;
        for (; at < Points.Count && Points[at].Time <= time; at++)
        {
            (survival, variance) = (Points[at].Survival, Points[at].LogVariance);
            events = Points[at].Time == time ? Points[at].Events : 0;
        }
        var atRisk = at > 0 && Points[at - 1].Time == time ? Points[at - 1].AtRisk : at < Points.Count ? Points[at].AtRisk : 0;
        return new SurvivalPoint(time, atRisk, events, survival, variance);
    }

    /// <summary>The time by which half have had the event, with its interval: Brookmeyer and Crowley (1982), Biometrics 38, 29-41.</summary>
    /// <param name="kind">The scale of the intervals of the curve.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>Each null where the curve does not come so far.</returns>
    public (double? Median, double? Low, double? High) Median(SurvivalInterval kind, double level) => (
        Half(point => point.Survival), Half(point => point.IntervalAt(kind, level)?.Low), Half(point => point.IntervalAt(kind, level)?.High));

    /// <summary>The mean time without the event up to a limit, and its standard error.</summary>
    /// <remarks>The area under the curve; Klein and Moeschberger (2003), "Survival Analysis", p. 118.</remarks>
    public (double Mean, double StandardError) RestrictedMean(double limit)
    {
        SurvivalPoint[] steps = [.. Points.Where(point => point.Events > 0 && point.Time <= limit)];
        var (mean, variance) = (0.0, 0.0);
        // From the limit back: the area after each step.
        for (var i = steps.Length; i >= 0; i--)
        {
            var (from, to) = (i == 0 ? 0 : steps[i - 1].Time, i == steps.Length ? limit : steps[i].Time);
            mean += (to - from) * (i == 0 ? 1 : steps[i - 1].Survival);
            if (i > 0 && steps[i - 1].AtRisk > steps[i - 1].Events)
                variance += mean * mean * steps[i - 1].Events / ((double)steps[i - 1].AtRisk * (steps[i - 1].AtRisk - steps[i - 1].Events));
        }
        return (mean, Math.Sqrt(variance));
    }

    // Where a curve comes to one half; in the middle of the stretch where it is one half exactly.
    private double? Half(Func<SurvivalPoint, double?> curve)
    {
        SurvivalPoint[] steps = [.. Points.Where(point => point.Events > 0)];
        for (var i = 0; i < steps.Length; i++)
        {
            if (curve(steps[i]) is not { } value || value > 0.5 + Tolerance) continue;
            return value > 0.5 - Tolerance && i + 1 < steps.Length ? (steps[i].Time + steps[i + 1].Time) / 2 : steps[i].Time;
        }
        return null;
    }
}
