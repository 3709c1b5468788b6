using System.Runtime.InteropServices;

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
    public static Concordance Count(int[] groups, int[] times, bool[] isEvent) => Count(groups, new EventOrder(times, isEvent));

    /// <summary>Counts the pairs of one order of people whose events were put in order before.</summary>
    /// <param name="groups">The tie in which each one stands, from 0; a lower number stands before a higher.</param>
    /// <param name="events">The events of the same people.</param>
    public static Concordance Count(int[] groups, EventOrder events)
    {
        var size = groups.Length == 0 ? 0 : groups.Max() + 1;
        var order = events.Latest;
        // Those who outlast everybody come first: they are put in at once, and nobody is before them.
        var outlasting = new Fenwick(groups, order[..events.OutlastingCount], size);
        var (concordant, discordant, tied, tiedTime, tiedBoth) = (0L, 0L, 0L, 0L, 0L);
        // By person: pairs for and against, as the one whose event came first; those of the other follow from a second pass.
        var balance = new long[groups.Length];
        // Those of one day who stand alike are counted at once.
        var day = new Crowd(size);
        var starts = events.Starts;
        for (var at = 0; at + 1 < starts.Length; at++)
        {
            var people = order[starts[at]..starts[at + 1]];
            if (!events.IsEvent(people[0]))
            {
                outlasting.Add(groups[people[0]], 1);
                continue;
            }
            day.Gather(people, groups);
            long same = 0;
            foreach (var group in day.Groups)
            {
                var (count, ahead, alike) = (day.CountOf(group), outlasting.Below(group), outlasting.At(group));
                var behind = outlasting.Total - ahead - alike;
                concordant += count * behind;
                discordant += count * ahead;
                tied += count * alike;
                same += count * (count - 1) / 2;
                day.Say(group, behind - ahead);
            }
            foreach (var person in people) balance[person] += day.SaidOf(groups[person]);
            tiedBoth += same;
            tiedTime += ((long)people.Length * (people.Length - 1) / 2) - same;
            foreach (var group in day.Groups) outlasting.Add(group, (int)day.CountOf(group));
        }

        // The other way: who of those with an earlier event stands before or behind each one.
        var earlier = new Fenwick(groups, [], size);
        for (var at = starts.Length - 2; at >= 0; at--)
        {
            var people = order[starts[at]..starts[at + 1]];
            day.Gather(people, groups);
            foreach (var group in day.Groups)
            {
                var ahead = earlier.Below(group);
                day.Say(group, ahead - (earlier.Total - ahead - earlier.At(group)));
            }
            foreach (var person in people) balance[person] += day.SaidOf(groups[person]);
            if (!events.IsEvent(people[0])) continue;
            foreach (var group in day.Groups) earlier.Add(group, (int)day.CountOf(group));
        }
        // By then all events are in.
        var balances = earlier.Balances();
        foreach (var person in order[..events.OutlastingCount]) balance[person] += balances[groups[person]];

        double pairs = concordant + discordant + tied;
        var (mean, squares) = ((concordant - discordant) / pairs, 0.0);
        // Pairs of each person, with the mean taken off.
        for (var i = 0; i < groups.Length; i++)
        {
            var influence = (balance[i] - (mean * events.PairsOf(i))) / pairs;
            squares += influence * influence;
        }
        return new Concordance(concordant, discordant, tied, tiedTime, tiedBoth, pairs == 0 ? 0 : Math.Sqrt(squares) / 2);
    }

    // People by the tie they stand in, with something to say of each tie.
    private sealed class Crowd(int size)
    {
        private readonly int[] _counts = new int[size];
        private readonly long[] _said = new long[size];
        private readonly List<int> _groups = [];

        public ReadOnlySpan<int> Groups => CollectionsMarshal.AsSpan(_groups);

        public void Gather(ReadOnlySpan<int> people, int[] groups)
        {
            foreach (var group in _groups) _counts[group] = 0;
            _groups.Clear();
            foreach (var person in people)
            {
                if (_counts[groups[person]]++ == 0) _groups.Add(groups[person]);
            }
        }

        public long CountOf(int group) => _counts[group];

        public void Say(int group, long said) => _said[group] = said;

        public long SaidOf(int group) => _said[group];
    }

    // Counts by number, with sums of all below one.
    private sealed class Fenwick
    {
        private readonly int[] _sums;
        private readonly int[] _counts;

        public Fenwick(int[] groups, ReadOnlySpan<int> people, int size)
        {
            (_sums, _counts, Total) = (new int[size + 1], new int[size], people.Length);
            foreach (var person in people) _counts[groups[person]]++;
            for (var i = 1; i < _sums.Length; i++)
            {
                _sums[i] += _counts[i - 1];
                if (i + (i & -i) is var next && next < _sums.Length) _sums[next] += _sums[i];
            }
        }

        public long Total { get; private set; }

        public long At(int index) => _counts[index];

        public void Add(int index, int count)
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

        // By number: how many more are below it than above.
        public long[] Balances()
        {
            var (balances, below) = (new long[_counts.Length], 0L);
            for (var i = 0; i < balances.Length; below += _counts[i++]) balances[i] = below - (Total - below - _counts[i]);
            return balances;
        }
    }
}
