using System.Globalization;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Threading;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Every row of all files of a folder, of any date, packed; read once, by all threads.</summary>
internal sealed class ExtractStore
{
    private readonly StoreOptions _options;
    private readonly IdentityMap _lookUps;
    private readonly DateOnly? _earliest;
    private readonly bool[] _isKnownCode;
    private int[]? _otherToSettle;

    /// <summary>Reads a folder.</summary>
    /// <exception cref="ExtractException">A file or a header is missing, nobody is listed, or a file changed while it was read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ExtractStore(string folder, StoreOptions options, IProgress<LoadingProgress>? progress, CancellationToken cancellationToken)
    {
        _options = options;
        Workers = new Workers(options.Threads, cancellationToken);
        Folder = new FolderFiles(folder, options.Catalogue, options.MapPath, options.IsCheckOnly);
        Account = new LoadingAccount(Folder, progress, options.MaxListed);
        LongIds = new LongIds(this);

        _lookUps = new IdentityMap(Folder);
        ReadOffenders();
        using (var reading = new OffenceLoader(Folder, _lookUps, People, Account, options.Threads, options.BufferBytes))
        {
            ReadRecords(reading);
            var earliest = reading.Finish();
            (Offences, OffenceTables) = (reading.Store, reading.Tables);
            Identities = new UniqueIdentities(Records.Identities, Account, Workers);
            PossiblePeople = new PossiblePeople(People, Identities);
            _earliest = new[] { earliest, Records.Earliest() }.Min();
        }
        Folder.CheckUnchanged();
        _isKnownCode = [.. Enumerable.Range(0, OffenceTables.Codes.Count).Select(code => options.Catalogue.Find(OffenceTables.Codes[code]) is not null)];
    }

    public FolderFiles Folder { get; }

    /// <summary>Whose id in another system is whose.</summary>
    public IdentityMap LookUps => _lookUps;

    public Workers Workers { get; }

    public People People { get; } = new();

    public RecordTables Records { get; } = new();

    public UniqueIdentities Identities { get; }

    /// <summary>People who may be one.</summary>
    public PossiblePeople PossiblePeople { get; }

    /// <summary>By person, how many of their rows were refused and how often they are named as perhaps somebody else; worked out when first asked for.</summary>
    public int[] OtherToSettle => _otherToSettle ??= CountOtherToSettle();

    public OffenceStore Offences { get; }

    public OffenceTables OffenceTables { get; }

    public LoadingAccount Account { get; }

    public LongIds LongIds { get; }

    public OffenceCatalogue Catalogue => _options.Catalogue;

    public int BufferBytes => _options.BufferBytes;

    public int RowsAtOnce => _options.RowsAtOnce;

    /// <summary>Whether the catalogue knows a code, by its number.</summary>
    public bool[] IsKnownCode => _isKnownCode;

    /// <summary>Which of the optional files that measures read were there.</summary>
    public SuppliedExtracts Supplied =>
        (Folder.Present.Contains(ExtractContract.DrugTests) ? SuppliedExtracts.DrugTests : 0)
        | (Folder.Present.Contains(ExtractContract.Custody) ? SuppliedExtracts.Custody : 0);

    /// <summary>Whether there are dated rows in order, and all of them are later than a date.</summary>
    public bool IsAllLaterThan(DateOnly asOf) => _earliest > asOf;

    private int[] CountOtherToSettle()
    {
        var counts = Account.CountRefusedRows(People.Count);
        foreach (var person in PossiblePeople.Named) counts[person]++;
        return counts;
    }

    private void ReadOffenders()
    {
        var tally = new RowTally();
        foreach (var (source, file) in Folder.SourcesOf(ExtractContract.Offenders).Select((source, file) => (source, file)))
        {
            var checker = Folder.CheckerFor(source);
            using var open = Folder.OpenContractFile(source, Account.OnRead(source), _options.BufferBytes);
            var shared = new SharedChecker(checker);
            Workers.Run((_, token) =>
            {
                var own = new RowTally();
                var (buffer, rows) = (new ReadBuffer(), new OffenderRows(source, file, open.Layout, shared, _lookUps, People, Account, own));
                try
                {
                    while (open.Next(buffer, rows)) token.ThrowIfCancellationRequested();
                }
                catch (IOException e)
                {
                    throw FolderFiles.CannotBeRead(source.Contract.FileName, e);
                }
                rows.Finish();
                lock (tally) tally.Add(own);
            });
            if (shared.LongNumbers.Judge() is { Count: > 0 } waiting)
            {
                var rows = new OffenderRows(source, file, open.Layout, shared, _lookUps, People, Account, tally);
                foreach (var row in waiting)
                {
                    row.GiveTo(rows);
                    rows.Settle();
                }
                rows.Finish();
            }
            Account.AddInput(source, open.Sha256);
            tally.Finish(source, open.Layout, checker);
        }
        Account.AddTally(ExtractContract.Offenders, tally);
        if (tally.Read == 0) throw new ExtractException("offenders.csv has a header but no rows.");
        if (People.Count == 0 && !_options.IsCheckOnly) throw new ExtractException(NobodyCanBeUsed(tally));
    }

    // Why, by kind of problem: the rows themselves are listed by a check.
    private string NobodyCanBeUsed(RowTally tally)
    {
        var kinds = Account.ProblemCounts.GroupBy(problem => (problem.Column, problem.Kind)).OrderByDescending(same => same.Sum(count => count.CellCount)).ThenBy(same => same.Key.Kind)
            .Select(same => string.Create(CultureInfo.InvariantCulture, $"{same.Sum(count => count.CellCount)} {same.Key.Kind.Word()}{(same.Key.Column.Length == 0 ? "" : $" in {same.Key.Column}")}"));
        var notChosen = tally.NotChosen > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({tally.NotChosen} not chosen by the map)") : "";
        return $"None of the rows in offenders.csv can be used: {string.Join(", ", kinds)}{notChosen}. Run iom check, which says why and lists them.";
    }

    // Whoever has no small file to read helps with the offences.
    private void ReadRecords(OffenceLoader offences)
    {
        var next = -1;
        Workers.Run((thread, token) =>
        {
            Action[] small = [CloseOffenders, .. Records.Readings(new RecordReader(Folder, _lookUps, People, _options.Panel, Account, _options.BufferBytes, token))];
            for (int i; (i = Interlocked.Increment(ref next)) < small.Length;) small[i]();
            offences.Read(thread, token);
        });
    }

    private void CloseOffenders()
    {
        People.Close();
        for (var person = 0; person < People.Count; person++)
        {
            foreach (var field in People.FieldsOf(person).Conflicts)
                Account.AddConflict(new PersonConflict(person, ExtractContract.Offenders, "", Vocabulary.Word(field)));
        }
    }
}
