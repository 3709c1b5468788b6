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
    public const string RoleColumn = "ROLE";

    /// <summary>What means that nothing is known, where the map says so.</summary>
    public static readonly string[] MissingWords = ["NK", "1901-01-01"];

    /// <summary>What else the map says.</summary>
    public MessyMapKeys Keys { get; init; } = MessyMapKeys.None;

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
    public string Written(MessyFile file, string column, MessyRow row, int line, Func<string, string, string>? externalId)
    {
        var cell = file[row, column];
        var of = Column(file, column);
        if (column == "offender_id")
        {
            if (IdSystem is not null && externalId is not null && file.Name != "identities.csv") cell = externalId(IdSystem, cell);
            return Keys.IgnoresCase && row.Mark % 3 == 0 ? cell.ToUpperInvariant() : cell;
        }
        if (Keys.Missing && cell.Length == 0) return row.Mark % 2 == 0 ? MissingWords[of.IsDate ? 1 : 0] : "";
        if (of.IsDate && ReferenceText.Date(cell) is { } date) return date.ToDateTime(new TimeOnly(23, 30)).ToString(Dates[line % Dates.Length], CultureInfo.InvariantCulture);
        if (of.IsNumber && Keys.Comma) return cell.Replace('.', ',') + (row.Mark % 2 == 0 ? "%" : "");
        return OwnWords && of.Words.Contains(cell.ToLowerInvariant()) ? Own(cell) : cell;
    }

    /// <summary>Whether a column is written as two.</summary>
    public bool IsSplit(MessyFile file, string column) =>
        (Keys.FirstOf && column is ("outcome_date" or "context" or "reason" or "required"))
        || (Keys.Composite && column == "offence_id" && file.Rows.All(row => file[row, column] is ['F', _, ..] && row.Dress?.Column != 1));

    /// <summary>The two cells of a column that is written as two.</summary>
    public static (string First, string Second) Split(string column, string cell, int mark) =>
        column == "offence_id" ? (cell[..1], cell[1..])
        : mark % 2 == 1 ? ("", cell)
        : (cell, mark % 4 == 0 && ReferenceText.Trim(cell).Length > 0 && !MissingWords.Contains(cell) ? "left over" : "");

    /// <summary>Whom a row is about: a victim now and then, of rows in which nothing else is wrong.</summary>
    public static string Role(MessyFile file, MessyRow row)
    {
        var isRight = file.IsPlain(row) && file[row, "offender_id"] is not ("nobody" or "N-one");
        return isRight && row.Mark % 5 == 0 ? "Victim" : row.Mark % 2 == 0 ? "Suspect" : "offender";
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
        if (OwnNames || Keys.Headless || kept.Any(column => IsSplit(file, column)))
        {
            var numbers = file.Numbers(this);
            JsonNode Named(string name) => Keys.Headless ? JsonValue.Create(numbers[name]) : JsonValue.Create(name);
            json["columns"] = Object(kept, column => !IsSplit(file, column) ? Named(NameOf(column))
                : column == "offence_id" ? new JsonArray(Named(NameOf(column)), Named(NameOf(column) + " 2"))
                : new JsonObject { ["firstOf"] = new JsonArray(Named(NameOf(column)), Named(NameOf(column) + " 2")) });
        }
        if (Keys.SkipLines > 0) json["skipLines"] = Keys.SkipLines;
        if (Keys.Headless) json["header"] = false;
        if (Keys.IgnoresCase) json["idCase"] = "ignore";
        if (Keys.Missing) json["missing"] = new JsonArray([.. MissingWords.Select(word => JsonValue.Create(word))]);
        if (Keys.Comma) json["numbers"] = ",";
        if (Keys.Chosen) json["rows"] = new JsonObject { [RoleColumn] = new JsonArray("Suspect", "Offender") };
        if (Dates.Any(format => format.EndsWith("-yy", StringComparison.Ordinal))) json["yyUpTo"] = 2029;
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
        foreach (var keys in Keys.Simpler()) yield return this with { Keys = keys };
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
