using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Outcomes;

/// <summary>How often people of a group came to the outcome for the time that they were at liberty to.</summary>
/// <remarks>Those who came to it count up to that day, so that time in custody after it, or before, makes no group look better.</remarks>
/// <param name="Group">The group.</param>
/// <param name="EventCount">How many came to it.</param>
/// <param name="Days">Their days at liberty, up to the outcome.</param>
/// <param name="RatioToReference">The rate divided by that of the reference group; null where either has no days or that one no outcome.</param>
/// <param name="Interval">Where the ratio may lie.</param>
/// <param name="P">The exact two-sided p; null where there is no ratio.</param>
public sealed record RateAtLiberty(string Group, int EventCount, long Days, double? RatioToReference, Interval? Interval, double? P)
{
    private const double DaysOfYear = 365.25;

    /// <summary>Outcomes for a year at liberty; null without days.</summary>
    public double? PerYear => Days == 0 ? null : EventCount * DaysOfYear / Days;
}
