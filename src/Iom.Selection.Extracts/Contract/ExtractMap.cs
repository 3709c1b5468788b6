using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Contract;

/// <summary>How an agency's own files become those of the contract: <c>extract-map.json</c>.</summary>
/// <remarks>
/// A JSON object with a key per kind of file (<c>offences</c>), holding one mapping or a list of them. Unknown keys are refused.
/// See docs/extracts.md.
/// </remarks>
public sealed class ExtractMap
{
    /// <summary>The name under which a map lies beside the extracts.</summary>
    public const string FileName = "extract-map.json";

    private const int MaxSkippedLines = 1000;
    private const int MaxMappings = 100;    // of a kind of file
    private const int MaxFormats = 20;      // of dates: each is compared with each
    private const int MaxWords = 10_000;    // of a column

    // What a pattern may not hold, so that it names files of the folder and of no other.
    private static readonly char[] NotInAName = ['/', '\\', ':'];

    private readonly FrozenDictionary<string, IReadOnlyList<FileMapping>> _byKind;

    private ExtractMap(FrozenDictionary<string, IReadOnlyList<FileMapping>> byKind) => _byKind = byKind;

    /// <summary>The map of a folder that is as the contract says.</summary>
    public static ExtractMap None { get; } = new(FrozenDictionary<string, IReadOnlyList<FileMapping>>.Empty);

    /// <summary>Reads a map.</summary>
    /// <param name="utf8">The bytes of the file; comments are allowed.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ExtractException">Something in it can't stand; the message names the first such place.</exception>
    public static ExtractMap Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > Limits.MaxPolicyBytes) throw new ExtractException(string.Create(CultureInfo.InvariantCulture, $"{FileName} is larger than {Limits.MaxPolicyBytes} bytes: see that it is a map."));
        var problems = new List<JsonProblem>();
        var map = new Dictionary<string, IReadOnlyList<FileMapping>>();
        try
        {
            var json = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            var fields = new JsonCursor(document.RootElement, "", problems).Object(["$schema", .. ExtractContract.All.Select(contract => contract.Name)]);
            foreach (var contract in ExtractContract.All)
            {
                if (fields.Optional(contract.Name) is not { } at) continue;
                IReadOnlyList<JsonCursor> mappings = at.Element.ValueKind == JsonValueKind.Array ? at.Array(most: MaxMappings) : [at];
                map.Add(contract.Name, [.. mappings.Select(mapping => Mapping(mapping, contract))]);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ExtractException($"{FileName} is not valid JSON.", e);
        }
        return problems.Count == 0 ? new ExtractMap(map.ToFrozenDictionary()) : throw new ExtractException($"{FileName} is not valid: {problems[0]}.");
    }

    /// <summary>Reads the map of a folder.</summary>
    /// <param name="folder">The folder of extracts.</param>
    /// <param name="path">The map in place of the one in the folder; null for that one.</param>
    /// <returns>The map; that of a folder as the contract says where there is none.</returns>
    /// <exception cref="ExtractException">It can't be opened, or something in it can't stand.</exception>
    public static ExtractMap Load(string folder, string? path = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var file = path ?? Path.Combine(folder, FileName);
        if (path is null && !File.Exists(file)) return None;
        try
        {
            return Parse(InputFile.ReadUpTo(file, Limits.MaxPolicyBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The map cannot be opened: {file}", e);
        }
    }

    /// <summary>The mappings of a kind of file.</summary>
    internal IReadOnlyList<FileMapping> For(FileContract contract) =>
        _byKind.TryGetValue(contract.Name, out var mappings) ? mappings : [FileMapping.ByContract(contract.FileName)];

    /// <summary>Whether the map says something of a kind of file.</summary>
    internal bool Names(FileContract contract) => _byKind.ContainsKey(contract.Name);

    /// <summary>Whether ids of people are compared without case anywhere.</summary>
    internal bool IgnoresIdCase => _byKind.Values.Any(mappings => mappings.Any(mapping => mapping.IgnoresIdCase));

    /// <summary>Whether ids are looked up anywhere.</summary>
    internal bool LooksUpIds => _byKind.Values.Any(mappings => mappings.Any(mapping => mapping.IdSystem is not null));

    /// <summary>What the map has still to say, each by its kind, its file, its column and, of words, how many: <c>offences (NICHE_*.csv): columns.outcome</c>.</summary>
    /// <remarks>A map that <c>iom map</c> drafts has a <c>"?"</c> wherever only the analyst knows. Nobody is ranked by such a map.</remarks>
    public IReadOnlyList<string> Open =>
        [.. ExtractContract.All.Where(Names).SelectMany(contract => For(contract).SelectMany(mapping => mapping.Open.Select(open => $"{contract.Name} ({mapping.Pattern}): {open}")))];

    private static FileMapping Mapping(JsonCursor at, FileContract contract)
    {
        var fields = at.Object(
            "file", "sheet", "encoding", "delimiter", "skipLines", "header", "columns", "rows", "dates", "yyUpTo", "numbers", "values", "missing", "empty", "constants",
            "idSystem", "idCase", "covers");
        string[] columns = [.. contract.Columns.Select(column => column.Name)];
        var pattern = contract.FileName;
        if (fields.Optional("file") is { } fileAt && fileAt.Text() is { } file)
        {
            pattern = file;
            if (file.IndexOfAny(NotInAName) >= 0) fileAt.Problem("must be a file name without a path");
        }
        var open = new List<string>();
        var hasHeader = fields.Optional("header")?.Flag() ?? true;
        IReadOnlyList<DateFormat>? dates = fields.Optional("dates") is { } datesAt ? DatesOf(datesAt, fields.Optional("yyUpTo")?.Whole(99, 9999), open) : null;
        string[] missing = fields.Optional("missing") is { } missingAt ? [.. missingAt.Array().Select(item => item.Text()).OfType<string>()] : [];
        var mapping = new FileMapping
        {
            Pattern = pattern,
            Sheet = fields.Optional("sheet")?.Text(),
            Encoding = fields.Optional("encoding") is { } encoding ? EncodingOf(encoding) : null,
            Delimiter = fields.Optional("delimiter") is { } delimiter ? DelimiterOf(delimiter) : new Rune(','),
            SkipLines = fields.Optional("skipLines")?.Whole(0, MaxSkippedLines) ?? 0,
            HasHeader = hasHeader,
            Columns = MapColumns.Read(fields, columns, hasHeader, open),
            Rows = MapColumns.ReadChoice(fields, hasHeader, open),
            Values = Values(fields, columns, open),
            Missing = missing.Select(CellText.Trim).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            Empty = Texts(fields, "empty", contract, open),
            Constants = Texts(fields, "constants", contract, open),
            IdSystem = fields.Optional("idSystem")?.Text(),
            IgnoresIdCase = fields.Optional("idCase") is { } idCase && IsIgnore(idCase),
            DecimalMark = fields.Optional("numbers") is { } numbers ? DecimalMarkOf(numbers) : null,
            Covers = fields.Optional("covers") is { } covers ? CoverageOf(covers) : null,
        };
        if (mapping.IdSystem == ColumnSource.OpenMark) open.Add("idSystem");
        if (dates is { Count: > 0 } && dates is not [{ Pattern: "yyyy-MM-dd" }]) mapping = mapping with { Dates = dates };
        return mapping with { MissingDates = MissingDates(missing, mapping.Dates).ToFrozenSet(), Open = open };
    }

    // A date that means none may be written as the file has it or as the contract has it.
    private static IEnumerable<DateOnly> MissingDates(IEnumerable<string> missing, IReadOnlyList<DateFormat> dates)
    {
        foreach (var text in missing)
        {
            foreach (var format in dates.Append(DateFormat.Iso))
            {
                if (!format.TryRead(text, out var date)) continue;
                yield return date;
                break;
            }
        }
    }

    private static FrozenDictionary<string, string> Texts(JsonCursor.Fields fields, string key, FileContract contract, List<string> open)
    {
        if (fields.Optional(key) is not { } at) return FrozenDictionary<string, string>.Empty;
        var texts = new Dictionary<string, string>();
        var named = at.Object([.. contract.Columns.Select(column => column.Name)]);
        foreach (var column in named.Names)
        {
            if (named.Optional(column) is not { } columnAt || columnAt.Text() is not { } text) continue;
            // One id for many rows would make one record, or one person, of all of them; but a file may be about one person.
            var isOfOnePerson = key == "constants" && column == "offender_id";
            if (contract.Columns[contract.IndexOf(column)].Kind == CellKind.Id && !isOfOnePerson) columnAt.Problem("is an id, which differs from row to row: name its column under \"columns\", or a list of columns that together differ");
            texts.Add(column, text);
            if (text == ColumnSource.OpenMark) open.Add($"{key}.{column}");
        }
        return texts.ToFrozenDictionary();
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Values(JsonCursor.Fields fields, string[] columns, List<string> open)
    {
        if (fields.Optional("values") is not { } at) return FrozenDictionary<string, FrozenDictionary<string, string>>.Empty;
        var values = new Dictionary<string, FrozenDictionary<string, string>>();
        var named = at.Object(columns);
        foreach (var column in named.Names)
        {
            if (named.Optional(column) is not { } columnAt) continue;
            if (columnAt.Element.ValueKind != JsonValueKind.Object)
            {
                columnAt.Problem("must be an object that gives, for each of your words, the word in docs/extracts.md");
                continue;
            }
            if (columnAt.Element.GetPropertyCount() > MaxWords)
            {
                columnAt.Problem(string.Create(CultureInfo.InvariantCulture, $"must give at most {MaxWords} words"));
                continue;
            }
            columnAt.FindRepeatedKeys();
            var words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var word in columnAt.Element.EnumerateObject())
            {
                if (word.Value.ValueKind != JsonValueKind.String) columnAt.Problem("must give, for each of your words, the word in docs/extracts.md, or \"\" for an empty cell");
                else if (!words.TryAdd(CellText.Trim(word.Name), word.Value.GetString()!)) columnAt.Problem("has one of your words twice (upper and lower case are treated alike)");
            }
            var openWords = words.Count(word => word.Value == ColumnSource.OpenMark);
            if (openWords > 0) open.Add($"values.{column} ({Plural.Format(openWords, "word")})");
            values.Add(column, words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
        }
        return values.ToFrozenDictionary();
    }

    private static Encoding? EncodingOf(JsonCursor at)
    {
        switch (at.Element.ValueKind == JsonValueKind.String ? at.Element.GetString()!.ToLowerInvariant() : null)
        {
            case "utf-8":
                return null;
            case "windows-1252":
                return CodePagesEncodingProvider.Instance.GetEncoding(1252);
            case "iso-8859-1":
                return Encoding.Latin1;
            case "utf-16":
                return Encoding.Unicode;
            default:
                at.Problem("must be one of: utf-8, windows-1252, iso-8859-1, utf-16");
                return null;
        }
    }

    private static Rune DelimiterOf(JsonCursor at)
    {
        var text = at.Element.ValueKind == JsonValueKind.String ? at.Element.GetString()! : "";
        Rune[] runes = [.. text.EnumerateRunes()];
        if (runes is [var one] && one.Value is not ('"' or '\r' or '\n' or 0 or 0xFEFF or 0xFFFD)) return one;
        at.Problem("must be one character, as \",\", \";\", \"|\" or \"\\t\", and no quote or line end");
        return new Rune(',');
    }

    private static char? DecimalMarkOf(JsonCursor at)
    {
        if (at.Element.ValueKind == JsonValueKind.String && at.Element.GetString() is "." or ",") return at.Element.GetString()![0];
        at.Problem("must be \".\" or \",\": what stands before the decimals");
        return null;
    }

    private static bool IsIgnore(JsonCursor at)
    {
        if (at.Element.ValueKind == JsonValueKind.String && at.Element.ValueEquals("ignore")) return true;
        at.Problem("must be \"ignore\", or left out");
        return false;
    }

    private static List<DateFormat> DatesOf(JsonCursor list, int? twoDigitsUpTo, List<string> open)
    {
        var formats = new List<DateFormat>();
        foreach (var item in list.Array(most: MaxFormats))
        {
            if (item.Text() is not { } text) continue;
            if (text == ColumnSource.OpenMark) open.Add("dates");
            else if (DateFormat.Create(text, twoDigitsUpTo, out var wrong) is not { } format) item.Problem(wrong);
            else if (formats.Exists(other => other.CanClash(format))) item.Problem("could read a date differently from an earlier format: keep only the right one");
            else formats.Add(format);
        }
        return formats;
    }

    private static Coverage CoverageOf(JsonCursor at)
    {
        var fields = at.Object("from", "to");
        return new Coverage(fields.Optional("from")?.Date(), fields.Optional("to")?.Date());
    }
}
