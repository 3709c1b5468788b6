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
    public static void WriteManifest(Stream stream, EvaluationReport report, IEnumerable<HashedFile> inputs, IEnumerable<HashedFile> outputs, RunKey key)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        WriteHead(json, report);
        json.WriteStartObject("policy");
        json.WriteString("id", report.Policies[0].Policy.Id);
        json.WriteString("version", report.Policies[0].Policy.Version);
        json.WriteString("sha256", report.Policies[0].Policy.Sha256);
        json.WriteEndObject();
        json.WriteStartObject("catalogue");
        json.WriteString("sha256", report.CatalogueFile.Sha256);
        json.WriteEndObject();
        json.WriteStartObject("places");
        json.WriteNumber("capacity", 0);
        json.WriteEndObject();
        json.WriteFiles("inputs", inputs, key);
        json.WriteFiles("outputs", outputs, key);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private static void WriteHead(Utf8JsonWriter json, EvaluationReport report)
    {
        json.WriteString("tool", "iom");
        json.WriteString("toolVersion", report.ToolVersion);
        json.WriteString("kind", "evaluation");
        json.WriteString("asOf", IsoDate.Text(report.AsOf));
        json.WriteString("knownUpTo", IsoDate.Text(report.KnownUpTo));
        json.WriteStartArray("policies");
        foreach (var (policy, file) in report.Policies)
        {
            json.WriteStartObject();
            json.WriteString("id", policy.Id);
            json.WriteString("version", policy.Version);
            json.WriteString("file", file.Name);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("rows");
        json.WriteNumber("read", report.Account.ReadCount);
        json.WriteNumber("refused", report.Account.RefusedCount);
        json.WriteEndObject();
    }
}
