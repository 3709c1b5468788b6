using System.Collections.Concurrent;
using System.ComponentModel;
using Iom.Selection.Batch;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Extracts.Threading;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts;

/// <summary>Everybody in a folder of extracts ranked as of a date, without an object for each person or record: the way for a batch of any size.</summary>
/// <remarks>
/// Made by <see cref="ExtractSnapshot.Rank"/>. It says of everybody what <see cref="Assessor"/> and <see cref="Proposal"/> say of their case files.
/// See docs/performance.md for how it works.
/// </remarks>
public sealed class BatchRanking
{
    private const int RowsAtOnce = 4096;
    private const int MostOfAQuery = 512;   // threads of a parallel query

    private readonly BatchEngine _engine;
    private readonly Lazy<CaseFileBuilder> _panel;

    internal BatchRanking(ExtractSnapshot snapshot, Policy policy, int capacity)
    {
        (Snapshot, Policy, Capacity) = (snapshot, policy, capacity);
        var store = snapshot.Store;
        snapshot.Records.FindForScoring();
        _engine = new BatchEngine(
            policy, store.Catalogue, snapshot.AsOf, snapshot.Supplied, store.People.Count,
            Enumerable.Range(0, store.OffenceTables.Codes.Count).Select(code => store.OffenceTables.Codes[code]));
        var findings = snapshot.Walk(() => new PersonScorer(_engine.NewScorer(), store.People, snapshot.Records, snapshot.AsOf));

        var toSettle = snapshot.ToSettle;

        // What was found besides is put in order meanwhile; where long ids have to be read again for it, that is done once, with those of the panel's list.
        var isReadAgain = findings.SelectMany(found => found.Names).Any(name => name.IsHashed);
        RankedRows? rows = null;
        store.Workers.RunEach(2, (_, _) => i =>
        {
            if (i == 0) rows = _engine.Rank(capacity, person => store.People.Ids[person], store.People.Ids.Sort, person => toSettle[person], (works, work) => store.Workers.RunEach(works, (_, _) => work));
            else if (!isReadAgain) _ = snapshot.Account;
        });
        Rows = rows!;
        Summary = Rows.Summary(_engine.Seed, capacity);
        _panel = new(() => new CaseFileBuilder(Rows.ForPanel().Where(row => row < Rows.RankedCount).Concat(Rows.ModelDisagreements().Select(found => found.Row)).Distinct().Select(Rows.PersonOf), store, snapshot.Records, snapshot.AsOf));
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
    public Assessor Assessor => _engine.Assessor;

    /// <summary>The proposal in figures.</summary>
    public ProposalSummary Summary { get; }

    /// <summary>The rows by number, for writers of files.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public RankedRows Rows { get; }

    /// <summary>How many threads the folder was loaded with.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int Threads => Snapshot.Store.Workers.Count;

    /// <summary>Everybody, as in <c>ranking.csv</c> with all points: ranked people first, by rank; the others after, by id.</summary>
    /// <returns>Each row made when it is looked at.</returns>
    public IEnumerable<RankingRow> People() => Rows.ToRows();

    /// <summary>The same as a table.</summary>
    /// <returns>A row for everybody.</returns>
    public RankingTable ToTable() => new([.. Policy.Factors.Select(factor => factor.Id)], [.. People()]);

    /// <summary>That somebody left the cohort a short time ago.</summary>
    /// <param name="row">The person's row.</param>
    /// <returns>The last time in the cohort; null for members and for all others.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public FormerMembership? LeftCohort(int row) => FormerMembership.Find(Snapshot.Records.Memberships.Get(Rows.PersonOf(row)), AsOf);

    /// <summary>Explains everybody on the panel's list.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>In the order of <c>cohort.csv</c>.</returns>
    /// <exception cref="ExtractException">A file changed since it was read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<Explanation> ExplainPanel(CancellationToken cancellationToken = default) => ExplainPanel(int.MaxValue, cancellationToken);

    /// <summary>Explains the first of the panel's list.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>In the order of <c>cohort.csv</c>.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<Explanation> ExplainPanel(int most, CancellationToken cancellationToken) => Explain([.. Rows.ForPanel().Take(most)], cancellationToken);

    /// <summary>Explains the first of the panel's list, and keeps nothing but what is made of each explanation until it is looked at.</summary>
    /// <typeparam name="T">What is made.</typeparam>
    /// <param name="most">How many at most.</param>
    /// <param name="made">Makes it; called by several threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>In the order of <c>cohort.csv</c>; to be looked at once.</returns>
    /// <exception cref="ExtractException">A file changed since it was read.</exception>
    /// <exception cref="AggregateException">It could not be made of one; told when they are looked at.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IEnumerable<T> ExplainPanel<T>(int most, Func<Explanation, T> made, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(made);
        var panel = ReadPanel();
        return Partitioner.Create(Rows.ForPanel().Take(most), EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Min(Threads, MostOfAQuery))
            .WithMergeOptions(ParallelMergeOptions.NotBuffered).WithCancellation(cancellationToken).Select(row => made(Explain(row, panel)));
    }

    // Of the rows for which there are case files: the panel's, and those about whom a model disagrees.
    private Explanation[] Explain(int[] rows, CancellationToken cancellationToken)
    {
        var explanations = new Explanation[rows.Length];
        var panel = ReadPanel();
        new Workers(Threads, cancellationToken).RunEach(rows.Length, (_, _) => i => explanations[i] = Explain(rows[i], panel));
        return explanations;
    }

    private CaseFileBuilder ReadPanel()
    {
        var panel = _panel.Value;
        Snapshot.Store.LongIds.Read(panel.Names);
        return panel;
    }

    /// <summary>Explains everybody about whom the matrix and the model that the policy names disagree.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>By rank; empty where the policy names none.</returns>
    /// <exception cref="ExtractException">A file changed since it was read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<Explanation> ExplainModelDisagreements(CancellationToken cancellationToken = default) =>
        Explain([.. Rows.ModelDisagreements().Select(found => found.Row)], cancellationToken);

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
        return Explain(Enumerable.Range(0, Rows.Count).First(row => Rows.PersonOf(row) == person), builder);
    }

    /// <summary>The run as an audit looks at it.</summary>
    /// <returns>Who was read and what was proposed; case files are made whenever they are looked at.</returns>
    public AuditedRun ToAuditedRun()
    {
        var rows = new RankingRow[Rows.Count];
        // An audit keeps all rows.
        Snapshot.Store.Workers.RunEach((rows.Length + RowsAtOnce - 1) / RowsAtOnce, (_, _) => part =>
            Rows.Fill(rows, part * RowsAtOnce, Math.Min((part + 1) * RowsAtOnce, rows.Length)));
        return new AuditedRun(Assessor, Capacity, Snapshot.CaseFiles(), rows, Summary.Seed, Summary.FreePlaces) { ForEach = ForEachBy(Snapshot.Store.Workers) };
    }

    // Apart, so that it holds on to nothing else: of a run, the case files alone keep the extracts in memory.
    private static Action<int, Action<int>> ForEachBy(Workers workers) => (count, each) => workers.RunEach(count, (_, _) => each);

    private Explanation Explain(int row, CaseFileBuilder builder)
    {
        var person = Rows.PersonOf(row);
        return Rows.Explain(row, row < Rows.RankedCount
            ? builder.Build(person, Snapshot.Store.LongIds)
            : new CaseFile(Snapshot.Store.People.Offender(person)) { Nominations = Snapshot.Records.Nominations.Get(person), Memberships = Snapshot.Records.Memberships.Get(person) });
    }
}
