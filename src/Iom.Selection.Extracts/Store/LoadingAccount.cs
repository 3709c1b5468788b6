using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Store;

/// <summary>Gathers, from all threads, what becomes of the rows, as far as it is the same on every date.</summary>
internal sealed class LoadingAccount(FolderFiles folder, IProgress<LoadingProgress>? progress, int maxListed)
{
    /// <summary>How many problems are listed of the files of one kind; the others are counted.</summary>
    public const int MaxListed = 5_000_000;

    private readonly Lock _turn = new();
    private readonly Dictionary<FileContract, RowTally> _tallies = [];
    private readonly List<HashedFile> _inputs = [];
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);  // of inputs, by name
    private readonly Dictionary<FileContract, ListedProblems> _problems = [];
    private int[] _refusedRows = [];    // by person
    private readonly List<DuplicateRow> _duplicates = [];
    private readonly List<PersonConflict> _conflicts = [];
    private long _bytesRead;
    private PackedProblem[]? _inOrder;
    private IReadOnlyList<ProblemCount>? _counts;

    public IReadOnlyList<HashedFile> Inputs => _inputs;

    /// <summary>The problems that are listed, in order; once all files have been read.</summary>
    public PackedProblem[] Problems => _inOrder ??= ListProblems();

    /// <summary>How many problems are not listed, by the contract's name of the file; once <see cref="Problems"/> has been asked for.</summary>
    public IReadOnlyList<(string FileName, long Count)> Unlisted =>
        [.. _problems.Where(pair => pair.Value.UnlistedCount > 0).Select(pair => (pair.Key.FileName, pair.Value.UnlistedCount)).OrderBy(pair => pair.FileName, Utf8Ordinal.Comparer)];

    /// <summary>By person, how many rows have a problem, listed or not.</summary>
    /// <param name="people">How many people there are.</param>
    public int[] CountRefusedRows(int people)
    {
        var counts = new int[people];
        _refusedRows.AsSpan(0, Math.Min(people, _refusedRows.Length)).CopyTo(counts);
        return counts;
    }

    /// <summary>How often each problem stands in each column of each file, the most frequent first; once all files have been read.</summary>
    public IReadOnlyList<ProblemCount> ProblemCounts => _counts ??= CountProblems();

    /// <summary>The rows of offenders for which another stands, in no order.</summary>
    public IReadOnlyList<DuplicateRow> Duplicates => _duplicates;

    /// <summary>The fields of offenders in conflict, in no order.</summary>
    public IReadOnlyList<PersonConflict> Conflicts => _conflicts;

    /// <summary>Told of bytes read of a file.</summary>
    public Action<int>? OnRead(Source source) => progress is null ? null : bytes =>
        progress.Report(new LoadingProgress(source.Name, Interlocked.Add(ref _bytesRead, bytes), folder.BytesTotal));

    /// <summary>What was counted of a kind of file.</summary>
    public RowTally TallyOf(FileContract contract) => _tallies[contract];

    public void AddInput(Source source, string sha256)
    {
        lock (_turn)
        {
            // A file that serves several kinds is one input.
            if (_hashes.TryAdd(source.Name, sha256)) _inputs.Add(new HashedFile(source.Name, sha256));
            else if (_hashes[source.Name] != sha256) throw FolderFiles.Changed(source.Name);
        }
    }

    /// <summary>Takes problems, those of one row one after the other and all of them at once.</summary>
    public void AddProblems(List<PackedProblem> problems)
    {
        lock (_turn)
        {
            var row = ulong.MaxValue;
            foreach (var problem in problems)
            {
                if (!_problems.TryGetValue(problem.Contract, out var listed)) _problems.Add(problem.Contract, listed = new ListedProblems(maxListed));
                listed.Add(problem.WithFile(folder.RankOf(problem.Contract, problem.File)));
                if (problem.Person != PackedProblem.Nobody && problem.Row != row) CountRow(problem.Person);
                row = problem.Row;
            }
        }
    }

    /// <summary>Adds a row of offenders for which another stands.</summary>
    public void AddDuplicate(int file, int line, string offenderId)
    {
        var place = new RowLocation(ExtractContract.Offenders.FileName, folder.SourcesOf(ExtractContract.Offenders)[file].Name, line);
        lock (_turn) _duplicates.Add(new DuplicateRow(place, offenderId, ""));
    }

    public void AddConflict(PersonConflict conflict)
    {
        lock (_turn) _conflicts.Add(conflict);
    }

    public void AddTally(FileContract contract, RowTally tally)
    {
        lock (_turn) _tallies[contract] = tally;
    }

    private void CountRow(int person)
    {
        if (person >= _refusedRows.Length) Array.Resize(ref _refusedRows, Math.Max(person + 1, _refusedRows.Length * 2));
        _refusedRows[person]++;
    }

    // Kinds of file stand in order of name, as in a packed problem.
    private PackedProblem[] ListProblems()
    {
        var all = new PackedProblem[_problems.Values.Sum(listed => listed.InOrder().Length)];
        var at = 0;
        foreach (var (_, listed) in _problems.OrderBy(pair => pair.Key.FileName, Utf8Ordinal.Comparer))
        {
            var own = listed.InOrder();
            own.CopyTo(all.AsSpan(at));
            at += own.Length;
        }
        return all;
    }

    private ProblemCount[] CountProblems() =>
    [
        .. _problems.SelectMany(kind => kind.Value.Counts.Select(pair => new ProblemCount(
                kind.Key.FileName, folder.NamesOf(kind.Key)[pair.Key.File], pair.Key.Column, pair.Key.Kind, pair.Value.Count, pair.Value.First)))
            .OrderByDescending(count => count.CellCount).ThenBy(count => count.FileName, StringComparer.Ordinal).ThenBy(count => count.SourceName, StringComparer.Ordinal)
            .ThenBy(count => count.Column, StringComparer.Ordinal).ThenBy(count => count.Kind),
    ];
}
