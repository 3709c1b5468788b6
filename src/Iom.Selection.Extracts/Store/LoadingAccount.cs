using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Gathers, from all threads, what becomes of the rows, as far as it is the same on every date.</summary>
internal sealed class LoadingAccount(FolderFiles folder, IProgress<LoadingProgress>? progress)
{
    private readonly Lock _turn = new();
    private readonly Dictionary<FileContract, RowTally> _tallies = [];
    private readonly List<HashedFile> _inputs = [];
    private readonly ProblemList _problems = new();
    private readonly List<DuplicateRow> _duplicates = [];
    private readonly List<PersonConflict> _conflicts = [];
    private long _bytesRead;
    private PackedProblem[]? _inOrder;
    private IReadOnlyList<ProblemCount>? _counts;

    public IReadOnlyList<HashedFile> Inputs => _inputs;

    /// <summary>The problems in order, once all files have been read.</summary>
    public PackedProblem[] Problems => _inOrder ??= _problems.InOrder(folder.RankOf);

    /// <summary>The people of whom rows are in the list of refused ones, once for each row.</summary>
    public IEnumerable<int> PeopleRefused()
    {
        var row = ulong.MaxValue;
        foreach (var problem in Problems)
        {
            if (problem.Person != PackedProblem.Nobody && problem.Row != row) yield return problem.Person;
            row = problem.Row;
        }
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
            if (_inputs.Find(input => input.Name == source.Name) is not { } known) _inputs.Add(new HashedFile(source.Name, sha256));
            else if (known.Sha256 != sha256) throw FolderFiles.Changed(source.Name);
        }
    }

    public void AddProblems(ProblemList problems)
    {
        lock (_turn) _problems.Add(problems);
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

    private ProblemCount[] CountProblems()
    {
        var counts = new Dictionary<(FileContract Contract, int File, string Column, ProblemKind Kind), (int Count, int First)>();
        foreach (var packed in Problems)
        {
            var key = (packed.Contract, packed.File, packed.Column, packed.Kind);
            // They stand in order of lines.
            counts[key] = counts.TryGetValue(key, out var known) ? (known.Count + 1, known.First) : (1, packed.Line);
        }
        return
        [
            .. counts.Select(pair => new ProblemCount(
                    pair.Key.Contract.FileName, folder.NamesOf(pair.Key.Contract)[pair.Key.File], pair.Key.Column, pair.Key.Kind, pair.Value.Count, pair.Value.First))
                .OrderByDescending(count => count.CellCount).ThenBy(count => count.FileName, StringComparer.Ordinal).ThenBy(count => count.SourceName, StringComparer.Ordinal)
                .ThenBy(count => count.Column, StringComparer.Ordinal).ThenBy(count => count.Kind),
        ];
    }
}
