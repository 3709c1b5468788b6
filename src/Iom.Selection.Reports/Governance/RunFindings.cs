using System.Globalization;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Reports.Governance;

/// <summary>What audits, evaluations and backtests found, in sentences that can be published: no figure of few people, and none to more than two digits.</summary>
/// <param name="input">What the drafts are made from.</param>
internal sealed class RunFindings(RecordInput input)
{
    private readonly int _smallest = input.Policy.Fairness.SmallestCell;

    /// <summary>Whether the policy's order found what followed, a sentence for each date; nothing where no backtest was given.</summary>
    public string Performance() => Join(Of(RunFolder.Backtest).SelectMany(run => run.GetProperty("dates").EnumerateArray().Select(date => Captured(run, date))));

    /// <summary>How often somebody taken did nothing that was found; nothing where no backtest was given, or too few people stand behind it.</summary>
    public string FalseAlarms() => Join(Of(RunFolder.Backtest).SelectMany(run => run.GetProperty("dates").EnumerateArray()).Select(date =>
        OfPolicy(date) is { } own && own.GetProperty("precisionExpected") is { ValueKind: JsonValueKind.Number } precision && IsEnough(precision.GetDouble(), Count(date, "k"))
            ? $"As of {Day(date)}, {Percent(1 - precision.GetDouble())} of those first in order had no proven offence in the {Count(date, "horizonMonths")} months after." : ""));

    /// <summary>What of that which followed was not of those taken; nothing where no backtest was given.</summary>
    public string Missed() => Join(Of(RunFolder.Backtest).SelectMany(run => run.GetProperty("dates").EnumerateArray()).Select(date =>
        OfPolicy(date) is { } own && own.GetProperty("capturedExpected") is { ValueKind: JsonValueKind.Number } captured && HasEnough(date)
            ? $"As of {Day(date)}, {Percent(1 - captured.GetDouble())} of the proven offences of the {Count(date, "horizonMonths")} months after were of people not taken." : ""));

    /// <summary>What an evaluation says of an effect; nothing where none was given, or too few people stand behind it.</summary>
    public string Effect() => Join(Of(RunFolder.Evaluation).Select(run =>
    {
        string[] found =
        [
            Figure(run, "lots_difference") is { } lots ? $"those drawn in by lot had {Number(lots, "value")} proven offences more in 12 months than those drawn out ({Range(lots)}; fewer where below 0)" : "",
            Figure(run, "discontinuity") is { } line ? $"people just above the line had {Number(line, "value")} offences per year at liberty more than those just below ({Range(line)}; fewer where below 0)" : "",
            Figure(run, "observed_to_expected") is { } expected ? $"those chosen had {Number(expected, "value")} times the offences that were to be expected of them ({Range(expected)})" : "",
        ];
        var said = string.Join("; ", found.Where(text => text.Length > 0));
        return said.Length == 0 ? $"iom evaluate as of {Day(run)} found too few people to say anything." : $"iom evaluate as of {Day(run)}: {said}. An interval that holds 0 (of a ratio, 1) shows no effect, and excludes none.";
    }));

    /// <summary>What audits found over all; nothing where none was given.</summary>
    public string Fairness() => Join(Of(RunFolder.Audit).Select(run => !run.TryGetProperty("page", out var page)
        ? $"Statistics of the audit as of {Day(run, input.Others)} were made for publication."
        : $"iom audit as of {Day(run, input.Others)} made {Count(page, "comparisons")} comparisons between groups, and {Plural.Format(Count(page, "shown"), "difference")} held over all of them. "
            + (run.GetProperty("thresholdsCrossed").GetArrayLength() is > 0 and var crossed ? $"{Plural.Format(crossed, "threshold")} of the policy {(crossed == 1 ? "was" : "were")} crossed, by {string.Join(", ", run.GetProperty("thresholdsCrossed").EnumerateArray().Select(one => Text(one, "column")).Distinct())}." : "No threshold of the policy was crossed.")));

    /// <summary>What audits found by a characteristic of the Act, where a column has its name; nothing else is guessed.</summary>
    /// <param name="characteristic">The characteristic.</param>
    public string Fairness(string characteristic) => Join(Of(RunFolder.Audit).Where(run => run.TryGetProperty("page", out _)).SelectMany(run => run.GetProperty("columns").EnumerateArray().Select(column => Text(column, "column"))
        .Where(column => column == characteristic || column.StartsWith(characteristic + "_", StringComparison.Ordinal) || (characteristic == "race" && column == "ethnicity"))
        .Select(column =>
        {
            var verdicts = run.GetProperty("figures").EnumerateArray().Where(figure => Text(figure, "column") == column && figure.TryGetProperty("verdict", out _)).Select(figure => Text(figure, "verdict")).ToArray();
            var shown = verdicts.Count(verdict => verdict == "difference_shown");
            return $"By {column}: {verdicts.Length} comparisons, {Plural.Format(shown, "difference")} shown, {verdicts.Count(verdict => verdict == "too_few_to_tell")} with too few people to tell. No difference shown does not prove that there is none.";
        })));

    private IEnumerable<JsonElement> Of(string kind) => input.Others.Where(other => other.Run.Kind == kind).Select(other => other.Figures);

    private string Captured(JsonElement run, JsonElement date)
    {
        var when = $"As of {Day(date)}, followed for {Plural.Format(Count(date, "horizonMonths"), "month")}";
        if (OfPolicy(date) is not { } own || !HasEnough(date) || own.GetProperty("capturedExpected").ValueKind != JsonValueKind.Number) return $"{when}: too few people to say.";
        var best = date.GetProperty("methods").EnumerateArray().Where(method => !Text(method, "method").StartsWith("policy:", StringComparison.Ordinal) && Text(method, "method") != "oracle").MaxBy(method => method.GetProperty("capturedExpected").GetDouble());
        return $"{when}: {Text(run, "takes")}, account for {Percent(own.GetProperty("capturedExpected").GetDouble())} of later proven offences ({Interval(own, "capturedInterval")}); "
            + $"{Text(best, "method")}, the best order that needs no policy, {Percent(best.GetProperty("capturedExpected").GetDouble())}."
            + (own.GetProperty("auc") is { ValueKind: JsonValueKind.Number } auc ? string.Create(CultureInfo.InvariantCulture, $" AUC {auc.GetDouble():0.00}.") : "");
    }

    private bool HasEnough(JsonElement date) => Count(date, "k") >= _smallest && Count(date, "offended") >= _smallest && Count(date, "people") - Count(date, "offended") >= _smallest;

    private bool IsEnough(double share, int of) => share * of >= _smallest && (1 - share) * of >= _smallest;

    private JsonElement? OfPolicy(JsonElement date) => date.GetProperty("methods").EnumerateArray().Where(method => Text(method, "method") == $"policy:{input.Policy.Id}@{input.Policy.Version}").Cast<JsonElement?>().FirstOrDefault();

    private JsonElement? Figure(JsonElement run, string measure) => run.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("figures").EnumerateArray())
        .Where(figure => Text(figure, "measure") == measure && Text(figure, "group") == "all" && Count(figure, "n") >= _smallest && figure.GetProperty("value").ValueKind == JsonValueKind.Number).Cast<JsonElement?>().FirstOrDefault();

    private static string Day(JsonElement run, IReadOnlyList<RunFigures> others) => IsoDate.Text(others.First(other => other.Figures.Equals(run)).Run.AsOf);

    private static string Day(JsonElement from) => Text(from, "asOf");

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString() ?? "";

    private static int Count(JsonElement from, string name) => from.GetProperty(name).GetInt32();

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} per cent");

    private static string Interval(JsonElement own, string name) => own.GetProperty(name) is { ValueKind: JsonValueKind.Object } interval
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * interval.GetProperty("low").GetDouble():0} to {100 * interval.GetProperty("high").GetDouble():0}") : "no interval";

    private static string Range(JsonElement figure) => $"from {Number(figure, "lower")} to {Number(figure, "upper")}";

    private static string Number(JsonElement figure, string name) => figure.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble().ToString("G2", CultureInfo.InvariantCulture) : "without an end";

    private static string Join(IEnumerable<string> sentences) => string.Join(" ", sentences.Where(sentence => sentence.Length > 0));
}
