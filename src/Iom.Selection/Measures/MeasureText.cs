using System.Diagnostics;
using System.Globalization;
using Iom.Selection.Foundation;

namespace Iom.Selection.Measures;

/// <summary>A measure in one line, the same for two measures exactly where they read alike: what a model says it was trained with.</summary>
/// <remarks>Every key stands in it, those left to their defaults too, and lists are in order; it is no text for people, and its form never changes once models hold it.</remarks>
internal static class MeasureText
{
    public static string Write(Measure measure) => measure switch
    {
        Measure.OffenceCount count => $"{Filter(count)} count={(count.DistinctDays ? "days" : "offences")}",
        Measure.OffenceSeverity severity => $"{Filter(severity)} statistic={Vocabulary.Word(severity.Statistic)} cap={Number(severity.Cap)} scale={Scale(severity)}",
        Measure.DaysSinceOffence => Filter(measure),
        Measure.DrugTestCount tests => $"{tests.Kind} months={Number(tests.Months)} results={Words(tests.Results)} contexts={Words(tests.Contexts)} substances={List(tests.Substances)}",
        Measure.MappaLevel => measure.Kind,
        Measure.RiskScore score => $"{score.Kind} instrument={Quoted(score.Instrument)} months={Number(score.Months)}",
        _ => throw new UnreachableException(),
    };

    private static string Filter(Measure measure)
    {
        var filter = measure.Filter!;
        return $"{measure.Kind} outcomes={Words(filter.Outcomes)} groups={List(filter.Groups)} codes={List(filter.Codes)} exceptCodes={List(filter.ExceptCodes)} neighbourhood={Answer(filter.Neighbourhood)} acquisitive={Answer(filter.Acquisitive)}"
            + $" trigger={Answer(filter.Trigger)} detectedBy={Words(filter.DetectedBy)} months={Number(filter.Months)} atLiberty={(filter.AtLiberty ? filter.CustodyKinds.IsEmpty ? "yes" : Words(filter.CustodyKinds) : "no")}"
            + $" exceptAsYouth={Answer(filter.ExceptAsYouth)} dateBy={(filter.ByOutcomeDate ? "outcome" : "offence")}";
    }

    private static string Scale(Measure.OffenceSeverity severity) =>
        severity.Scale is { } scale ? string.Join(',', scale.OrderBy(pair => pair.Key, Utf8Ordinal.Comparer).Select(pair => $"{Quoted(pair.Key)}:{Number(pair.Value)}")) : "catalogue";

    private static string Words<T>(IEnumerable<T> members) where T : struct, Enum => string.Join(',', members.Select(Vocabulary.Word).Distinct().Order(Utf8Ordinal.Comparer));

    private static string List(IEnumerable<string> texts) => string.Join(',', texts.Distinct().Order(Utf8Ordinal.Comparer).Select(Quoted));

    // A name may hold what parts the names.
    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Answer(bool answer) => answer ? "yes" : "no";

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "any";

    private static string Number(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "any";
}
