using System.Text.Json;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>What the files of a backtest and of an evaluation say alike: by which policies they were made, and of how many rows.</summary>
internal static class EvaluatedManifest
{
    /// <summary>Writes <c>run.json</c>, so that the output is known for what it is, and purged with runs.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="writeHead">Writes what comes first.</param>
    /// <param name="policy">The first policy.</param>
    /// <param name="catalogue">The catalogue's file.</param>
    /// <param name="capacity">How many people were taken at the latest date; 0 where nobody is.</param>
    /// <param name="inputs">What was read.</param>
    /// <param name="outputs">What was written.</param>
    /// <param name="key">The key of what was made.</param>
    public static void Write(
        Stream stream, Action<Utf8JsonWriter> writeHead, Policy policy, HashedFile catalogue, int capacity, IEnumerable<HashedFile> inputs, IEnumerable<HashedFile> outputs, RunKey key)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        writeHead(json);
        json.WriteStartObject("policy");
        json.WriteString("id", policy.Id);
        json.WriteString("version", policy.Version);
        json.WriteString("sha256", policy.Sha256);
        json.WriteEndObject();
        json.WriteStartObject("catalogue");
        json.WriteString("sha256", catalogue.Sha256);
        json.WriteEndObject();
        json.WriteStartObject("places");
        json.WriteNumber("capacity", capacity);
        json.WriteEndObject();
        json.WriteFiles("inputs", inputs, key);
        json.WriteFiles("outputs", outputs, key);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>Writes by what, as what, and by which policies it was made.</summary>
    public static void WriteTool(this Utf8JsonWriter json, string toolVersion, string kind, IEnumerable<EvaluatedPolicy> policies)
    {
        json.WriteString("tool", "iom");
        json.WriteString("toolVersion", toolVersion);
        json.WriteString("kind", kind);
        json.WritePolicies(policies);
    }

    /// <summary>Writes the policies, each with its file.</summary>
    public static void WritePolicies(this Utf8JsonWriter json, IEnumerable<EvaluatedPolicy> policies)
    {
        json.WriteStartArray("policies");
        foreach (var (policy, file) in policies)
        {
            json.WriteStartObject();
            json.WriteString("id", policy.Id);
            json.WriteString("version", policy.Version);
            json.WriteString("file", file.Name);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Writes how many rows were read, and how many refused.</summary>
    public static void WriteRows(this Utf8JsonWriter json, ExtractAccount account)
    {
        json.WriteStartObject("rows");
        json.WriteNumber("read", account.ReadCount);
        json.WriteNumber("refused", account.RefusedCount);
        json.WriteEndObject();
    }
}
