using System.Globalization;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Contract;

/// <summary>The cells of a row that has been found in order, by their index in the contract.</summary>
/// <param name="source">Where the row is kept.</param>
/// <param name="row">Which of its rows.</param>
internal readonly struct RowCells(IRowSource source, int row)
{
    /// <summary>A cell's text; null if it is empty or the column is not there.</summary>
    public string? this[int column] => source.Text(row, column);

    public string Text(int column) => this[column]!;

    public DateOnly Date(int column) => DateOnly.FromDayNumber(source.Day(row, column));

    public DateOnly? OptionalDate(int column) => IsEmpty(column) ? null : Date(column);

    public decimal Number(int column) => decimal.Parse(Text(column), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    public decimal? OptionalNumber(int column) => IsEmpty(column) ? null : Number(column);

    public T Word<T>(int column) where T : struct, Enum => Vocabulary.TryParse<T>(this[column], out var member)
        ? member
        : throw new InvalidOperationException("The row has not been found in order.");

    public T? OptionalWord<T>(int column) where T : struct, Enum => IsEmpty(column) ? null : Word<T>(column);

    public bool? YesNo(int column) => this[column] switch { null => null, var word => word.Equals("yes", StringComparison.OrdinalIgnoreCase) };

    private bool IsEmpty(int column) => source.IsEmpty(row, column);
}
