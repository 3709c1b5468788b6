using System.Collections.Frozen;
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
                IReadOnlyList<JsonCursor> mappings = at.Element.ValueKind == JsonValueKind.Array ? at.Array() : [at];
                map.Add(contract.Name, [.. mappings.Select(mapping => Mapping(mapping, contract))]);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ExtractException($"{FileName} is not valid JSON.", e);
        }
        return problems.Count == 0 ? new ExtractMap(map.ToFrozenDictionary()) : throw new ExtractException($"{FileName} is not valid: {problems[0]}.");
    }

    /// <summary>The mappings of a kind of file.</summary>
    internal IReadOnlyList<FileMapping> For(FileContract contract) =>
        _byKind.TryGetValue(contract.Name, out var mappings) ? mappings : [FileMapping.ByContract(contract.FileName)];

    /// <summary>Whether the map says something of a kind of file.</summary>
    internal bool Names(FileContract contract) => _byKind.ContainsKey(contract.Name);

    /// <summary>Whether ids are looked up anywhere.</summary>
    internal bool LooksUpIds => _byKind.Values.Any(mappings => mappings.Any(mapping => mapping.IdSystem is not null));

    private static FileMapping Mapping(JsonCursor at, FileContract contract)
    {
        var fields = at.Object("file", "encoding", "delimiter", "columns", "dates", "values", "empty", "constants", "idSystem", "covers");
        string[] columns = [.. contract.Columns.Select(column => column.Name)];
        var pattern = contract.FileName;
        if (fields.Optional("file") is { } fileAt && fileAt.Text() is { } file)
        {
            pattern = file;
            if (file.IndexOfAny(NotInAName) >= 0) fileAt.Problem("must be a file name without a path");
        }
        var mapping = new FileMapping
        {
            Pattern = pattern,
            Encoding = fields.Optional("encoding") is { } encoding ? EncodingOf(encoding) : null,
            Delimiter = fields.Optional("delimiter") is { } delimiter ? DelimiterOf(delimiter) : ',',
            Columns = Texts(fields, "columns", columns),
            Values = Values(fields, columns),
            Empty = Texts(fields, "empty", columns),
            Constants = Texts(fields, "constants", columns),
            IdSystem = fields.Optional("idSystem")?.Text(),
            Covers = fields.Optional("covers") is { } covers ? CoverageOf(covers) : null,
        };
        return fields.Optional("dates") is { } dates ? mapping with { Dates = DatesOf(dates) } : mapping;
    }

    private static FrozenDictionary<string, string> Texts(JsonCursor.Fields fields, string key, string[] columns)
    {
        if (fields.Optional(key) is not { } at) return FrozenDictionary<string, string>.Empty;
        var texts = new Dictionary<string, string>();
        var named = at.Object(columns);
        foreach (var column in named.Names)
        {
            if (named.Optional(column)?.Text() is { } text) texts.Add(column, text);
        }
        return texts.ToFrozenDictionary();
    }

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Values(JsonCursor.Fields fields, string[] columns)
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
            columnAt.FindRepeatedKeys();
            var words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var word in columnAt.Element.EnumerateObject())
            {
                if (word.Value.ValueKind != JsonValueKind.String) columnAt.Problem("must give, for each of your words, the word in docs/extracts.md, or \"\" for an empty cell");
                else if (!words.TryAdd(word.Name.Trim(' '), word.Value.GetString()!)) columnAt.Problem("has one of your words twice (upper and lower case are treated alike)");
            }
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

    private static char DelimiterOf(JsonCursor at)
    {
        var text = at.Element.ValueKind == JsonValueKind.String ? at.Element.GetString() : null;
        if (text is "," or ";" or "\t" or "|") return text[0];
        at.Problem("must be one of: \",\", \";\", \"\\t\", \"|\"");
        return ',';
    }

    private static string[] DatesOf(JsonCursor list)
    {
        var formats = new List<string>();
        foreach (var item in list.Array())
        {
            if (item.Text() is not { } format) continue;
            if (!DateFormats.IsUsable(format)) item.Problem("must be made of d, dd, M, MM, MMM and yyyy, with day, month and year once each, as in \"dd/MM/yyyy\"");
            else if (formats.Exists(other => DateFormats.CanClash(other, format))) item.Problem("could read a date differently from an earlier format: keep only the right one");
            else formats.Add(format);
        }
        return [.. formats];
    }

    private static Coverage CoverageOf(JsonCursor at)
    {
        var fields = at.Object("from", "to");
        return new Coverage(fields.Optional("from")?.Date(), fields.Optional("to")?.Date());
    }
}
