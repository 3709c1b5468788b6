using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Store;

/// <summary>Problems of cells and rows, 16 bytes each, so that a file of which every row is refused does not fill the memory. For one thread.</summary>
internal sealed class ProblemList
{
    private const int InAChunk = 1 << 13;

    private readonly List<PackedProblem[]> _chunks = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a problem.</summary>
    /// <param name="contract">The kind of file.</param>
    /// <param name="file">The index of the file among those of its kind.</param>
    /// <param name="line">The line on which the row begins.</param>
    /// <param name="column">The contract's column; -1 for the row as a whole.</param>
    /// <param name="kind">What is wrong.</param>
    /// <param name="person">The number of the person, or <see cref="PackedProblem.Nobody"/> where the row's own id is not usable.</param>
    public void Add(FileContract contract, int file, int line, int column, ProblemKind kind, int person = PackedProblem.Nobody) =>
        Add(PackedProblem.Pack(contract, file, line, column, kind, person));

    /// <summary>Takes what another list has.</summary>
    public void Add(ProblemList other)
    {
        for (var i = 0; i < other.Count; i++) Add(other._chunks[i / InAChunk][i % InAChunk]);
    }

    /// <summary>The problems in order: by kind of file, file, line and column.</summary>
    /// <param name="rankOf">The rank of a file by its name among those of its kind.</param>
    public PackedProblem[] InOrder(Func<FileContract, int, int> rankOf)
    {
        var packed = new PackedProblem[Count];
        for (var i = 0; i < packed.Length; i++)
        {
            var problem = _chunks[i / InAChunk][i % InAChunk];
            packed[i] = problem.WithFile(rankOf(problem.Contract, problem.File));
        }
        Array.Sort(packed, (one, other) => one.Place.CompareTo(other.Place));
        return packed;
    }

    private void Add(PackedProblem problem)
    {
        if (Count % InAChunk == 0) _chunks.Add(new PackedProblem[InAChunk]);
        _chunks[^1][Count++ % InAChunk] = problem;
    }
}
