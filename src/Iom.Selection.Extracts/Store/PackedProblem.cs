using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Store;

/// <summary>A problem as a number; of two, the one that comes first in <c>refused.csv</c> is the smaller.</summary>
internal static class PackedProblem
{
    // From the highest bit: kind of file, line, column, file, kind of problem.
    private const int KindBits = 6;
    private const int FileBits = 16;
    private const int ColumnBits = 6;
    private const int LineBits = 31;
    private const int FileAt = KindBits;
    private const int ColumnAt = FileAt + FileBits;
    private const int LineAt = ColumnAt + ColumnBits;
    private const int ContractAt = LineAt + LineBits;

    private static readonly FileContract[] Contracts = [.. ExtractContract.All.OrderBy(contract => contract.FileName, Utf8Ordinal.Comparer)];

    // By contract: its columns in order of name; the row as a whole, whose name is empty, comes before them.
    private static readonly string[][] Columns = [.. Contracts.Select(contract => contract.Columns.Select(column => column.Name).Prepend("").Order(Utf8Ordinal.Comparer).ToArray())];

    public static ulong Pack(FileContract contract, int file, int line, int column, ProblemKind kind)
    {
        var index = Array.IndexOf(Contracts, contract);
        var name = column < 0 ? "" : contract.Columns[column].Name;
        return ((ulong)index << ContractAt) | ((ulong)(uint)line << LineAt) | ((ulong)Array.IndexOf(Columns[index], name) << ColumnAt)
            | ((ulong)(file & ((1 << FileBits) - 1)) << FileAt) | (uint)kind;
    }

    /// <summary>The index of the file among those of its kind.</summary>
    public static int FileOf(ulong packed) => (int)(packed >> FileAt) & ((1 << FileBits) - 1);

    public static RowProblem Unpack(ulong packed)
    {
        var contract = (int)(packed >> ContractAt);
        var place = new RowLocation(Contracts[contract].FileName, (int)(packed >> LineAt) & int.MaxValue);
        return new RowProblem(place, Columns[contract][(int)(packed >> ColumnAt) & ((1 << ColumnBits) - 1)], (ProblemKind)(packed & ((1 << KindBits) - 1)));
    }
}
