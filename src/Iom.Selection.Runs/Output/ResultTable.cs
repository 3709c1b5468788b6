using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Runs.Output;

/// <summary>Reads a CSV file that this tool wrote, perhaps after somebody filled it in: the apostrophes before formulas are taken away again.</summary>
internal sealed class ResultTable : IDisposable
{
    private readonly RowReader _rows;
    private readonly string _what;
    private readonly bool _emptyEndsLeftOut;

    /// <summary>Begins to read.</summary>
    /// <param name="stream">The bytes; closed with the table.</param>
    /// <param name="what">What to call the file in a message.</param>
    /// <param name="delimiter">What separates its cells.</param>
    /// <param name="emptyEndsLeftOut">Whether a row may end before the header does: spreadsheets leave out empty cells at the end of rows.</param>
    /// <exception cref="ExtractException">There is no header.</exception>
    public ResultTable(Stream stream, string what, char delimiter = ',', bool emptyEndsLeftOut = false)
    {
        (_rows, _what, _emptyEndsLeftOut) = (new RowReader(stream, delimiter), what, emptyEndsLeftOut);
        if (!_rows.Read() || _rows.Problem is not null) throw new ExtractException($"{what} has no header: this tool did not write it, or it was damaged.");
        Header = [.. Enumerable.Range(0, _rows.CellCount).Select(cell => Text(cell).Trim())];
        // Columns without a name, as a note beside the table makes them, are nobody's.
        if (Header.Where(name => name.Length > 0).CountBy(name => name, StringComparer.Ordinal).Any(same => same.Value > 1)) throw new ExtractException($"{what} has the same column twice.");
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>The line on which the current row begins; the header is line 1.</summary>
    public int Line => _rows.Line;

    /// <summary>The place of a column.</summary>
    /// <exception cref="ExtractException">There is none of that name.</exception>
    public int ColumnOf(string name)
    {
        for (var i = 0; i < Header.Count; i++)
        {
            if (Header[i] == name) return i;
        }
        throw new ExtractException($"{_what} has no column {name}.");
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="ExtractException">The row can't be read.</exception>
    public bool Read()
    {
        if (!_rows.Read()) return false;
        if (_rows.Problem is { } problem) throw Wrong($"{problem.Word()}");
        if (_rows.CellCount > Header.Count || (_rows.CellCount < Header.Count && !_emptyEndsLeftOut)) throw Wrong("the row has more or fewer cells than the header");
        return true;
    }

    /// <summary>A cell of the current row; empty is null.</summary>
    public string? this[int column] => Text(column) is { Length: > 0 } text ? text : null;

    /// <summary>What is wrong with the current row.</summary>
    public ExtractException Wrong(string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{_what}, line {Line}: {problem}."));

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private string Text(int cell)
    {
        if (cell >= _rows.CellCount) return "";
        var bytes = _rows[cell];
        if (!Utf8.IsValid(bytes)) throw Wrong($"{(Header is null ? "the header" : Header[cell])} is not UTF-8: save the list as \"CSV UTF-8\"");
        return FormulaGuard.Unprotect(Encoding.UTF8.GetString(bytes));
    }
}
