using System.ComponentModel;
using System.Runtime.InteropServices;
using Iom.Selection.Batch;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts;

/// <summary>A folder of extracts as evaluation looks at it: what is known of everybody by now, beside what was known on any date.</summary>
/// <remarks>For one thread at a time.</remarks>
public sealed class ExtractHistories
{
    private readonly ExtractStore _store;
    private readonly bool[] _isBreach;
    private readonly CustodyDays _custody;
    private readonly int[] _byId;
    private readonly ExtractSnapshot _whole;

    internal ExtractHistories(ExtractStore store, DateOnly? asOf, IReadOnlyList<DetectedBy> detectedBy)
    {
        _store = store;
        store.Workers.RunEach(store.Offences.PartCount, (_, _) => store.Offences.PutInOrder);
        _whole = new ExtractSnapshot(store, asOf ?? DateOnly.MaxValue);
        var entries = Enumerable.Range(0, store.OffenceTables.Codes.Count).Select(code => store.Catalogue.Find(store.OffenceTables.Codes[code])).ToArray();
        _isBreach = [.. entries.Select(entry => entry?.Group == OffenceCatalogue.BreachGroup)];
        Offences = new ProvenOffences(store.People.Count, entries.Select(entry => entry?.Severity).OfType<decimal>());
        int[] severities = [.. entries.Select((entry, code) => _isBreach[code] ? -1 : Offences.NumberOf(entry?.Severity))];
        _whole.Walk(() => new HistoryTaker(Offences, severities, detectedBy));
        _custody = new CustodyDays(_whole.Records.Custody, store.People, asOf);
        _byId = [.. Enumerable.Range(0, store.People.Count)];
        store.People.Ids.Sort(_byId);
        KnownUpTo = store.Folder.CoversOf(ExtractContract.Offences)?.To ?? LatestDay();
        if (asOf < KnownUpTo) KnownUpTo = asOf.Value;
    }

    /// <summary>The last day of which the offences tell: what the map says of the file, or else the latest offence, outcome or recorded date in it; never after the as-of date.</summary>
    public DateOnly KnownUpTo { get; }

    /// <summary>What became of every row, whatever its date.</summary>
    public ExtractAccount Account => _whole.Account;

    /// <summary>Everybody's proven offences but breaches, of any date, by the number of the person.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ProvenOffences Offences { get; }

    /// <summary>What a backtest looks at of one date: everything later is hidden from the orders.</summary>
    /// <param name="asOf">The date.</param>
    /// <param name="horizonMonths">For how many months what followed is looked at.</param>
    /// <param name="policies">The policies and their variants.</param>
    /// <returns>The input of <see cref="Backtest.At"/>.</returns>
    /// <exception cref="Problems.ExtractException">Every record is later than the date.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public BacktestInput At(DateOnly asOf, int horizonMonths, IReadOnlyList<PolicyVariant> policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var snapshot = new ExtractSnapshot(_store, asOf);
        snapshot.Records.FindForScoring();
        BatchEngine[] engines =
        [
            .. policies.Select(policy => new BatchEngine(
                policy.Policy, _store.Catalogue, asOf, snapshot.Supplied, _store.People.Count,
                Enumerable.Range(0, _store.OffenceTables.Codes.Count).Select(code => _store.OffenceTables.Codes[code]))),
        ];
        var (earlier, decay) = (new EarlierOffending[_store.People.Count], EarlierTaker.Decay(asOf));
        snapshot.WalkFor(() => new EarlierTaker(
            earlier, decay, _isBreach, asOf,
            [.. engines.Select((engine, i) => (new PersonScorer(engine.NewScorer(), _store.People, snapshot.Records, asOf, isLongAgo: true), (IReadOnlyList<DetectedBy>)policies[i].LeaveOutDetectedBy))]));
        return new BacktestInput
        {
            AsOf = asOf,
            HorizonMonths = horizonMonths,
            KnownUpTo = KnownUpTo,
            Policies = policies,
            Orders = [.. engines.Select(engine => engine.Order(IdOf, RunEach))],
            ById = ImmutableCollectionsMarshal.AsImmutableArray(_byId),
            IdOf = IdOf,
            Earlier = ImmutableCollectionsMarshal.AsImmutableArray(earlier),
            Offences = Offences,
            DiedOn = _store.People.DiedOn,
            IsDeceasedWithoutDate = person => _store.People.FieldsOf(person).Deceased == true && _store.People.DiedOn(person) is null,
            DaysInCustody = _custody.Between,
            RunEach = RunEach,
        };
    }

    /// <summary>The records of everybody who ever stood in <c>memberships.csv</c>.</summary>
    /// <returns>By id, ordinally.</returns>
    /// <exception cref="Problems.ExtractException">A file changed since it was read.</exception>
    public IReadOnlyList<CaseFile> EverMemberCaseFiles() => _whole.EverMemberCaseFiles();

    /// <summary>What a person did in the 12 months up to a date, and in the 12 months after it.</summary>
    /// <param name="person">The person's number.</param>
    /// <param name="date">The date.</param>
    /// <returns>Proven offences but breaches, and days at liberty.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ChoiceWindows WindowsAt(int person, DateOnly date)
    {
        var (before, at, after) = (MonthWindow.DayBefore(date, 12), date.DayNumber, Months.After(date, 12).DayNumber);
        var died = _store.People.DiedOn(person);
        var last = Math.Min(Math.Min(after, KnownUpTo.DayNumber), died?.DayNumber ?? int.MaxValue);
        var custody = _custody.Between(person, at + 1, last);
        return new ChoiceWindows(
            Offences.Between(person, before, at).Count, at - before - _custody.Between(person, before + 1, at),
            Offences.Between(person, at, last).Count, Math.Max(0, last - at - custody), died?.DayNumber <= after, custody);
    }

    /// <summary>Whether the 12 months after a date are known whole.</summary>
    /// <param name="date">The date.</param>
    /// <returns>True if the offences tell of all of them.</returns>
    public bool IsFollowedUp(DateOnly date) => Months.After(date, 12) <= KnownUpTo;

    private ReadOnlySpan<byte> IdOf(int person) => _store.People.Ids[person];

    private void RunEach(int works, Action<int> work) => _store.Workers.RunEach(works, (_, _) => work);

    private DateOnly LatestDay()
    {
        var (latest, origins) = (new int[_store.Offences.PartCount], _store.OffenceTables.Origins);
        _store.Workers.RunEach(latest.Length, (_, _) => part =>
        {
            // They have been put in order.
            foreach (ref readonly var row in _store.Offences.Find(part, out _)!.Rows.AsSpan()) latest[part] = Math.Max(Math.Max(latest[part], origins[row.Origin].RecordedDay), Math.Max(row.Day, row.OutcomeDay - 1));
        });
        return DateOnly.FromDayNumber(latest.Max());
    }
}
