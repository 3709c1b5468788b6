namespace Iom.Selection.Statistics;

/// <summary>The area under the curve of an order with ties: how often one of the one kind stands before one of the other, ties counting half.</summary>
/// <remarks>DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44, 837-845; the Wald interval, cut at 0 and 1. An order that parts the two kinds entirely has an error of 0.</remarks>
/// <param name="Value">The area, 0 to 1.</param>
/// <param name="Interval">Where it may lie; null with one person of a kind, of whom there is no variance.</param>
internal sealed record OrderedAuc(double Value, Interval? Interval)
{
    /// <summary>Estimates the area.</summary>
    /// <param name="groups">The tie in which each one stands; a lower number stands before a higher.</param>
    /// <param name="isPositive">Of which kind each is.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>The estimate; null without both kinds.</returns>
    public static OrderedAuc? Estimate(int[] groups, bool[] isPositive, double level)
    {
        var size = groups.Length == 0 ? 0 : groups.Max() + 1;
        var (with, without) = (new int[size], new int[size]);
        for (var i = 0; i < groups.Length; i++) (isPositive[i] ? with : without)[groups[i]]++;
        double positives = with.Sum(), negatives = without.Sum();
        if (positives == 0 || negatives == 0) return null;

        // By tie: how often one of them wins against the other kind.
        var (area, before) = (0.0, 0.0);
        var (wins, losses) = (new double[size], new double[size]);
        double after = negatives;
        for (var group = 0; group < size; group++)
        {
            after -= without[group];
            wins[group] = (after + (without[group] / 2.0)) / negatives;
            losses[group] = (before + (with[group] / 2.0)) / positives;
            before += with[group];
            area += wins[group] * with[group];
        }
        area /= positives;
        if (positives < 2 || negatives < 2) return new OrderedAuc(area, null);
        var (ofWins, ofLosses) = (0.0, 0.0);
        for (var group = 0; group < size; group++)
        {
            ofWins += with[group] * (wins[group] - area) * (wins[group] - area);
            ofLosses += without[group] * (losses[group] - area) * (losses[group] - area);
        }
        var error = Math.Sqrt((ofWins / (positives - 1) / positives) + (ofLosses / (negatives - 1) / negatives));
        var half = Statistics.Interval.NormalQuantile(level) * error;
        return new OrderedAuc(area, new Interval(Math.Max(0, area - half), Math.Min(1, area + half)));
    }
}
