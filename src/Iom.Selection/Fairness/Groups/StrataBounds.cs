using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Groups;

/// <summary>What a difference of two rates within strata could be, had those who are not recorded been recorded: in each stratum they are of any of its groups.</summary>
/// <remarks>
/// The difference of Mantel and Haenszel is a mean of those of the strata, each weighted by m n / (m + n). Who those not recorded are moves both the difference in a stratum and its weight;
/// the bounds let each be at its worst by itself, so that the difference lies within them whoever they are. Of one stratum they are Manski's.
/// </remarks>
internal sealed class StrataBounds
{
    private readonly (NotRecordedBounds Bounds, int Own, int Other, int NotRecorded)[] _strata;

    /// <summary>Prepares the bounds.</summary>
    /// <param name="strata">Of each stratum, its bounds, how many of the group and of those it is compared with are recorded, and how many are not recorded.</param>
    public StrataBounds(IEnumerable<(NotRecordedBounds Bounds, int Own, int Other, int NotRecorded)> strata) => _strata = [.. strata];

    /// <summary>From where to where the difference could go.</summary>
    /// <param name="odds">How far the odds of being of a group may differ from those of the recorded; null for any way at all.</param>
    public Interval Difference(double? odds)
    {
        var extremes = Array.ConvertAll(_strata, stratum => stratum.Bounds.Extremes(odds));
        if (_strata.Length == 1) return new Interval(Difference(extremes[0].Least), Difference(extremes[0].Most));
        (double Least, double Most)[] weights = [.. _strata.Select(stratum => Weights(stratum.Own, stratum.Other, stratum.NotRecorded))];
        return new Interval(
            Least([.. extremes.Select((each, i) => (Difference(each.Least), weights[i].Least, weights[i].Most))]),
            -Least([.. extremes.Select((each, i) => (-Difference(each.Most), weights[i].Least, weights[i].Most))]));
    }

    /// <summary>The counts of each stratum with which its difference is least, and those with which it is most.</summary>
    public ((Proportion Own, Proportion Other)[] Least, (Proportion Own, Proportion Other)[] Most) Extremes(double? odds)
    {
        var extremes = Array.ConvertAll(_strata, stratum => stratum.Bounds.Extremes(odds));
        return (Array.ConvertAll(extremes, each => each.Least), Array.ConvertAll(extremes, each => each.Most));
    }

    // Who is of neither side has no rate, and the side that they would make has that of the other at best.
    private static double Difference((Proportion Own, Proportion Other) table) => (table.Own.Rate - table.Other.Rate) ?? 0;

    // A weight grows with either side: least with nobody added, most with both sides as alike as they could be.
    private static (double Least, double Most) Weights(int own, int other, int notRecorded)
    {
        double all = own + other + notRecorded;
        if (all == 0) return (0, 0);
        var half = Math.Clamp(all / 2, own, own + notRecorded);
        return (own + other == 0 ? 0 : (double)own * other / (own + other), half * (all - half) / all);
    }

    // The least mean: of the smallest differences as much weight as may be, of the others as little; how many are the smallest is tried.
    private static double Least((double Difference, double Light, double Heavy)[] strata)
    {
        Array.Sort(strata, (one, two) => one.Difference.CompareTo(two.Difference));
        var (weight, sum) = (strata.Sum(stratum => stratum.Light), strata.Sum(stratum => stratum.Light * stratum.Difference));
        var least = weight > 0 ? sum / weight : double.PositiveInfinity;
        foreach (var (difference, light, heavy) in strata)
        {
            (weight, sum) = (weight + heavy - light, sum + ((heavy - light) * difference));
            if (weight > 0) least = Math.Min(least, sum / weight);
        }
        return double.IsPositiveInfinity(least) ? 0 : Math.Clamp(least, -1, 1);
    }
}
