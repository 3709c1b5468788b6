using System.Text.Json;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>Writes <c>evaluation.json</c>, which holds no id; its schema is docs/evaluation.schema.json. Two evaluations of the same inputs write the same bytes.</summary>
internal static class EvaluationJson
{
    public static void Write(Stream stream, EvaluationReport report)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        WriteHead(json, report);
        json.WriteString("notice", EvaluationSentences.Notice);
        json.WriteTexts("summary", EvaluationSentences.Summary(report.Result));
        json.WriteTexts("notes", report.Result.Notes);
        json.WriteStartArray("sections");
        foreach (var section in Enum.GetValues<EvaluationSection>())
        {
            json.WriteStartObject();
            json.WriteString("section", Vocabulary.Word(section));
            json.WriteString("title", EvaluationSentences.Title(section));
            json.WriteString("shows", EvaluationSentences.Shows(section));
            json.WriteStartArray("figures");
            foreach (var figure in report.Result.Figures.Where(figure => figure.Section == section))
            {
                json.WriteStartObject();
                json.WriteString("measure", figure.Measure);
                json.WriteString("group", figure.Group);
                json.WriteNumber("n", figure.Count);
                json.WriteFigure("value", figure.Value);
                json.WriteFigure("lower", figure.Low);
                json.WriteFigure("upper", figure.High);
                json.WriteString("method", figure.Method);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>Writes <c>run.json</c>, so that it is known for what it is, and purged with runs.</summary>
    public static void WriteManifest(Stream stream, EvaluationReport report, IEnumerable<HashedFile> inputs, IEnumerable<HashedFile> outputs, RunKey key) =>
        EvaluatedManifest.Write(stream, json => WriteHead(json, report), report.Policies[0].Policy, report.CatalogueFile, capacity: 0, inputs, outputs, key);

    private static void WriteHead(Utf8JsonWriter json, EvaluationReport report)
    {
        json.WriteString("tool", "iom");
        json.WriteString("toolVersion", report.ToolVersion);
        json.WriteString("kind", "evaluation");
        json.WriteString("asOf", IsoDate.Text(report.AsOf));
        json.WriteString("knownUpTo", IsoDate.Text(report.KnownUpTo));
        json.WritePolicies(report.Policies);
        json.WriteRows(report.Account);
    }
}
