using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Store;

/// <summary>A problem as two numbers: of two, the one that comes first in <c>refused.csv</c> has the smaller place.</summary>
/// <param name="Place">From the highest bit: kind of file, file, line, column, kind of problem.</param>
/// <param name="Person">The number of the person that the row is about; -1 where its own id is not usable.</param>
internal readonly record struct PackedProblem(ulong Place, int Person)
{
    /// <summary>Stands for nobody.</summary>
    public const int Nobody = -1;

    private const int KindBits = 6;
    private const int FileBits = 16;
    private const int ColumnBits = 6;
    private const int LineBits = 31;
    private const int ColumnAt = KindBits;
    private const int LineAt = ColumnAt + ColumnBits;
    private const int FileAt = LineAt + LineBits;
    private const int ContractAt = FileAt + FileBits;

    private static readonly FileContract[] Contracts = [.. ExtractContract.All.OrderBy(contract => contract.FileName, Utf8Ordinal.Comparer)];

    // By contract: its columns in order of name; the row as a whole, whose name is empty, comes before them.
    private static readonly string[][] Columns = [.. Contracts.Select(contract => contract.Columns.Select(column => column.Name).Prepend("").Order(Utf8Ordinal.Comparer).ToArray())];

    /// <summary>Packs a problem.</summary>
    /// <param name="contract">The kind of file.</param>
    /// <param name="file">The index of the file among those of its kind.</param>
    /// <param name="line">The line on which the row begins.</param>
    /// <param name="column">The contract's column; -1 for the row as a whole.</param>
    /// <param name="kind">What is wrong.</param>
    /// <param name="person">The number of the person, or <see cref="Nobody"/>.</param>
    public static PackedProblem Pack(FileContract contract, int file, int line, int column, ProblemKind kind, int person)
    {
        var index = Array.IndexOf(Contracts, contract);
        var name = column < 0 ? "" : contract.Columns[column].Name;
        return new PackedProblem(
            ((ulong)index << ContractAt) | ((ulong)(file & ((1 << FileBits) - 1)) << FileAt) | ((ulong)(uint)line << LineAt)
                | ((ulong)Array.IndexOf(Columns[index], name) << ColumnAt) | (uint)kind,
            person);
    }

    /// <summary>The row, as a number that no other row has.</summary>
    public ulong Row => Place >> LineAt;

    /// <summary>The kind of file.</summary>
    public FileContract Contract => Contracts[(int)(Place >> ContractAt)];

    /// <summary>The same, with the file's rank by name in place of its index.</summary>
    public PackedProblem WithFile(int file) => this with { Place = (Place & ~(((1ul << FileBits) - 1) << FileAt)) | ((ulong)file << FileAt) };

    /// <summary>The index of the file, or its rank by name.</summary>
    public int File => (int)(Place >> FileAt) & ((1 << FileBits) - 1);

    /// <summary>The name of the column; empty for the row as a whole.</summary>
    public string Column => Columns[(int)(Place >> ContractAt)][(int)(Place >> ColumnAt) & ((1 << ColumnBits) - 1)];

    /// <summary>What is wrong.</summary>
    public ProblemKind Kind => (ProblemKind)(Place & ((1 << KindBits) - 1));

    /// <summary>The line on which the row begins.</summary>
    public int Line => (int)(Place >> LineAt) & int.MaxValue;

    /// <summary>The problem.</summary>
    /// <param name="sourceFile">The file's own name.</param>
    /// <param name="offenderId">About whom; null for nobody.</param>
    public RowProblem Unpack(string sourceFile, string? offenderId) => new(new RowLocation(Contract.FileName, sourceFile, Line), Column, Kind, offenderId);
}
