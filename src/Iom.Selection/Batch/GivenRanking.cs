using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Batch;

/// <summary>Takes a ranking that a database made by a policy, row by row, and works out again from its points who ranks where and is proposed.</summary>
/// <remarks>
/// Points come from outside and are believed; what follows from them is not: order, lots, places, ties and reasons have to be what the policy makes of these points, or the rows are
/// refused. Only whether somebody is provisional is taken as it is given, because the points by factor with all that is missing at its most are not among the rows.
/// For one thread.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GivenRanking
{
    private const int MaxPointsOfAFactor = 1000;

    private readonly Assessor _assessor;
    private readonly string _seed;
    private readonly Dictionary<string, int> _cohorts;
    private readonly Dictionary<(Recommendation Recommendation, string Reasons), Placement> _notRanked = [];
    private readonly Placement[] _ranked;

    // By row, which is the number of its person.
    private readonly List<byte[]> _ids = [];
    private readonly List<Placement> _placements = [];
    private readonly List<PersonMarks> _marks = [];
    private readonly List<int> _most = [];
    private readonly List<int?> _toSettle = [];
    private readonly List<ushort> _points = [];
    private readonly List<(Recommendation Recommendation, bool IsTied, bool IsProvisional, string Reasons)> _said = [];

    // Of all of whom the same is said, the text is one.
    private readonly HashSet<string> _reasons = new(StringComparer.Ordinal);

    /// <summary>Begins without rows.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="catalogue">What offence codes mean.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="supplied">Which optional extracts were supplied.</param>
    /// <exception cref="ArgumentException">The policy waits for the value of its draw.</exception>
    public GivenRanking(Policy policy, OffenceCatalogue catalogue, DateOnly asOf, SuppliedExtracts supplied)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _assessor = new Assessor(new Scorer(policy, catalogue, asOf, supplied));
        _seed = Proposal.SeedOf(policy, asOf);
        _cohorts = policy.Cohorts.Select((cohort, i) => (cohort.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        // And last, of a member who fits none.
        _ranked = [.. policy.Cohorts.Select((_, i) => Placement.Ranked(i)), Placement.Ranked(cohort: -1)];
    }

    /// <summary>The seed of the draw, as <see cref="Proposal.Seed"/>.</summary>
    public string Seed => _seed;

    private Policy Policy => _assessor.Scorer.Policy;

    /// <summary>Takes the next row, in the order of <c>ranking.csv</c> and with all points.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="InvalidDataException">It is no row of a ranking by the policy; the message says the row's number and nothing of the person.</exception>
    public void Add(RankingRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var id = Encoding.UTF8.GetBytes(row.OffenderId.Value);
        var marks = (row.IsMember ? PersonMarks.Member : 0) | (row.IsNominated ? PersonMarks.Nominated : 0) | (row.IsFlagged ? PersonMarks.Flagged : 0);
        var reasons = Intern(string.Join(';', row.Reasons));
        if (row.Rank is { } rank)
        {
            if (rank != _ids.Count + 1) throw Wrong("the rank does not follow the one before");
            if (row.Cohort is null && !row.IsMember) throw Wrong("somebody who is no member has no cohort");
            var cohort = row.Cohort is null ? -1 : _cohorts.TryGetValue(row.Cohort, out var known) ? known : throw Wrong("the policy has no such cohort");
            if (row.Points.Length != Policy.Factors.Length || row.Points.Any(points => points is < 0 or > MaxPointsOfAFactor)) throw Wrong("points of a factor are missing, or out of range");
            if (row.Total != row.Points.Sum() || row.Most < row.Total || row.Most is null || row.IsProvisional is null) throw Wrong("the points do not add up");
            _placements.Add(_ranked[cohort < 0 ? ^1 : cohort]);
            _most.Add(row.Most.Value);
            foreach (var points in row.Points) _points.Add((ushort)points);
        }
        else
        {
            if (_placements is [.., { IsRanked: false }] && _ids[^1].AsSpan().SequenceCompareTo(id) >= 0) throw Wrong("people who are not ranked are not in the order of their ids, or somebody stands twice");
            _placements.Add(FindNotRanked(row, reasons));
            _most.Add(0);
        }
        _ids.Add(id);
        _marks.Add(marks);
        _toSettle.Add(row.ToSettleCount);
        _said.Add((row.Recommendation, row.IsTied, row.IsProvisional == true, reasons));
    }

    /// <summary>Ends, and says who ranks where.</summary>
    /// <param name="capacity">How many places there are.</param>
    /// <param name="runEach">Runs a work for each number below one, on whichever threads.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="InvalidDataException">The rows say something else than the policy makes of their points; the message says which row, and nothing of the person.</exception>
    public RankedRows ToRows(int capacity, Action<int, Action<int>> runEach)
    {
        ArgumentNullException.ThrowIfNull(runEach);
        var factors = Policy.Factors.Length;
        var table = new ScoreTable(_ids.Count, factors);
        var points = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_points);
        var rankedCount = 0;
        for (var person = 0; person < _ids.Count; person++)
        {
            if (!_placements[person].IsRanked) table.Set(person, _placements[person], _marks[person]);
            else table.Set(person, _placements[person], _marks[person], points.Slice(rankedCount++ * factors, factors), _most[person]);
        }
        // Those who are not ranked came in the order of their ids.
        var rows = RankedRows.Make(_assessor, _seed, table, capacity, person => _ids[person], _ => { }, person => _toSettle[person], runEach, person => _said[person].IsProvisional);
        Check(rows);
        return rows;
    }

    // Whoever ranks elsewhere, or is recommended for something else, than the points say: then the database did not run what the policy says.
    private void Check(RankedRows rows)
    {
        var known = new Dictionary<(Recommendation Recommendation, bool IsTied, bool IsIncomplete, bool IsToSettle), string>();
        for (var row = 0; row < rows.RankedCount; row++)
        {
            var placed = rows.Ranked(row);
            if (placed.Person != row) throw WrongAt(row, "the points, the tie-break and the lot put somebody else here");
            var said = _said[row];
            if (placed.Recommendation != said.Recommendation || placed.IsTied != said.IsTied) throw WrongAt(row, "the places there are give another recommendation");
            var key = (placed.Recommendation, placed.IsTied, placed.IsIncomplete, _toSettle[row] > 0);
            if (!known.TryGetValue(key, out var reasons)) known.Add(key, reasons = string.Join(';', rows.Reasons(row)));
            if (said.Reasons != reasons) throw WrongAt(row, "the reasons are not those of the recommendation");
        }
    }

    private Placement FindNotRanked(RankingRow row, string reasons)
    {
        var isToSettle = row.Reasons is [.., var last] && last == new Reason.ToSettle().ToString();
        if (isToSettle != row.ToSettleCount > 0) throw Wrong("what is to be settled is counted, or not said");
        if (_notRanked.TryGetValue((row.Recommendation, reasons), out var known)) return known;
        var codes = isToSettle ? row.Reasons[..^1] : row.Reasons;
        if (row.Recommendation is not (Recommendation.NotInScope or Recommendation.NotEligible or Recommendation.Refer or Recommendation.Withheld or Recommendation.NoCohort)) throw Wrong("somebody without a rank has the recommendation of a ranked person");
        ImmutableArray<Reason> found = [.. codes.Select(code => Reason.FindOfNotRanked(code) ?? throw Wrong("there is no such reason"))];
        if (found.IsEmpty || found.OfType<Reason.Eligibility>().Any(reason => reason.Rule < 1 || reason.Rule > Policy.Eligibility.Length)) throw Wrong("there is no such reason");
        return _notRanked[(row.Recommendation, reasons)] = Placement.NotRanked(row.Recommendation, found);
    }

    private string Intern(string reasons)
    {
        if (_reasons.TryGetValue(reasons, out var same)) return same;
        _reasons.Add(reasons);
        return reasons;
    }

    private InvalidDataException Wrong(string what) => WrongAt(_ids.Count, what);

    private static InvalidDataException WrongAt(int row, string what) => new(string.Create(CultureInfo.InvariantCulture, $"row {row + 1} of the ranking: {what}"));
}
