using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Batch;

/// <summary>Ranks people whose records come one by one, and keeps of each what a ranking needs: the id, points and marks, and no record.</summary>
/// <remarks>It says of everybody what <see cref="Proposal"/> says. A person costs some tens of bytes, and four more for each factor. For one thread.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CaseRanking
{
    private const int RoomAtFirst = 256;
    private const int BytesOfAnId = 16;

    private readonly Assessor _assessor;
    private readonly ScoreTable _table;
    private readonly HashSet<int> _numbers;
    private readonly Dictionary<Placement, Placement> _placements = new(new SamePlacement());

    // The ids, one behind the other, and where each ends.
    private readonly List<int> _ends = [];
    private readonly List<int> _toSettle = [];
    private byte[] _ids = new byte[RoomAtFirst * BytesOfAnId];

    /// <summary>Begins with nobody.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="catalogue">What offence codes mean.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="supplied">Which optional extracts were supplied.</param>
    /// <exception cref="ArgumentException">The policy waits for the value of its draw, or for its model.</exception>
    public CaseRanking(Policy policy, OffenceCatalogue catalogue, DateOnly asOf, SuppliedExtracts supplied)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Seed = Proposal.SeedOf(policy, asOf);
        _assessor = new Assessor(new Scorer(policy, catalogue, asOf, supplied));
        _table = new ScoreTable(RoomAtFirst, policy.Factors.Length, _assessor.Scorer.HasModel);
        _numbers = new HashSet<int>(new SameId(this));
    }

    /// <summary>The seed of the draw, as <see cref="Proposal.Seed"/>.</summary>
    public string Seed { get; }

    /// <summary>How many people were taken in.</summary>
    public int Count => _ends.Count;

    /// <summary>Takes a person in.</summary>
    /// <param name="file">The person's records; nothing of them is held.</param>
    /// <returns>False, and nothing is taken, if somebody with the same id was taken in before.</returns>
    /// <exception cref="InvalidOperationException">There are more people than there is room for: some 2,000 million points of all together, or 2 GB of ids. Nobody can be taken in afterwards.</exception>
    public bool Add(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var person = Count;
        if (person == _table.Count)
        {
            var room = Math.Min(2L * person, Array.MaxLength / Math.Max(1, _table.FactorCount));
            if (room <= person) throw NoRoom();
            _table.Resize((int)room);
        }
        AddId(file.Offender.Id.Value);
        if (!_numbers.Add(person))
        {
            _ends.RemoveAt(person);
            return false;
        }
        var assessment = _assessor.Assess(file);
        _table.Set(person, assessment, Share(assessment.Placement)!, Share(assessment.PlacementAtMost));
        _toSettle.Add(assessment.ToSettleCount);
        return true;
    }

    /// <summary>Ranks everybody who was taken in; nobody is taken in afterwards.</summary>
    /// <param name="capacity">How many places there are, 0 or more.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public RankedRows ToRows(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _table.Resize(Count);
        return RankedRows.Make(
            _assessor, Seed, _table, capacity, IdOf,
            people => Array.Sort(people, (one, other) => IdOf(one).SequenceCompareTo(IdOf(other))),
            person => _toSettle[person],
            (works, work) =>
            {
                for (var i = 0; i < works; i++) work(i);
            });
    }

    private ReadOnlySpan<byte> IdOf(int person)
    {
        var from = person == 0 ? 0 : _ends[person - 1];
        return _ids.AsSpan(from, _ends[person] - from);
    }

    private void AddId(string id)
    {
        var from = Count == 0 ? 0 : _ends[^1];
        var to = (long)from + Encoding.UTF8.GetByteCount(id);
        if (to > Array.MaxLength) throw NoRoom();
        if (to > _ids.Length) Array.Resize(ref _ids, (int)Math.Min(Array.MaxLength, Math.Max(to, 2L * _ids.Length)));
        Encoding.UTF8.GetBytes(id, _ids.AsSpan(from));
        _ends.Add((int)to);
    }

    private static InvalidOperationException NoRoom() => new("There are more people than one ranking has room for.");

    private Placement? Share(Placement? placement)
    {
        if (placement is null) return null;
        ref var same = ref CollectionsMarshal.GetValueRefOrAddDefault(_placements, placement, out _);
        return same ??= placement;
    }

    /// <summary>People are one if their ids are.</summary>
    private sealed class SameId(CaseRanking ranking) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => ranking.IdOf(x).SequenceEqual(ranking.IdOf(y));

        public int GetHashCode(int obj)
        {
            var hash = new HashCode();
            hash.AddBytes(ranking.IdOf(obj));
            return hash.ToHashCode();
        }
    }

    /// <summary>Placements are one if they say the same.</summary>
    private sealed class SamePlacement : IEqualityComparer<Placement>
    {
        public bool Equals(Placement? x, Placement? y) =>
            ReferenceEquals(x, y) || (x is not null && y is not null && x.Recommendation == y.Recommendation && x.Cohort == y.Cohort && x.Reasons.SequenceEqual(y.Reasons));

        public int GetHashCode(Placement obj)
        {
            var hash = new HashCode();
            hash.Add(obj.Recommendation);
            hash.Add(obj.Cohort);
            foreach (var reason in obj.Reasons) hash.Add(reason);
            return hash.ToHashCode();
        }
    }
}
