using System.Globalization;

namespace Iom.Selection.Extracts.Contract;

/// <summary>The cells of a row that has been found in order, by their place in the contract.</summary>
internal readonly struct RowCells(string?[] cells, int[]? days = null)
{
    /// <summary>A cell's text; null if it is empty or the column is not there.</summary>
    public string? this[int column] => cells[column];

    public string Text(int column) => cells[column]!;

    public DateOnly Date(int column) => days is not null ? DateOnly.FromDayNumber(days[column]) : DateOnly.ParseExact(cells[column]!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public DateOnly? OptionalDate(int column) => cells[column] is null ? null : Date(column);

    public decimal Number(int column) => decimal.Parse(cells[column]!, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    public decimal? OptionalNumber(int column) => cells[column] is null ? null : Number(column);

    public T Word<T>(int column) where T : struct, Enum => Vocabulary.TryParse<T>(cells[column], out var member)
        ? member
        : throw new InvalidOperationException("The row has not been found in order.");

    public T? OptionalWord<T>(int column) where T : struct, Enum => cells[column] is null ? null : Word<T>(column);

    public bool? YesNo(int column) => cells[column] switch { null => null, var word => word.Equals("yes", StringComparison.OrdinalIgnoreCase) };
}
