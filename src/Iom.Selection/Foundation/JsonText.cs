using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Iom.Selection.Foundation;

/// <summary>How JSON is written: no result is a web page, so characters of any script stand as they are.</summary>
internal static class JsonText
{
    /// <summary>On one line.</summary>
    public static JsonWriterOptions OneLine { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Over lines that end alike on every system.</summary>
    public static JsonWriterOptions Indented { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes on one line, without a line end.</summary>
    public static string Write(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(Utf8(write));

    /// <summary>Writes on one line, without a line end, as UTF-8.</summary>
    public static byte[] Utf8(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, OneLine)) write(json);
        return bytes.ToArray();
    }

    /// <summary>The same number without zeros at its end: 50.00 and 50 are one, whichever of several equal records was read first, and whatever a database keeps of them.</summary>
    public static decimal Shortest(decimal number) => number / 1.0000000000000000000000000000m;

    /// <summary>Writes a number, or null.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string property, int? number)
    {
        if (number is { } known) json.WriteNumber(property, known);
        else json.WriteNull(property);
    }

    /// <summary>Writes a list of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string property, IEnumerable<string> texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
