using Iom.Selection.Extracts.Contract;
using Iom.Selection.Offenders;
using Iom.Selection.Policies;

namespace Iom.Selection.Extracts;

/// <summary>Reads one folder, once.</summary>
internal sealed class FolderReader
{
    private const string OffenderIdColumn = "offender_id";
    private const int RowsBetweenLooks = 4096;

    private static readonly int AgencyColumn = ExtractContract.Panel.IndexOf("agency");

    private readonly FolderFiles _folder;
    private readonly DateOnly _asOf;
    private readonly OffenceCatalogue _catalogue;
    private readonly PanelRules? _panel;
    private readonly IProgress<ReadingProgress>? _progress;
    private readonly CancellationToken _cancellationToken;

    private readonly LookUps _lookUps;
    private readonly Dictionary<string, PersonBuilder> _people = new(StringComparer.Ordinal);
    private readonly List<FileReport> _files = [];
    private readonly List<HashedFile> _inputs = [];
    private readonly List<RowProblem> _problems = [];
    private readonly List<DuplicateRow> _duplicates = [];
    private readonly List<Conflict> _conflicts = [];
    private readonly Dictionary<OffenderId, IReadOnlyList<string>> _sharedIdentities = [];
    private int _mendedCodes;
    private long _bytesRead;

    public FolderReader(
        string folder, DateOnly asOf, OffenceCatalogue catalogue, string? mapPath, PanelRules? panel, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        (_folder, _asOf, _catalogue, _panel, _progress, _cancellationToken) = (new FolderFiles(folder, catalogue, mapPath), asOf, catalogue, panel, progress, cancellationToken);
        _lookUps = new LookUps(_folder);
    }

    public Collation Read()
    {
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
            var date = IsoDate.Text(_asOf);
            throw new ExtractException($"Every record is dated after {date}: check --as-of.");
        }
        _folder.CheckUnchanged();
        return Collation(_folder.Present);
    }

    /// <summary>The partnership's id of the current row's person; null, and a problem of the row, where there is none.</summary>
    private string? IdOf(ContractReader reader, Source source, int column)
    {
        if (reader.IsBroken || reader.Cells[column] is not { } id || source.Mapping.IdSystem is not { } system) return reader.IsBroken ? null : reader.Cells[column];
        if (_lookUps.Find(system, id, out var problem) is { } own) return own;
        reader.AddProblem(OffenderIdColumn, problem);
        return null;
    }

    private void ReadOffenders()
    {
        var contract = ExtractContract.Offenders;
        var counts = new RowCounts();
        foreach (var source in _folder.Of(contract))
        {
            using var reader = _folder.Open(source, OnRead(source));
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
        if (!_folder.IsThere(contract)) return;
        var idColumn = contract.IndexOf(OffenderIdColumn);
        var counts = new RowCounts();
        foreach (var source in _folder.Of(contract))
        {
            using var reader = _folder.Open(source, OnRead(source));
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

    private bool Next(ContractReader reader, RowCounts counts)
    {
        if (counts.Read % RowsBetweenLooks == 0) _cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (!reader.Read()) return false;
        }
        catch (IOException e)
        {
            throw FolderFiles.CannotBeRead(reader.Place.File, e);
        }
        counts.Read++;
        return true;
    }

    private void AddDuplicate(RowCounts counts, RowPlace place, string offenderId, string recordId)
    {
        counts.Duplicate++;
        _duplicates.Add(new DuplicateRow(place, offenderId, recordId));
    }

    private void Finish(Source source, ContractReader reader, RowCounts counts)
    {
        _inputs.Add(new HashedFile(Path.GetFileName(source.Path), reader.Sha256));
        _mendedCodes += reader.Checker.MendedCodeCount;
        counts.Finish(source, reader.Layout, reader.Checker);
    }

    private void Report(FileContract contract, RowCounts counts) => _files.Add(counts.Report(contract, _folder.CoversOf(contract)));

    private Collation Collation(IReadOnlyList<FileContract> present)
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
            Inputs = [.. (_folder.MapFile is null ? _inputs : _inputs.Append(_folder.MapFile)).OrderBy(input => input.Name, Utf8Ordinal.Comparer)],
            Problems = [.. _problems.OrderBy(problem => problem.Place).ThenBy(problem => problem.Column, Utf8Ordinal.Comparer)],
            Duplicates = [.. _duplicates.OrderBy(duplicate => duplicate.Place)
                .ThenBy(duplicate => duplicate.OffenderId, Utf8Ordinal.Comparer).ThenBy(duplicate => duplicate.RecordId, Utf8Ordinal.Comparer)],
            Conflicts = [.. _conflicts.OrderBy(conflict => conflict.File, Utf8Ordinal.Comparer).ThenBy(conflict => conflict.OffenderId, Utf8Ordinal.Comparer)
                .ThenBy(conflict => conflict.RecordId, Utf8Ordinal.Comparer).ThenBy(conflict => conflict.Column, Utf8Ordinal.Comparer)],
            SharedIdentities = _sharedIdentities,
            UnclassifiedOffenceCount = unclassified,
            OffenceCount = offences,
            UnknownCodes = [.. unknownCodes.Select(pair => new UnknownCode(pair.Key, pair.Value)).OrderByDescending(code => code.OffenceCount).ThenBy(code => code.Code, Utf8Ordinal.Comparer)],
            PossibleDuplicates = PossibleDuplicate.InOrder(possibleDuplicates),
            ContestedOffenceCount = contested,
            AbsentFiles = [.. ExtractContract.All.Except(present).Select(contract => contract.FileName)],
            MendedCodeCount = _mendedCodes,
            UndatedOutcomeCount = undatedOutcomes,
            UnreadFiles = _folder.Unread(_inputs),
        };
    }

    private static IEnumerable<PossibleDuplicate> PossibleDuplicatesOf(PersonBuilder person) => person.Offences.Select(row => row.Record)
        .Where(report => report.Source is not null)
        .GroupBy(report => (Class: Streaming.AlikeOffences.ClassOf(report.Code), report.Date))
        .SelectMany(same => PossibleDuplicate.Among(person.Id.Value, same.Key.Class, same.Key.Date, same.Select(report => (report.OffenceId, report.Source!))));

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

    private Action<int>? OnRead(Source source) => _progress is null ? null : bytes =>
    {
        _bytesRead += bytes;
        _progress.Report(new ReadingProgress(source.Name, _bytesRead, _folder.BytesTotal));
    };
}
