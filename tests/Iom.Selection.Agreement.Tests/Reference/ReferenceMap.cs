using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Iom.Selection.Agreement.Tests.Reference;

/// <summary>How files are read: <c>extract-map.json</c>.</summary>
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

    private readonly string[] _missing = json is { } map && map.TryGetProperty("missing", out var words) ? [.. words.EnumerateArray().Select(word => word.GetString()!)] : [];

    public char Delimiter => Text("delimiter") is { } text ? text[0] : ',';

    public string? IdSystem => Text("idSystem");

    public bool IgnoresCase => Text("idCase") == "ignore";

    public int SkipLines => json is { } map && map.TryGetProperty("skipLines", out var lines) ? lines.GetInt32() : 0;

    public bool HasHeader => !(json is { } map && map.TryGetProperty("header", out var header) && !header.GetBoolean());

    /// <summary>The encoding; null for UTF-8.</summary>
    public Encoding? Encoding => Text("encoding") switch
    {
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        "iso-8859-1" => Encoding.Latin1,
        "utf-16" => Encoding.Unicode,
        _ => null,
    };

    /// <summary>"Several files of a kind are read in ordinal order of name."</summary>
    public IEnumerable<string> FilesIn(string folder)
    {
        var pattern = "^" + Regex.Escape(Text("file") ?? name).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal) + "$";
        return Directory.EnumerateFiles(folder).Where(path => Regex.IsMatch(Path.GetFileName(path), pattern)).Order(ReferenceText.Utf8);
    }

    /// <summary>Which rows, by their column; the others are counted as not chosen.</summary>
    /// <param name="own">The cells by the names of the file's own.</param>
    public bool Chooses(IReadOnlyDictionary<string, string> own)
    {
        if (json is not { } map || !map.TryGetProperty("rows", out var rows)) return true;
        return rows.EnumerateObject().All(rule =>
            rule.Value.EnumerateArray().Any(word => word.GetString()!.Equals(ReferenceText.Trim(Own(own, rule.Name)), StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Whether a column of the file's own chooses rows.</summary>
    public bool ChoosesBy(string own) => json is { } map && map.TryGetProperty("rows", out var rows) && rows.EnumerateObject().Any(rule => ReferenceText.Trim(rule.Name).Equals(own, StringComparison.OrdinalIgnoreCase));

    /// <summary>A row's cells by the contract's names and in its words.</summary>
    /// <param name="own">The cells by the names of the file's own.</param>
    public Dictionary<string, string> ByContract(IReadOnlyDictionary<string, string> own)
    {
        if (!ReferenceColumn.Files.TryGetValue(name, out var columns)) return own.ToDictionary(pair => pair.Key, pair => ReferenceText.Trim(pair.Value));
        var row = new Dictionary<string, string>();
        foreach (var column in columns)
            row[column.Name] = Key("constants", column.Name) is { } constant ? constant.GetString()! : Translated(column, Source(column.Name, own));
        return row;
    }

    /// <summary>"columns value: a name; a number; a list of names, joined by /; firstOf, the first that is not empty."</summary>
    private string Source(string column, IReadOnlyDictionary<string, string> own)
    {
        if (Key("columns", column) is not { } source) return Cleaned(Own(own, column));
        return source.ValueKind switch
        {
            JsonValueKind.String => Cleaned(Own(own, source.GetString()!)),
            JsonValueKind.Number => Cleaned(Own(own, source.GetInt32().ToString(CultureInfo.InvariantCulture))),
            JsonValueKind.Array => string.Join('/', source.EnumerateArray().Select(part => Cleaned(Own(own, part.GetString()!)))),
            _ => source.GetProperty("firstOf").EnumerateArray().Select(part => Cleaned(Own(own, part.GetString()!))).FirstOrDefault(cell => cell.Length > 0, ""),
        };
    }

    /// <summary>Whether a column can be read from a file of this header.</summary>
    public bool Finds(string column, string[] header) => Key("constants", column) is not null || (Key("columns", column) is { } source
        ? source.ValueKind != JsonValueKind.String || header.Contains(ReferenceText.Trim(source.GetString()!).ToLowerInvariant())
        : header.Contains(column));

    /// <summary>Whether anything is read from a file's own column.</summary>
    public bool Names(string own) => ReferenceColumn.Files[name].Any(column => Reads(column.Name, own));

    /// <summary>Whether a column is read from this one of the file's own, alone or with others.</summary>
    public bool Reads(string column, string own)
    {
        if (Key("constants", column) is not null) return false;
        if (Key("columns", column) is not { } source) return column == own;
        IEnumerable<JsonElement> parts = source.ValueKind switch
        {
            JsonValueKind.Array => source.EnumerateArray(),
            JsonValueKind.Object => source.GetProperty("firstOf").EnumerateArray(),
            _ => [source],
        };
        return parts.Any(part => ReferenceText.Trim(part.ToString()).Equals(own, StringComparison.OrdinalIgnoreCase));
    }

    private static string Own(IReadOnlyDictionary<string, string> own, string column) => own.GetValueOrDefault(ReferenceText.Trim(column).ToLowerInvariant(), "");

    // `="00123"` is the text 00123; what only says that nothing is known is empty.
    private string Cleaned(string cell)
    {
        cell = ReferenceText.Trim(cell);
        if (cell.Length >= 3 && cell.StartsWith("=\"", StringComparison.Ordinal) && cell.EndsWith('"')) cell = ReferenceText.Trim(cell[2..^1]);
        return _missing.Contains(cell, StringComparer.OrdinalIgnoreCase) ? "" : cell;
    }

    private string Translated(ReferenceColumn column, string cell)
    {
        if (Key("values", column.Name) is { } words)
        {
            // "Yours without case."
            foreach (var word in words.EnumerateObject())
            {
                if (ReferenceText.Trim(word.Name).Equals(cell, StringComparison.OrdinalIgnoreCase)) return word.Value.GetString()!;
            }
        }
        if (cell.Length == 0) return Key("empty", column.Name)?.GetString() ?? "";
        if (column.IsNumber && Text("numbers") is { } point)
        {
            // "% behind a number is let go": where there is nothing before it, there is no number.
            var bare = cell.Length > 1 && cell.EndsWith('%') ? ReferenceText.Trim(cell[..^1]) : cell;
            return point == "," ? bare.Replace('.', '?').Replace(',', '.') : bare;
        }
        if (!column.IsDate) return cell;
        foreach (var format in _formats)
        {
            if (DateIn(format, cell) is { } date) return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        // A date of the contract's form, where the map says another, is none.
        return ReferenceText.Date(cell) is null ? cell : "written otherwise: " + cell;
    }

    /// <summary>"A time says nothing: the day as written stands"; two digits of a year are of the hundred years up to <c>yyUpTo</c>.</summary>
    private DateOnly? DateIn(string format, string cell)
    {
        var culture = CultureInfo.InvariantCulture;
        if (Text("yyUpTo", out var last))
        {
            culture = (CultureInfo)culture.Clone();
            culture.DateTimeFormat.Calendar.TwoDigitYearMax = last;
        }
        return DateTime.TryParseExact(cell, format, culture, DateTimeStyles.None, out var date) ? DateOnly.FromDateTime(date) : null;
    }

    private bool Text(string key, out int number)
    {
        number = json is { } map && map.TryGetProperty(key, out var value) ? value.GetInt32() : 0;
        return number > 0;
    }

    private string? Text(string key) => json is { } map && map.TryGetProperty(key, out var value) ? value.GetString() : null;

    private JsonElement? Key(string key, string column) =>
        json is { } map && map.TryGetProperty(key, out var columns) && columns.TryGetProperty(column, out var value) ? value : null;
}
