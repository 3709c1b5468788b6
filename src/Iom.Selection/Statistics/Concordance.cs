namespace Iom.Selection.Statistics;

/// <summary>How often, of two people of whom one comes to an event first, that one stands before the other: Harrell's C.</summary>
/// <remarks>
/// Harrell, Califf, Pryor, Lee and Rosati (1982), JAMA 247, 2543-2546. A pair counts when the earlier time is an event and the other is later, or is censored
/// on the same day; two events of one day are no pair. The error is the infinitesimal jackknife: Therneau and Watson (2015), Mayo Clinic technical report 85.
/// </remarks>
/// <param name="Concordant">Pairs in which the one with the earlier event stands before the other.</param>
/// <param name="Discordant">Pairs in which that one stands behind.</param>
/// <param name="TiedOrder">Pairs that stand alike; each counts half.</param>
/// <param name="TiedTime">Pairs of two events on one day that stand apart; they don't count.</param>
/// <param name="TiedBoth">Pairs of two events on one day that stand alike; they don't count.</param>
/// <param name="StandardError">The error of the value.</param>
internal sealed record Concordance(long Concordant, long Discordant, long TiedOrder, long TiedTime, long TiedBoth, double StandardError)
{
    /// <summary>C, 0 to 1; null where there is no pair.</summary>
    public double? Value => Pairs == 0 ? null : (Concordant + (TiedOrder / 2.0)) / Pairs;

    private long Pairs => Concordant + Discordant + TiedOrder;

    /// <summary>Counts the pairs.</summary>
    /// <param name="groups">The tie in which each one stands, from 0; a lower number stands before a higher.</param>
    /// <param name="times">When each one's event came, or was last known not to have come.</param>
    /// <param name="isEvent">Whether it came.</param>
    public static Concordance Count(int[] groups, int[] times, bool[] isEvent)
    {
        var size = groups.Length == 0 ? 0 : groups.Max() + 1;
        int[] order = [.. Enumerable.Range(0, groups.Length)];
        // From the latest time back; of one day, those who are censored outlast those with an event.
        Array.Sort(order, (a, b) => times[a] != times[b] ? times[b].CompareTo(times[a]) : isEvent[a] != isEvent[b] ? isEvent[a].CompareTo(isEvent[b]) : a.CompareTo(b));
        var outlasting = new Fenwick(size);
        var (concordant, discordant, tied, tiedTime, tiedBoth) = (0L, 0L, 0L, 0L, 0L);
        // By person: pairs for and against, as the one whose event came first; those of the other follow from a second pass.
        var balance = new long[groups.Length];
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            if (!isEvent[order[start]])
            {
                outlasting.Add(groups[order[start]], 1);
                continue;
            }
            while (end < order.Length && times[order[end]] == times[order[start]]) end++;
            var sameDay = new Dictionary<int, long>();
            for (var i = start; i < end; i++)
            {
                var group = groups[order[i]];
                var (ahead, alike) = (outlasting.Below(group), outlasting.At(group));
                var behind = outlasting.Total - ahead - alike;
                concordant += behind;
                discordant += ahead;
                tied += alike;
                balance[order[i]] += behind - ahead;
                sameDay[group] = sameDay.GetValueOrDefault(group) + 1;
            }
            long all = end - start, same = 0;
            foreach (var count in sameDay.Values) same += count * (count - 1) / 2;
            tiedBoth += same;
            tiedTime += (all * (all - 1) / 2) - same;
            for (var i = start; i < end; i++) outlasting.Add(groups[order[i]], 1);
        }

        // The other way: who of those with an earlier event stands before or behind each one.
        var earlier = new Fenwick(size);
        for (int end = order.Length - 1, start; end >= 0; end = start)
        {
            start = end - 1;
            if (isEvent[order[end]])
            {
                while (start >= 0 && isEvent[order[start]] && times[order[start]] == times[order[end]]) start--;
                for (var i = end; i > start; i--) balance[order[i]] += Against(groups[order[i]]);
                for (var i = end; i > start; i--) earlier.Add(groups[order[i]], 1);
            }
            else
            {
                balance[order[end]] += Against(groups[order[end]]);
            }
        }
        double pairs = concordant + discordant + tied;
        var (mean, squares) = ((concordant - discordant) / pairs, 0.0);
        // Pairs of each person, with the mean taken off.
        var count2 = PairsOf(groups, times, isEvent, order);
        for (var i = 0; i < groups.Length; i++)
        {
            var influence = (balance[i] - (mean * count2[i])) / pairs;
            squares += influence * influence;
        }
        return new Concordance(concordant, discordant, tied, tiedTime, tiedBoth, pairs == 0 ? 0 : Math.Sqrt(squares) / 2);

        long Against(int group)
        {
            var ahead = earlier.Below(group);
            return ahead - (earlier.Total - ahead - earlier.At(group));
        }
    }

    // With how many each one makes a pair that counts.
    private static long[] PairsOf(int[] groups, int[] times, bool[] isEvent, int[] order)
    {
        var pairs = new long[groups.Length];
        long outlasting = 0, events = 0;
        foreach (var person in order) events += isEvent[person] ? 1 : 0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            if (!isEvent[order[start]])
            {
                pairs[order[start]] = events;
                outlasting++;
                continue;
            }
            while (end < order.Length && times[order[end]] == times[order[start]]) end++;
            events -= end - start;
            for (var i = start; i < end; i++) pairs[order[i]] = outlasting + events;
            outlasting += end - start;
        }
        return pairs;
    }

    // Counts by number, with sums of all below one.
    private sealed class Fenwick(int size)
    {
        private readonly long[] _sums = new long[size + 1];
        private readonly long[] _counts = new long[size];

        public long Total { get; private set; }

        public long At(int index) => _counts[index];

        public void Add(int index, long count)
        {
            Total += count;
            _counts[index] += count;
            for (var i = index + 1; i < _sums.Length; i += i & -i) _sums[i] += count;
        }

        public long Below(int index)
        {
            var sum = 0L;
            for (var i = index; i > 0; i -= i & -i) sum += _sums[i];
            return sum;
        }
    }
}
