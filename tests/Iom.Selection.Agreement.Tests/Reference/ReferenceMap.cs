using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>How files are read: <c>extract-map.json</c>, by docs/extracts.md.</summary>
internal sealed class ReferenceMap
{
    private readonly JsonElement? _map;

    public ReferenceMap(string folder)
    {
        var path = Path.Combine(folder, "extract-map.json");
        if (File.Exists(path)) _map = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
    }

    /// <summary>How the files of a kind are read.</summary>
    public IEnumerable<ReferenceMapping> For(string name)
    {
        if (_map is not { } map || !map.TryGetProperty(Path.GetFileNameWithoutExtension(name), out var of)) return [new ReferenceMapping(name, null)];
        return of.ValueKind == JsonValueKind.Array ? of.EnumerateArray().Select(one => new ReferenceMapping(name, one)) : [new ReferenceMapping(name, of)];
    }
}

/// <summary>How the files of one layout are read.</summary>
internal sealed class ReferenceMapping(string name, JsonElement? json)
{
    private readonly string[] _formats = json is { } map && map.TryGetProperty("dates", out var dates) ? [.. dates.EnumerateArray().Select(format => format.GetString()!)] : ["yyyy-MM-dd"];

    public char Delimiter => Text("delimiter") is { } text ? text[0] : ',';

    public string? IdSystem => Text("idSystem");

    public Encoding Encoding => Text("encoding") switch
    {
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        "iso-8859-1" => Encoding.Latin1,
        "utf-16" => Encoding.Unicode,
        _ => Encoding.UTF8,
    };

    /// <summary>"Several files of a kind are read in ordinal order of name."</summary>
    public IEnumerable<string> FilesIn(string folder)
    {
        var pattern = "^" + Regex.Escape(Text("file") ?? name).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal) + "$";
        return Directory.EnumerateFiles(folder).Where(path => Regex.IsMatch(Path.GetFileName(path), pattern)).Order(ReferenceText.Utf8);
    }

    /// <summary>A row's cells by the contract's names and in its words.</summary>
    public Dictionary<string, string> ByContract(Dictionary<string, string> cells, IReadOnlyCollection<string> dates)
    {
        var row = new Dictionary<string, string>();
        foreach (var column in ReferenceColumn.Files.GetValueOrDefault(name, []).Select(column => column.Name).DefaultIfEmpty())
        {
            if (column is null) return cells;
            var own = (Key("columns", column)?.GetString() ?? column).ToLowerInvariant();
            if (Key("constants", column) is { } constant) row[column] = constant.GetString()!;
            else if (cells.TryGetValue(own, out var cell)) row[column] = Translated(column, cell, dates.Contains(column));
        }
        return row;
    }

    private string Translated(string column, string cell, bool isDate)
    {
        if (Key("values", column) is { } words)
        {
            // "Yours without case."
            foreach (var word in words.EnumerateObject())
            {
                if (word.Name.Equals(cell.Trim(' '), StringComparison.OrdinalIgnoreCase)) return word.Value.GetString()!;
            }
        }
        if (cell.Trim(' ').Length == 0) return Key("empty", column)?.GetString() ?? "";
        if (!isDate) return cell;
        foreach (var format in _formats)
        {
            if (DateOnly.TryParseExact(cell, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        // A date of the contract's form, where the map says another, is none.
        return ReferenceText.Date(cell) is null ? cell : "written otherwise: " + cell;
    }

    private string? Text(string key) => json is { } map && map.TryGetProperty(key, out var value) ? value.GetString() : null;

    private JsonElement? Key(string key, string column) =>
        json is { } map && map.TryGetProperty(key, out var columns) && columns.TryGetProperty(column, out var value) ? value : null;
}
