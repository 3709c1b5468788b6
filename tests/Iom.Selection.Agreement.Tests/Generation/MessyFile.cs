using System.Text;

namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>How a file is written down.</summary>
/// <param name="Mark">With a byte order mark.</param>
/// <param name="Crlf">With CRLF at line ends, else LF.</param>
/// <param name="Quoting">0: only what needs it; 1: every cell; else every so many-th cell, needed or not.</param>
/// <param name="Rotation">By how many places the columns are moved round.</param>
/// <param name="Casing">0: as in the contract; 1: upper case; 2: with spaces about it.</param>
/// <param name="Unknown">A column that no contract names.</param>
internal sealed record MessyLayout(bool Mark, bool Crlf, int Quoting, int Rotation, int Casing, bool Unknown);

/// <summary>A row, with its cells in the contract's order.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="TooMany">How many cells more than the header (1), or fewer (-1), the written row has.</param>
internal sealed record MessyRow(string[] Cells, int TooMany = 0);

/// <summary>A CSV file that is written as agencies write them.</summary>
internal sealed record MessyFile(string Name, string[] Columns, MessyRow[] Rows, MessyLayout Layout)
{
    /// <summary>A cell by the name of its column.</summary>
    public string this[MessyRow row, string column] => row.Cells[Array.IndexOf(Columns, column)];

    public void WriteTo(string folder) => File.WriteAllBytes(Path.Combine(folder, Name),
        [.. Layout.Mark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(ToString())]);

    public override string ToString()
    {
        var end = Layout.Crlf ? "\r\n" : "\n";
        var lines = Rows.Select((row, index) => Line(Arrange(row.Cells, "zzz, \"x\"\n2"), row.TooMany, index + 1));
        return string.Concat(lines.Prepend(Line(Arrange([.. Columns.Select(Header)], "not_ours"), 0, 0)).Select(line => line + end));
    }

    private string Header(string column) => Layout.Casing switch { 0 => column, 1 => column.ToUpperInvariant(), _ => " " + column + " " };

    private string[] Arrange(string[] cells, string unknown)
    {
        string[] all = Layout.Unknown ? [.. cells, unknown] : cells;
        var first = Layout.Rotation % all.Length;
        return [.. all[first..], .. all[..first]];
    }

    private string Line(string[] cells, int tooMany, int row)
    {
        string[] written = tooMany switch { 0 => cells, < 0 => cells[..^1], _ => [.. cells, "x"] };
        return string.Join(',', written.Select((cell, column) => Quote(cell, row + column)));
    }

    private string Quote(string cell, int place) =>
        (Layout.Quoting > 0 && place % Layout.Quoting == 0) || cell.AsSpan().IndexOfAny(",\"\r\n") >= 0
            ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : cell;
}
