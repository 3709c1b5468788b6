using System.Text;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;

namespace Iom.Selection.Fairness.Groups;

/// <summary>The ranked non-members of a run, and who of them would be proposed if factors weighed otherwise, all else being as it is.</summary>
internal sealed class RankedField
{
    /// <summary>The weight that changes nothing: weights are in thousandths.</summary>
    public const int Whole = 1000;

    private readonly Policy _policy;
    private readonly int _freePlaces;
    private readonly Draw _draw;
    private readonly byte[]?[] _lots;           // drawn when somebody's is looked at

    // People of one cohort with equal points weigh the same whatever the weights: together they are a crowd. Crowds of one cohort lie side by side.
    private readonly int[] _crowdPatterns;
    private readonly int[] _crowdStarts;
    private readonly int[] _crowdPeople;
    private readonly int[] _cohortStarts;

    public RankedField(AuditedRun run)
    {
        _policy = run.Assessor.Scorer.Policy;
        _freePlaces = run.FreePlaces;
        _draw = new Draw(run.Seed);
        Positions = [.. Enumerable.Range(0, run.Rows.Count).Where(i => run.Rows[i] is { Rank: not null, IsMember: false })];
        Rows = Array.ConvertAll(Positions, position => run.Rows[position]);
        _lots = new byte[Rows.Length][];

        var patterns = new Dictionary<int[], int>(SamePoints.Comparer);
        PatternOf = new int[Rows.Length];
        for (var i = 0; i < Rows.Length; i++)
        {
            var points = System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(Rows[i].Points)!;
            if (!patterns.TryGetValue(points, out PatternOf[i])) patterns.Add(points, PatternOf[i] = patterns.Count);
        }
        Patterns = [.. patterns.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

        int[] cohorts = [.. Rows.Select(row => _policy.Order == RankingOrder.Points || row.Cohort is null ? 0 : CohortPlace(row.Cohort))];
        _crowdPeople = [.. Enumerable.Range(0, Rows.Length)];
        Array.Sort([.. cohorts.Select((cohort, i) => ((long)cohort << 32) | (uint)PatternOf[i])], _crowdPeople);
        var (starts, crowds, firsts) = (new List<int>(), new List<int>(), new List<int>());
        for (var at = 0; at < _crowdPeople.Length; at++)
        {
            var (one, before) = (_crowdPeople[at], at == 0 ? -1 : _crowdPeople[at - 1]);
            var isNewCohort = before < 0 || cohorts[one] != cohorts[before];
            if (isNewCohort) firsts.Add(crowds.Count);
            if (!isNewCohort && PatternOf[one] == PatternOf[before]) continue;
            starts.Add(at);
            crowds.Add(PatternOf[one]);
        }
        (_crowdStarts, _crowdPatterns, _cohortStarts) = ([.. starts, _crowdPeople.Length], [.. crowds], [.. firsts, crowds.Count]);
    }

    /// <summary>The people, in order of rank.</summary>
    public RankingRow[] Rows { get; }

    /// <summary>Where each of <see cref="Rows"/> stands among those of the run.</summary>
    public int[] Positions { get; }

    /// <summary>The different points by factor, in the order in which they first come.</summary>
    public IReadOnlyList<int[]> Patterns { get; }

    /// <summary>Which of <see cref="Patterns"/> each of <see cref="Rows"/> has.</summary>
    public int[] PatternOf { get; }

    /// <summary>Their points by factor, in the same order.</summary>
    public IReadOnlyList<int[]> Points => field ??= Array.ConvertAll(PatternOf, pattern => Patterns[pattern]);

    /// <summary>Who would be proposed.</summary>
    /// <param name="weights">The weight of each factor, in thousandths.</param>
    /// <returns>For each of <see cref="Rows"/>.</returns>
    public bool[] Select(int[] weights)
    {
        var selected = new bool[Rows.Length];
        foreach (var i in Chosen(weights)) selected[i] = true;
        return selected;
    }

    /// <summary>The same, by their places in <see cref="Rows"/>, in any order.</summary>
    public List<int> Chosen(int[] weights) => Chosen(weights, _freePlaces, _policy.EntryFrom);

    /// <summary>How many places were free in the run.</summary>
    public int FreePlaces => _freePlaces;

    /// <summary>The same with other places and another entry line.</summary>
    public List<int> Chosen(int[] weights, int freePlaces, int entryFrom)
    {
        var totals = new long[Patterns.Count];
        for (var pattern = 0; pattern < totals.Length; pattern++)
        {
            var points = Patterns[pattern];
            for (var factor = 0; factor < weights.Length; factor++) totals[pattern] += (long)points[factor] * weights[factor];
        }
        var chosen = new List<int>();
        var (above, negated) = (new List<int>(), new List<long>());
        for (var cohort = 0; cohort + 1 < _cohortStarts.Length && chosen.Count < freePlaces; cohort++)
        {
            above.Clear();
            negated.Clear();
            var count = 0;
            for (var crowd = _cohortStarts[cohort]; crowd < _cohortStarts[cohort + 1]; crowd++)
            {
                var total = totals[_crowdPatterns[crowd]];
                if (total < (long)entryFrom * Whole) continue;
                above.Add(crowd);
                negated.Add(-total);
                count += PeopleOf(crowd).Length;
            }
            // Only where there are more than places is it asked who comes first.
            if (count <= freePlaces - chosen.Count)
            {
                foreach (var crowd in above) chosen.AddRange(PeopleOf(crowd));
                continue;
            }
            var crowds = above.ToArray();
            var keys = negated.ToArray();
            Array.Sort(keys, crowds);
            for (int first = 0, end; first < crowds.Length && chosen.Count < freePlaces; first = end)
            {
                for (end = first + 1; end < keys.Length && keys[end] == keys[first];) end++;
                TakeFirst(crowds.AsSpan(first..end), weights, freePlaces, chosen);
            }
        }
        return chosen;
    }

    // Of people of one cohort with equal totals as many as there are places left.
    private void TakeFirst(ReadOnlySpan<int> crowds, int[] weights, int freePlaces, List<int> chosen)
    {
        var equal = new List<int>();
        foreach (var crowd in crowds) equal.AddRange(PeopleOf(crowd));
        var places = Math.Min(equal.Count, freePlaces - chosen.Count);
        if (places < equal.Count)
        {
            equal.Sort((a, b) =>
            {
                foreach (var factor in _policy.TieBreak)
                {
                    var (x, y) = ((long)Points[a][factor] * weights[factor], (long)Points[b][factor] * weights[factor]);
                    if (x != y) return y.CompareTo(x);
                }
                if (_policy.TieBreakModel is not null && Rows[a].ModelPoints != Rows[b].ModelPoints) return Rows[b].ModelPoints!.Value.CompareTo(Rows[a].ModelPoints!.Value);
                return a == b ? 0 : LotOf(a).AsSpan().SequenceCompareTo(LotOf(b));
            });
        }
        for (var i = 0; i < places; i++) chosen.Add(equal[i]);
    }

    private ReadOnlySpan<int> PeopleOf(int crowd) => _crowdPeople.AsSpan(_crowdStarts[crowd].._crowdStarts[crowd + 1]);

    private byte[] LotOf(int i)
    {
        if (_lots[i] is { } drawn) return drawn;
        var lot = new byte[Draw.LotBytes];
        _draw.Lot(Encoding.UTF8.GetBytes(Rows[i].OffenderId.Value), lot);
        return _lots[i] = lot;
    }

    private int CohortPlace(string id)
    {
        for (var i = 0; i < _policy.Cohorts.Length; i++)
        {
            if (_policy.Cohorts[i].Id == id) return i;
        }
        throw new System.Diagnostics.UnreachableException();
    }

    private sealed class SamePoints : IEqualityComparer<int[]>
    {
        public static readonly SamePoints Comparer = new();

        public bool Equals(int[]? x, int[]? y) => ReferenceEquals(x, y) || x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] points)
        {
            var hash = default(HashCode);
            foreach (var each in points) hash.Add(each);
            return hash.ToHashCode();
        }
    }
}
