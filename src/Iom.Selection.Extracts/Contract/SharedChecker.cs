using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Lets several threads check the cells of one file by one checker.</summary>
internal sealed class SharedChecker(CellChecker checker)
{
    private readonly Lock _turn = new();

    /// <summary>Checks a cell and turns its text, null if empty, into a number.</summary>
    public CellValue Check(Column column, ReadOnlySpan<byte> cell, Func<string?, int> numberOf)
    {
        lock (_turn)
        {
            var mended = checker.MendedCodeCount;
            var problem = checker.Check(column, cell, out var text);
            return new CellValue(problem is null ? numberOf(text) : 0, problem, checker.MendedCodeCount > mended);
        }
    }

    /// <summary>Checks a cell and gives its text, null if empty or a problem.</summary>
    public ProblemKind? Check(Column column, ReadOnlySpan<byte> cell, out string? text)
    {
        lock (_turn) return checker.Check(column, cell, out text);
    }
}
