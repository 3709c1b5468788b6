using System.Collections.Frozen;
using System.Globalization;
using System.IO.Enumeration;
using System.Security.Cryptography;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Workbooks;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;

namespace Iom.Selection.Extracts.Store;

/// <summary>The files of one folder of extracts: which are there, how each is to be read, and that none changes meanwhile.</summary>
internal sealed class FolderFiles
{
    /// <summary>How many files of one kind are read.</summary>
    public const int MaxFiles = 10_000;

    private readonly string _folder;
    private readonly ExtractMap _map;
    private readonly OffenceCatalogue _catalogue;
    private readonly Dictionary<FileContract, Source[]> _sources = [];
    private readonly Dictionary<Source, Look> _looks = [];
    private readonly Dictionary<FileContract, string[]> _names = [];
    private readonly Dictionary<FileContract, int[]> _ranks = [];
    private readonly Dictionary<Source, FileForm?> _forms = [];

    /// <summary>Looks at all files and their headers, before any work.</summary>
    /// <exception cref="ExtractException">The folder, a file or a header is missing.</exception>
    public FolderFiles(string folder, OffenceCatalogue catalogue, string? mapPath, bool isCheckOnly = false)
    {
        (_folder, _catalogue) = (folder, catalogue);
        if (!Directory.Exists(folder)) throw new ExtractException($"The folder of extracts does not exist: {folder}");
        (_map, MapFile) = ReadMap(folder, mapPath);
        if (_map.Open is { Count: > 0 } open && !isCheckOnly)
            throw new ExtractException($"{ExtractMap.FileName} leaves {Plural.Format(open.Count, "thing")} open, first {open[0]}. Put your answer in place of each \"?\"; iom check lists them.");
        foreach (var required in new[] { ExtractContract.Offenders, ExtractContract.Offences })
        {
            if (!IsThere(required))
                throw new ExtractException($"{required.FileName} is missing from the folder of extracts. {PackedFile.InPlaceOf(folder, required.Name) ?? $"If your file has another name, give it in {ExtractMap.FileName}."}");
        }
        // All headers are looked at before any work, so that a missing one costs no time.
        Present = [.. ExtractContract.All.Where(IsThere)];
        var sources = Present.SelectMany(SourcesOf).ToArray();
        // One file may hold several kinds, or two columns of ids of one person; read twice in one way it would only repeat itself.
        if (sources.GroupBy(source => (source.Contract, source.Path)).FirstOrDefault(same => same.DistinctBy(source => SaysOf(source.Mapping)).Count() < same.Count()) is { } twice)
            throw new ExtractException($"{ExtractMap.FileName} names {Path.GetFileName(twice.Key.Path)} twice for {twice.Key.Contract.Name} in the same way: remove one.");
        foreach (var source in sources)
        {
            var look = Look.At(source.Path);
            LookInto(source);
            _looks.Add(source, look);
            BytesTotal += look.Length;
        }
        if (_map.LooksUpIds && !IsThere(ExtractContract.Identities))
            throw new ExtractException($"{ExtractMap.FileName} has an idSystem, but {ExtractContract.Identities.FileName} is missing from the folder of extracts.");
    }

    /// <summary>The kinds of file that are there, in the contract's order.</summary>
    public IReadOnlyList<FileContract> Present { get; }

    /// <summary>The map that lay beside them or was named; null without one.</summary>
    public HashedFile? MapFile { get; }

    /// <summary>The bytes of all files.</summary>
    public long BytesTotal { get; }

    /// <summary>Whether ids of other systems are looked up anywhere.</summary>
    public bool LooksUpIds => _map.LooksUpIds;

    public bool IsThere(FileContract contract)
    {
        if (SourcesOf(contract).Length > 0) return true;
        if (_map.Names(contract)) throw new ExtractException($"{ExtractMap.FileName}: no file in the folder has the name given for {contract.Name}.");
        // Something of that name that is no file would otherwise count as not supplied, in silence.
        var path = Path.Combine(_folder, contract.FileName);
        if (Directory.Exists(path) || new FileInfo(path).LinkTarget is not null)
            throw new ExtractException($"{contract.FileName} is not a file, or is a link to a missing one.");
        return false;
    }

    /// <summary>The files of a kind, in the order of the map, then of their names.</summary>
    public Source[] SourcesOf(FileContract contract)
    {
        if (_sources.TryGetValue(contract, out var known)) return known;
        Source[] found =
        [
            .. _map.For(contract).SelectMany(mapping => mapping.Pattern.AsSpan().IndexOfAny('*', '?') < 0
                ? new[] { Path.Combine(_folder, mapping.Pattern) }.Where(File.Exists).Select(path => new Source(contract, path, mapping))
                : Directory.EnumerateFiles(_folder).Where(path => FileSystemName.MatchesSimpleExpression(mapping.Pattern, Path.GetFileName(path), IsOneName == StringComparison.OrdinalIgnoreCase))
                    .Order(Utf8Ordinal.Comparer).Select(path => new Source(contract, path!, mapping))),
        ];
        if (found.Length > MaxFiles)
            throw new ExtractException(string.Create(CultureInfo.InvariantCulture, $"{ExtractMap.FileName}: there are {found.Length} files of {contract.Name}, and {MaxFiles} at most are read. Join some of them."));
        _sources.Add(contract, found);
        return found;
    }

    /// <summary>The names of the files of a kind, ordinally: the index of a name is the file's rank.</summary>
    public string[] NamesOf(FileContract contract)
    {
        lock (_names)
        {
            if (!_names.TryGetValue(contract, out var names))
                _names.Add(contract, names = [.. SourcesOf(contract).Select(source => source.Name).Distinct(StringComparer.Ordinal).Order(Utf8Ordinal.Comparer)!]);
            return names;
        }
    }

    /// <summary>The rank of a file by its name.</summary>
    /// <param name="contract">Its kind.</param>
    /// <param name="file">Its index among those of its kind.</param>
    public int RankOf(FileContract contract, int file)
    {
        lock (_ranks)
        {
            if (!_ranks.TryGetValue(contract, out var ranks))
            {
                var rankOf = NamesOf(contract).Select((name, rank) => (name, rank)).ToDictionary(pair => pair.name, pair => pair.rank, StringComparer.Ordinal);
                _ranks.Add(contract, ranks = [.. SourcesOf(contract).Select(source => rankOf[source.Name])]);
            }
            return ranks[file];
        }
    }

    /// <summary>From when to when the files of a kind are complete, all of them; null if the map does not say.</summary>
    public Coverage? CoversOf(FileContract contract) =>
        SourcesOf(contract).Select(source => source.Mapping.Covers).OfType<Coverage>().ToArray() is { Length: > 0 } covers
            ? new Coverage(covers.Max(cover => cover.From), covers.Min(cover => cover.To))
            : null;

    /// <summary>Whether ids of people are compared without case anywhere.</summary>
    public bool IgnoresIdCase => _map.IgnoresIdCase;

    /// <summary>Opens a file to be read row by row.</summary>
    public ContractReader Open(Source source) => new(source.Contract, source.Name, OpenContractFile(source, onRead: null, BufferReader.StandardBufferBytes), CheckerFor(source));

    /// <summary>Opens a file to be read in blocks, and reads its header.</summary>
    /// <param name="source">The file.</param>
    /// <param name="onRead">Told of bytes read.</param>
    /// <param name="bufferBytes">How many bytes are taken apart at once.</param>
    /// <param name="isHashed">Whether its hash is asked for. Without it nobody is told of bytes read of a CSV file.</param>
    public ContractFile OpenContractFile(Source source, Action<int>? onRead, int bufferBytes, bool isHashed = true)
    {
        try
        {
            return Try(source, () =>
                new ContractFile(source.Contract, source.Name, OpenRead(source.Path), source.Mapping, _forms.GetValueOrDefault(source), source.IsWorkbook, onRead, bufferBytes, isHashed));
        }
        catch (HeaderException e)
        {
            var hint = source.IsWorkbook ? null : Try(source, () => HeaderHint.Find(OpenRead(source.Path), source.Contract, source.Mapping));
            throw new ExtractException(hint is null ? e.Message : $"{e.Message} {hint}", e);
        }
    }

    public CellChecker CheckerFor(Source source) => new(source.Contract, _catalogue, source.Mapping);

    /// <summary>Makes sure that no file has changed since it was first looked at.</summary>
    /// <exception cref="ExtractException">One has.</exception>
    public void CheckUnchanged()
    {
        foreach (var (source, look) in _looks)
        {
            if (Try(source, () => Look.At(source.Path)) != look) throw Changed(source.Name);
        }
    }

    /// <summary>What is known of a file from outside: its name, its length and when it was written.</summary>
    public string LookOf(Source source) => string.Create(CultureInfo.InvariantCulture, $"{source.Name} {_looks[source].Length} {_looks[source].ChangedAt.Ticks}");

    /// <summary>What is said of a file that somebody writes to meanwhile.</summary>
    public static ExtractException Changed(string name) => new($"{name} changed while it was being read. Run again when nobody is writing to it.");

    /// <summary>What is said of a file that breaks off.</summary>
    public static ExtractException CannotBeRead(string name, IOException e) => new($"{name} cannot be read to its end. Check the disk or network share.", e);

    /// <summary>CSV files in the folder that nobody read.</summary>
    /// <remarks>A file that is named almost as the contract says would otherwise be missed in silence.</remarks>
    /// <param name="inputs">The files that were read.</param>
    /// <param name="isId">Whether a text is an id of an extract: a name that holds one is not shown.</param>
    public IReadOnlyList<string> Unread(IReadOnlyList<HashedFile> inputs, Func<string, bool> isId)
    {
        var read = inputs.Select(input => input.Name).ToHashSet(StringComparer.FromComparison(IsOneName));
        return
        [
            .. Directory.EnumerateFiles(_folder)
                .Select(path => Path.GetFileName(path)!)
                .Where(name => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || PackedFile.IsWorkbookName(name))
                .Where(name => !name.Equals(ExtractContract.CharacteristicsFile, StringComparison.OrdinalIgnoreCase) && !read.Contains(name))
                .Select(name => SafeDisplay.ShownFile(name, isId))
                .Order(Utf8Ordinal.Comparer)!,
        ];
    }

    // How a file is built, before any work; what can't be read is told now.
    private void LookInto(Source source)
    {
        if (source.Mapping.Sheet is not null && !source.IsWorkbook)
            throw new ExtractException($"{ExtractMap.FileName} has a \"sheet\" for {source.Name}, which is not a workbook: leave it out, or name the workbook (.xlsx).");
        using (var file = Try(source, () => OpenRead(source.Path))) Try(source, () => Check(file));
        _forms.Add(source, source.IsWorkbook ? null : Try(source, () => FileForm.Find(OpenRead(source.Path), source.Mapping)));
        using var open = OpenContractFile(source, onRead: null, BufferReader.StandardBufferBytes);

        bool Check(Stream file)
        {
            PackedFile.Check(source.Name, source.Name, file);
            return true;
        }
    }

    /// <summary>The columns of a kind of file that nobody reads.</summary>
    /// <param name="contract">The kind.</param>
    /// <param name="ignored">The columns that its own mappings leave.</param>
    public IReadOnlyList<string> IgnoredByAll(FileContract contract, IReadOnlyList<string> ignored)
    {
        // Of a file that serves several kinds, a column is told of only where none of them reads it.
        var own = SourcesOf(contract).ToLookup(source => source.Path, StringComparer.Ordinal);
        var elsewhere = Present.SelectMany(SourcesOf).Where(other => own[other.Path].Any(source => source != other))
            .SelectMany(other => other.Contract.Columns.SelectMany(column => other.Mapping.SourceOf(column.Name).Parts).Concat(other.Mapping.Rows?.Keys ?? []))
            .Select(FileLayout.Fold).ToHashSet(StringComparer.Ordinal);
        return elsewhere.Count == 0 ? ignored : [.. ignored.Where(column => !elsewhere.Contains(FileLayout.Fold(column)))];
    }

    // What makes two mappings of one file read it in two ways.
    private static string SaysOf(FileMapping mapping) => string.Join('\n',
        mapping.Columns.Select(pair => $"c {pair.Key} {pair.Value}").Concat(mapping.Constants.Select(pair => $"k {pair.Key} {pair.Value}"))
            .Concat((mapping.Rows ?? FrozenDictionary<string, FrozenSet<string>>.Empty).Select(pair => $"r {pair.Key} {string.Join('|', pair.Value.Order(StringComparer.Ordinal))}"))
            .Append($"s {mapping.Sheet}").Order(StringComparer.Ordinal));

    // Where the file system opens Offences.csv as offences.csv, it has been read.
    private static StringComparison IsOneName =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static T Try<T>(Source source, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"{source.Name} cannot be opened. Close it in other programs, or check who may read it.", e);
        }
    }

    // A pipe or a device has no length. To open one could wait for ever, so it counts as what it says it is: empty.
    private static Stream OpenRead(string path)
    {
        var file = Target(path);
        return file.Length == 0 ? Stream.Null : new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
    }

    private static FileInfo Target(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path);

    private static (ExtractMap Map, HashedFile? File) ReadMap(string folder, string? mapPath)
    {
        var path = mapPath ?? Path.Combine(folder, ExtractMap.FileName);
        if (mapPath is null && !File.Exists(path)) return (ExtractMap.None, null);
        try
        {
            var bytes = InputFile.ReadUpTo(path, Limits.MaxPolicyBytes);
            return (ExtractMap.Parse(bytes), new HashedFile(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The map cannot be opened: {path}", e);
        }
    }

    /// <summary>How a file looks from outside.</summary>
    private readonly record struct Look(long Length, DateTime ChangedAt)
    {
        public static Look At(string path)
        {
            var file = Target(path);
            return new Look(file.Length, file.LastWriteTimeUtc);
        }
    }
}
