using System.Collections.Frozen;
using System.Text.Json;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Reads of a map which columns of the agency's file are which, and which rows are chosen.</summary>
internal static class MapColumns
{
    private const int MaxColumn = 10_000;
    private const int MaxParts = 50;        // of a column that is made of several
    private const int MaxChoosing = 20;     // columns that choose rows

    /// <summary>Reads <c>columns</c>.</summary>
    /// <param name="fields">The keys of a mapping.</param>
    /// <param name="columns">The columns that the contract names.</param>
    /// <param name="hasHeader">Whether the file has a header.</param>
    /// <param name="open">Takes what the map does not say yet.</param>
    public static FrozenDictionary<string, ColumnSource> Read(JsonCursor.Fields fields, string[] columns, bool hasHeader, List<string> open)
    {
        if (fields.Optional("columns") is not { } at) return FrozenDictionary<string, ColumnSource>.Empty;
        var sources = new Dictionary<string, ColumnSource>();
        var named = at.Object(columns);
        foreach (var column in named.Names)
        {
            if (named.Optional(column) is not { } columnAt || SourceOf(columnAt, hasHeader) is not { } source) continue;
            sources.Add(column, source);
            if (source.Kind == ColumnSourceKind.Open) open.Add($"columns.{column}");
        }
        return sources.ToFrozenDictionary();
    }

    /// <summary>Reads <c>rows</c>.</summary>
    /// <param name="fields">The keys of a mapping.</param>
    /// <param name="hasHeader">Whether the file has a header.</param>
    /// <param name="open">Takes what the map does not say yet.</param>
    public static FrozenDictionary<string, FrozenSet<string>>? ReadChoice(JsonCursor.Fields fields, bool hasHeader, List<string> open)
    {
        if (fields.Optional("rows") is not { } at) return null;
        if (at.Element.ValueKind != JsonValueKind.Object || !at.Element.EnumerateObject().Any())
        {
            at.Problem("must be an object that gives, for a column of yours, the words of the rows to read: { \"ROLE\": [\"Suspect\"] }");
            return null;
        }
        if (at.Element.GetPropertyCount() > MaxChoosing)
        {
            at.Problem(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"must name at most {MaxChoosing} columns"));
            return null;
        }
        at.FindRepeatedKeys();
        var choice = new Dictionary<string, FrozenSet<string>>();
        foreach (var column in at.Element.EnumerateObject())
        {
            var name = column.Name.Trim();
            if (!hasHeader && ColumnSource.NumberOf(name) is not >= 1) at.Problem("must name columns by number, from \"1\", where there is no header");
            string[] words = column.Value.ValueKind == JsonValueKind.Array && column.Value.GetArrayLength() > 0 && column.Value.EnumerateArray().All(word => word.ValueKind == JsonValueKind.String)
                ? [.. column.Value.EnumerateArray().Select(word => CellText.Trim(word.GetString()!))]
                : [];
            if (words.Length == 0) at.Problem("must give, for each column, a list of the words of the rows to read");
            if (words.Contains(ColumnSource.OpenMark)) open.Add("rows");
            choice[name] = words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        }
        return choice.ToFrozenDictionary();
    }

    private static ColumnSource? SourceOf(JsonCursor at, bool hasHeader)
    {
        switch (at.Element.ValueKind)
        {
            case JsonValueKind.Array:
                return Parts(at, ColumnSourceKind.Joined, hasHeader);
            case JsonValueKind.Object:
                return at.Object("firstOf").Required("firstOf") is { } first ? Parts(first, ColumnSourceKind.FirstOf, hasHeader) : null;
            case JsonValueKind.String when at.Element.ValueEquals(ColumnSource.OpenMark):
                return new ColumnSource(ColumnSourceKind.Open, [ColumnSource.OpenMark]);
            default:
                return Part(at, hasHeader) is { } part ? ColumnSource.Named(part) : null;
        }
    }

    private static ColumnSource? Parts(JsonCursor list, ColumnSourceKind kind, bool hasHeader)
    {
        string?[] parts = [.. list.Array(most: MaxParts).Select(item => Part(item, hasHeader))];
        return parts.Length == 0 || parts.Contains(null) ? null : new ColumnSource(kind, [.. parts.Select(part => part!)]);
    }

    private static string? Part(JsonCursor at, bool hasHeader)
    {
        if (hasHeader)
        {
            if (at.Element.ValueKind != JsonValueKind.Number) return at.Text();
            at.Problem("must be a name; a number is for a file without a header (\"header\": false)");
            return null;
        }
        if (at.Element.ValueKind == JsonValueKind.Number) return at.Whole(1, MaxColumn) is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        at.Problem("must be the number of a column, from 1, where there is no header");
        return null;
    }
}
