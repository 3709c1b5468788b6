using Iom.Selection.Policies;

namespace Iom.Selection.Ranking;

/// <summary>Puts ranked people in order: by the policy's keys, then by lot.</summary>
/// <remarks>The keys: cohort, if it ranks by cohort; total, descending; the tie-break's points, descending.</remarks>
internal sealed class RankOrder
{
    private const int MostPointsOfAFactor = 1000;

    private readonly Policy _policy;
    private readonly Standings _standings;
    private readonly LotOf _lotOf;
    private readonly bool _keysFit;
    private readonly int _mostTotal;

    public RankOrder(Policy policy, Standings standings, LotOf lotOf)
    {
        (_policy, _standings, _lotOf) = (policy, standings, lotOf);
        _mostTotal = MostPointsOfAFactor * policy.Factors.Length;
        // All keys fit into one number but for policies with very many tie-breaks.
        var combinations = (UInt128)(policy.Cohorts.Length + 1) * (UInt128)(_mostTotal + 1);
        for (var i = 0; i < policy.TieBreak.Length && combinations <= ulong.MaxValue; i++) combinations *= MostPointsOfAFactor + 1;
        _keysFit = combinations <= ulong.MaxValue;
    }

    /// <summary>Draws a person's lot.</summary>
    public delegate void LotOf(int person, Span<byte> lot);

    /// <summary>Everybody who is ranked, by number, in rank order.</summary>
    public int[] Sorted()
    {
        var count = 0;
        for (var person = 0; person < _standings.Count; person++)
        {
            if (_standings.Placement(person).IsRanked) count++;
        }
        var (people, keys) = (new int[count], new ulong[_keysFit ? count : 0]);
        for (int person = 0, at = 0; person < _standings.Count; person++)
        {
            if (!_standings.Placement(person).IsRanked) continue;
            if (_keysFit) keys[at] = Key(person);
            people[at++] = person;
        }

        if (_keysFit) Array.Sort(keys, people);
        else Array.Sort(people, CompareKeys);
        SortTiesByLot(people, keys);
        return people;
    }

    /// <summary>Whether two people are equal in all the policy's keys.</summary>
    public bool AreTied(int person, int other) => CompareKeys(person, other) == 0;

    /// <summary>Compares a person with another as that one would stand.</summary>
    public int Compare(int person, int other, Standing otherStanding)
    {
        var keys = CohortPlace(_standings.Placement(person)).CompareTo(CohortPlace(otherStanding.Placement));
        if (keys == 0) keys = otherStanding.Least.CompareTo(_standings.Least(person));
        var points = _standings.LeastPoints(person);
        for (var i = 0; keys == 0 && i < _policy.TieBreak.Length; i++)
            keys = otherStanding.Points[_policy.TieBreak[i]].CompareTo(points[_policy.TieBreak[i]]);
        if (keys != 0 || person == other) return keys;
        Span<byte> lot = stackalloc byte[Draw.LotBytes], otherLot = stackalloc byte[Draw.LotBytes];
        _lotOf(person, lot);
        _lotOf(other, otherLot);
        return lot.SequenceCompareTo(otherLot);
    }

    private int CohortPlace(Placement placement) =>
        _policy.Order == RankingOrder.Points ? 0 : placement.Cohort < 0 ? _policy.Cohorts.Length : placement.Cohort;

    private ulong Key(int person)
    {
        var points = _standings.LeastPoints(person);
        var key = ((ulong)CohortPlace(_standings.Placement(person)) * (ulong)(_mostTotal + 1)) + (ulong)(_mostTotal - _standings.Least(person));
        foreach (var factor in _policy.TieBreak) key = (key * (MostPointsOfAFactor + 1)) + (ulong)(MostPointsOfAFactor - points[factor]);
        return key;
    }

    private int CompareKeys(int person, int other)
    {
        var keys = CohortPlace(_standings.Placement(person)).CompareTo(CohortPlace(_standings.Placement(other)));
        if (keys == 0) keys = _standings.Least(other).CompareTo(_standings.Least(person));
        var points = _standings.LeastPoints(person);
        var otherPoints = _standings.LeastPoints(other);
        for (var i = 0; keys == 0 && i < _policy.TieBreak.Length; i++)
            keys = otherPoints[_policy.TieBreak[i]].CompareTo(points[_policy.TieBreak[i]]);
        return keys;
    }

    // Lots are drawn only where all other keys are equal.
    private void SortTiesByLot(int[] people, ulong[] keys)
    {
        var lots = new Lot[16];
        for (var first = 0; first < people.Length;)
        {
            var end = first + 1;
            while (end < people.Length && (_keysFit ? keys[end] == keys[first] : AreTied(people[end], people[first]))) end++;
            if (end - first > 1)
            {
                var tied = people.AsSpan(first, end - first);
                if (lots.Length < tied.Length) lots = new Lot[Math.Max(tied.Length, lots.Length * 2)];
                var drawn = lots.AsSpan(0, tied.Length);
                for (var i = 0; i < tied.Length; i++) drawn[i] = Lot.Drawn(tied[i], _lotOf);
                drawn.Sort();
                for (var i = 0; i < tied.Length; i++) tied[i] = drawn[i].Person;
            }
            first = end;
        }
    }

    private readonly struct Lot(int person, UInt128 first, UInt128 last) : IComparable<Lot>
    {
        public int Person => person;

        private UInt128 First => first;

        private UInt128 Last => last;

        public static Lot Drawn(int person, LotOf lotOf)
        {
            Span<byte> lot = stackalloc byte[Draw.LotBytes];
            lotOf(person, lot);
            return new Lot(
                person, System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(lot), System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(lot[16..]));
        }

        public int CompareTo(Lot other)
        {
            var order = first.CompareTo(other.First);
            return order != 0 ? order : last.CompareTo(other.Last);
        }
    }
}
