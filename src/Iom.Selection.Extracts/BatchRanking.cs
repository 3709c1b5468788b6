using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Batch;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Extracts.Threading;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Extracts;

/// <summary>Everybody in a folder of extracts ranked as of a date, without an object for each person or record: the way for a batch of any size.</summary>
/// <remarks>
/// Made by <see cref="ExtractSnapshot.Rank"/>. It says of everybody what <see cref="Assessor"/> and <see cref="Proposal"/> say of their case files.
/// See docs/performance.md for how it works.
/// </remarks>
public sealed class BatchRanking
{
    private const int RowsAtOnce = 4096;

    private readonly Assessor _assessor;
    private readonly Lazy<CaseFileBuilder> _panel;

    internal BatchRanking(ExtractSnapshot snapshot, Policy policy, int capacity)
    {
        (Snapshot, Policy, Capacity) = (snapshot, policy, capacity);
        var store = snapshot.Store;
        _assessor = new Assessor(new Scorer(policy, store.Catalogue, snapshot.AsOf, snapshot.Supplied));
        snapshot.Records.FindForScoring(store.Workers);
        var standings = new ScoreTable(store.People.Count, policy.Factors.Length);
        CodeClass[] codes = [.. Enumerable.Range(0, store.OffenceTables.Codes.Count).Select(code => _assessor.Scorer.Classify(store.OffenceTables.Codes[code]))];
        var findings = snapshot.Walk(() => new PersonScorer(_assessor, store.People, snapshot.Records, codes, standings));

        // What was found besides is put in order meanwhile; where long ids have to be read again for it, that is done once, with those of the panel's list.
        var isReadAgain = findings.SelectMany(found => found.Names).Any(name => name.IsHashed);
        RankedRows? rows = null;
        store.Workers.RunEach(2, (_, _) => i =>
        {
            if (i == 0) rows = Rank(standings);
            else if (!isReadAgain) _ = snapshot.Account;
        });
        Rows = rows!;
        Summary = Rows.Summary(Proposal.SeedOf(policy, snapshot.AsOf), capacity);
        _panel = new(() => new CaseFileBuilder(Rows.ForPanel().Where(row => row < Rows.RankedCount).Select(Rows.PersonOf), store, snapshot.Records, snapshot.AsOf));
        if (isReadAgain) store.LongIds.Read(findings.SelectMany(found => found.Names).Concat(_panel.Value.Names));
    }

    /// <summary>The extracts as of the date.</summary>
    public ExtractSnapshot Snapshot { get; }

    /// <summary>The policy.</summary>
    public Policy Policy { get; }

    /// <summary>How many places there are.</summary>
    public int Capacity { get; }

    /// <summary>The date that the ranking is for.</summary>
    public DateOnly AsOf => Snapshot.AsOf;

    /// <summary>Assesses people as the ranking did.</summary>
    public Assessor Assessor => _assessor;

    /// <summary>The proposal in figures.</summary>
    public ProposalSummary Summary { get; }

    internal RankedRows Rows { get; }

    internal int Threads => Snapshot.Store.Workers.Count;

    /// <summary>Everybody, as in <c>ranking.csv</c> with all points: ranked people first, by rank; the others after, by id.</summary>
    /// <returns>Each row made when it is looked at.</returns>
    public IEnumerable<RankingRow> People() => Enumerable.Range(0, Rows.Count).Select(row => Row(row, new SharedParts()));

    /// <summary>The same as a table.</summary>
    /// <returns>A row for everybody.</returns>
    public RankingTable ToTable() => new([.. Policy.Factors.Select(factor => factor.Id)], [.. People()]);

    /// <summary>Explains everybody on the panel's list.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>In the order of <c>cohort.csv</c>.</returns>
    /// <exception cref="ExtractException">A file changed since it was read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<Explanation> ExplainPanel(CancellationToken cancellationToken = default) => ExplainPanel(int.MaxValue, cancellationToken);

    /// <summary>Explains the first of the panel's list.</summary>
    internal IReadOnlyList<Explanation> ExplainPanel(int most, CancellationToken cancellationToken)
    {
        int[] rows = [.. Rows.ForPanel().Take(most)];
        var explanations = new Explanation[rows.Length];
        var explainer = Explainer();
        var panel = _panel.Value;
        Snapshot.Store.LongIds.Read(panel.Names);
        new Workers(Threads, cancellationToken).RunEach(rows.Length, (_, _) => i => explanations[i] = Explain(explainer, rows[i], panel));
        return explanations;
    }

    /// <summary>Explains one person.</summary>
    /// <param name="id">Who.</param>
    /// <returns>The explanation; null for an id that nobody has.</returns>
    /// <exception cref="ExtractException">A file changed since it was read.</exception>
    public Explanation? Explain(OffenderId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var store = Snapshot.Store;
        var person = store.People.Find(id.Value);
        if (person < 0) return null;
        var builder = new CaseFileBuilder([person], store, Snapshot.Records, AsOf);
        store.LongIds.Read(builder.Names);
        return Explain(Explainer(), Enumerable.Range(0, Rows.Count).First(row => Rows.PersonOf(row) == person), builder);
    }

    /// <summary>The run as an audit looks at it.</summary>
    /// <returns>Who was read and what was proposed; case files are made whenever they are looked at.</returns>
    public AuditedRun ToAuditedRun()
    {
        var rows = new RankingRow[Rows.Count];
        Snapshot.Store.Workers.RunEach((rows.Length + RowsAtOnce - 1) / RowsAtOnce, (_, _) =>
        {
            // An audit keeps all rows.
            var shared = new SharedParts();
            return part =>
            {
                for (var i = part * RowsAtOnce; i < Math.Min((part + 1) * RowsAtOnce, rows.Length); i++) rows[i] = Row(i, shared);
            };
        });
        return new AuditedRun(_assessor, Capacity, Snapshot.CaseFiles(), rows, Summary.Seed, Summary.FreePlaces);
    }

    private RankingRow Row(int row, SharedParts shared)
    {
        var person = Rows.PersonOf(row);
        var (standings, isRanked) = (Rows.ScoreTable, row < Rows.RankedCount);
        var placed = isRanked ? Rows.Ranked(row) : default;
        return new RankingRow(new OffenderId(Encoding.UTF8.GetString(Rows.IdOf(person))), Rows.RecommendationOf(row))
        {
            Rank = isRanked ? placed.Rank : null,
            Cohort = isRanked ? Rows.Places.Cohort(person) : null,
            IsMember = standings.IsMember(person),
            IsNominated = standings.IsNominated(person),
            IsFlagged = standings.IsFlagged(person),
            IsTied = placed.IsTied,
            Total = isRanked ? standings.Least(person) : null,
            Most = isRanked ? standings.Most(person) : null,
            IsProvisional = isRanked ? placed.IsProvisional : null,
            Points = isRanked ? shared.Points(standings.LeastPoints(person)) : [],
            Reasons = isRanked
                ? shared.Reasons([], (placed.Recommendation, placed.IsTied, placed.IsIncomplete), () => Rows.Reasons(row))
                : shared.Reasons(standings.Placement(person).Reasons, default, () => Rows.Reasons(row)),
        };
    }

    private RankedRows Rank(ScoreTable standings)
    {
        var store = Snapshot.Store;
        var ids = store.People.Ids;
        var draw = new Draw(Proposal.SeedOf(Policy, AsOf));
        PlaceAllocation? allocation = null;
        int[] others = [];
        store.Workers.RunEach(2, (_, _) => i =>
        {
            if (i == 0) allocation = new PlaceAllocation(
                Policy, standings, draw, person => ids[person], Capacity, (works, work) => store.Workers.RunEach(works, (_, _) => work));
            else others = NotRanked(standings);
        });
        var places = allocation!;
        var ranked = new PlacedPerson[places.Ranked.Length];
        store.Workers.RunEach((ranked.Length + RowsAtOnce - 1) / RowsAtOnce, (_, _) => part =>
        {
            for (var i = part * RowsAtOnce; i < Math.Min((part + 1) * RowsAtOnce, ranked.Length); i++) ranked[i] = places.Place(i);
        });
        return new RankedRows(standings, places, ranked, others, person => ids[person]);
    }

    // By id.
    private int[] NotRanked(ScoreTable standings)
    {
        int[] others = [.. Enumerable.Range(0, standings.Count).Where(person => !standings.Placement(person).IsRanked)];
        Snapshot.Store.People.Ids.Sort(others);
        return others;
    }

    private Explainer Explainer() => new(_assessor, Rows.Places, id => Snapshot.Store.People.Find(id.Value));

    private Explanation Explain(Explainer explainer, int row, CaseFileBuilder builder)
    {
        var person = Rows.PersonOf(row);
        var standings = Rows.ScoreTable;
        var isRanked = row < Rows.RankedCount;
        var file = isRanked ? builder.Build(person, Snapshot.Store.LongIds) : new CaseFile(Snapshot.Store.People.Offender(person));
        var placed = isRanked ? Rows.Ranked(row) : default;
        var assessment = isRanked ? _assessor.Assess(file, withRecords: true) : null;
        return explainer.Explain(file, assessment, new ProposalRow
        {
            OffenderId = file.Offender.Id,
            Rank = isRanked ? placed.Rank : null,
            Recommendation = Rows.RecommendationOf(row),
            Cohort = isRanked ? Rows.Places.Cohort(person) : null,
            IsMember = standings.IsMember(person),
            IsNominated = standings.IsNominated(person),
            IsFlagged = standings.IsFlagged(person),
            IsTied = placed.IsTied,
            IsProvisional = isRanked ? placed.IsProvisional : null,
            Scorecard = assessment?.Scorecard,
            Reasons = isRanked ? Rows.Places.Reasons(placed) : standings.Placement(person).Reasons,
            ShowsPoints = placed.ShowsPoints,
        });
    }

    /// <summary>What many rows say alike, each made once.</summary>
    private sealed class SharedParts
    {
        // By the bytes of the points, taken as characters.
        private readonly Dictionary<string, ImmutableArray<int>> _points = new(StringComparer.Ordinal);
        private readonly Dictionary<(ImmutableArray<Reason> Reasons, (Recommendation Recommendation, bool IsTied, bool IsIncomplete) Placed), ImmutableArray<string>> _reasons = [];

        public ImmutableArray<int> Points(ReadOnlySpan<ushort> points)
        {
            var known = _points.GetAlternateLookup<ReadOnlySpan<char>>();
            var key = MemoryMarshal.Cast<ushort, char>(points);
            if (known.TryGetValue(key, out var same)) return same;
            var copy = new int[points.Length];
            for (var i = 0; i < copy.Length; i++) copy[i] = points[i];
            return known[key] = ImmutableCollectionsMarshal.AsImmutableArray(copy);
        }

        public ImmutableArray<string> Reasons(ImmutableArray<Reason> reasons, (Recommendation Recommendation, bool IsTied, bool IsIncomplete) placed, Func<IEnumerable<Reason>> all) =>
            _reasons.TryGetValue((reasons, placed), out var same) ? same : _reasons[(reasons, placed)] = [.. all().Select(reason => reason.ToString())];
    }
}
