using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Reviews;

namespace Iom.Selection.Extracts;

/// <summary>What a folder of extracts says as of one date.</summary>
/// <remarks>Made by <see cref="ExtractFolder.AsOf"/>. For one thread at a time.</remarks>
public sealed class ExtractSnapshot
{
    // Case files of so many people are made from one look through all rows.
    private const int FilesAtOnce = 50_000;

    private readonly ExtractStore _store;
    private OffenceFindings[]? _findings;
    private ExtractAccount? _account;
    private int[]? _toSettle;
    private PersonConflict[]? _conflicts;

    internal ExtractSnapshot(ExtractStore store, DateOnly asOf)
    {
        (_store, AsOf) = (store, asOf);
        Records = new DatedRecordTables(store.Records, asOf, store.Identities, store.Workers);
        if (!store.IsAllLaterThan(asOf)) return;
        throw new ExtractException($"Every record is dated after {IsoDate.Text(asOf)}: check --as-of.");
    }

    /// <summary>The as-of date.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Which of the optional files that measures read were there.</summary>
    public SuppliedExtracts Supplied => _store.Supplied;

    /// <summary>Which of the optional files that a review reads were there.</summary>
    public ReviewExtracts SuppliedForReview =>
        (Has(ExtractContract.Supervision) ? ReviewExtracts.Supervision : 0) | (Has(ExtractContract.Support) ? ReviewExtracts.Support : 0) | (Has(ExtractContract.Engagement) ? ReviewExtracts.Engagement : 0);

    /// <summary>What became of every row.</summary>
    public ExtractAccount Account => _account ??= MakeAccount();

    /// <summary>People of whom another system knows two as one, each with the names of those systems: perhaps a duplicate record.</summary>
    public IReadOnlyDictionary<OffenderId, IReadOnlyList<string>> SharedIdentities =>
        _store.Identities.Shared.ToDictionary(pair => new OffenderId(_store.People.IdOf(pair.Key)), pair => pair.Value);

    /// <summary>By person, how many matters the agencies have to settle; once everybody's offences have been taken together.</summary>
    internal int[] ToSettle => _toSettle ??= CountToSettle();

    /// <summary>How often each problem stands in each column of each file, the most frequent first.</summary>
    /// <returns>Counts; none of them repeats what a row holds.</returns>
    public IReadOnlyList<ProblemCount> CountProblems() => [.. _store.Account.ProblemCounts.Select(count => count with { SourceName = Shown(count.SourceName) })];

    /// <summary>Why people are not in <c>offenders.csv</c>, file by file, as far as their ids show it.</summary>
    /// <returns>Files with rows about people who are not known; none of the texts repeats an id.</returns>
    public IReadOnlyList<UnknownPeople> FindUnknownPeople() => [.. UnknownPeopleFinder.Find(_store).Select(file => file with { SourceName = Shown(file.SourceName) })];

    /// <summary>What stands in the cells that are no date, no number, no word of the list, or no code of the catalogue. Reads the files again.</summary>
    /// <param name="withCodes">Whether codes are looked at that the catalogue does not have.</param>
    /// <returns>Columns with such cells. The words in it are values of the extracts, and for no file or log.</returns>
    /// <exception cref="ExtractException">A file changed since it was read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<ColumnSurvey> SurveyCells(bool withCodes) =>
        [.. CellSurveyor.Survey(_store, _store.Account.ProblemCounts, withCodes).Select(column => column with { SourceName = Shown(column.SourceName) })];

    internal ExtractStore Store => _store;

    internal DatedRecordTables Records { get; }

    /// <summary>Scores everybody by a policy, ranks them and proposes people for the free places.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="capacity">How many places there are, 0 or more.</param>
    /// <returns>The ranking.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public BatchRanking Rank(Policy policy, int capacity)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        return new BatchRanking(this, policy, capacity);
    }

    /// <summary>One person's records.</summary>
    /// <param name="id">Who.</param>
    /// <returns>The records that stand on the date; null for an id that nobody has.</returns>
    /// <exception cref="ExtractException">A file changed since it was read.</exception>
    public CaseFile? FindCaseFile(OffenderId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var person = _store.People.Find(id.Value);
        return person < 0 ? null : BuildCaseFiles([person]).Single();
    }

    /// <summary>Everybody's records, made as they are looked at.</summary>
    /// <returns>By id, ordinally.</returns>
    /// <exception cref="ExtractException">A file changed since it was read.</exception>
    public IEnumerable<CaseFile> CaseFiles()
    {
        int[] people = [.. Enumerable.Range(0, _store.People.Count)];
        _store.People.Ids.Sort(people);
        return people.Chunk(FilesAtOnce).SelectMany(BuildCaseFiles);
    }

    /// <summary>The records of everybody who is, or was, in the cohort.</summary>
    /// <returns>By id, ordinally.</returns>
    /// <exception cref="ExtractException">A file changed since it was read.</exception>
    public IReadOnlyList<CaseFile> EverMemberCaseFiles() => [.. BuildCaseFiles(WithRecords(Records.Memberships, _ => true))];

    /// <summary>The records of everybody about whom a panel has said something.</summary>
    /// <returns>By id, ordinally.</returns>
    /// <exception cref="ExtractException">A file changed since it was read.</exception>
    public IReadOnlyList<CaseFile> PanelCaseFiles() => [.. BuildCaseFiles(WithRecords(Records.PanelViews, _ => true))];

    /// <summary>Takes everybody's offences together, and gives them to whoever wants them.</summary>
    /// <param name="taker">Makes what takes them, for a thread; null for nobody.</param>
    internal OffenceFindings[] Walk(Func<PersonTaker>? taker)
    {
        var findings = Walk(taker, isForTakerAlone: false);
        return _findings ??= findings;
    }

    /// <summary>Gives everybody with their offences to somebody who asks for nothing else.</summary>
    internal void WalkFor(Func<PersonTaker> taker) => Walk(taker, isForTakerAlone: true);

    private OffenceFindings[] Walk(Func<PersonTaker>? taker, bool isForTakerAlone)
    {
        var offences = _store.Offences;
        var findings = new List<OffenceFindings>();
        _store.Workers.RunEach(offences.PartCount, (_, _) =>
        {
            var own = new OffenceFindings(_store.OffenceTables.Codes.Count);
            lock (findings) findings.Add(own);
            return new PartWalker(offences, _store.OffenceTables, _store.IsKnownCode, AsOf, own, taker?.Invoke(), isForTakerAlone, _store.RowsAtOnce).Walk;
        });
        return [.. findings];
    }

    /// <summary>The case files of some people, by number, in the order given.</summary>
    internal IEnumerable<CaseFile> BuildCaseFiles(IReadOnlyList<int> people)
    {
        if (people.Count == 0) return [];
        var builder = new CaseFileBuilder(people, _store, Records, AsOf);
        _store.LongIds.Read(builder.Names);
        return people.Select(person => builder.Build(person, _store.LongIds));
    }

    private bool Has(FileContract contract) => _store.Folder.Present.Contains(contract);

    private int[] WithRecords<T>(DatedRecords<T> records, Func<T, bool> counts) where T : CaseRecord
    {
        int[] people = [.. Enumerable.Range(0, _store.People.Count).Where(person => records.HasAny(person) && records.Get(person).Any(counts))];
        _store.People.Ids.Sort(people);
        return people;
    }

    private PersonConflict[] RecordConflicts => _conflicts ??= [.. Records.Conflicts(_store.People)];

    private int[] CountToSettle()
    {
        var counts = (int[])_store.OtherToSettle.Clone();
        foreach (var conflict in _store.Account.Conflicts.Concat(RecordConflicts)) counts[conflict.Person]++;
        foreach (var (name, conflicts) in (_findings ?? Walk(taker: null)).SelectMany(found => found.Conflicting)) counts[name.Person] += CaseFileConflicts.Columns(conflicts).Count();
        return counts;
    }
    // The name of a file, unless it holds somebody's id.
    private string Shown(string fileName) => SafeDisplay.ShownFile(fileName, IsId);

    private bool IsId(string text) => _store.People.Find(text) >= 0;

    private ExtractAccount MakeAccount()
    {
        var (people, ids, tables, folder, loading) = (_store.People, _store.LongIds, _store.OffenceTables, _store.Folder, _store.Account);
        var findings = _findings ?? Walk(taker: null);
        ids.Read(findings.SelectMany(found => found.Names));

        var counts = new Dictionary<FileContract, DatedCounts>(Records.Counts()) { [ExtractContract.Offenders] = default };
        var offences = default(DatedCounts);
        foreach (var found in findings) offences.Add(found.Counts);
        offences.Duplicate = findings.Sum(found => found.Duplicates.Count);
        counts[ExtractContract.Offences] = offences;

        var unknown = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var code = 0; code < tables.Codes.Count; code++)
        {
            var count = findings.Sum(found => found.UnknownCodes[code]);
            if (count == 0) continue;
            var shown = SafeDisplay.ShownCode(tables.Codes[code]);
            unknown[shown] = unknown.GetValueOrDefault(shown) + count;
        }
        return new ExtractAccount
        {
            Supplied = Supplied,
            PeopleCount = people.Count,
            FilledFields = people.CountFilled(),
            PeopleWithoutOffenceCount = findings.Sum(found => found.PeopleWithout),
            Files =
            [
                .. folder.Present.Select(contract => loading.TallyOf(contract).Report(contract, folder.CoversOf(contract), counts[contract]))
                    .Zip(folder.Present, (report, contract) => report with
                    {
                        IgnoredColumns = folder.IgnoredByAll(contract, report.IgnoredColumns),
                        Sources = [.. report.Sources.Select(Shown)],
                        EndInDelimiter = [.. report.EndInDelimiter.Select(Shown)],
                    }),
            ],
            Inputs = [.. (folder.MapFile is null ? loading.Inputs : loading.Inputs.Append(folder.MapFile)).OrderBy(input => input.Name, Utf8Ordinal.Comparer)],
            Problems = new RowProblems(loading.Problems, folder, people),
            ProblemCounts = loading.ProblemCounts,
            Unlisted = loading.Unlisted,
            Duplicates = new DuplicateRows(
                [.. loading.Duplicates.Concat(Records.Duplicates(people, folder)).OrderBy(row => row.Place).ThenBy(row => row.OffenderId, Utf8Ordinal.Comparer).ThenBy(row => row.RecordId, Utf8Ordinal.Comparer)],
                [.. findings.SelectMany(found => found.Duplicates)], people, ids, folder),
            Conflicts =
            [
                .. loading.Conflicts.Concat(RecordConflicts).Select(conflict => new Conflict(conflict.Contract.FileName, people.IdOf(conflict.Person), conflict.RecordId, conflict.Column))
                    .Concat(findings.SelectMany(found => found.Conflicting).SelectMany(conflict => CaseFileConflicts.Columns(conflict.Conflicts)
                        .Select(column => new Conflict(ExtractContract.Offences.FileName, people.IdOf(conflict.Name.Person), ids.Find(conflict.Name), column))))
                    .OrderBy(conflict => conflict.File, Utf8Ordinal.Comparer).ThenBy(conflict => conflict.OffenderId, Utf8Ordinal.Comparer)
                    .ThenBy(conflict => conflict.RecordId, Utf8Ordinal.Comparer).ThenBy(conflict => conflict.Column, Utf8Ordinal.Comparer),
            ],
            UnclassifiedOffenceCount = findings.Sum(found => found.Unclassified),
            OffenceCount = findings.Sum(found => found.Offences),
            UnknownCodes = [.. unknown.Select(pair => new UnknownCode(pair.Key, pair.Value)).OrderByDescending(code => code.OffenceCount).ThenBy(code => code.Code, Utf8Ordinal.Comparer)],
            PossibleDuplicates = PossibleDuplicate.InOrder(findings.SelectMany(found => found.Alike)
                .GroupBy(row => (row.Name.Person, row.Code, row.Day))
                .SelectMany(same => PossibleDuplicate.Among(
                    people.IdOf(same.Key.Person), OffenceCode.ClassOf(tables.Codes[same.Key.Code]), DateOnly.FromDayNumber(same.Key.Day),
                    same.Select(row => (ids.Find(row.Name), row.Source))))
                .Concat(findings.SelectMany(found => found.AlikeButForCase).GroupBy(row => row.Name.Person).SelectMany(own => PossibleDuplicate.AlikeButForCase(
                    people.IdOf(own.Key), own.Select(row => (ids.Find(row.Name), tables.Codes[row.Code], DateOnly.FromDayNumber(row.Day))))))),
            PossiblePeople = _store.PossiblePeople.InOrder(),
            CaseNumberCount = findings.Sum(found => found.CaseNumbers),
            ConflictingOffenceCount = findings.Sum(found => found.NotCounted),
            AbsentFiles = [.. ExtractContract.All.Except(folder.Present).Select(contract => contract.FileName)],
            UndatedOutcomeCount = findings.Sum(found => found.UndatedOutcomes),
            UnreadFiles = folder.Unread(loading.Inputs, IsId),
        };
    }
}
