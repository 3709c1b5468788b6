using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Iom.Selection.Unchanged.Generation;

/// <summary>How rows of a kind are written down: as the contract says or, with a mapping, as an agency would.</summary>
internal sealed class GeneratedFile
{
    // Stand for bytes that are no text of the file's encoding.
    private const char NotText = '\uE000';
    private static readonly byte[] NotTextInUtf8 = Encoding.UTF8.GetBytes([NotText]);

    private static readonly string[] DateFormats = ["dd/MM/yyyy", "d MMM yyyy", "MM-dd-yyyy", "d.M.yyyy", "yyyy-MM-dd"];

    private readonly Draw _draw;
    private readonly Kind _kind;
    private readonly DateOnly _asOf;
    private readonly bool _mapped;
    private readonly string _name;
    private readonly Encoding _encoding = new UTF8Encoding(false);
    private readonly string _encodingName = "utf-8";
    private readonly char _delimiter = ',';
    private readonly string _dates = "yyyy-MM-dd";
    private readonly string? _system;
    private readonly Dictionary<string, string> _columns = [];
    private readonly Dictionary<string, Dictionary<string, string>> _values = [];
    private readonly bool _mark, _crlf, _unknown;
    private readonly int _quoting, _rotation, _casing, _spoiltInHundred;

    /// <summary>Draws a layout.</summary>
    /// <param name="draw">The chance.</param>
    /// <param name="kind">What it is of.</param>
    /// <param name="asOf">The date of the run.</param>
    /// <param name="name">The file's name, or with a mapping its beginning.</param>
    /// <param name="mapped">Whether a map says how it is to be read.</param>
    public GeneratedFile(Draw draw, Kind kind, DateOnly asOf, string name, bool mapped)
    {
        (_draw, _kind, _asOf, _name, _mapped) = (draw, kind, asOf, name, mapped);
        (_mark, _crlf, _unknown) = (draw.OnceIn(2), draw.OnceIn(2), draw.OnceIn(3));
        (_quoting, _rotation, _casing) = (draw.Number(0, 3), draw.Number(0, 7), draw.Number(0, 2));
        _spoiltInHundred = draw.Of(0, 3, 6, 12);
        if (!mapped) return;
        (_encodingName, _encoding) = draw.Number(0, 5) switch
        {
            0 => ("windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!),
            1 => ("iso-8859-1", Encoding.Latin1),
            2 => ("utf-16", Encoding.Unicode),
            _ => ("utf-8", _encoding),
        };
        _delimiter = draw.Of(',', ';', '\t', '|');
        _dates = draw.Of(DateFormats);
        if (kind != Kind.Identities && draw.OnceIn(2)) _system = draw.Of("niche", "court");
        for (var i = 0; i < kind.Names.Length; i++)
        {
            if (draw.OnceIn(2)) _columns.Add(kind.Names[i], $"Their {kind.Names[i]} ({i.ToString(CultureInfo.InvariantCulture)})");
        }
    }

    /// <summary>The mapping, for <c>extract-map.json</c>; null where none is needed.</summary>
    public object? Mapping()
    {
        if (!_mapped) return null;
        var mapping = new Dictionary<string, object> { ["file"] = _name + "*.csv" };
        if (_encodingName != "utf-8" || _draw.OnceIn(2)) mapping["encoding"] = _encodingName;
        if (_delimiter != ',') mapping["delimiter"] = _delimiter.ToString();
        if (_columns.Count > 0) mapping["columns"] = _columns;
        if (_dates != "yyyy-MM-dd") mapping["dates"] = new[] { _dates };
        if (_values.Count > 0) mapping["values"] = _values;
        if (_system is not null) mapping["idSystem"] = _system;
        if (_kind == Kind.Offences && _draw.OnceIn(2)) mapping["constants"] = new Dictionary<string, string> { ["source"] = "constant" };
        if (_kind == Kind.Offences && _draw.OnceIn(2)) mapping["empty"] = new Dictionary<string, string> { ["detected_by"] = "public" };
        if (_draw.OnceIn(3)) mapping["covers"] = new Dictionary<string, string> { ["from"] = Draw.Text(_asOf.AddMonths(-_draw.Number(6, 30))), ["to"] = Draw.Text(_asOf.AddDays(-_draw.Number(0, 20))) };
        return mapping;
    }

    /// <summary>Writes rows into files: one, or with a mapping up to three.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="rows">The rows, by the contract.</param>
    /// <param name="external">Ids of other systems by person and system, where the file has such.</param>
    public void Write(string folder, IReadOnlyList<string[]> rows, Func<string, string, string> external)
    {
        var files = _mapped ? _draw.Number(1, 3) : 1;
        var lines = rows.Select((row, index) => Line(Theirs(row, external), index + 1)).ToArray();
        for (var file = 0; file < files; file++)
        {
            var name = _mapped ? $"{_name}_{2020 + file}.csv" : _name;
            var some = lines.Where((_, index) => index % files == file);
            var end = _crlf ? "\r\n" : "\n";
            var text = string.Concat(some.Prepend(HeaderLine()).Select(line => line + end));
            if (_draw.OnceIn(6)) text = text[..^end.Length];
            File.WriteAllBytes(Path.Combine(folder, name), [.. _mark || _encodingName == "utf-16" ? _encoding.GetBytes(_encodingName is "utf-8" or "utf-16" ? "\uFEFF" : "") : [], .. Bytes(text)]);
        }
    }

    private byte[] Bytes(string text)
    {
        var bytes = _encoding.GetBytes(text);
        if (_encodingName != "utf-8" || bytes.AsSpan().IndexOf(NotTextInUtf8) < 0) return bytes;
        // Latin-1 maps bytes and characters one to one, so that the marks can be put out as a byte that no UTF-8 has.
        return Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace(Encoding.Latin1.GetString(NotTextInUtf8), "\u00FF", StringComparison.Ordinal));
    }

    private string HeaderLine() => Joined(Arranged([.. _kind.Names.Select(Header)], "not ours"), 0);

    private string Header(string column) => _columns.TryGetValue(column, out var theirs) ? theirs : _casing switch { 0 => column, 1 => column.ToUpperInvariant(), _ => $" {column} " };

    // The row as the agency would write it, and now and then spoilt.
    private (string[] Cells, int Cut, bool Opens) Theirs(string[] row, Func<string, string, string> external)
    {
        string[] cells = [.. row];
        if (_system is not null) cells[_kind.IdColumn] = external(row[_kind.IdColumn], _system);
        for (var i = 0; i < cells.Length; i++)
        {
            if (_kind.IsDate(i) && cells[i].Length > 0) cells[i] = DateOnly.ParseExact(cells[i], "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString(_dates, CultureInfo.InvariantCulture);
            if (_mapped && _kind.IsWord(i) && cells[i].Length > 0 && _draw.OnceIn(2)) cells[i] = TheirWord(_kind.Names[i], cells[i].ToLowerInvariant());
        }
        if (_draw.Number(1, 100) > _spoiltInHundred) return (cells, 0, false);
        var column = _draw.Number(0, cells.Length - 1);
        switch (_draw.Number(0, 13))
        {
            case 0: return (cells, -1, false);
            case 1: return (cells, 1, false);
            case 2: return (cells, 0, true);
            case 3 or 4: column = Math.Max(column, 1); goto default;
            default:
                // No agency's name is spoilt into another: who may speak at a panel is a matter of its own.
                var isAgency = _kind.Names[column] == "agency";
                cells[column] = _draw.Number(0, 13) switch
                {
                    0 or 1 => "",
                    2 => $"a\u0007b{cells[column]}",
                    3 when !isAgency || _encodingName == "utf-8" => $"{NotText}{cells[column]}",
                    4 when _draw.OnceIn(6) => new string('x', 70_000),
                    _ when isAgency => cells[column],
                    5 => "2026-13-01",
                    6 => "01/02/2025",
                    7 => "-1",
                    8 => "1.23E+11",
                    9 => "45992",
                    10 => Draw.Text(_asOf.AddDays(1)),
                    11 => "SYNTHETIC-nobody",
                    _ => "bad",
                };
                return (cells, 0, false);
        }
    }

    private string TheirWord(string column, string word)
    {
        if (!_values.TryGetValue(column, out var words)) _values.Add(column, words = []);
        var theirs = $"Their {word}";
        words[theirs] = word;
        return theirs;
    }

    private string[] Arranged(string[] cells, string unknown)
    {
        string[] all = _unknown ? [.. cells, unknown] : cells;
        var first = _rotation % all.Length;
        return [.. all[first..], .. all[..first]];
    }

    private string Line((string[] Cells, int Cut, bool Opens) row, int number)
    {
        var cells = Arranged(row.Cells, "zzz, \"x\"\n2");
        string[] written = row.Cut switch { 0 => cells, < 0 => cells[..^1], _ => [.. cells, "x"] };
        var line = Joined(written, number);
        return row.Opens ? $"\"{line.Replace("\"", "", StringComparison.Ordinal).ReplaceLineEndings(" ")}" : line;
    }

    private string Joined(string[] cells, int row) => string.Join(_delimiter, cells.Select((cell, column) =>
        _quoting > 0 && (row + column) % _quoting == 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : CsvText.Quoted(cell, _delimiter)));

    /// <summary>The map of all files that need one.</summary>
    public static string Map(IReadOnlyDictionary<string, List<object>> mappings) => JsonSerializer.Serialize(mappings, MapFormat);

    private static readonly JsonSerializerOptions MapFormat = new() { WriteIndented = true };
}
