using Iom.Selection.Policies;

namespace Iom.Selection.Ranking;

/// <summary>Puts ranked people in order: by the policy's keys, then by lot.</summary>
/// <remarks>The keys: cohort, if it ranks by cohort; total, descending; the tie-break's points, descending; the points of a model, descending, where the policy lets one break ties.</remarks>
internal sealed class CandidateOrdering
{
    private const int MaxPointsOfAFactor = 1000;
    private const int DrawsAtOnce = 8192;

    private readonly Policy _policy;
    private readonly ScoreTable _standings;
    private readonly Draw _draw;
    private readonly Draw.IdOf _idOf;
    private readonly RunEach _runEach;
    private readonly bool _keysFit;
    private readonly int _mostTotal;
    private readonly bool _usesModel;
    private readonly int _mostOfModel;

    public CandidateOrdering(Policy policy, ScoreTable standings, Draw draw, Draw.IdOf idOf, RunEach? runEach)
    {
        (_policy, _standings, _draw, _idOf) = (policy, standings, draw, idOf);
        _runEach = runEach ?? InTurn;
        _mostTotal = MaxPointsOfAFactor * policy.Factors.Length;
        _usesModel = policy.TieBreakModel is not null;
        _mostOfModel = policy.TieBreakModel?.MaxPoints ?? 0;
        // All keys fit into one number but for policies with very many tie-breaks.
        var combinations = (UInt128)(policy.Cohorts.Length + 1) * (UInt128)(_mostTotal + 1) * (UInt128)(_mostOfModel + 1);
        for (var i = 0; i < policy.TieBreak.Length && combinations <= ulong.MaxValue; i++) combinations *= MaxPointsOfAFactor + 1;
        _keysFit = combinations <= ulong.MaxValue;
    }

    /// <summary>Runs each of several works once, in any order or side by side.</summary>
    /// <param name="works">How many there are.</param>
    /// <param name="work">Is given the number of the work, from 0.</param>
    public delegate void RunEach(int works, Action<int> work);

    /// <summary>Everybody who is ranked, by number, in rank order; and of each the first 8 bytes of the lot, or 0 where none was drawn because nobody is equal.</summary>
    public (int[] People, ulong[] FirstOfLots) Sorted()
    {
        var count = 0;
        for (var person = 0; person < _standings.Count; person++)
        {
            if (_standings.IsRanked(person)) count++;
        }
        var (people, keys) = (new int[count], new ulong[_keysFit ? count : 0]);
        for (int person = 0, at = 0; person < _standings.Count; person++)
        {
            if (!_standings.IsRanked(person)) continue;
            if (_keysFit) keys[at] = Key(person);
            people[at++] = person;
        }

        if (_keysFit) Array.Sort(keys, people);
        else Array.Sort(people, CompareKeys);
        return (people, SortTiesByLot(people, keys));
    }

    /// <summary>Whether two people are equal in all the policy's keys.</summary>
    public bool AreTied(int person, int other) => CompareKeys(person, other) == 0;

    /// <summary>Whether two people are equal in all the keys of the matrix, whatever a model says of them.</summary>
    public bool AreEqualByMatrix(int person, int other) => CompareMatrixKeys(person, other) == 0;

    /// <summary>Compares two people by the model in place of the matrix; the first of them stands first where it is below 0. Nobody is ranked by it.</summary>
    public int CompareByModel(int person, int other)
    {
        var cohorts = CohortPlace(_standings.CohortOf(person)).CompareTo(CohortPlace(_standings.CohortOf(other)));
        return cohorts != 0 ? cohorts : _standings.Model(other).CompareTo(_standings.Model(person));
    }

    /// <summary>The first 8 bytes of somebody's lot.</summary>
    public ulong FirstOfLot(int person)
    {
        var first = 0ul;
        _draw.FirstOfLots([person], _idOf, new Span<ulong>(ref first));
        return first;
    }

    /// <summary>Compares two different people by lot alone.</summary>
    public int CompareLots(int person, int other)
    {
        Span<byte> lot = stackalloc byte[Draw.LotBytes], otherLot = stackalloc byte[Draw.LotBytes];
        _draw.Lot(_idOf(person), lot);
        _draw.Lot(_idOf(other), otherLot);
        return lot.SequenceCompareTo(otherLot);
    }

    /// <summary>Compares a person with a standing by the policy's keys alone.</summary>
    public int CompareKeys(int person, CandidateState otherStanding)
    {
        var keys = CohortPlace(_standings.CohortOf(person)).CompareTo(CohortPlace(otherStanding.Placement.Cohort));
        if (keys == 0) keys = otherStanding.Least.CompareTo(_standings.Least(person));
        var points = _standings.LeastPoints(person);
        for (var i = 0; keys == 0 && i < _policy.TieBreak.Length; i++)
            keys = otherStanding.Points[_policy.TieBreak[i]].CompareTo(points[_policy.TieBreak[i]]);
        return keys == 0 && _usesModel ? otherStanding.Model.CompareTo(_standings.Model(person)) : keys;
    }

    private int CohortPlace(int cohort) => _policy.Order == RankingOrder.Points ? 0 : cohort < 0 ? _policy.Cohorts.Length : cohort;

    private ulong Key(int person)
    {
        var points = _standings.LeastPoints(person);
        var key = ((ulong)CohortPlace(_standings.CohortOf(person)) * (ulong)(_mostTotal + 1)) + (ulong)(_mostTotal - _standings.Least(person));
        foreach (var factor in _policy.TieBreak) key = (key * (MaxPointsOfAFactor + 1)) + (ulong)(MaxPointsOfAFactor - points[factor]);
        return _usesModel ? (key * (ulong)(_mostOfModel + 1)) + (ulong)(_mostOfModel - _standings.Model(person)) : key;
    }

    private int CompareKeys(int person, int other)
    {
        var keys = CompareMatrixKeys(person, other);
        return keys == 0 && _usesModel ? _standings.Model(other).CompareTo(_standings.Model(person)) : keys;
    }

    private int CompareMatrixKeys(int person, int other)
    {
        var keys = CohortPlace(_standings.CohortOf(person)).CompareTo(CohortPlace(_standings.CohortOf(other)));
        if (keys == 0) keys = _standings.Least(other).CompareTo(_standings.Least(person));
        var points = _standings.LeastPoints(person);
        var otherPoints = _standings.LeastPoints(other);
        for (var i = 0; keys == 0 && i < _policy.TieBreak.Length; i++)
            keys = otherPoints[_policy.TieBreak[i]].CompareTo(points[_policy.TieBreak[i]]);
        return keys;
    }

    // Lots are drawn only where all other keys are equal.
    private ulong[] SortTiesByLot(int[] people, ulong[] keys)
    {
        var ties = new List<(int First, int End)>();
        for (var first = 0; first < people.Length;)
        {
            var end = first + 1;
            while (end < people.Length && (_keysFit ? keys[end] == keys[first] : AreTied(people[end], people[first]))) end++;
            if (end - first > 1) ties.Add((first, end));
            first = end;
        }
        var firsts = new ulong[people.Length];
        if (ties.Count == 0) return firsts;

        // Each draws for some, whatever tie they are in; then each sorts some ties.
        var draws = ties.SelectMany(tie => Enumerable.Range(0, (tie.End - tie.First + DrawsAtOnce - 1) / DrawsAtOnce)
            .Select(part => (First: tie.First + (part * DrawsAtOnce), End: Math.Min(tie.First + ((part + 1) * DrawsAtOnce), tie.End)))).ToArray();
        _runEach(draws.Length, i =>
        {
            var stretch = draws[i].First..draws[i].End;
            _draw.FirstOfLots(people.AsSpan(stretch), _idOf, firsts.AsSpan(stretch));
        });
        _runEach(ties.Count, i =>
        {
            var tied = people.AsSpan(ties[i].First..ties[i].End);
            var drawn = firsts.AsSpan(ties[i].First..ties[i].End);
            drawn.Sort(tied);
            SortEqual(tied, drawn);
        });
        return firsts;
    }

    private static void InTurn(int works, Action<int> work)
    {
        for (var i = 0; i < works; i++) work(i);
    }

    // Two lots agree in their first 8 bytes once in some ten million million draws; then the others decide.
    private void SortEqual(Span<int> people, ReadOnlySpan<ulong> firsts)
    {
        for (var first = 0; first < people.Length;)
        {
            var end = first + 1;
            while (end < people.Length && firsts[end] == firsts[first]) end++;
            if (end - first > 1) people[first..end].Sort(CompareLots);
            first = end;
        }
    }
}
