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

    /// <summary>What one of two lists has and the other has not, whatever their order; empty when there is nothing.</summary>
    public static string Of(string what, IEnumerable<string> first, IEnumerable<string> second)
    {
        var (one, other) = (first.Order(StringComparer.Ordinal).ToList(), second.Order(StringComparer.Ordinal).ToList());
        if (one.SequenceEqual(other)) return "";
        var rest = other.ToList();
        string[] more = [.. one.Where(row => !rest.Remove(row))];
        return $"{what}: the product has {string.Join(" / ", more.Take(6))}, but the reference {string.Join(" / ", rest.Take(6))}\n";
    }

    private static int Width(IReadOnlyList<string[]> rows, int row) => row < rows.Count ? rows[row].Length : 0;

    private static string Cell(IReadOnlyList<string[]> rows, int row, int column) =>
        row < rows.Count && column < rows[row].Length ? rows[row][column] : "(nothing)";
}
