using System.Collections.Immutable;
using System.Globalization;
using Iom.Selection.Foundation;

namespace Iom.Selection.Measures;

/// <summary>The parts of <see cref="Measure.Text"/>.</summary>
/// <remarks>Every key stands in it, those left to their defaults too, and lists are in order; it is no text for people.</remarks>
internal static class MeasureText
{
    /// <summary>The kind and the filter of a measure that has one.</summary>
    public static string Of(Measure measure)
    {
        var filter = measure.Filter!;
        return $"{measure.Kind} outcomes={Words(filter.Outcomes)} groups={List(filter.Groups)} codes={List(filter.Codes)} exceptCodes={List(filter.ExceptCodes)} neighbourhood={Answer(filter.Neighbourhood)} acquisitive={Answer(filter.Acquisitive)}"
            + $" trigger={Answer(filter.Trigger)} detectedBy={Words(filter.DetectedBy)} months={Number(filter.Months)} atLiberty={(filter.AtLiberty ? filter.CustodyKinds.IsEmpty ? "yes" : Words(filter.CustodyKinds) : "no")}"
            + $" exceptAsYouth={Answer(filter.ExceptAsYouth)} dateBy={(filter.ByOutcomeDate ? "outcome" : "offence")}";
    }

    /// <summary>A scale of severity.</summary>
    public static string Scale(ImmutableSortedDictionary<string, decimal>? scale) =>
        scale is null ? "catalogue" : string.Join(',', scale.OrderBy(pair => pair.Key, Utf8Ordinal.Comparer).Select(pair => $"{Quoted(pair.Key)}:{Number(pair.Value)}"));

    /// <summary>Words of a closed set, in order.</summary>
    public static string Words<T>(IEnumerable<T> members) where T : struct, Enum => string.Join(',', members.Select(Vocabulary.Word).Distinct().Order(Utf8Ordinal.Comparer));

    /// <summary>Names, in order.</summary>
    public static string List(IEnumerable<string> texts) => string.Join(',', texts.Distinct().Order(Utf8Ordinal.Comparer).Select(Quoted));

    /// <summary>A name, which may hold what parts names.</summary>
    public static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A number; null for any.</summary>
    public static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "any";

    /// <summary>A number; null for any.</summary>
    public static string Number(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "any";

    private static string Answer(bool answer) => answer ? "yes" : "no";
}
