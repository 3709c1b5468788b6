using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iom.Selection.Extracts;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Records;

namespace Iom.Selection.Sql.Tests;

/// <summary>A case of docs/conformance as tables of the contract, and the rows that have to come out.</summary>
internal sealed class ConformanceCase
{
    private static readonly (string Key, string Table)[] Lists =
    [
        ("offences", "offences"), ("drugTests", "drug_tests"), ("riskScores", "risk_scores"), ("nominations", "nominations"), ("memberships", "memberships"), ("custody", "custody"),
        ("supervision", "supervision"), ("engagement", "engagement"), ("support", "support"), ("panel", "panel"),
    ];

    private readonly JsonObject _data;

    public ConformanceCase(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        _data = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        Policy = PolicyFile.Parse(Encoding.UTF8.GetBytes((string)_data["policyText"]!));
        Catalogue = new OffenceCatalogue(_data["catalogue"]!.AsArray().Select(row => new CatalogueEntry((string)row!["code"]!, (string)row["title"]!, (string)row["group"]!)
        {
            Neighbourhood = (bool?)row["neighbourhood"] ?? false,
            Acquisitive = (bool?)row["acquisitive"] ?? false,
            Severity = (decimal?)row["severity"],
            TriggerFrom = Date(row["triggerFrom"]),
            TriggerTo = Date(row["triggerTo"]),
        }));
        (AsOf, Capacity) = (Date(_data["asOf"])!.Value, (int)_data["capacity"]!);
    }

    public string Name { get; }

    public Policy Policy { get; }

    public OffenceCatalogue Catalogue { get; }

    public DateOnly AsOf { get; }

    public int Capacity { get; }

    /// <summary>All tables of the contract.</summary>
    public IReadOnlyList<ExtractTable> Tables
    {
        get
        {
            var people = _data["people"]!.AsArray().Select(person => person!.AsObject()).ToArray();
            var rows = ContractTables.Names.ToDictionary(name => name, _ => new List<IReadOnlyList<string?>>());
            foreach (var person in people)
            {
                var offender = person["offender"]!.AsObject();
                var id = (string)offender["offenderId"]!;
                rows["offenders"].Add(Row("offenders", id, offender));
                foreach (var (key, table) in Lists)
                {
                    foreach (var record in person[key]?.AsArray() ?? []) rows[table].Add(Row(table, id, record!.AsObject()));
                }
                // Which of the two it was, a case does not say.
                if (person["otherToSettle"] is { } other) rows["settling"].Add([id, (string)other.ToJsonString(), "0"]);
            }
            string[] supplied = [.. _data["supplied"]!.AsArray().Select(name => (string)name!), "settling"];
            foreach (var kind in supplied) rows["supplied"].Add([kind]);
            return [.. rows.Select(table => new ExtractTable(table.Key, ContractTables.ColumnsOf(table.Key), table.Value))];
        }
    }

    /// <summary>The rows of <c>ranking.csv</c> with all points, header first.</summary>
    public List<string[]> Expected
    {
        get
        {
            var (scorecards, expected) = (_data["expected"]!["scorecards"]!.AsObject(), _data["expected"]!["proposal"]!.AsArray());
            var rows = new List<string[]>
            {
                (string[])[
                    .. "rank,offender_id,recommendation,cohort,member,nominated,flagged,tied,total_points,most_points,provisional,to_settle".Split(','),
                    .. Policy.Factors.Select(factor => $"points:{factor.Id}"), "reason"],
            };
            foreach (var row in expected.Select(row => row!.AsObject()))
            {
                var id = (string)row["offenderId"]!;
                var scorecard = row["rank"] is null ? null : scorecards[id]!.AsObject();
                rows.Add(
                [
                    Text(row["rank"]), id, Text(row["recommendation"]), Text(row["cohort"]), YesNo(row["member"]), YesNo(row["nominated"]), YesNo(row["flagged"]), YesNo(row["tied"]),
                    Text(scorecard?["least"]), Text(scorecard?["most"]), scorecard is null ? "" : YesNo(row["provisional"]), Text(row["toSettle"]),
                    .. Policy.Factors.Select((_, i) => Text(scorecard?["contributions"]![i]!["least"])), string.Join(';', row["reasons"]!.AsArray().Select(reason => (string)reason!)),
                ]);
            }
            return rows;
        }
    }

    private static IReadOnlyList<string?> Row(string table, string id, JsonObject record)
    {
        var cells = record.ToDictionary(pair => JsonNamingPolicy.SnakeCaseLower.ConvertName(pair.Key), pair => pair.Value switch
        {
            JsonArray list => list.Count == 0 ? null : string.Join(';', list.Select(item => (string)item!).Order(StringComparer.Ordinal)),
            var value => Text(value),
        });
        cells["offender_id"] = id;
        if (cells.Remove("conflicts", out var conflicts)) cells["in_conflict"] = conflicts;
        if (cells.TryGetValue("offence_code", out var code)) cells["offence_code"] = OffenceCode.Normalise(code!);
        if (cells.TryGetValue("substances", out var substances) && substances is not null)
            cells["substance_names"] = string.Join(';', substances.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var columns = ContractTables.ColumnsOf(table);
        if (cells.Keys.Except(columns).FirstOrDefault() is { } unknown) throw new InvalidOperationException($"{table} has no column {unknown}.");
        return [.. columns.Select(column => cells.GetValueOrDefault(column))];
    }

    private static string Text(JsonNode? node) => node is null ? "" : node.GetValueKind() == JsonValueKind.String ? (string)node! : node.ToJsonString();

    private static string YesNo(JsonNode? node) => node?.GetValue<bool>() == true ? "yes" : "no";

    private static DateOnly? Date(JsonNode? node) => node is null ? null : DateOnly.ParseExact((string)node!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
