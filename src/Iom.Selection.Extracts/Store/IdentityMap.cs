using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Store;

/// <summary>Whose id in another system is whose, by <c>identities.csv</c>, and how ids are spelled that are compared without case.</summary>
/// <remarks>Read before anybody is known. What is wrong with a row is told when the rows are read as records.</remarks>
internal sealed class IdentityMap
{
    private static readonly int ExternalIdColumn = ExtractContract.Identities.IndexOf("external_id");
    private static readonly int IdColumn = ExtractContract.Identities.IndexOf("offender_id");

    private readonly Dictionary<string, Ids> _bySystem = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _spellings = new(StringComparer.Ordinal);   // by the folded id
    private readonly Dictionary<Source, UnknownIds> _unknown = [];
    private readonly Dictionary<(string System, bool Folds), ExternalIds> _external = [];

    /// <summary>Reads them, if anything is looked up or compared without case.</summary>
    public IdentityMap(FolderFiles folder)
    {
        if (folder.IgnoresIdCase) ReadSpellings(folder);
        if (folder.LooksUpIds) ReadIdentities(folder);
    }

    /// <summary>Reads whose ids are whose, where no file looks any up: to say that one should.</summary>
    public void EnsureRead(FolderFiles folder)
    {
        if (!folder.LooksUpIds && _bySystem.Count == 0 && folder.Present.Contains(ExtractContract.Identities)) ReadIdentities(folder);
    }

    /// <summary>The systems that have ids.</summary>
    public IEnumerable<string> Systems => _bySystem.Keys;

    /// <summary>The ids of a system, each with the partnership's ids it stands for.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> IdsOf(string system) => _bySystem.GetValueOrDefault(system)?.ByExternal ?? [];

    /// <summary>Whether the ids of a file are looked up without case: its mapping or that of the system's ids says so.</summary>
    public bool Folds(FileMapping mapping) =>
        mapping.IdSystem is { } system && (mapping.IgnoresIdCase || _bySystem.GetValueOrDefault(system)?.IgnoresCase == true);

    /// <summary>The ids that a file's are looked up among, folded if they are compared without case.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> IdsFor(FileMapping mapping) =>
        !Folds(mapping) ? IdsOf(mapping.IdSystem!) : _bySystem.GetValueOrDefault(mapping.IdSystem!)?.Folded() ?? [];

    /// <summary>The partnership's id that another system's stands for; null, and what is wrong, where there is not just one.</summary>
    public string? Find(FileMapping mapping, string id, out ProblemKind problem)
    {
        var ids = IdsFor(mapping).GetValueOrDefault(Folds(mapping) ? FileMapping.FoldId(id) : id);
        problem = ids is null ? ProblemKind.UnknownOffender : ProblemKind.AmbiguousId;
        return ids?.Count == 1 ? ids.Single() : null;
    }

    /// <summary>The ids by which a file names people, and whose each is. Made once for each system, however many files there are.</summary>
    /// <param name="mapping">How the file is read; it has an <c>idSystem</c>.</param>
    /// <param name="people">All people.</param>
    public ExternalIds ExternalIds(FileMapping mapping, People people)
    {
        lock (_external)
        {
            var key = (mapping.IdSystem!.ToUpperInvariant(), Folds(mapping));
            if (!_external.TryGetValue(key, out var ids)) _external.Add(key, ids = new ExternalIds(IdsFor(mapping), people));
            return ids;
        }
    }

    private static void See(LongNumberWatch watch, int column, string id)
    {
        if (id.Length >= CellText.LongNumberDigits) watch.MustWait(column, Encoding.UTF8.GetBytes(id));
    }

    /// <summary>How an id is spelled that is compared without case: as <c>offenders.csv</c> has it, of several ways the ordinally smallest.</summary>
    public string SpellingOf(string id) => _spellings.GetValueOrDefault(FileMapping.FoldId(id), id);

    /// <summary>Takes the ids of a file that are nobody's.</summary>
    public UnknownIds UnknownOf(Source source)
    {
        lock (_unknown)
        {
            if (!_unknown.TryGetValue(source, out var ids)) _unknown.Add(source, ids = new UnknownIds());
            return ids;
        }
    }

    private void ReadIdentities(FolderFiles folder)
    {
        foreach (var source in folder.SourcesOf(ExtractContract.Identities))
        {
            using var reader = folder.Open(source);
            var watch = reader.Checker.LongNumbers;
            var rows = new List<(string System, string ExternalId, string Id)>();
            while (reader.Read())
            {
                if (reader.IsBroken || reader.Problems.Count > 0) continue;
                rows.Add((reader.Cells.Text(0), reader.Cells.Text(1), reader.Cells.Text(2)));
                See(watch, ExternalIdColumn, rows[^1].ExternalId);
                See(watch, IdColumn, rows[^1].Id);
            }
            // Which long numbers a spreadsheet has damaged shows once all have been seen.
            watch.Judge();
            var ignoresCase = source.Mapping.IgnoresIdCase;
            foreach (var row in rows)
            {
                if (watch.IsDamaged(ExternalIdColumn, row.ExternalId) || watch.IsDamaged(IdColumn, row.Id)) continue;
                Add(row.System, row.ExternalId, ignoresCase ? SpellingOf(row.Id) : row.Id, ignoresCase);
            }
        }
    }

    private void ReadSpellings(FolderFiles folder)
    {
        foreach (var contract in new[] { ExtractContract.Offenders, ExtractContract.Identities })
        {
            if (!folder.IsThere(contract)) continue;
            var column = contract.IndexOf("offender_id");
            // The ids of another system are not the partnership's; those that stand for them in identities.csv are.
            var sources = folder.SourcesOf(contract).Where(source => contract == ExtractContract.Identities
                ? folder.SourcesOf(ExtractContract.Offenders).Any(offenders => offenders.Mapping.IdSystem is not null)
                : source.Mapping.IdSystem is null);
            foreach (var source in sources)
            {
                using var reader = folder.Open(source);
                while (reader.Read())
                {
                    if (reader.IsBroken || reader.Cells[column] is not { } id) continue;
                    var folded = FileMapping.FoldId(id);
                    if (!_spellings.TryGetValue(folded, out var known) || Utf8Ordinal.Compare(id, known) < 0) _spellings[folded] = id;
                }
            }
        }
    }

    private void Add(string system, string externalId, string id, bool ignoresCase)
    {
        if (!_bySystem.TryGetValue(system, out var ids)) _bySystem.Add(system, ids = new Ids());
        ids.IgnoresCase |= ignoresCase;
        if (!ids.ByExternal.TryGetValue(externalId, out var own)) ids.ByExternal.Add(externalId, own = new(StringComparer.Ordinal));
        own.Add(id);
    }

    private sealed class Ids
    {
        private Dictionary<string, HashSet<string>>? _folded;

        public Dictionary<string, HashSet<string>> ByExternal { get; } = new(StringComparer.Ordinal);

        public bool IgnoresCase { get; set; }

        public Dictionary<string, HashSet<string>> Folded() => _folded ??= ByExternal
            .GroupBy(pair => FileMapping.FoldId(pair.Key), StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.SelectMany(pair => pair.Value).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
