using System.Globalization;
using Iom.Selection.Extracts.Streaming;

namespace Iom.Selection.Extracts.Contract;

/// <summary>The cells of a row that has been found in order, by their place in the contract.</summary>
internal readonly struct RowCells
{
    private readonly string?[] _cells;
    private readonly PackedRows? _packed;
    private readonly int _row;

    /// <param name="cells">The text of each; null for an empty one.</param>
    public RowCells(string?[] cells) => _cells = cells;

    /// <param name="packed">Rows.</param>
    /// <param name="row">Which.</param>
    public RowCells(PackedRows packed, int row) => (_cells, _packed, _row) = ([], packed, row);

    /// <summary>A cell's text; null if it is empty or the column is not there.</summary>
    public string? this[int column] => _packed is null ? _cells[column] : _packed.Text(_row, column);

    public string Text(int column) => this[column]!;

    public DateOnly Date(int column) =>
        _packed is null ? DateOnly.ParseExact(_cells[column]!, "yyyy-MM-dd", CultureInfo.InvariantCulture) : DateOnly.FromDayNumber(_packed.Day(_row, column));

    public DateOnly? OptionalDate(int column) => IsEmpty(column) ? null : Date(column);

    public decimal Number(int column) => decimal.Parse(Text(column), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    public decimal? OptionalNumber(int column) => IsEmpty(column) ? null : Number(column);

    public T Word<T>(int column) where T : struct, Enum => Vocabulary.TryParse<T>(this[column], out var member)
        ? member
        : throw new InvalidOperationException("The row has not been found in order.");

    public T? OptionalWord<T>(int column) where T : struct, Enum => IsEmpty(column) ? null : Word<T>(column);

    public bool? YesNo(int column) => this[column] switch { null => null, var word => word.Equals("yes", StringComparison.OrdinalIgnoreCase) };

    private bool IsEmpty(int column) => _packed is null ? _cells[column] is null : _packed.IsEmpty(_row, column);
}
