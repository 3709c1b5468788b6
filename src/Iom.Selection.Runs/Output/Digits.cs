using System.Globalization;
using System.Text.Json;

namespace Iom.Selection.Runs.Output;

/// <summary>Numbers with a fixed count of decimals: the same digits in every file, and no zero with a minus.</summary>
internal static class Digits
{
    /// <summary>The digits of a number that has an end.</summary>
    /// <param name="number">The number.</param>
    /// <param name="format">How many decimals: <c>F4</c>.</param>
    public static string Text(double number, string format)
    {
        var text = number.ToString(format, CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAnyExcept("-0.") < 0 ? text.TrimStart('-') : text;
    }

    /// <summary>Writes digits as they stand in the other files; what has no end is no number in JSON.</summary>
    public static void WriteDigits(this Utf8JsonWriter json, string property, string text)
    {
        json.WritePropertyName(property);
        if (char.IsAsciiDigit(text[^1])) json.WriteRawValue(text);
        else json.WriteStringValue(text);
    }
}
