using System.Text.Json;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Audits;

/// <summary>Writes <c>audit.json</c>. Two audits of the same inputs write the same bytes.</summary>
internal static class AuditJson
{
    public static void Write(Stream stream, AuditReport report)
    {
        var audit = report.Audit;
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        WriteHead(json, report);
        var rules = audit.Policy.Fairness;
        json.WriteNumber("level", rules.Level);
        if (rules.Margin is { } margin) json.WriteNumber("margin", margin);
        else json.WriteNull("margin");
        json.WriteBoolean("decisions", audit.HasDecisions);

        json.WriteStartObject("page");
        json.WriteNumber("comparisons", audit.Page.ComparisonCount);
        json.WriteNumber("shownSingly", audit.Page.SinglyCount);
        json.WriteNumber("shown", audit.Page.ShownCount);
        json.WriteEndObject();
        json.WriteTexts("crossingsNotSeen", audit.CrossingsNotSeen);

        json.WriteStartArray("columns");
        foreach (var column in audit.Columns)
        {
            json.WriteStartObject();
            json.WriteString("column", column.Grouping.Column);
            json.WriteString("reference", column.Grouping.Groups[column.Grouping.ReferenceGroup]);
            json.WriteTexts("groups", column.Grouping.Groups);
            json.WriteTexts("findings", AuditSentences.Describe(column, rules));
            json.WriteEndObject();
        }
        json.WriteEndArray();

        json.WriteStartArray("thresholdsCrossed");
        foreach (var crossing in audit.Crossings)
        {
            json.WriteStartObject();
            json.WriteString("column", crossing.Column);
            json.WriteString("group", crossing.Group);
            json.WriteString("step", Vocabulary.Word(crossing.Step));
            json.WriteString("of", crossing.IsRatio ? "ratio" : "difference");
            json.WriteNumber("limit", crossing.Limit);
            WriteNumber(json, "low", Figure.Text(crossing.Interval.Low));
            WriteNumber(json, "high", Figure.Text(crossing.Interval.High));
            json.WriteEndObject();
        }
        json.WriteEndArray();

        json.WriteStartArray("figures");
        foreach (var figure in AuditFigures.List(audit)) figure.WriteTo(json);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>Writes <c>run.json</c>: what the audit was made from.</summary>
    public static void WriteManifest(Stream stream, AuditReport report, IEnumerable<HashedFile> inputs, IEnumerable<HashedFile> outputs, RunKey key)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        WriteHead(json, report);
        // By which it is purged: the latest of the runs.
        json.WriteString("asOf", IsoDate.Text(report.Runs.Max(run => run.AsOf)));
        json.WriteFiles("inputs", inputs, key);
        json.WriteFiles("outputs", outputs, key);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private static void WriteHead(Utf8JsonWriter json, AuditReport report)
    {
        json.WriteString("tool", "iom");
        json.WriteString("toolVersion", report.ToolVersion);
        json.WriteString("kind", "audit");
        json.WriteString("audience", "partnership");
        json.WriteString("notice", AuditSentences.Notice);
        json.WriteStartObject("policy");
        json.WriteString("id", report.Audit.Policy.Id);
        json.WriteString("version", report.Audit.Policy.Version);
        json.WriteString("file", report.PolicyFile.Name);
        json.WriteString("sha256", report.PolicyFile.Sha256);
        json.WriteEndObject();
        json.WriteStartArray("runs");
        foreach (var run in report.Runs)
        {
            json.WriteStartObject();
            json.WriteString("asOf", IsoDate.Text(run.AsOf));
            json.WriteNumber("capacity", run.Capacity);
            json.WriteString("sha256", run.ManifestSha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteTexts("notes", report.Notes);
    }

    private static void WriteNumber(Utf8JsonWriter json, string property, string text)
    {
        if (text.Length > 0) json.WriteDigits(property, text);
    }
}
