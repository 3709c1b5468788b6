using System.Text.Json;
using Iom.Selection.Runs.Output;
using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>Figures of an evaluation as its files write them: six decimals, and one spelling of zero.</summary>
internal static class EvaluationNumber
{
    private const string SixPlaces = "F6";
    private const string ThreePlaces = "F3";

    /// <summary>A number with six decimals; empty for none, and where it is not defined.</summary>
    public static string Text(double? value) => Text(value, SixPlaces);

    /// <summary>A number for reading, with three decimals.</summary>
    public static string Short(double? value) => Text(value, ThreePlaces);

    /// <summary>An interval for reading.</summary>
    public static string Short(Interval? interval) => interval is { } known ? $"{Short(known.Low)} to {Short(known.High)}" : "";

    /// <summary>Writes a number, with the digits of the other files; null for none.</summary>
    public static void WriteFigure(this Utf8JsonWriter json, string property, double? value)
    {
        var text = Text(value);
        if (text.Length == 0) json.WriteNull(property);
        else json.WriteDigits(property, text);
    }

    /// <summary>Writes the two ends of an interval; null for none.</summary>
    public static void WriteInterval(this Utf8JsonWriter json, string property, Interval? interval)
    {
        if (interval is not { } known)
        {
            json.WriteNull(property);
            return;
        }
        json.WriteStartObject(property);
        json.WriteFigure("low", known.Low);
        json.WriteFigure("high", known.High);
        json.WriteEndObject();
    }

    private static string Text(double? value, string format)
    {
        if (value is not { } number || double.IsNaN(number)) return "";
        if (double.IsInfinity(number)) return number > 0 ? "infinite" : "-infinite";
        return Digits.Text(number, format);
    }
}
