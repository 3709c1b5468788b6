using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Problems of cells and rows, 8 bytes each, so that a file of which every row is refused does not fill the memory. For one thread.</summary>
internal sealed class ProblemList
{
    private const int InAChunk = 1 << 13;

    private readonly List<ulong[]> _chunks = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a problem.</summary>
    /// <param name="contract">The kind of file.</param>
    /// <param name="file">The index of the file among those of its kind.</param>
    /// <param name="line">The line on which the row begins.</param>
    /// <param name="column">The contract's column; -1 for the row as a whole.</param>
    /// <param name="kind">What is wrong.</param>
    public void Add(FileContract contract, int file, int line, int column, ProblemKind kind)
    {
        if (Count % InAChunk == 0) _chunks.Add(new ulong[InAChunk]);
        _chunks[^1][Count++ % InAChunk] = PackedProblem.Pack(contract, file, line, column, kind);
    }

    /// <summary>Takes out all problems.</summary>
    public void Clear()
    {
        _chunks.Clear();
        Count = 0;
    }

    /// <summary>Takes what another list has.</summary>
    public void Add(ProblemList other)
    {
        for (var i = 0; i < other.Count; i++)
        {
            if (Count % InAChunk == 0) _chunks.Add(new ulong[InAChunk]);
            _chunks[^1][Count++ % InAChunk] = other._chunks[i / InAChunk][i % InAChunk];
        }
    }

    /// <summary>The problems in order: by file, line and column.</summary>
    public RowProblems InOrder()
    {
        var packed = new ulong[Count];
        for (var i = 0; i < _chunks.Count; i++) _chunks[i].AsSpan(0, Math.Min(InAChunk, Count - (i * InAChunk))).CopyTo(packed.AsSpan(i * InAChunk));
        Array.Sort(packed);
        return new RowProblems(packed);
    }
}
