using System.Text.Json;
using Iom.Selection.Extracts.Account;

namespace Iom.Selection.Runs.Output;

/// <summary>Writes files by name and hash, as every manifest does.</summary>
internal static class HashedFileJson
{
    /// <summary>Writes a list of files.</summary>
    public static void WriteFiles(this Utf8JsonWriter json, string property, IEnumerable<HashedFile> files)
    {
        json.WriteStartArray(property);
        foreach (var file in files)
        {
            json.WriteStartObject();
            WriteParts(json, file);
        }
        json.WriteEndArray();
    }

    /// <summary>Writes one file.</summary>
    public static void WriteFile(this Utf8JsonWriter json, string property, HashedFile file)
    {
        json.WriteStartObject(property);
        WriteParts(json, file);
    }

    private static void WriteParts(Utf8JsonWriter json, HashedFile file)
    {
        json.WriteString("name", file.Name);
        json.WriteString("sha256", file.Sha256);
        json.WriteEndObject();
    }
}
