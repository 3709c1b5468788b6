using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Mapping;
using Iom.Selection.Offenders;
using Iom.Selection.Policies;

namespace Iom.Selection.Extracts;

/// <summary>Reads one folder, once.</summary>
internal sealed class FolderReader
{
    private const string OffenderIdColumn = "offender_id";
    private const int RowsBetweenLooks = 4096;

    private static readonly int AgencyColumn = ExtractContract.Panel.IndexOf("agency");

    private readonly string _folder;
    private readonly DateOnly _asOf;
    private readonly OffenceCatalogue _catalogue;
    private readonly PanelRules? _panel;
    private readonly ExtractMap _map;
    private readonly HashedFile? _mapFile;
    private readonly IProgress<ReadingProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    private readonly Dictionary<FileContract, Source[]> _sources = [];
    private readonly Dictionary<(string System, string Id), HashSet<string>> _lookUps = [];
    private readonly Dictionary<string, PersonBuilder> _people = new(StringComparer.Ordinal);
    private readonly List<FileReport> _files = [];
    private readonly List<HashedFile> _inputs = [];
    private readonly List<RowProblem> _problems = [];
    private readonly List<DuplicateRow> _duplicates = [];
    private readonly List<Conflict> _conflicts = [];
    private readonly Dictionary<OffenderId, IReadOnlyList<string>> _sharedIdentities = [];
    private int _mendedCodes;
    private long _bytesTotal;
    private long _bytesRead;

    public FolderReader(
        string folder, DateOnly asOf, OffenceCatalogue catalogue, string? mapPath, PanelRules? panel, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        (_folder, _asOf, _catalogue, _panel, _progress, _cancellationToken) = (folder, asOf, catalogue, panel, progress, cancellationToken);
        if (!Directory.Exists(folder)) throw new ExtractException($"The folder of extracts does not exist: {folder}");
        (_map, _mapFile) = ReadMap(folder, mapPath);
    }

    public Collation Read()
    {
        foreach (var required in new[] { ExtractContract.Offenders, ExtractContract.Offences })
        {
            if (!IsThere(required)) throw new ExtractException($"{required.FileName} is missing from the folder of extracts; if yours has another name, say so in {ExtractMap.FileName}.");
        }
        // All headers are looked at before any work, so that a missing one costs no time.
        var present = ExtractContract.All.Where(IsThere).ToArray();
        var sources = present.SelectMany(SourcesOf).ToArray();
        if (sources.GroupBy(source => source.Path).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ExtractException($"{ExtractMap.FileName} names {Names.Shown(Path.GetFileName(twice.Key))} twice: a file is of one kind.");
        foreach (var source in sources)
        {
            using var reader = Open(source, onRead: null);
            _bytesTotal += new FileInfo(source.Path).Length;
        }

        if (_map.LooksUpIds) ReadLookUps();
        ReadOffenders();
        ReadRecords(ExtractContract.Memberships, ExtractContract.Membership, person => person.Memberships, Repeats.OfEqual);
        ReadRecords(ExtractContract.Offences, ExtractContract.Offence, person => person.Offences, Repeats.OfSameOffence);
        ReadRecords(ExtractContract.DrugTests, ExtractContract.DrugTest, person => person.DrugTests, Repeats.OfSameId);
        ReadRecords(ExtractContract.RiskScores, ExtractContract.RiskScore, person => person.RiskScores, Repeats.OfEqual);
        ReadRecords(ExtractContract.Nominations, ExtractContract.Nomination, person => person.Nominations, Repeats.OfEqual);
        ReadRecords(ExtractContract.Custody, ExtractContract.CustodySpell, person => person.Custody, Repeats.OfEqual);
        ReadRecords(ExtractContract.Supervision, ExtractContract.SupervisionPeriod, person => person.Supervisions, Repeats.OfEqual);
        ReadRecords(ExtractContract.Engagement, ExtractContract.Contact, person => person.Contacts, Repeats.OfSameId);
        ReadRecords(ExtractContract.Support, ExtractContract.SupportRecord, person => person.Support, Repeats.OfEqual);
        ReadRecords(ExtractContract.Panel, ExtractContract.PanelView, person => person.PanelViews, Repeats.OfEqual);
        ReadRecords(ExtractContract.Identities, ExtractContract.ExternalIdentity, person => person.Identities, Repeats.OfEqual);
        RefuseAmbiguousIdentities();

        var later = _files.Sum(file => file.LaterCount);
        if (later > 0 && _files.All(file => file.From is null))
        {
            var date = _asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            throw new ExtractException($"Every record is dated after {date}: check --as-of.");
        }
        return Collation(present);
    }

    // Before anybody is known: whose id in another system is whose. What is wrong with a row is told when the rows are read as records.
    private void ReadLookUps()
    {
        var contract = ExtractContract.Identities;
        if (!IsThere(contract)) throw new ExtractException($"{ExtractMap.FileName} has an idSystem, but {contract.FileName} is missing from the folder of extracts.");
        foreach (var source in SourcesOf(contract))
        {
            using var reader = Open(source, onRead: null);
            while (reader.Read())
            {
                if (reader.IsBroken || reader.Problems.Count > 0) continue;
                var key = (reader.Cells.Text(0), reader.Cells.Text(1));
                if (!_lookUps.TryGetValue(key, out var ids)) _lookUps.Add(key, ids = new HashSet<string>(StringComparer.Ordinal));
                ids.Add(reader.Cells.Text(2));
            }
        }
    }

    /// <summary>The partnership's id of the current row's person; null, and a problem of the row, where there is none.</summary>
    private string? IdOf(ContractReader reader, Source source, int column)
    {
        if (reader.IsBroken || reader.Cells[column] is not { } id || source.Mapping.IdSystem is not { } system) return reader.IsBroken ? null : reader.Cells[column];
        if (_lookUps.TryGetValue((system, id), out var ids) && ids.Count == 1) return ids.Single();
        reader.AddProblem(OffenderIdColumn, ids is null ? ProblemKind.UnknownOffender : ProblemKind.AmbiguousId);
        return null;
    }

    private void ReadOffenders()
    {
        var contract = ExtractContract.Offenders;
        var counts = new Counts();
        foreach (var source in SourcesOf(contract))
        {
            using var reader = Open(source, OnRead(source));
            while (Next(reader, counts))
            {
                var id = IdOf(reader, source, column: 0);
                _problems.AddRange(reader.Problems);
                if (id is null)
                {
                    counts.Refused++;
                    continue;
                }
                if (!_people.TryGetValue(id, out var person)) _people.Add(id, person = new PersonBuilder(new OffenderId(id)));
                else AddDuplicate(counts, reader.Place, id, "");
                person.AddRow(reader.Cells, reader.HasProblem);
            }
            Finish(source, reader, counts);
        }
        Report(contract, counts);
        if (counts.Read == 0) throw new ExtractException("offenders.csv lists nobody: it holds a header and no row.");
        if (_people.Count == 0) throw new ExtractException("offenders.csv lists nobody: not one of its rows can be used.");

        foreach (var person in _people.Values)
            _conflicts.AddRange(person.ConflictingColumns.Select(column => new Conflict(contract.FileName, person.Id.Value, "", column)));
    }

    private void ReadRecords<T>(
        FileContract contract, Func<RowCells, T> make, Func<PersonBuilder, List<Located<T>>> listOf,
        Func<IReadOnlyList<Located<T>>, IEnumerable<Located<T>>> repeats) where T : CaseRecord
    {
        if (!IsThere(contract)) return;
        var idColumn = contract.IndexOf(OffenderIdColumn);
        var counts = new Counts();
        foreach (var source in SourcesOf(contract))
        {
            using var reader = Open(source, OnRead(source));
            while (Next(reader, counts))
            {
                PersonBuilder? person = null;
                if (IdOf(reader, source, idColumn) is { } id && !_people.TryGetValue(id, out person))
                    reader.AddProblem(OffenderIdColumn, ProblemKind.UnknownOffender);
                // An agency that is not of the panel has no voice in it.
                if (contract == ExtractContract.Panel && !reader.IsBroken && _panel is not null && reader.Cells[AgencyColumn] is { } agency && _panel.IdOf(agency) is null)
                    reader.AddProblem(ExtractContract.Panel.Columns[AgencyColumn].Name, ProblemKind.NotInList);
                if (reader.Problems.Count > 0)
                {
                    _problems.AddRange(reader.Problems);
                    counts.Refused++;
                    continue;
                }

                var record = make(reader.Cells);
                if (record.IsLaterThan(_asOf))
                {
                    counts.Later++;
                    continue;
                }
                counts.Cover(record.RecordDate);
                listOf(person!).Add(new Located<T>(record, reader.Place, counts.Read));
            }
            Finish(source, reader, counts);
        }

        foreach (var person in _people.Values)
        {
            var list = listOf(person);
            var repeated = repeats(list).ToHashSet();
            foreach (var row in repeated) AddDuplicate(counts, row.Place, person.Id.Value, row.Record.RecordId ?? "");
            // Reports of an offence all have their say; of other records only the one that stands.
            // Of an agency's views at one meeting the latest counts, so a view given again is as late as its last row.
            if (typeof(T) == typeof(PanelView)) list.RemoveAll(Repeats.OfEqualButTheLast(list).ToHashSet().Contains);
            else if (typeof(T) != typeof(OffenceReport)) list.RemoveAll(repeated.Contains);
        }
        Report(contract, counts);
    }

    // An external id that stands for two people is refused for both.
    private void RefuseAmbiguousIdentities()
    {
        var contract = ExtractContract.Identities;
        var ambiguous = _people.Values.SelectMany(person => person.Identities.Select(row => (person, row)))
            .GroupBy(pair => pair.row.Record).Where(same => same.Select(pair => pair.person).Distinct().Count() > 1).SelectMany(same => same).ToArray();
        if (ambiguous.Length == 0) return;

        foreach (var (person, row) in ambiguous)
        {
            person.Identities.Remove(row);
            var systems = _sharedIdentities.GetValueOrDefault(person.Id, []);
            if (!systems.Contains(row.Record.System)) _sharedIdentities[person.Id] = [.. systems, row.Record.System];
            _problems.Add(new RowProblem(row.Place, "external_id", ProblemKind.AmbiguousId));
        }
        var report = _files.FindIndex(file => file.FileName == contract.FileName);
        _files[report] = _files[report] with
        {
            UsedCount = _files[report].UsedCount - ambiguous.Length,
            RefusedCount = _files[report].RefusedCount + ambiguous.Length,
        };
    }

    private bool Next(ContractReader reader, Counts counts)
    {
        if (counts.Read % RowsBetweenLooks == 0) _cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (!reader.Read()) return false;
        }
        catch (IOException e)
        {
            throw new ExtractException($"{reader.Place.File} can't be read to its end: see to the disk or the share it lies on.", e);
        }
        counts.Read++;
        return true;
    }

    private void AddDuplicate(Counts counts, RowPlace place, string offenderId, string recordId)
    {
        counts.Duplicate++;
        _duplicates.Add(new DuplicateRow(place, offenderId, recordId));
    }

    private void Finish(Source source, ContractReader reader, Counts counts)
    {
        _inputs.Add(new HashedFile(Path.GetFileName(source.Path), reader.Sha256));
        _mendedCodes += reader.MendedCodeCount;
        counts.Sources.Add(source.Name);
        counts.MappedColumns.UnionWith(reader.MappedColumns);
        counts.AbsentColumns.UnionWith(reader.AbsentColumns);
        counts.IgnoredColumns.UnionWith(reader.IgnoredColumns);
        counts.ColumnsInTwoDateOrders.UnionWith(reader.ColumnsInTwoDateOrders);
    }

    private void Report(FileContract contract, Counts counts) => _files.Add(new FileReport(contract.FileName)
    {
        ReadCount = counts.Read,
        UsedCount = counts.Read - counts.Later - counts.Duplicate - counts.Refused,
        LaterCount = counts.Later,
        DuplicateCount = counts.Duplicate,
        RefusedCount = counts.Refused,
        From = counts.From,
        To = counts.To,
        Sources = counts.Sources,
        MappedColumns = [.. counts.MappedColumns],
        AbsentColumns = [.. counts.AbsentColumns],
        IgnoredColumns = [.. counts.IgnoredColumns],
        ColumnsInTwoDateOrders = [.. counts.ColumnsInTwoDateOrders],
        Covers = SourcesOf(contract).Select(source => source.Mapping.Covers).OfType<Coverage>().ToArray() is { Length: > 0 } covers
            ? new Coverage(covers.Max(cover => cover.From), covers.Min(cover => cover.To))
            : null,
    });

    private Collation Collation(FileContract[] present)
    {
        var (offences, unclassified, contested, undatedOutcomes) = (0, 0, 0, 0);
        var unknownCodes = new Dictionary<string, int>(StringComparer.Ordinal);
        var possibleDuplicates = new List<PossibleDuplicate>();
        foreach (var person in _people.Values)
        {
            possibleDuplicates.AddRange(PossibleDuplicatesOf(person));
            foreach (var reports in person.Offences.GroupBy(row => row.Record.OffenceId, StringComparer.Ordinal))
            {
                var offence = Offence.Resolve([.. reports.Select(row => row.Record)], _asOf);
                offences++;
                if (_catalogue.Find(offence.Code) is null)
                {
                    unclassified++;
                    var code = Names.ShownCode(offence.Code);
                    unknownCodes[code] = unknownCodes.GetValueOrDefault(code) + 1;
                }
                if (!offence.IsContested && offence.Outcome.IsDecided() && offence.OutcomeDate is null) undatedOutcomes++;
                if (!offence.IsContested) continue;
                contested++;
                _conflicts.Add(new Conflict(ExtractContract.Offences.FileName, person.Id.Value, offence.OffenceId, "outcome"));
            }
        }

        var supplied = SuppliedExtracts.None;
        if (present.Contains(ExtractContract.DrugTests)) supplied |= SuppliedExtracts.DrugTests;
        if (present.Contains(ExtractContract.Custody)) supplied |= SuppliedExtracts.Custody;
        return new Collation
        {
            People = [.. _people.Values.OrderBy(person => person.Id).Select(CaseFile)],
            Supplied = supplied,
            Files = _files,
            Inputs = [.. (_mapFile is null ? _inputs : _inputs.Append(_mapFile)).OrderBy(input => input.Name, Utf8Ordinal.Comparer)],
            Problems = [.. _problems.OrderBy(problem => problem.Place).ThenBy(problem => problem.Column, Utf8Ordinal.Comparer)],
            Duplicates = [.. _duplicates.OrderBy(duplicate => duplicate.Place)],
            Conflicts = [.. _conflicts.OrderBy(conflict => conflict.File, Utf8Ordinal.Comparer).ThenBy(conflict => conflict.OffenderId, Utf8Ordinal.Comparer)
                .ThenBy(conflict => conflict.RecordId, Utf8Ordinal.Comparer).ThenBy(conflict => conflict.Column, Utf8Ordinal.Comparer)],
            SharedIdentities = _sharedIdentities,
            UnclassifiedOffenceCount = unclassified,
            OffenceCount = offences,
            UnknownCodes = [.. unknownCodes.Select(pair => new UnknownCode(pair.Key, pair.Value)).OrderByDescending(code => code.OffenceCount).ThenBy(code => code.Code, Utf8Ordinal.Comparer)],
            PossibleDuplicates = [.. possibleDuplicates.OrderBy(pair => pair.OffenderId, Utf8Ordinal.Comparer).ThenBy(pair => pair.Date)
                .ThenBy(pair => pair.Class, Utf8Ordinal.Comparer).ThenBy(pair => pair.FirstId, Utf8Ordinal.Comparer).ThenBy(pair => pair.SecondId, Utf8Ordinal.Comparer)],
            ContestedOffenceCount = contested,
            AbsentFiles = [.. ExtractContract.All.Except(present).Select(contract => contract.FileName)],
            MendedCodeCount = _mendedCodes,
            UndatedOutcomeCount = undatedOutcomes,
            UnreadFiles = UnreadFiles(),
        };
    }

    // Each later one is paired with the first: a list to look through, not every pair of many.
    private static IEnumerable<PossibleDuplicate> PossibleDuplicatesOf(PersonBuilder person)
    {
        var byClassAndDay = person.Offences.Select(row => row.Record).Where(report => report.Source is not null)
            .GroupBy(report => (Class: OffenceCode.IsFull(report.Code) ? report.Code[..OffenceCode.ClassLength] : report.Code, report.Date));
        foreach (var same in byClassAndDay)
        {
            var byId = same.GroupBy(report => report.OffenceId, StringComparer.Ordinal).OrderBy(reports => reports.Key, Utf8Ordinal.Comparer).ToArray();
            foreach (var later in byId.Skip(1))
            {
                var sources = byId[0].Select(report => report.Source).ToHashSet(StringComparer.Ordinal);
                if (!later.Any(report => sources.Contains(report.Source)))
                    yield return new PossibleDuplicate(person.Id.Value, same.Key.Class, same.Key.Date, byId[0].Key, later.Key);
            }
        }
    }

    private static CaseFile CaseFile(PersonBuilder person) => new(person.Offender())
    {
        Offences = Records(person.Offences),
        DrugTests = Records(person.DrugTests),
        RiskScores = Records(person.RiskScores),
        Nominations = Records(person.Nominations),
        Memberships = Records(person.Memberships),
        Custody = Records(person.Custody),
        Supervisions = Records(person.Supervisions),
        Contacts = Records(person.Contacts),
        Support = Records(person.Support),
        PanelViews = Records(person.PanelViews),
        Identities = Records(person.Identities),
    };

    private static T[] Records<T>(List<Located<T>> rows) where T : CaseRecord => rows.Count == 0 ? [] : [.. rows.Select(row => row.Record)];

    // A file that is named almost as the contract says would otherwise be missed in silence.
    private string[] UnreadFiles() =>
    [
        .. Directory.EnumerateFiles(_folder)
            .Select(path => Path.GetFileName(path)!)
            .Where(name => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            .Where(name => !name.Equals(ExtractContract.CharacteristicsFile, StringComparison.OrdinalIgnoreCase) && !_inputs.Exists(input => input.Name.Equals(name, IsOneName)))
            .Select(Names.Shown)
            .Order(Utf8Ordinal.Comparer)!,
    ];

    // Where the file system opens Offences.csv as offences.csv, it has been read.
    private static StringComparison IsOneName =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private bool IsThere(FileContract contract)
    {
        if (SourcesOf(contract).Length > 0) return true;
        if (_map.Names(contract)) throw new ExtractException($"{ExtractMap.FileName}: no file in the folder has the name that it gives for {contract.Name}.");
        // Something of that name that is no file would otherwise count as not supplied, in silence.
        var path = Path.Combine(_folder, contract.FileName);
        if (Directory.Exists(path) || new FileInfo(path).LinkTarget is not null)
            throw new ExtractException($"{contract.FileName} is not a file, or leads to none.");
        return false;
    }

    // The files of a kind, in the order of the map, then of their names.
    private Source[] SourcesOf(FileContract contract)
    {
        if (_sources.TryGetValue(contract, out var known)) return known;
        Source[] found =
        [
            .. _map.For(contract).SelectMany(mapping => mapping.Pattern.AsSpan().IndexOfAny('*', '?') < 0
                ? new[] { Path.Combine(_folder, mapping.Pattern) }.Where(File.Exists).Select(path => new Source(contract, path, mapping))
                : Directory.EnumerateFiles(_folder).Where(path => FileSystemName.MatchesSimpleExpression(mapping.Pattern, Path.GetFileName(path), IsOneName == StringComparison.OrdinalIgnoreCase))
                    .Order(Utf8Ordinal.Comparer).Select(path => new Source(contract, path!, mapping))),
        ];
        _sources.Add(contract, found);
        return found;
    }

    private ContractReader Open(Source source, Action<int>? onRead)
    {
        try
        {
            var checker = new CellChecker(_catalogue, source.Mapping);
            return new ContractReader(source.Contract, source.Name, OpenRead(source.Path), checker, source.Mapping, onRead);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"{source.Name} can't be opened: close it elsewhere, or see who may read it.", e);
        }
    }

    // A pipe or a device has no length. To open one could wait for ever, so it counts as what it says it is: empty.
    private static Stream OpenRead(string path)
    {
        var file = File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);
        return file.Length == 0 ? Stream.Null : file.OpenRead();
    }

    private Action<int>? OnRead(Source source) => _progress is null ? null : bytes =>
    {
        _bytesRead += bytes;
        _progress.Report(new ReadingProgress(source.Name, _bytesRead, _bytesTotal));
    };

    private static (ExtractMap Map, HashedFile? File) ReadMap(string folder, string? mapPath)
    {
        var path = mapPath ?? Path.Combine(folder, ExtractMap.FileName);
        if (mapPath is null && !File.Exists(path)) return (ExtractMap.None, null);
        try
        {
            var bytes = File.ReadAllBytes(path);
            return (ExtractMap.Parse(bytes), new HashedFile(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The map can't be opened: {path}", e);
        }
    }

    /// <summary>A file to read, of which kind and how.</summary>
    private sealed record Source(FileContract Contract, string Path, FileMapping Mapping)
    {
        public string Name => System.IO.Path.GetFileName(Path);
    }

    private sealed class Counts
    {
        public long Read { get; set; }

        public long Later { get; set; }

        public long Duplicate { get; set; }

        public long Refused { get; set; }

        public List<string> Sources { get; } = [];

        public SortedSet<string> MappedColumns { get; } = new(Utf8Ordinal.Comparer);

        public SortedSet<string> AbsentColumns { get; } = new(Utf8Ordinal.Comparer);

        public SortedSet<string> IgnoredColumns { get; } = new(Utf8Ordinal.Comparer);

        public SortedSet<string> ColumnsInTwoDateOrders { get; } = new(Utf8Ordinal.Comparer);

        public DateOnly? From { get; private set; }

        public DateOnly? To { get; private set; }

        public void Cover(DateOnly? date)
        {
            if (date is null) return;
            if (From is null || date < From) From = date;
            if (To is null || date > To) To = date;
        }
    }
}
