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
        if (isPositive.Count(each => each) < 2 || isPositive.Count(each => !each) < 2) return null;
        var (wins, losses) = Wins(scores, isPositive);
        return Estimate(wins, losses, level);
    }

    /// <summary>The same for people of whom many share a score.</summary>
    /// <param name="scores">The score of each pattern.</param>
    /// <param name="pattern">Which pattern each one has.</param>
    /// <param name="isPositive">Of which kind each one is, in the same order.</param>
    /// <param name="level">The confidence level.</param>
    internal static AucEstimate? OfPatterns(double[] scores, int[] pattern, bool[] isPositive, double level)
    {
        var (positives, negatives) = (new int[scores.Length], new int[scores.Length]);
        for (var i = 0; i < pattern.Length; i++) (isPositive[i] ? positives : negatives)[pattern[i]]++;
        var (wins, losses) = (new double[positives.Sum()], new double[negatives.Sum()]);
        if (wins.Length < 2 || losses.Length < 2) return null;

        int[] order = [.. Enumerable.Range(0, scores.Length).Where(each => positives[each] + negatives[each] > 0)];
        Array.Sort(Array.ConvertAll(order, each => scores[each]), order);
        var (win, loss) = (new double[scores.Length], new double[scores.Length]);
        var (positiveStart, negativeStart) = (0, 0);
        for (int start = 0, end; start < order.Length; start = end)
        {
            var (positiveEnd, negativeEnd) = (positiveStart, negativeStart);
            for (end = start; end < order.Length && (end == start || scores[order[end]] == scores[order[start]]); end++)
            {
                positiveEnd += positives[order[end]];
                negativeEnd += negatives[order[end]];
            }
            var among = MidRank(positiveStart + negativeStart, positiveEnd + negativeEnd);
            for (var i = start; i < end; i++)
            {
                win[order[i]] = (among - MidRank(positiveStart, positiveEnd)) / losses.Length;
                loss[order[i]] = 1 - ((among - MidRank(negativeStart, negativeEnd)) / wins.Length);
            }
            (positiveStart, negativeStart) = (positiveEnd, negativeEnd);
        }
        var (won, lost) = (0, 0);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (isPositive[i]) wins[won++] = win[pattern[i]];
            else losses[lost++] = loss[pattern[i]];
        }
        return Estimate(wins, losses, level);
    }

    // How often each one wins against the other kind; the mean is the area.
    private static (double[] Wins, double[] Losses) Wins(IReadOnlyList<double> scores, IReadOnlyList<bool> isPositive)
    {
        double[] positive = [.. scores.Where((_, i) => isPositive[i])];
        double[] negative = [.. scores.Where((_, i) => !isPositive[i])];
        var among = MidRanks([.. positive, .. negative]);
        var (own, other) = (MidRanks(positive), MidRanks(negative));
        return (
            [.. positive.Select((_, i) => (among[i] - own[i]) / negative.Length)],
            [.. negative.Select((_, i) => 1 - ((among[positive.Length + i] - other[i]) / positive.Length))]);
    }

    private static AucEstimate? Estimate(double[] wins, double[] losses, double level)
    {
        var area = wins.Average();
        var error = Math.Sqrt((Variance(wins, area) / wins.Length) + (Variance(losses, area) / losses.Length));
        // An error of 0 because few people happen to be parted would claim certainty.
        if (area is 0 or 1) return null;
        var half = Interval.NormalQuantile(level) * error;
        return new AucEstimate(area, error, new Interval(Math.Max(0, area - half), Math.Min(1, area + half)), wins.Length, losses.Length);
    }

    /// <summary>How much larger the area of one score is than that of another of the same people, with its interval.</summary>
    /// <remarks>The errors of the two are not independent: the covariance is that of DeLong, DeLong and Clarke-Pearson (1988), section 3.</remarks>
    /// <param name="one">The one score.</param>
    /// <param name="other">The other.</param>
    /// <param name="isPositive">Of which kind each person is.</param>
    /// <param name="level">The confidence level.</param>
    /// <returns>The difference; null with fewer than two of either kind.</returns>
    internal static DifferenceEstimate? Paired(double[] one, double[] other, bool[] isPositive, double level)
    {
        if (isPositive.Count(each => each) < 2 || isPositive.Count(each => !each) < 2) return null;
        var (first, second) = (Wins(one, isPositive), Wins(other, isPositive));
        double[] wins = [.. first.Wins.Zip(second.Wins, (a, b) => a - b)];
        double[] losses = [.. first.Losses.Zip(second.Losses, (a, b) => a - b)];
        var value = wins.Average();
        var half = Interval.NormalQuantile(level) * Math.Sqrt((Variance(wins, value) / wins.Length) + (Variance(losses, losses.Average()) / losses.Length));
        return new DifferenceEstimate(value, new Interval(value - half, value + half));
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
            for (var i = start; i < end; i++) ranks[order[i]] = MidRank(start, end);
            start = end;
        }
        return ranks;
    }

    // The mean of the ranks from 1 of those at places from a start to an end.
    private static double MidRank(int start, int end) => (start + end + 1) / 2.0;
}
