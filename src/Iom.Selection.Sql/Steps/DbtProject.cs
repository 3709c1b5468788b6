using System.Text;
using System.Text.RegularExpressions;
using Iom.Selection.Foundation;
using Iom.Selection.Ranking;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Sql.Steps;

/// <summary>Writes the steps as models of dbt: one a step, tables of the contract as sources, and tests of what must hold of any ranking.</summary>
internal static class DbtProject
{
    private const string Prefix = "iom_";

    public static IReadOnlyList<(string Path, string Text)> Write(
        string head, IReadOnlyList<Step> personSteps, IReadOnlyList<Step> rankingSteps, RankingSteps ranking, Dialect dialect, string? schema, IReadOnlyList<string> tables)
    {
        Step[] steps = [.. personSteps, .. rankingSteps];
        if (steps.SelectMany(step => step.Comment.Append(step.Body)).Append(head).Append(schema ?? "").Any(MayBeTemplate))
            throw new SqlRefusalException("dbt would read {{, {% or {# in the policy, the catalogue or the schema's name as its own: write it otherwise there.");
        // Tables: views of views would be worked out again for each that reads them.
        var files = new List<(string Path, string Text)>
        {
            ("dbt_project.yml", "name: iom_selection\nversion: '1.0.0'\nconfig-version: 2\nprofile: iom_selection\nmodel-paths: [models]\nmodels:\n  iom_selection:\n    +materialized: table\n"),
            ("models/schema.yml", Schema(steps, schema, tables)),
        };
        for (var i = 0; i < steps.Length; i++)
        {
            var earlier = steps[..i].Where(other => Reads(steps[i].Body, other.Name)).Select(other => other.Name).ToArray();
            files.Add(Model(Prefix + steps[i].Name, head, steps[i].Comment, earlier, WithSources(steps[i].Body, dialect, schema, tables)));
        }
        files.Add(Model("iom_ranking", head, ["The columns of ranking.csv."], [RankingSteps.Last], $"SELECT {string.Join(", ", ranking.Columns)}\nFROM {RankingSteps.Last}"));
        return files;
    }

    private static (string Path, string Text) Model(string name, string head, IReadOnlyList<string> comment, string[] earlier, string body)
    {
        var text = new StringBuilder(head);
        foreach (var line in comment) text.Append("-- ").Append(line).Append('\n');
        var imports = earlier.Select(other => $"{other} AS (SELECT * FROM {{{{ ref('{Prefix}{other}') }}}})");
        if (earlier.Length > 0) text.Append("WITH ").AppendJoin(",\n", imports).Append('\n');
        return ($"models/{name}.sql", text.Append(body).Append('\n').ToString());
    }

    // What dbt's templates would take for their own must come from here alone.
    private static string WithSources(string body, Dialect dialect, string? schema, IReadOnlyList<string> tables)
    {
        foreach (var table in tables)
            body = body.Replace($"FROM {dialect.Table(schema, table)}", $"FROM \u0001{table}\u0002", StringComparison.Ordinal);
        return body.Replace("\u0001", "{{ source('iom', '", StringComparison.Ordinal).Replace("\u0002", "') }}", StringComparison.Ordinal);
    }

    private static bool MayBeTemplate(string text) =>
        text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal) || text.Contains("{#", StringComparison.Ordinal);

    private static bool Reads(string body, string name) => Regex.IsMatch(body, $@"\b(?:FROM|JOIN)\s+{name}\b", RegexOptions.CultureInvariant);

    private static string Schema(IEnumerable<Step> steps, string? schema, IReadOnlyList<string> tables)
    {
        var text = new StringBuilder("version: 2\nsources:\n  - name: iom\n");
        if (schema is not null) text.Append($"    schema: {Yaml(schema)}\n");
        text.Append("    tables:\n");
        foreach (var table in tables) text.Append($"      - name: {table}\n");
        text.Append("models:\n");
        foreach (var step in steps) text.Append($"  - name: {Prefix}{step.Name}\n    description: {Yaml(string.Join(' ', step.Comment))}\n{(step.Name == PersonSteps.Last ? Unique : "")}");
        text.Append($"  - name: iom_ranking\n    description: {Yaml("The rows of ranking.csv. A recommendation: people decide.")}\n{Unique}");
        var words = string.Join(", ", Enum.GetValues<Recommendation>().Select(Vocabulary.Word));
        text.Append($"      - name: recommendation\n        data_tests: [not_null, {{ accepted_values: {{ values: [{words}] }} }}]\n");
        return text.ToString();
    }

    private const string Unique = "    columns:\n      - name: offender_id\n        data_tests: [not_null, unique]\n";

    private static string Yaml(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
