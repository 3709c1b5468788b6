using System.Text.Json;
using Iom.Selection.Extracts.Account;

namespace Iom.Selection.Runs.Output;

/// <summary>Writes files by name and hash, as every manifest does: those that hold people by a key that goes when they go.</summary>
internal static class HashedFileJson
{
    /// <summary>Writes a list of files that hold people, by the key of the run.</summary>
    public static void WriteFiles(this Utf8JsonWriter json, string property, IEnumerable<HashedFile> files, RunKey key)
    {
        json.WriteStartArray(property);
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("hmacSha256", key.Hide(file.Sha256));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Writes one file that anybody may know.</summary>
    public static void WriteFile(this Utf8JsonWriter json, string property, HashedFile file)
    {
        json.WriteStartObject(property);
        json.WriteString("name", file.Name);
        json.WriteString("sha256", file.Sha256);
        json.WriteEndObject();
    }
}
