using Iom.Selection.Extracts.Contract;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>Gathers, from all threads, what becomes of the rows.</summary>
internal sealed class RunningAccount(FolderFiles folder, IProgress<ReadingProgress>? progress)
{
    private readonly Lock _turn = new();
    private readonly Dictionary<FileContract, FileReport> _reports = [];
    private readonly List<HashedFile> _inputs = [];
    private readonly List<(int File, RowProblem Problem)> _problems = [];
    private readonly List<DuplicateRow> _duplicates = [];
    private readonly List<Conflict> _conflicts = [];
    private long _bytesRead;

    public int MendedCodeCount { get; private set; }

    public IReadOnlyList<HashedFile> Inputs => _inputs;

    /// <summary>The reports, in the contract's order.</summary>
    public IReadOnlyList<FileReport> Files => [.. ExtractContract.All.Where(_reports.ContainsKey).Select(contract => _reports[contract])];

    public IReadOnlyList<RowProblem> Problems => [.. _problems.OrderBy(row => row.Problem.Place).ThenBy(row => row.Problem.Column, Utf8Ordinal.Comparer).ThenBy(row => row.File)
        .Select(row => row.Problem)];

    /// <summary>The rows of all kinds but offences for which another stands.</summary>
    public IReadOnlyList<DuplicateRow> Duplicates => [.. _duplicates.OrderBy(duplicate => duplicate.Place)
        .ThenBy(duplicate => duplicate.OffenderId, Utf8Ordinal.Comparer).ThenBy(duplicate => duplicate.RecordId, Utf8Ordinal.Comparer)];

    public IReadOnlyList<Conflict> Conflicts => [.. _conflicts.OrderBy(conflict => conflict.File, Utf8Ordinal.Comparer).ThenBy(conflict => conflict.OffenderId, Utf8Ordinal.Comparer)
        .ThenBy(conflict => conflict.RecordId, Utf8Ordinal.Comparer).ThenBy(conflict => conflict.Column, Utf8Ordinal.Comparer)];

    /// <summary>Told of bytes read of a file.</summary>
    public Action<int>? OnRead(Source source) => progress is null ? null : bytes =>
        progress.Report(new ReadingProgress(source.Name, Interlocked.Add(ref _bytesRead, bytes), folder.BytesTotal));

    public void AddInput(Source source, string sha256, int mended)
    {
        lock (_turn)
        {
            _inputs.Add(new HashedFile(Path.GetFileName(source.Path), sha256));
            MendedCodeCount += mended;
        }
    }

    public void AddMended(int codes)
    {
        lock (_turn) MendedCodeCount += codes;
    }

    public void AddProblems(IEnumerable<(int File, RowProblem Problem)> problems)
    {
        lock (_turn) _problems.AddRange(problems);
    }

    public void AddDuplicate(RowPlace place, string offenderId, string recordId)
    {
        lock (_turn) _duplicates.Add(new DuplicateRow(place, offenderId, recordId));
    }

    public void AddConflict(Conflict conflict)
    {
        lock (_turn) _conflicts.Add(conflict);
    }

    public void Report(FileContract contract, RowCounts counts)
    {
        lock (_turn) _reports[contract] = counts.Report(contract, folder.CoversOf(contract));
    }
}
