using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Iom.Selection.Agreement.Tests.Reference;

namespace Iom.Selection.Agreement.Tests.Generation;

/// <summary>How an agency's own files differ from the contract's, as its map says.</summary>
/// <param name="Parts">How many files there are of the kind.</param>
/// <param name="Encoding">Their encoding, by its name in the map.</param>
/// <param name="Delimiter">What separates cells.</param>
/// <param name="Dates">How dates are written, by turns.</param>
/// <param name="OwnNames">Whether columns have names of the agency's own.</param>
/// <param name="OwnWords">Whether vocabularies have.</param>
/// <param name="Filled">Whether the map fills empty cells, and columns that are the same in every row.</param>
/// <param name="IdSystem">The system whose ids the rows have; null where they have the partnership's.</param>
internal sealed record MessyMapping(int Parts, string Encoding, char Delimiter, string[] Dates, bool OwnNames, bool OwnWords, bool Filled, string? IdSystem)
{
    public Encoding TextEncoding => Encoding switch
    {
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        "iso-8859-1" => System.Text.Encoding.Latin1,
        "utf-16" => System.Text.Encoding.Unicode,
        _ => System.Text.Encoding.UTF8,
    };

    public static string PartName(string fileName, int part) => string.Create(CultureInfo.InvariantCulture, $"Agency {Path.GetFileNameWithoutExtension(fileName)} {part}.csv");

    public string NameOf(string column) => OwnNames ? "Our " + column : column;

    /// <summary>What the map puts into every row, by column.</summary>
    public IReadOnlyDictionary<string, string> Constants(MessyFile file) =>
        Filled && file.Name == "offences.csv" ? new Dictionary<string, string> { ["source"] = "niche" } : [];

    /// <summary>A cell as the agency has it.</summary>
    public string Written(MessyFile file, string column, string cell, int row, Func<string, string, string>? externalId)
    {
        if (column == "offender_id" && IdSystem is not null && externalId is not null && file.Name != "identities.csv") return externalId(IdSystem, cell);
        var of = Column(file, column);
        if (of.IsDate && ReferenceText.Date(cell) is { } date) return date.ToString(Dates[row % Dates.Length], CultureInfo.InvariantCulture);
        return OwnWords && of.Words.Contains(cell.ToLowerInvariant()) ? Own(cell) : cell;
    }

    /// <summary>What the map says of a kind of file.</summary>
    public JsonObject Json(MessyFile file)
    {
        var json = new JsonObject
        {
            ["file"] = Parts == 1 ? PartName(file.Name, 0) : $"Agency {Path.GetFileNameWithoutExtension(file.Name)} ?.csv",
            ["encoding"] = Encoding,
            ["delimiter"] = Delimiter.ToString(),
            ["dates"] = new JsonArray([.. Dates.Select(format => JsonValue.Create(format))]),
        };
        string[] kept = [.. file.Columns.Where(column => !Constants(file).ContainsKey(column))];
        if (OwnNames) json["columns"] = Object(kept, column => NameOf(column));
        if (OwnWords) json["values"] = Object(kept.Where(column => Column(file, column).Words.Length > 0), column => Object(Column(file, column).Words, Own, isKey: true));
        if (Filled && Empty(file) is { } empty) json["empty"] = new JsonObject { [empty.Column] = empty.Meaning };
        if (Constants(file).Count > 0) json["constants"] = Object(Constants(file).Keys, column => Constants(file)[column]);
        if (IdSystem is not null) json["idSystem"] = IdSystem;
        return json;
    }

    /// <summary>The same with less in it.</summary>
    public IEnumerable<MessyMapping> Simpler()
    {
        if (Parts > 1) yield return this with { Parts = 1 };
        if (Encoding != "utf-8") yield return this with { Encoding = "utf-8" };
        if (Delimiter != ',') yield return this with { Delimiter = ',' };
        if (Dates is not ["yyyy-MM-dd"]) yield return this with { Dates = ["yyyy-MM-dd"] };
        if (OwnNames) yield return this with { OwnNames = false };
        if (OwnWords) yield return this with { OwnWords = false };
        if (Filled) yield return this with { Filled = false };
        if (IdSystem is not null) yield return this with { IdSystem = null };
    }

    private static string Own(string word) => "our " + word;

    private static (string Column, string Meaning)? Empty(MessyFile file) => file.Name switch
    {
        "offences.csv" => ("detected_by", "public"),
        "drug_tests.csv" => ("context", "Arrest"),
        "offenders.csv" => ("youth", "no"),
        _ => null,
    };

    private static ReferenceColumn Column(MessyFile file, string column) => ReferenceColumn.Files[file.Name].Single(one => one.Name == column);

    private static JsonObject Object(IEnumerable<string> keys, Func<string, JsonNode?> value) => new(keys.Select(key => KeyValuePair.Create(key, value(key))));

    private static JsonObject Object(IEnumerable<string> words, Func<string, string> own, bool isKey) =>
        new(words.Select(word => KeyValuePair.Create(isKey ? own(word) : word, (JsonNode?)word)));
}
