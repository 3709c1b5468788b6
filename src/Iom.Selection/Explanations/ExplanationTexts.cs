using System.Globalization;
using System.Text;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;

namespace Iom.Selection.Explanations;

/// <summary>The texts that explanations are written with. A partnership can edit or translate them.</summary>
/// <remarks>
/// A JSON object of texts by key; words in braces are filled in. <c>{points|point|points}</c> gives the first form where the value is 1, else the second.
/// Never changes once made, and may be shared between threads.
/// </remarks>
public sealed class ExplanationTexts
{
    private const int RecordsShown = 50;

    private static readonly Lazy<ExplanationTexts> BuiltIn = new(() =>
    {
        using var stream = OpenStandard();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new ExplanationTexts(Read(bytes.ToArray()));
    });

    private readonly IReadOnlyDictionary<string, string> _texts;

    private ExplanationTexts(IReadOnlyDictionary<string, string> texts) => _texts = texts;

    /// <summary>The built-in texts, in English.</summary>
    public static ExplanationTexts Standard => BuiltIn.Value;

    /// <summary>Opens the built-in texts, to be copied and edited.</summary>
    /// <returns>UTF-8 JSON.</returns>
    public static Stream OpenStandard() =>
        typeof(ExplanationTexts).Assembly.GetManifestResourceStream("Iom.Selection.explanation-texts.json")
        ?? throw new InvalidOperationException("The built-in texts are missing from the assembly.");

    /// <summary>Reads a partnership's own texts.</summary>
    /// <param name="utf8">JSON: an object with exactly the keys of the built-in texts.</param>
    /// <returns>The texts.</returns>
    /// <exception cref="FormatException">It is not such an object; the message names the key.</exception>
    public static ExplanationTexts Parse(ReadOnlyMemory<byte> utf8)
    {
        IReadOnlyDictionary<string, string> texts;
        try
        {
            texts = Read(utf8);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("The texts are not a JSON object that gives a text for each key.", e);
        }
        if (Standard._texts.Keys.FirstOrDefault(key => !texts.ContainsKey(key)) is { } missing) throw new FormatException($"The texts lack the key {missing}.");
        if (texts.Keys.FirstOrDefault(key => !Standard._texts.ContainsKey(key)) is { } unknown) throw new FormatException($"The texts have an unknown key: {unknown}.");
        return new ExplanationTexts(texts);
    }

    /// <summary>Writes an explanation for the panel: every figure down to the records behind it.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>Lines that end with a line feed.</returns>
    public string ForPanel(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var (row, policy) = (explanation.Row, explanation.Policy);
        var lines = new StringBuilder();
        Line(lines, "panel.head", ("id", row.OffenderId.Value), ("asOf", IsoDate.Text(explanation.AsOf)), ("recommendation", Name(row.Recommendation)));
        Line(lines, "panel.policy", ("policy", policy.Id), ("version", policy.Version), ("sha256", policy.Sha256));
        if (row.Scorecard is { } scorecard)
        {
            Line(lines, "panel.rank",
                ("rank", Number(row.Rank!.Value)), ("cohort", row.Cohort ?? "-"), ("total", Number(scorecard.Total)), ("most", Number(scorecard.Most)),
                ("entry", Number(policy.EntryFrom)), ("aboveEntry", Signed(explanation.AboveEntry!.Value)),
                ("exit", Number(policy.ExitBelow)), ("aboveExit", Signed(explanation.AboveExit!.Value)));
        }
        string[] marks = [.. Marks(row)];
        if (marks.Length > 0) Line(lines, "panel.marks", ("marks", string.Join(", ", marks)));
        Line(lines, "panel.reasons", ("reasons", string.Join(", ", row.Reasons)));
        if (row.ToSettleCount > 0) Line(lines, "panel.toSettle", ("count", Number(row.ToSettleCount)));
        if (explanation.LeftCohort is { } left) Line(lines, left.Ground is null ? "panel.left" : "panel.leftOn", ("date", IsoDate.Text(left.LeftOn)), ("ground", left.Ground ?? ""));
        if (explanation.Rule is { } rule) Line(lines, "panel.rule", ("rule", Number(rule.Number)), ("why", rule.Why));

        foreach (var factor in explanation.Factors) PanelFactor(lines, factor);
        foreach (var crossing in explanation.Crossings)
            Line(lines, $"panel.crossing.{(crossing.Line == PolicyLine.Entry ? "entry" : "exit")}.{(crossing.IsBelow ? "below" : "above")}", ("date", IsoDate.Text(crossing.Date)));
        Line(lines, "panel.foot");
        return lines.ToString();
    }

    /// <summary>Writes an explanation for the person concerned: plain words, nobody else's data, no source, and only what is still open to change.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>Lines that end with a line feed.</returns>
    public string ForPerson(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var (row, policy) = (explanation.Row, explanation.Policy);
        var lines = new StringBuilder();
        Line(lines, "person.head");
        lines.Append('\n');
        Line(lines, "person.what");
        Line(lines, "person.date", ("asOf", LongDate(explanation.AsOf)));
        Line(lines, $"person.recommendation.{Vocabulary.Word(row.Recommendation)}");
        if (row.Scorecard is { } scorecard)
        {
            lines.Append('\n');
            if (row.IsMember) Line(lines, "person.line.exit", ("exit", Number(policy.ExitBelow)), ("total", Number(scorecard.Total)));
            else Line(lines, "person.line.entry", ("entry", Number(policy.EntryFrom)), ("total", Number(scorecard.Total)));
            if (scorecard.IsIncomplete) Line(lines, "person.unknown");
            PersonFactors(lines, explanation);
            var line = row.IsMember ? PolicyLine.Exit : PolicyLine.Entry;
            if (explanation.Crossings.FirstOrDefault(crossing => crossing.Line == line && crossing.IsBelow) is { } crossing)
                Line(lines, $"person.crossing.{(line == PolicyLine.Entry ? "entry" : "exit")}.below", ("date", LongDate(crossing.Date)), ("entry", Number(policy.EntryFrom)), ("exit", Number(policy.ExitBelow)));
            Line(lines, "person.change");
        }
        lines.Append('\n');
        Line(lines, "person.rights");
        return lines.ToString();
    }

    private void PanelFactor(StringBuilder lines, FactorExplanation factor)
    {
        var contribution = factor.Contribution;
        var isRange = contribution.Least != contribution.Most;
        Line(lines, isRange ? "panel.factorRange" : "panel.factor",
            ("points", Number(contribution.Least.Value)), ("most", Number(contribution.Most.Value)), ("title", contribution.Factor.Title), ("reading", Reading(contribution.Reading)));
        if (contribution.LeftOutCount > 0) Line(lines, "panel.leftOut", ("count", Number(contribution.LeftOutCount)));
        foreach (var record in contribution.Records.Take(RecordsShown))
            Record(lines, record, contribution.Reading);
        if (contribution.Records.Length > RecordsShown) lines.Append("  ...\n");
        if (factor.Change is { } change)
        {
            Line(lines, "panel.change", ("from", change.Band.From.ToString(CultureInfo.InvariantCulture)), ("points", change.Band.Points.ToString()),
                ("total", Number(change.Total)), ("recommendation", Name(change.Recommendation)));
        }
        foreach (var from in factor.OverTime) Line(lines, "panel.time", ("points", Number(from.Points)), ("date", IsoDate.Text(from.Date)));
    }

    private void Record(StringBuilder lines, RecordReference record, Reading reading)
    {
        // A field of offenders.csv has no id and no date: its name and what it says are all there is.
        if (record.Kind == "offender") Line(lines, "panel.record", ("kind", "MAPPA level"), ("record", Reading(reading)));
        else Line(lines, "panel.record", ("kind", record.Kind.Replace('_', ' ')), ("record", record.Id), ("date", record.Date is { } date ? IsoDate.Text(date) : ""));
        // Where there is no date, the text ends in the space before it.
        while (lines[^2] == ' ') lines.Remove(lines.Length - 2, 1);
    }

    private void PersonFactors(StringBuilder lines, Explanation explanation)
    {
        var giving = explanation.Factors.Where(factor => factor.Contribution.Least > Points.Zero).ToArray();
        if (giving.Length == 0)
        {
            Line(lines, "person.nothing");
            return;
        }
        Line(lines, "person.points");
        foreach (var factor in giving)
        {
            Line(lines, "person.factor", ("title", factor.Contribution.Factor.Title), ("points", Number(factor.Contribution.Least.Value)));
            // Where something is counted, time alone takes it away; what it would add is nothing to tell somebody to wait for.
            if (factor.OverTime.FirstOrDefault(from => from.Points < factor.Contribution.Least.Value) is { } fades)
                Line(lines, "person.fades", ("points", Number(fades.Points)), ("date", LongDate(fades.Date)));
        }
    }

    private void Line(StringBuilder lines, string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        // Filled in one pass, so that a value that holds braces is never taken for a place to fill.
        var text = _texts[key];
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                lines.Append(text.AsSpan(at));
                break;
            }
            lines.Append(text.AsSpan(at, open - at));
            var parts = text[(open + 1)..close].Split('|');
            foreach (var value in values)
            {
                if (value.Name == parts[0]) lines.Append(parts is [_, var one, var many] ? value.Value == "1" ? one : many : value.Value);
            }
            at = close + 1;
        }
        lines.Append('\n');
    }

    private string Name(Recommendation recommendation) => _texts[$"recommendation.{Vocabulary.Word(recommendation)}"];

    private static IEnumerable<string> Marks(ProposalRow row)
    {
        if (row.IsMember) yield return "member";
        if (row.IsNominated) yield return "nominated";
        if (row.IsFlagged) yield return "flagged";
        if (row.IsTied) yield return "tied";
        if (row.IsProvisional == true) yield return "provisional";
    }

    private static string Reading(Reading reading) => reading switch
    {
        Measures.Reading.Known known => known.Value.ToString(CultureInfo.InvariantCulture),
        Measures.Reading.Missing { AtMost: { } most } missing => string.Create(CultureInfo.InvariantCulture, $"not known, {missing.AtLeast} to {most}"),
        Measures.Reading.Missing missing => string.Create(CultureInfo.InvariantCulture, $"not known, {missing.AtLeast} or more"),
        _ => "not applicable",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Signed(int number) => number.ToString("+0;-0;0", CultureInfo.InvariantCulture);

    private static string LongDate(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Read(ReadOnlyMemory<byte> utf8)
    {
        var json = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return document.RootElement.EnumerateObject().ToDictionary(
            property => property.Name, property => property.Value.GetString() ?? throw new InvalidOperationException("A text is null."), StringComparer.Ordinal);
    }
}
