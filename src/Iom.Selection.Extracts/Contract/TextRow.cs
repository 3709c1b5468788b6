using System.Globalization;

namespace Iom.Selection.Extracts.Contract;

/// <summary>One row as text, null for an empty cell; the number of a row is not looked at.</summary>
internal sealed class TextRow(string?[] cells) : IRowSource
{
    public bool IsEmpty(int row, int column) => cells[column] is null;

    public string? Text(int row, int column) => cells[column];

    public int Day(int row, int column) => DateOnly.ParseExact(cells[column]!, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
}
