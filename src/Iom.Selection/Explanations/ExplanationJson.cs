using System.Buffers;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Scoring;

namespace Iom.Selection.Explanations;

/// <summary>Writes explanations as JSON: one line each in <c>explanations.jsonl</c>. The schema is docs/explanation.schema.json.</summary>
public static class ExplanationJson
{
    /// <summary>The value of the key <c>schema</c>.</summary>
    public const string Schema = "iom-selection-explanation/1";

    /// <summary>Writes an explanation on one line.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>JSON without a line end.</returns>
    public static string ToJson(this Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        return JsonText.Write(json => Write(json, explanation));
    }

    /// <summary>Writes an explanation on one line.</summary>
    /// <param name="stream">Where to write; UTF-8 without a line end.</param>
    /// <param name="explanation">The explanation.</param>
    public static void Write(Stream stream, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        using var json = new Utf8JsonWriter(stream, JsonText.OneLine);
        Write(json, explanation);
    }

    /// <summary>Writes an explanation on one line.</summary>
    /// <param name="bytes">Where to write; UTF-8 without a line end.</param>
    /// <param name="explanation">The explanation.</param>
    public static void Write(IBufferWriter<byte> bytes, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        using var json = new Utf8JsonWriter(bytes, JsonText.OneLine);
        Write(json, explanation);
    }

    private static void Write(Utf8JsonWriter json, Explanation explanation)
    {
        var (row, policy) = (explanation.Row, explanation.Policy);
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("offenderId", row.OffenderId.Value);
        json.WriteString("asOf", IsoDate.Text(explanation.AsOf));
        json.WriteStartObject("policy");
        json.WriteString("id", policy.Id);
        json.WriteString("version", policy.Version);
        json.WriteString("sha256", policy.Sha256);
        json.WriteEndObject();
        json.WriteString("recommendation", Vocabulary.Word(row.Recommendation));
        json.WriteStartArray("reasons");
        foreach (var reason in row.Reasons) json.WriteStringValue(reason.ToString());
        json.WriteEndArray();
        json.WriteBoolean("member", row.IsMember);
        json.WriteBoolean("nominated", row.IsNominated);
        json.WriteBoolean("flagged", row.IsFlagged);
        json.WriteBoolean("tied", row.IsTied);
        json.WriteNumberOrNull("toSettle", row.ToSettleCount);
        if (explanation.LeftCohort is { } left)
        {
            json.WriteStartObject("leftCohort");
            json.WriteString("on", IsoDate.Text(left.LeftOn));
            json.WriteString("ground", left.Ground);
            json.WriteEndObject();
        }
        if (explanation.Rule is { } rule)
        {
            json.WriteStartObject("rule");
            json.WriteNumber("number", rule.Number);
            json.WriteString("why", rule.Why);
            json.WriteEndObject();
        }
        if (row.Scorecard is { } scorecard)
        {
            json.WriteNumber("rank", row.Rank!.Value);
            json.WriteString("cohort", row.Cohort);
            json.WriteBoolean("provisional", row.IsProvisional!.Value);
            json.WriteNumber("total", scorecard.Total);
            json.WriteNumber("most", scorecard.Most);
            json.WriteStartObject("lines");
            json.WriteNumber("entryFrom", policy.EntryFrom);
            json.WriteNumber("aboveEntry", explanation.AboveEntry!.Value);
            json.WriteNumber("exitBelow", policy.ExitBelow);
            json.WriteNumber("aboveExit", explanation.AboveExit!.Value);
            json.WriteEndObject();
            json.WriteStartArray("contributions");
            foreach (var factor in explanation.Factors) WriteFactor(json, factor);
            json.WriteEndArray();
            if (explanation.Model is { } model) WriteModel(json, model);
            json.WriteString("lookedUntil", IsoDate.Text(explanation.LookedUntil));
            json.WriteStartArray("crossings");
            foreach (var crossing in explanation.Crossings)
            {
                json.WriteStartObject();
                json.WriteString("date", IsoDate.Text(crossing.Date));
                json.WriteString("line", Vocabulary.Word(crossing.Line));
                json.WriteString("then", crossing.IsBelow ? "below" : "above");
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, ModelExplanation model)
    {
        json.WriteStartObject("model");
        json.WriteString("role", NamedModel.WordOf(model.Role));
        json.WriteString("sha256", model.Sha256);
        json.WriteNumber("points", model.Points);
        json.WriteStartArray("steps");
        foreach (var step in model.Steps)
        {
            json.WriteStartObject();
            json.WriteString("factor", step.Factor.Id);
            if (step.Level is { } level) json.WriteString("level", level.Words);
            json.WriteNumber("points", step.Points);
            if (step.Next is { } next)
            {
                json.WriteStartObject("next");
                json.WriteString("level", next.Words);
                json.WriteNumber("points", next.Points);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFactor(Utf8JsonWriter json, FactorExplanation factor)
    {
        var contribution = factor.Contribution;
        json.WriteStartObject();
        json.WriteString("factor", contribution.Factor.Id);
        json.WriteString("title", contribution.Factor.Title);
        json.WriteString("measure", contribution.Factor.Measure.Kind);
        ScorecardJson.WriteReading(json, contribution.Reading);
        if (contribution.Band is { } band) WriteBand(json, "band", band);
        json.WriteNumber("points", contribution.Least.Value);
        json.WriteNumber("mostPoints", contribution.Most.Value);
        json.WriteNumber("leftOut", contribution.LeftOutCount);
        ScorecardJson.WriteRecords(json, contribution.Records);
        if (factor.Change is { } change)
        {
            json.WriteStartObject("change");
            WriteBand(json, "band", change.Band);
            if (change.Below is { } below) json.WriteNumber("below", below);
            json.WriteNumber("total", change.Total);
            json.WriteString("recommendation", Vocabulary.Word(change.Recommendation));
            json.WriteEndObject();
        }
        json.WriteStartArray("overTime");
        foreach (var from in factor.OverTime)
        {
            json.WriteStartObject();
            json.WriteString("date", IsoDate.Text(from.Date));
            json.WriteNumber("points", from.Points);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBand(Utf8JsonWriter json, string name, Band band)
    {
        json.WriteStartObject(name);
        json.WriteNumber("from", band.From);
        json.WriteNumber("points", band.Points.Value);
        json.WriteEndObject();
    }
}
