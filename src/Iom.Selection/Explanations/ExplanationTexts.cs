using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
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

    private static readonly Lazy<IReadOnlyDictionary<string, string[]>> PlacesByKey = new(() =>
        Standard._texts.ToDictionary(text => text.Key, text => PlacesToFill(text.Value).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal));

    private readonly IReadOnlyDictionary<string, string> _texts;

    private ExplanationTexts(IReadOnlyDictionary<string, string> texts) => _texts = texts;

    /// <summary>The built-in texts, in English.</summary>
    public static ExplanationTexts Standard => BuiltIn.Value;

    /// <summary>The language that they are written in: <c>en-GB</c>, <c>cy</c>.</summary>
    public string Language => _texts["language"];

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
        if (utf8.Length > Limits.MaxPolicyBytes) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The texts are larger than {Limits.MaxPolicyBytes} bytes: see that they are texts."));
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
        foreach (var (key, text) in texts)
        {
            if (PlacesToFill(text).Except(PlacesToFill(Standard._texts[key]), StringComparer.Ordinal).FirstOrDefault() is { } place)
                throw new FormatException($"The text {key} has a place to fill that is not known: {{{place}}}.");
        }
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
        Line(lines, "panel.head", ("id", row.OffenderId.Value), ("asOf", Say(explanation.AsOf)), ("recommendation", Say(row.Recommendation)));
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
        if (row.ToSettleCount is > 0 and var toSettle) Line(lines, "panel.toSettle", ("count", Number(toSettle)));
        if (explanation.LeftCohort is { } left) Line(lines, left.Ground is null ? "panel.left" : "panel.leftOn", ("date", IsoDate.Text(left.LeftOn)), ("ground", left.Ground ?? ""));
        if (explanation.Rule is { } rule) Line(lines, row.Recommendation == Recommendation.Withheld ? "panel.ruleUnknown" : "panel.rule", ("rule", Number(rule.Number)), ("why", rule.Why));

        foreach (var nomination in explanation.Nominations)
            Line(lines, "panel.nomination", ("agency", nomination.Agency), ("date", Say(nomination.NominatedOn)), ("reason", nomination.Reason ?? ""));
        if (explanation.IsOfSomebodyDead) Line(lines, "panel.deceased");

        var records = explanation.DescribeRecords();
        for (var i = 0; i < explanation.Factors.Length; i++) PanelFactor(lines, explanation.Factors[i], records[i]);
        if (explanation.Model is { } model) PanelModel(lines, model);
        foreach (var crossing in explanation.Crossings)
            Line(lines, $"panel.crossing.{(crossing.Line == PolicyLine.Entry ? "entry" : "exit")}.{(crossing.IsBelow ? "below" : "above")}", ("date", Say(crossing.Date)));
        Line(lines, "panel.foot");
        return lines.ToString();
    }

    /// <summary>Writes an explanation for the person concerned: plain words, nobody else's data, no source, and only what is still open to change.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>Lines that end with a line feed; a line that begins with <c>- </c> is an item of a list.</returns>
    /// <exception cref="ArgumentException">The person is recorded as having died: nobody writes to them.</exception>
    public string ForPerson(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        if (explanation.IsOfSomebodyDead) throw new ArgumentException("The person is recorded as having died.", nameof(explanation));
        var (row, policy) = (explanation.Row, explanation.Policy);
        var lines = new StringBuilder();
        Line(lines, "person.head");
        lines.Append('\n');
        Line(lines, "person.what");
        Line(lines, "person.date", ("asOf", Say(explanation.AsOf)));
        Line(lines, $"person.recommendation.{Vocabulary.Word(row.Recommendation)}");
        // What the rule says of somebody of whom it is not known whether it holds would read as if it did.
        if (explanation.Rule is { Why.Length: > 0 } rule && row.Recommendation is Recommendation.NotEligible or Recommendation.Refer) Line(lines, "person.rule", ("why", rule.Why));
        if (MissingFields(row) is { Count: > 0 } fields) Line(lines, "person.missing", ("fields", string.Join(", ", fields)));
        if (row.IsTied) Line(lines, row.Recommendation == Recommendation.Select ? "person.lot.select" : "person.lot.other");
        else if (row.IsOrderedByModel) Line(lines, row.Recommendation == Recommendation.Select ? "person.ordered.select" : "person.ordered.other");
        if (row.Scorecard is { } scorecard)
        {
            lines.Append('\n');
            if (row.IsMember) Line(lines, "person.line.exit", ("exit", Number(policy.ExitBelow)), ("total", Number(scorecard.Total)));
            else Line(lines, "person.line.entry", ("entry", Number(policy.EntryFrom)), ("total", Number(scorecard.Total)));
            if (scorecard.IsIncomplete) Line(lines, "person.unknown");
            PersonFactors(lines, explanation);
            lines.Append('\n');
            PersonOutlook(lines, explanation);
        }
        lines.Append('\n');
        Line(lines, "person.rights");
        return lines.ToString();
    }

    /// <summary>Says what a record is, as people would: <c>Burglary in a dwelling, convicted, 13 August 2026, found by the public (niche)</c>.</summary>
    /// <param name="details">What the extracts say of it.</param>
    /// <param name="reading">The reading that it stands behind: of a field of the person, that is all there is.</param>
    /// <param name="isForPerson">Whether it is for the person concerned, who is told neither who found out nor which system says so.</param>
    /// <returns>One line, without the record's id.</returns>
    public string Say(RecordDetails details, Reading reading, bool isForPerson = false)
    {
        ArgumentNullException.ThrowIfNull(details);
        var record = details.Record;
        var date = record.Date is { } on ? Say(on) : "";
        switch (record.Kind)
        {
            case "offence":
                var text = Fill("record.offence", ("title", details.Title ?? Fill("record.offence.unlisted", ("code", record.Code ?? ""))), ("outcome", details.Outcome is { } outcome ? _texts[$"outcome.{Vocabulary.Word(outcome)}"] : ""), ("date", date));
                if (isForPerson) return text;
                if (details.DetectedBy is { } by) text = Fill("record.detected", ("record", text), ("detected", _texts[$"detected.{Vocabulary.Word(by)}"]));
                return details.Sources.IsEmpty ? text : Fill("record.sources", ("record", text), ("sources", string.Join(", ", details.Sources)));
            case "drug_test":
                return Fill("record.drug_test", ("result", details.TestResult is { } result ? _texts[$"result.{Vocabulary.Word(result)}"] : ""), ("date", date));
            case "risk_score":
                return Fill("record.risk_score", ("instrument", record.Id), ("value", details.Value?.ToString(CultureInfo.InvariantCulture) ?? ""), ("date", date));
            case "custody":
                return DateOnly.TryParseExact(record.Id, IsoDate.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var to)
                    ? Fill("record.custody", ("date", date), ("to", Say(to))) : Fill("record.custody.open", ("date", date));
            case "offender":
                return Fill("record.offender", ("reading", Say(reading)));
            default:
                return Fill("record.other", ("kind", record.Kind.Replace('_', ' ')), ("id", record.Id), ("date", date)).TrimEnd();
        }
    }

    /// <summary>Says a reading: its value, what it may be, or that the measure does not apply.</summary>
    /// <param name="reading">The reading.</param>
    /// <returns>A number, or words.</returns>
    public string Say(Reading reading) => reading switch
    {
        Reading.Known known => known.Value.ToString(CultureInfo.InvariantCulture),
        Reading.Missing { AtMost: { } most } missing => Fill("reading.atMost", ("least", missing.AtLeast.ToString(CultureInfo.InvariantCulture)), ("most", most.ToString(CultureInfo.InvariantCulture))),
        Reading.Missing missing => Fill("reading.orMore", ("least", missing.AtLeast.ToString(CultureInfo.InvariantCulture))),
        _ => _texts["reading.notApplicable"],
    };

    /// <summary>Says what is recommended.</summary>
    /// <param name="recommendation">The recommendation.</param>
    /// <returns>A few words.</returns>
    public string Say(Recommendation recommendation) => _texts[$"recommendation.{Vocabulary.Word(recommendation)}"];

    /// <summary>Says a date: <c>13 August 2026</c>.</summary>
    /// <param name="date">The date.</param>
    /// <returns>The day, the month's name in the language of the texts, the year.</returns>
    public string Say(DateOnly date) => Fill("date", ("day", Number(date.Day)), ("month", _texts[$"month.{Number(date.Month)}"]), ("year", Number(date.Year)));

    /// <summary>Says how many records were looked at and play no part in a figure.</summary>
    /// <param name="contribution">The figure.</param>
    /// <param name="count">How many.</param>
    /// <returns>One line; empty where there are none.</returns>
    public string SayLookedAt(Contribution contribution, int count)
    {
        ArgumentNullException.ThrowIfNull(contribution);
        if (count == 0) return "";
        var measure = contribution.Factor.Measure;
        var what = measure.Deciding switch
        {
            DecidingRecords.Latest => "latest",
            DecidingRecords.Gravest => "worst",
            DecidingRecords.All => measure.Reads == MeasuredRecords.DrugTests ? "tests" : "worst",
        };
        return Fill($"panel.lookedAt.{what}", ("count", Number(count))).Trim();
    }

    /// <summary>Says a text of a page that is made around explanations.</summary>
    /// <param name="key">Its key in the file of texts.</param>
    /// <param name="values">What fills its places, in the order in which the built-in English text first names them; none for the text as it stands.</param>
    /// <returns>The text, filled.</returns>
    /// <exception cref="ArgumentException">There is no such text, or it has more or fewer places.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public string Phrase(string key, params ReadOnlySpan<string> values)
    {
        if (!PlacesByKey.Value.TryGetValue(key, out var places)) throw new ArgumentException($"There is no text {key}.", nameof(key));
        if (values.IsEmpty) return _texts[key];
        if (places.Length != values.Length) throw new ArgumentException($"The text {key} has {Number(places.Length)} places to fill, not {Number(values.Length)}.", nameof(values));
        var filled = new (string, string)[places.Length];
        for (var i = 0; i < places.Length; i++) filled[i] = (places[i], values[i]);
        return Fill(key, filled);
    }

    private void PanelFactor(StringBuilder lines, FactorExplanation factor, ImmutableArray<RecordDetails> records)
    {
        var contribution = factor.Contribution;
        var isRange = contribution.Least != contribution.Most;
        Line(lines, isRange ? "panel.factorRange" : "panel.factor",
            ("points", Number(contribution.Least.Value)), ("most", Number(contribution.Most.Value)), ("title", contribution.Factor.Title), ("reading", Say(contribution.Reading)));
        if (contribution.LeftOutCount > 0) Line(lines, "panel.leftOut", ("count", Number(contribution.LeftOutCount)));
        RecordDetails[] shown = [.. records.Where(record => record.Role != RecordRole.LookedAt)];
        foreach (var record in shown.Take(RecordsShown))
        {
            var text = Say(record, contribution.Reading);
            Line(lines, "panel.record", ("record", record.Record.Kind is "offence" or "drug_test" ? Fill("record.id", ("record", text), ("id", record.Record.Id)) : text));
        }
        if (shown.Length > RecordsShown) Line(lines, "panel.moreRecords", ("count", Number(shown.Length - RecordsShown)));
        if (SayLookedAt(contribution, records.Length - shown.Length) is { Length: > 0 } lookedAt) Line(lines, "panel.record", ("record", lookedAt));
        if (factor.Change is { } change)
        {
            Line(lines, "panel.change", ("from", change.Band.From.ToString(CultureInfo.InvariantCulture)), ("points", change.Band.Points.ToString()),
                ("total", Number(change.Total)), ("recommendation", Say(change.Recommendation)));
        }
        foreach (var from in factor.OverTime) Line(lines, "panel.time", ("points", Number(from.Points)), ("date", Say(from.Date)));
    }

    private void PanelModel(StringBuilder lines, ModelExplanation model)
    {
        Line(lines, $"panel.model.{NamedModel.WordOf(model.Role)}", ("sha256", model.Sha256), ("points", Number(model.Points)));
        foreach (var step in model.Steps)
        {
            Line(lines, "panel.modelStep", ("points", Number(step.Points)), ("title", step.Factor.Title), ("reading", Say(step.Reading)));
            if (step.Next is { } next) Line(lines, "panel.modelNext", ("level", next.Words), ("points", Number(next.Points)));
        }
    }

    private void PersonModel(StringBuilder lines, ModelExplanation model)
    {
        lines.Append('\n');
        Line(lines, $"person.model.{NamedModel.WordOf(model.Role)}", ("points", Number(model.Points)));
        if (model.Points == 0) return;
        lines.Append('\n');
        Line(lines, "person.modelPoints");
        foreach (var step in model.Steps.Where(step => step.Points > 0)) Line(lines, "person.factor", ("title", step.Factor.Title), ("points", Number(step.Points)));
    }

    private void PersonFactors(StringBuilder lines, Explanation explanation)
    {
        var giving = explanation.Factors.Where(factor => factor.Contribution.Least > Points.Zero).ToArray();
        if (giving.Length == 0) Line(lines, "person.nothing");
        else
        {
            lines.Append('\n');
            Line(lines, "person.points");
        }
        foreach (var factor in giving)
        {
            Line(lines, "person.factor", ("title", factor.Contribution.Factor.Title), ("points", Number(factor.Contribution.Least.Value)));
            // Where something is counted, time alone takes it away; what it would add is nothing to tell somebody to wait for.
            if (Fades(factor) is { } fades) Line(lines, "person.fades", ("points", Number(fades.Points)), ("date", Say(fades.Date)));
        }

        if (explanation.Model is { } model) PersonModel(lines, model);
        PersonRecords(lines, explanation);
    }

    private void PersonRecords(StringBuilder lines, Explanation explanation)
    {
        // Each record once, however many figures count it; those behind a model's points too.
        var records = explanation.DescribeRecords();
        var behind = explanation.Factors.Select((factor, i) => (factor.Contribution, Records: records[i], ByModel: explanation.Model?.Steps[i].Points > 0))
            .Where(factor => factor.Contribution.Least > Points.Zero || factor.ByModel).ToArray();
        if (behind.Length == 0) return;
        string[] counted = [.. behind.SelectMany(factor => factor.Records.Where(record => record.Role == RecordRole.Counted || record.Record.Kind == "offender").Select(record => (record.Record, Text: Say(record, factor.Contribution.Reading, isForPerson: true))))
            .DistinctBy(record => record.Record).OrderBy(record => record.Record).Select(record => record.Text)];
        lines.Append('\n');
        Line(lines, "person.records");
        foreach (var record in counted) Line(lines, "person.record", ("record", record));
        if (behind.SelectMany(factor => factor.Records).Any(record => record.Record.Kind == "custody")) Line(lines, "person.custody");
        Line(lines, "person.challenge");
    }

    private void PersonOutlook(StringBuilder lines, Explanation explanation)
    {
        var line = explanation.Row.IsMember ? PolicyLine.Exit : PolicyLine.Entry;
        if (explanation.Crossings.FirstOrDefault(crossing => crossing.Line == line && crossing.IsBelow) is { } crossing)
        {
            Line(lines, $"person.crossing.{(line == PolicyLine.Entry ? "entry" : "exit")}.below",
                ("date", Say(crossing.Date)), ("entry", Number(explanation.Policy.EntryFrom)), ("exit", Number(explanation.Policy.ExitBelow)));
        }
        var giving = explanation.Factors.Where(factor => factor.Contribution.Least > Points.Zero).ToArray();
        if (giving.Length == 0) Line(lines, "person.change.none");
        else if (giving.Any(factor => Fades(factor) is not null)) Line(lines, "person.change.time");
        else Line(lines, "person.change.noTime", ("date", Say(explanation.LookedUntil)));
    }

    private List<string> MissingFields(ProposalRow row) =>
    [
        .. row.Reasons.Select(reason => reason switch
        {
            Reason.MissingField missing => missing.Field,
            Reason.ConflictingField conflict => conflict.Field,
            _ => (OffenderField?)null,
        }).OfType<OffenderField>().Select(field => _texts[$"field.{Vocabulary.Word(field)}"]).Distinct(),
    ];

    private static PointsFrom? Fades(FactorExplanation factor) => factor.OverTime.FirstOrDefault(from => from.Points < factor.Contribution.Least.Value);

    /// <summary>A text without places to fill.</summary>
    internal string Text(string key) => _texts[key];

    /// <summary>Fills a text, and ends the line.</summary>
    internal void Line(StringBuilder lines, string key, params ReadOnlySpan<(string Name, string Value)> values) => lines.Append(Fill(key, values).TrimEnd(' ')).Append('\n');

    /// <summary>Fills a text.</summary>
    internal string Fill(string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        // Filled in one pass, so that a value that holds braces is never taken for a place to fill.
        var (text, filled) = (_texts[key], new StringBuilder());
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                filled.Append(text.AsSpan(at));
                break;
            }
            filled.Append(text.AsSpan(at, open - at));
            var parts = text[(open + 1)..close].Split('|');
            foreach (var value in values)
            {
                if (value.Name == parts[0]) filled.Append(parts is [_, var one, var many] ? value.Value == "1" ? one : many : value.Value);
            }
            at = close + 1;
        }
        return filled.ToString();
    }

    private static IEnumerable<string> PlacesToFill(string text)
    {
        for (var open = text.IndexOf('{'); open >= 0 && text.IndexOf('}', open) is >= 0 and var close; open = text.IndexOf('{', close))
            yield return text[(open + 1)..close].Split('|')[0];
    }

    private static IEnumerable<string> Marks(ProposalRow row)
    {
        if (row.IsMember) yield return "member";
        if (row.IsNominated) yield return "nominated";
        if (row.IsFlagged) yield return "flagged";
        if (row.IsTied) yield return "tied";
        if (row.IsOrderedByModel) yield return "ordered by model";
        if (row.IsProvisional == true) yield return "provisional";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Signed(int number) => number.ToString("+0;-0;0", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Read(ReadOnlyMemory<byte> utf8)
    {
        var json = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return document.RootElement.EnumerateObject().ToDictionary(
            property => property.Name, property => property.Value.GetString() ?? throw new InvalidOperationException("A text is null."), StringComparer.Ordinal);
    }
}
