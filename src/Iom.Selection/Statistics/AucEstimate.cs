namespace Iom.Selection.Statistics;

/// <summary>How often somebody of one kind has the higher score than somebody of the other, equal scores counting half.</summary>
/// <remarks>
/// The area under the curve of true against false positives. Its error is that of DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44,
/// 837-845, with mid-ranks as in Sun and Xu (2014), IEEE Signal Processing Letters 21, 1389-1393; the interval is symmetric, cut at 0 and 1.
/// </remarks>
/// <param name="Value">The area, 0 to 1; 0.5 is no better than a coin.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Interval">Where it may lie.</param>
/// <param name="PositiveCount">How many are of the kind that should score higher.</param>
/// <param name="NegativeCount">How many are of the other.</param>
public sealed record AucEstimate(double Value, double StandardError, Interval Interval, int PositiveCount, int NegativeCount)
{
    /// <summary>Estimates the area.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="isPositive">Of which kind each is, in the same order.</param>
    /// <param name="level">The confidence level, between 0 and 1.</param>
    /// <returns>The estimate; null with fewer than two of either kind, and where the scores part the two entirely, of which this error says nothing.</returns>
    /// <exception cref="ArgumentException">There are not as many kinds as scores.</exception>
    public static AucEstimate? Estimate(IReadOnlyList<double> scores, IReadOnlyList<bool> isPositive, double level)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(isPositive);
        if (scores.Count != isPositive.Count) throw new ArgumentException("There must be a kind for each score.", nameof(isPositive));
        double[] positive = [.. scores.Where((_, i) => isPositive[i])];
        double[] negative = [.. scores.Where((_, i) => !isPositive[i])];
        if (positive.Length < 2 || negative.Length < 2) return null;

        var among = MidRanks([.. positive, .. negative]);
        var (own, other) = (MidRanks(positive), MidRanks(negative));
        // How often each one wins against the other kind; the mean is the area.
        double[] wins = [.. positive.Select((_, i) => (among[i] - own[i]) / negative.Length)];
        double[] losses = [.. negative.Select((_, i) => 1 - ((among[positive.Length + i] - other[i]) / positive.Length))];
        var area = wins.Average();
        var error = Math.Sqrt((Variance(wins, area) / positive.Length) + (Variance(losses, area) / negative.Length));
        // An error of 0 because few people happen to be parted would claim certainty.
        if (area is 0 or 1) return null;
        var half = Interval.NormalQuantile(level) * error;
        return new AucEstimate(area, error, new Interval(Math.Max(0, area - half), Math.Min(1, area + half)), positive.Length, negative.Length);
    }

    /// <summary>The mean of areas of different people, each with its own error.</summary>
    internal static AucEstimate Mean(IReadOnlyList<AucEstimate> areas, double level)
    {
        var (value, squares) = (0.0, 0.0);
        foreach (var area in areas) (value, squares) = (value + area.Value, squares + (area.StandardError * area.StandardError));
        (value, var error) = (value / areas.Count, Math.Sqrt(squares) / areas.Count);
        var half = Interval.NormalQuantile(level) * error;
        return new AucEstimate(
            value, error, new Interval(Math.Max(0, value - half), Math.Min(1, value + half)), areas.Sum(area => area.PositiveCount), areas.Sum(area => area.NegativeCount));
    }

    private static double Variance(double[] values, double mean)
    {
        var sum = 0.0;
        foreach (var value in values) sum += (value - mean) * (value - mean);
        return sum / (values.Length - 1);
    }

    // Ranks from 1, equal values sharing their mean.
    private static double[] MidRanks(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort((double[])values.Clone(), order);
        var ranks = new double[values.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]]) end++;
            for (var i = start; i < end; i++) ranks[order[i]] = (start + end + 1) / 2.0;
            start = end;
        }
        return ranks;
    }
}
