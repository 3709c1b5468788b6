namespace Iom.Selection.Agreement.Tests;

/// <summary>Where two rankings differ first, in words.</summary>
internal static class Difference
{
    /// <summary>The first cells that differ, one a line; empty when there is none.</summary>
    public static string Between(IReadOnlyList<string[]> first, IReadOnlyList<string[]> second)
    {
        var cells =
            from row in Enumerable.Range(0, Math.Max(first.Count, second.Count))
            from column in Enumerable.Range(0, Math.Max(Width(first, row), Width(second, row)))
            let one = Cell(first, row, column)
            let other = Cell(second, row, column)
            where one != other
            select $"row {row}, column {Cell(first, 0, column)} of {Cell(first, row, 1)}: '{one}', but '{other}'";
        return string.Join('\n', cells.Take(12));
    }

    private static int Width(IReadOnlyList<string[]> rows, int row) => row < rows.Count ? rows[row].Length : 0;

    private static string Cell(IReadOnlyList<string[]> rows, int row, int column) =>
        row < rows.Count && column < rows[row].Length ? rows[row][column] : "(nothing)";
}
