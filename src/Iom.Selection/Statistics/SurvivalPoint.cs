namespace Iom.Selection.Statistics;

/// <summary>A survival curve from one time on.</summary>
/// <param name="Time">The time.</param>
/// <param name="AtRisk">How many were at risk just before it.</param>
/// <param name="Events">How many events came then.</param>
/// <param name="Survival">The probability of no event up to and at the time.</param>
/// <param name="LogVariance">Greenwood's variance of its logarithm.</param>
internal readonly record struct SurvivalPoint(double Time, int AtRisk, int Events, double Survival, double LogVariance)
{
    /// <summary>The standard error of the probability: Greenwood (1926).</summary>
    public double StandardError => Survival * Math.Sqrt(LogVariance);

    /// <summary>Where the probability may lie.</summary>
    /// <param name="kind">The scale.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>Null where the scale has no figure: at 0, and on the log-log scale at 1.</returns>
    public Interval? IntervalAt(SurvivalInterval kind, double level)
    {
        var half = Interval.NormalQuantile(level) * Math.Sqrt(LogVariance);
        if (Survival <= 0 || double.IsInfinity(LogVariance)) return null;
        switch (kind)
        {
            case SurvivalInterval.Plain:
                return new Interval(Math.Max(0, Survival - (half * Survival)), Math.Min(1, Survival + (half * Survival)));
            case SurvivalInterval.Log:
                return new Interval(Survival * Math.Exp(-half), Math.Min(1, Survival * Math.Exp(half)));
            default:
                if (Survival >= 1) return null;
                var log = Math.Log(Survival);
                return new Interval(Math.Exp(log * Math.Exp(-half / log)), Math.Exp(log * Math.Exp(half / log)));
        }
    }
}
