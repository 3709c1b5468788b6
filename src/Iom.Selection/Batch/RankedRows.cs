using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Explanations;
using Iom.Selection.Foundation;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Batch;

/// <summary>The rows of <c>ranking.csv</c> before they are written: everybody by number, ranked people first.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RankedRows
{
    private const int RowsAtOnce = 4096;

    private readonly Assessor _assessor;
    private readonly ScoreTable _table;
    private readonly PlaceAllocation _places;
    private readonly PlacedPerson[] _ranked;
    private readonly int[] _others;
    private readonly Lazy<int[]> _forPanel;

    /// <param name="assessor">Assessed everybody.</param>
    /// <param name="table">Everybody's points.</param>
    /// <param name="places">Who gets a place.</param>
    /// <param name="ranked">What is said of ranked people, in rank order.</param>
    /// <param name="others">The people who are not ranked, by id.</param>
    /// <param name="idOf">A person's id in UTF-8.</param>
    /// <param name="toSettle">How many matters the agencies have to settle about a person; null where that is not known.</param>
    private RankedRows(Assessor assessor, ScoreTable table, PlaceAllocation places, PlacedPerson[] ranked, int[] others, PersonId idOf, Func<int, int?> toSettle)
    {
        (_assessor, _table, _places, _ranked, _others, IdOf, ToSettleCount) = (assessor, table, places, ranked, others, idOf, toSettle);
        _forPanel = new(() => [.. Enumerable.Range(0, Count).Where(IsForPanel)]);
    }

    /// <summary>Ranks everybody, once all stand in the table.</summary>
    /// <remarks>Where the table has no points with all that is missing at its most, <c>isProvisional</c> tells of whom what is said is provisional; else it is null.</remarks>
    internal static RankedRows Make(
        Assessor assessor, string seed, ScoreTable table, int capacity, PersonId idOf, Action<int[]> sortById, Func<int, int?> toSettle, Action<int, Action<int>> runEach,
        Func<int, bool>? isProvisional = null)
    {
        PlaceAllocation? allocation = null;
        int[] others = [];
        runEach(2, i =>
        {
            if (i == 0)
            {
                allocation = new PlaceAllocation(assessor.Scorer.Policy, table, new Draw(seed), person => idOf(person), capacity, (works, work) => runEach(works, work));
                return;
            }
            others = [.. Enumerable.Range(0, table.Count).Where(person => !table.IsRanked(person))];
            sortById(others);
        });
        var places = allocation!;
        var ranked = new PlacedPerson[places.Ranked.Length];
        runEach((ranked.Length + RowsAtOnce - 1) / RowsAtOnce, part =>
        {
            for (var i = part * RowsAtOnce; i < Math.Min((part + 1) * RowsAtOnce, ranked.Length); i++)
            {
                var placed = places.Place(i);
                ranked[i] = isProvisional is null ? placed : placed with { IsProvisional = isProvisional(placed.Person) };
            }
        });
        return new RankedRows(assessor, table, places, ranked, others, idOf, toSettle);
    }

    /// <summary>A person's id in UTF-8.</summary>
    /// <param name="person">The person's number.</param>
    /// <returns>The bytes.</returns>
    public delegate ReadOnlySpan<byte> PersonId(int person);

    /// <summary>A person's id in UTF-8, by the person's number.</summary>
    public PersonId IdOf { get; }

    /// <summary>How many matters the agencies have to settle about a person, by the person's number; null where that is not known.</summary>
    public Func<int, int?> ToSettleCount { get; }

    /// <summary>How many factors the matrix has.</summary>
    public int FactorCount => _table.FactorCount;

    /// <summary>How many rows there are.</summary>
    public int Count => _ranked.Length + _others.Length;

    /// <summary>How many of them are of ranked people.</summary>
    public int RankedCount => _ranked.Length;

    /// <summary>What is said of a ranked person.</summary>
    public ref readonly PlacedPerson Ranked(int row) => ref _ranked[row];

    /// <summary>The person of a row.</summary>
    public int PersonOf(int row) => row < _ranked.Length ? _ranked[row].Person : _others[row - _ranked.Length];

    /// <summary>What is recommended of the person of a row.</summary>
    public Recommendation RecommendationOf(int row) =>
        row < _ranked.Length ? _ranked[row].Recommendation : _table.Placement(PersonOf(row)).Recommendation!.Value;

    /// <summary>Why it is recommended.</summary>
    public ImmutableArray<Reason> Reasons(int row) => Reason.ToSettle.Append(ReasonsOfPlace(row), ToSettleCount(PersonOf(row)));

    /// <summary>The same without what is to be settled. Rows of people who are not ranked share the list with all of whom the same is said.</summary>
    public ImmutableArray<Reason> ReasonsOfPlace(int row) => row < _ranked.Length ? _places.Reasons(_ranked[row]) : _table.Placement(PersonOf(row)).Reasons;

    /// <summary>Whether the person is in the cohort on the date.</summary>
    public bool IsMember(int person) => _table.IsMember(person);

    /// <summary>Whether an agency nominated the person in the last twelve months.</summary>
    public bool IsNominated(int person) => _table.IsNominated(person);

    /// <summary>Whether a flag rule marks the person.</summary>
    public bool IsFlagged(int person) => _table.IsFlagged(person);

    /// <summary>The index of a ranked person's cohort in the policy; -1 for a member who fits none.</summary>
    public int CohortOf(int person) => _table.CohortOf(person);

    /// <summary>The total in points, with what is missing at its least.</summary>
    public int Least(int person) => _table.Least(person);

    /// <summary>The total in points, with what is missing at its most.</summary>
    public int Most(int person) => _table.Most(person);

    /// <summary>The points that rank, by factor.</summary>
    public ReadOnlySpan<ushort> LeastPoints(int person) => _table.LeastPoints(person);

    /// <summary>The points of the model that the policy names, with what is missing at its least; null where it names none.</summary>
    public int? ModelPoints(int person) => _places.ModelPoints(person);

    /// <summary>Where the model and the matrix would give the same places to others: rows, rising, each with whether the model would give that person a place.</summary>
    public IReadOnlyList<RowDisagreement> ModelDisagreements() => _places.ModelDisagreements();

    /// <summary>How many places a model gave to some of those who are equal by the matrix.</summary>
    public int PlacesOrderedByModel => _places.PlacesOrderedByModel;

    /// <summary>Whether the person of a row is on the panel's list: members, selected, tied, ordered by a model, reserve, nominated.</summary>
    public bool IsForPanel(int row)
    {
        var person = PersonOf(row);
        return _table.IsMember(person) || _table.IsNominated(person)
            || (row < _ranked.Length && (_ranked[row].IsTied || _ranked[row].IsOrderedByModel || _ranked[row].Recommendation is Recommendation.Select or Recommendation.Reserve));
    }

    /// <summary>The rows of the panel's list, rising.</summary>
    public IReadOnlyList<int> ForPanel() => _forPanel.Value;

    /// <summary>All of them in figures.</summary>
    public ProposalSummary Summary(string seed, int capacity)
    {
        var byRecommendation = new int[Enum.GetValues<Recommendation>().Length];
        for (var row = 0; row < Count; row++) byRecommendation[(int)RecommendationOf(row)]++;
        var (tied, incomplete, provisional) = (0, 0, 0);
        foreach (ref readonly var placed in _ranked.AsSpan())
        {
            if (placed.IsTied) tied++;
            if (placed.IsIncomplete) incomplete++;
            if (placed.IsProvisional) provisional++;
        }
        var (nominated, flagged, toSettle) = (0, 0, 0);
        for (var person = 0; person < _table.Count; person++)
        {
            if (_table.IsNominated(person)) nominated++;
            if (_table.IsFlagged(person)) flagged++;
            if (ToSettleCount(person) > 0) toSettle++;
        }
        return new ProposalSummary
        {
            Seed = seed,
            Capacity = capacity,
            MemberCount = _places.MemberCount,
            FreePlaces = _places.FreePlaces,
            ReadCount = Count,
            RankedCount = _ranked.Length,
            TiedCount = tied,
            PlacesDrawn = _places.PlacesDrawn,
            IncompleteCount = incomplete,
            ProvisionalCount = provisional,
            NominatedCount = nominated,
            FlaggedCount = flagged,
            ToSettleCount = toSettle,
            ByRecommendation = Enum.GetValues<Recommendation>().ToDictionary(recommendation => recommendation, recommendation => byRecommendation[(int)recommendation]),
        };
    }

    /// <summary>Everybody, each row made when it is looked at.</summary>
    /// <returns>Ranked people first, by rank; the others after, by id.</returns>
    public IEnumerable<RankingRow> ToRows()
    {
        var shared = new SharedParts();
        for (var row = 0; row < Count; row++) yield return Row(row, shared);
    }

    /// <summary>Makes some rows, which share what they say alike.</summary>
    /// <param name="from">The first.</param>
    /// <param name="rows">Where they go, each at its own index.</param>
    /// <param name="upTo">The first that is not made.</param>
    public void Fill(RankingRow[] rows, int from, int upTo)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var shared = new SharedParts();
        for (var row = from; row < upTo; row++) rows[row] = Row(row, shared);
    }

    /// <summary>Everybody as <see cref="ProposalJson"/> writes a row of a proposal, each made when it is looked at.</summary>
    /// <returns>JSON in UTF-8 without a line end; ranked people first, by rank; the others after, by id.</returns>
    public IEnumerable<byte[]> ToJson()
    {
        var (shared, factors) = (new SharedParts(), _assessor.Scorer.Policy.Factors);
        for (var row = 0; row < Count; row++)
        {
            var ranking = Row(row, shared);
            var showsPoints = row < RankedCount && _ranked[row].ShowsPoints;
            yield return JsonText.Utf8(json => ProposalJson.Write(json, ranking, factors, showsPoints));
        }
    }

    /// <summary>Explains a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="file">The person's records; of somebody who is not ranked the person alone will do.</param>
    /// <returns>The explanation.</returns>
    public Explanation Explain(int row, CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var person = PersonOf(row);
        var isRanked = row < RankedCount;
        var placed = isRanked ? _ranked[row] : default;
        // The one person asked about is known by number.
        var explainer = new Explainer(_assessor, _places, _ => person);
        var assessment = isRanked ? _assessor.Assess(file, withRecords: true) : null;
        return explainer.Explain(file, assessment, new ProposalRow
        {
            OffenderId = file.Offender.Id,
            Rank = isRanked ? placed.Rank : null,
            Recommendation = RecommendationOf(row),
            Cohort = isRanked ? _places.Cohort(person) : null,
            IsMember = IsMember(person),
            IsNominated = IsNominated(person),
            IsFlagged = IsFlagged(person),
            IsTied = placed.IsTied,
            IsProvisional = isRanked ? placed.IsProvisional : null,
            ModelPoints = isRanked ? ModelPoints(person) : null,
            ToSettleCount = ToSettleCount(person),
            Scorecard = assessment?.Scorecard,
            Reasons = Reasons(row),
            ShowsPoints = placed.ShowsPoints,
        });
    }

    private RankingRow Row(int row, SharedParts shared)
    {
        var person = PersonOf(row);
        var isRanked = row < RankedCount;
        var placed = isRanked ? _ranked[row] : default;
        var toSettle = ToSettleCount(person);
        return new RankingRow(new OffenderId(Encoding.UTF8.GetString(IdOf(person))), RecommendationOf(row))
        {
            Rank = isRanked ? placed.Rank : null,
            Cohort = isRanked ? _places.Cohort(person) : null,
            IsMember = IsMember(person),
            IsNominated = IsNominated(person),
            IsFlagged = IsFlagged(person),
            IsTied = placed.IsTied,
            Total = isRanked ? Least(person) : null,
            Most = isRanked ? Most(person) : null,
            IsProvisional = isRanked ? placed.IsProvisional : null,
            ToSettleCount = toSettle,
            ModelPoints = isRanked ? ModelPoints(person) : null,
            Points = isRanked ? shared.Points(LeastPoints(person)) : [],
            Reasons = isRanked
                ? shared.Reasons([], (placed.Recommendation, placed.IsTied, placed.IsOrderedByModel, placed.IsIncomplete, toSettle > 0), () => Reasons(row))
                : shared.Reasons(ReasonsOfPlace(row), (default, false, false, false, toSettle > 0), () => Reasons(row)),
        };
    }

    /// <summary>What many rows say alike, each made once.</summary>
    private sealed class SharedParts
    {
        // By the bytes of the points, taken as characters.
        private readonly Dictionary<string, ImmutableArray<int>> _points = new(StringComparer.Ordinal);
        private readonly Dictionary<(ImmutableArray<Reason> Reasons, (Recommendation Recommendation, bool IsTied, bool IsOrderedByModel, bool IsIncomplete, bool IsToSettle) Placed), ImmutableArray<string>> _reasons = [];

        public ImmutableArray<int> Points(ReadOnlySpan<ushort> points)
        {
            var known = _points.GetAlternateLookup<ReadOnlySpan<char>>();
            var key = MemoryMarshal.Cast<ushort, char>(points);
            if (known.TryGetValue(key, out var same)) return same;
            var copy = new int[points.Length];
            for (var i = 0; i < copy.Length; i++) copy[i] = points[i];
            return known[key] = ImmutableCollectionsMarshal.AsImmutableArray(copy);
        }

        public ImmutableArray<string> Reasons(ImmutableArray<Reason> reasons, (Recommendation Recommendation, bool IsTied, bool IsOrderedByModel, bool IsIncomplete, bool IsToSettle) placed, Func<ImmutableArray<Reason>> all) =>
            _reasons.TryGetValue((reasons, placed), out var same) ? same : _reasons[(reasons, placed)] = [.. all().Select(reason => reason.ToString())];
    }
}
