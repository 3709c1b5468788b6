namespace Iom.Selection.Extracts.Contract;

/// <summary>Lets several threads check the cells of one file by one checker.</summary>
internal sealed class SharedChecker(CellChecker checker)
{
    private readonly Lock _turn = new();

    /// <summary>What is seen of long numbers.</summary>
    public LongNumberWatch LongNumbers => checker.LongNumbers;

    /// <summary>Checks a cell and turns its text, null if empty, into a number.</summary>
    public CellValue Check(Column column, ReadOnlySpan<byte> cell, Func<string?, int> numberOf)
    {
        lock (_turn)
        {
            var found = checker.Check(column, cell);
            return new CellValue(found.Problem is null ? numberOf(found.Text) : 0, found.Problem, found.Notes);
        }
    }

    /// <summary>Checks a cell.</summary>
    public CheckedCell Check(Column column, ReadOnlySpan<byte> cell)
    {
        lock (_turn) return checker.Check(column, cell);
    }
}
