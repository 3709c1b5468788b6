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
/// <param name="Name">The contract's name of it.</param>
/// <param name="Columns">The contract's columns.</param>
/// <param name="Rows">The rows, in the contract's words.</param>
/// <param name="Layout">How it is written down.</param>
/// <param name="Mapping">How the agency's own file differs from the contract's; null if it does not.</param>
internal sealed record MessyFile(string Name, string[] Columns, MessyRow[] Rows, MessyLayout Layout, MessyMapping? Mapping = null)
{
    /// <summary>A cell by the name of its column.</summary>
    public string this[MessyRow row, string column] => row.Cells[Array.IndexOf(Columns, column)];

    /// <summary>Writes it down.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="externalId">The id by which a system knows a person.</param>
    public void WriteTo(string folder, Func<string, string, string>? externalId = null)
    {
        if (Mapping is null)
        {
            File.WriteAllBytes(Path.Combine(folder, Name), [.. Layout.Mark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(ToString())]);
            return;
        }
        var encoding = Mapping.TextEncoding;
        for (var part = 0; part < Mapping.Parts; part++)
        {
            var text = Text(Mapping, [.. Rows.Where((_, row) => row % Mapping.Parts == part)], externalId);
            File.WriteAllBytes(Path.Combine(folder, MessyMapping.PartName(Name, part)), [.. Layout.Mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
        }
    }

    public override string ToString() => $"{Text(null, Rows, null)}{(Mapping is null ? "" : $"-- by the map: {Mapping.Json(this)}\n")}";

    private string Text(MessyMapping? mapping, MessyRow[] rows, Func<string, string, string>? externalId)
    {
        var end = Layout.Crlf ? "\r\n" : "\n";
        var delimiter = mapping?.Delimiter ?? ',';
        string[] kept = [.. Columns.Where(column => mapping?.Constants(this).ContainsKey(column) != true)];
        var lines = rows.Select((row, index) => Line(
            Arrange([.. kept.Select(column => mapping is null ? this[row, column] : mapping.Written(this, column, this[row, column], index, externalId))], "zzz, \"x\"\n2"), row.TooMany, index + 1, delimiter));
        var header = Line(Arrange([.. kept.Select(column => Header(mapping?.NameOf(column) ?? column))], "not_ours"), 0, 0, delimiter);
        return string.Concat(lines.Prepend(header).Select(line => line + end));
    }

    private string Header(string column) => Layout.Casing switch { 0 => column, 1 => column.ToUpperInvariant(), _ => " " + column + " " };

    private string[] Arrange(string[] cells, string unknown)
    {
        string[] all = Layout.Unknown ? [.. cells, unknown] : cells;
        var first = Layout.Rotation % all.Length;
        return [.. all[first..], .. all[..first]];
    }

    private string Line(string[] cells, int tooMany, int row, char delimiter)
    {
        string[] written = tooMany switch { 0 => cells, < 0 => cells[..^1], _ => [.. cells, "x"] };
        return string.Join(delimiter, written.Select((cell, column) => Quote(cell, row + column, delimiter)));
    }

    private string Quote(string cell, int place, char delimiter) =>
        (Layout.Quoting > 0 && place % Layout.Quoting == 0) || cell.AsSpan().IndexOfAny(['"', '\r', '\n', delimiter]) >= 0
            ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : cell;
}
