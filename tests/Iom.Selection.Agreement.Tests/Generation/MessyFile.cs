using System.Text;
using Iom.Selection.Agreement.Tests.Reference;

namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>How a file is written down.</summary>
/// <param name="Mark">With a byte order mark.</param>
/// <param name="Crlf">With CRLF at line ends, else LF.</param>
/// <param name="Quoting">0: only what needs it; 1: every cell; else every so many-th cell, needed or not.</param>
/// <param name="Rotation">By how many places the columns are moved round.</param>
/// <param name="Casing">0: as in the contract; 1: upper case; 2: with spaces about it.</param>
/// <param name="Unknown">A column that no contract names.</param>
internal sealed record MessyLayout(bool Mark, bool Crlf, int Quoting, int Rotation, int Casing, bool Unknown)
{
    /// <summary>A delimiter too many at the end of the header (1), of all rows (2), or of both (3).</summary>
    public int Trailing { get; init; }

    /// <summary>Whether the first line says which delimiter it is: <c>sep=;</c>.</summary>
    public bool NamesDelimiter { get; init; }
}

/// <summary>What stands about a cell and says nothing.</summary>
/// <param name="Column">Which cell, in the contract's order.</param>
/// <param name="Before">What stands before it.</param>
/// <param name="After">What stands behind it.</param>
internal sealed record MessyDress(int Column, string Before, string After);

/// <summary>A row, with its cells in the contract's order.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="TooMany">How many cells more than the header (1), or fewer (-1), the written row has.</param>
internal sealed record MessyRow(string[] Cells, int TooMany = 0)
{
    public MessyDress? Dress { get; init; }

    /// <summary>A number that stays with the row wherever it is moved.</summary>
    public int Mark => string.Concat(Cells).Sum(c => c);
}

/// <summary>A CSV file that is written as agencies write them.</summary>
/// <param name="Name">The contract's name of it.</param>
/// <param name="Columns">The contract's columns.</param>
/// <param name="Rows">The rows, in the contract's words.</param>
/// <param name="Layout">How it is written down.</param>
/// <param name="Mapping">How the agency's own file differs from the contract's; null if it does not.</param>
internal sealed record MessyFile(string Name, string[] Columns, MessyRow[] Rows, MessyLayout Layout, MessyMapping? Mapping = null)
{
    /// <summary>What is written for a byte that is no UTF-8.</summary>
    public const char NotUtf8 = '\uFFFF';

    /// <summary>What stands behind the last row.</summary>
    public string Tail { get; init; } = "";

    /// <summary>Before which row the header stands again; nowhere if there are fewer.</summary>
    public int HeaderAgain { get; init; } = int.MaxValue;

    /// <summary>Whether nothing of a row is wrong by itself, whoever it is about.</summary>
    public bool IsPlain(MessyRow row) => row is { TooMany: 0, Dress: null } && !ReferenceColumn.Files[Name].Take(row.Cells.Length).Where((column, index) =>
    {
        var cell = ReferenceText.Trim(row.Cells[index]);
        return cell.Length == 0 ? column.Required
            : cell.Contains(NotUtf8, StringComparison.Ordinal) || !column.Allows(cell) || (column.IsDate && ReferenceText.IsSentinel(cell)) || (column.IsId && ReferenceTable.IsLongId(cell))
                || (column.IsCode && ((cell.Length == 3 && cell[0] == '8') || cell.EndsWith(".0", StringComparison.Ordinal))) || (Name == "panel.csv" && column.Name == "agency" && (cell == MessyPolicy.Unlisted || !MessyPolicy.Agencies.Contains(cell)));
    }).Any();

    /// <summary>A cell by the name of its column.</summary>
    public string this[MessyRow row, string column] => row.Cells[Array.IndexOf(Columns, column)];

    /// <summary>Writes it down.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="externalId">The id by which a system knows a person.</param>
    public void WriteTo(string folder, Func<string, string, string>? externalId = null)
    {
        if (Mapping is null)
        {
            File.WriteAllBytes(Path.Combine(folder, Name), [.. Layout.Mark ? Encoding.UTF8.GetPreamble() : [], .. Spoilt(Encoding.UTF8.GetBytes(ToString()))]);
            return;
        }
        var encoding = Mapping.TextEncoding;
        for (var part = 0; part < Mapping.Parts; part++)
        {
            var text = Text(Mapping, [.. Rows.Where((_, row) => row % Mapping.Parts == part)], externalId);
            var bytes = encoding.GetBytes(text);
            File.WriteAllBytes(Path.Combine(folder, MessyMapping.PartName(Name, part)), [.. Layout.Mark ? encoding.GetPreamble() : [], .. encoding is UTF8Encoding ? Spoilt(bytes) : bytes]);
        }
    }

    public override string ToString() => $"{Text(null, Rows, null)}{(Mapping is null ? "" : $"-- by the map: {Mapping.Json(this)}\n")}";

    private string Text(MessyMapping? mapping, MessyRow[] rows, Func<string, string, string>? externalId)
    {
        var end = Layout.Crlf ? "\r\n" : "\n";
        var named = mapping is null && Layout.NamesDelimiter;
        var delimiter = mapping?.Delimiter ?? (named ? ';' : ',');
        var fields = Fields(mapping);
        var isHeadless = mapping?.Keys.Headless == true;
        // A file with rows of their own number of cells has no delimiter that all rows end with.
        var trailing = isHeadless || Tail.Length > 0 || rows.Any(row => row.TooMany != 0) ? 0 : Layout.Trailing;
        var header = Line(Arrange([.. fields.Select(field => Header(field.Name))], "not_ours"), 0, 0, delimiter);
        var lines = rows.Select((row, index) => Line(
            Arrange([.. fields.Select(field => field.Cell(row, index, externalId))], "zzz, \"x\"\n2"), isHeadless ? 0 : row.TooMany, index + 1, delimiter)).ToList();
        if (!isHeadless && HeaderAgain < lines.Count) lines.Insert(HeaderAgain, header);
        if (trailing > 1) lines = [.. lines.Select(line => line + delimiter)];
        if (trailing is 1 or 3) header += delimiter;
        if (!isHeadless) lines.Insert(0, header);
        lines.InsertRange(0, Enumerable.Repeat("What the system wrote, of last month", mapping?.Keys.SkipLines ?? 0));
        if (named) lines.Insert(0, "sep=;");
        return string.Concat(lines.Select(line => line + end)) + (isHeadless ? "" : Tail);
    }

    /// <summary>The columns as they are written, by their names in the file.</summary>
    private List<(string Name, Func<MessyRow, int, Func<string, string, string>?, string> Cell)> Fields(MessyMapping? mapping)
    {
        var fields = new List<(string Name, Func<MessyRow, int, Func<string, string, string>?, string> Cell)>();
        for (var i = 0; i < Columns.Length; i++)
        {
            var (column, index) = (Columns[i], i);
            if (mapping is null)
            {
                fields.Add((column, (row, _, _) => Dressed(row, index, row.Cells[index])));
                continue;
            }
            if (mapping.Constants(this).ContainsKey(column)) continue;
            var name = mapping.NameOf(column);
            if (!mapping.IsSplit(this, column))
            {
                fields.Add((name, (row, line, externalId) => Dressed(row, index, mapping.Written(this, column, row, line, externalId))));
                continue;
            }
            fields.Add((name, (row, line, externalId) => MessyMapping.Split(column, mapping.Written(this, column, row, line, externalId), row.Mark).First));
            fields.Add((name + " 2", (row, line, externalId) => MessyMapping.Split(column, mapping.Written(this, column, row, line, externalId), row.Mark).Second));
        }
        if (mapping?.Keys.Chosen == true) fields.Add((MessyMapping.RoleColumn, (row, _, _) => MessyMapping.Role(this, row)));
        return fields;
    }

    /// <summary>The numbers of the columns where there is no header, by their names.</summary>
    public Dictionary<string, int> Numbers(MessyMapping mapping) =>
        Arrange([.. Fields(mapping).Select(field => field.Name)], "not_ours").Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index + 1);

    private static string Dressed(MessyRow row, int column, string cell) => row.Dress is { } dress && dress.Column == column ? dress.Before + cell + dress.After : cell;

    // Three bytes of UTF-8 for the character that is none become one that is no UTF-8.
    private static byte[] Spoilt(byte[] bytes)
    {
        var spoilt = new List<byte>(bytes.Length);
        var none = Encoding.UTF8.GetBytes(NotUtf8.ToString());
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes.AsSpan(i).StartsWith(none))
            {
                spoilt.Add(0xFF);
                i += none.Length - 1;
            }
            else
            {
                spoilt.Add(bytes[i]);
            }
        }
        return [.. spoilt];
    }

    private string Header(string column) => Layout.Casing switch { 0 => column, 1 => column.ToUpperInvariant(), _ => " " + column + "\u00A0" };

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
