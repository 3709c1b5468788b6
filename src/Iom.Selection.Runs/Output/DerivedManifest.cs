using System.Text.Json;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;

namespace Iom.Selection.Runs.Output;

/// <summary>Writes the <c>run.json</c> of what is made from runs, and not from extracts: so that it is known for what it is, and purged with them.</summary>
internal static class DerivedManifest
{
    /// <summary>Writes a manifest that <see cref="RunFolder"/> reads.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="kind">What was made.</param>
    /// <param name="last">The run whose date and policy it has.</param>
    /// <param name="inputs">What it was made from.</param>
    /// <param name="outputs">What was written.</param>
    /// <param name="key">The key of what was made.</param>
    /// <param name="more">Writes what else there is to say.</param>
    public static void Write(Stream stream, string kind, RunFolder last, IEnumerable<HashedFile> inputs, IEnumerable<HashedFile> outputs, RunKey key, Action<Utf8JsonWriter>? more = null)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        json.WriteString("tool", "iom");
        json.WriteString("kind", kind);
        json.WriteString("asOf", IsoDate.Text(last.AsOf));
        json.WriteStartObject("policy");
        json.WriteString("id", last.PolicyId);
        json.WriteString("version", last.PolicyVersion);
        json.WriteString("sha256", last.PolicySha256);
        json.WriteEndObject();
        json.WriteStartObject("catalogue");
        json.WriteString("sha256", last.CatalogueSha256);
        json.WriteEndObject();
        json.WriteFiles("inputs", inputs, key);
        json.WriteFiles("outputs", outputs, key);
        json.WriteStartObject("places");
        json.WriteNumber("capacity", last.Capacity);
        json.WriteEndObject();
        more?.Invoke(json);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }
}
