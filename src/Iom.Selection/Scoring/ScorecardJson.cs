using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;

namespace Iom.Selection.Scoring;

/// <summary>Writes scorecards as JSON.</summary>
public static class ScorecardJson
{
    /// <summary>Writes a scorecard on one line: <c>offenderId</c>, <c>least</c>, <c>most</c> and the <c>contributions</c> in the policy's order.</summary>
    /// <param name="scorecard">The scorecard.</param>
    /// <returns>JSON without a line end; records are named where the scorecard has them.</returns>
    public static string ToJson(this Scorecard scorecard)
    {
        ArgumentNullException.ThrowIfNull(scorecard);
        return JsonText.Write(json => Write(json, scorecard));
    }

    internal static void WriteReading(Utf8JsonWriter json, Reading reading)
    {
        json.WriteStartObject("reading");
        switch (reading)
        {
            case Reading.Known known:
                json.WriteString("kind", "known");
                json.WriteNumber("value", JsonText.Shortest(known.Value));
                break;
            case Reading.Missing missing:
                json.WriteString("kind", "missing");
                json.WriteNumber("atLeast", JsonText.Shortest(missing.AtLeast));
                if (missing.AtMost is { } most) json.WriteNumber("atMost", JsonText.Shortest(most));
                json.WriteBoolean("maybeNotApplicable", missing.MaybeNotApplicable);
                break;
            default:
                json.WriteString("kind", "not_applicable");
                break;
        }
        json.WriteEndObject();
    }

    internal static void WriteRecords(Utf8JsonWriter json, IReadOnlyCollection<RecordReference> records)
    {
        json.WriteStartArray("records");
        foreach (var record in records)
        {
            json.WriteStartObject();
            json.WriteString("kind", record.Kind);
            json.WriteString("id", record.Id);
            if (record.Date is { } date) json.WriteString("date", IsoDate.Text(date));
            if (record.Code is { } code) json.WriteString("code", code);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Scorecard scorecard)
    {
        json.WriteStartObject();
        json.WriteString("offenderId", scorecard.OffenderId.Value);
        json.WriteNumber("least", scorecard.Least);
        json.WriteNumber("most", scorecard.Most);
        json.WriteStartArray("contributions");
        foreach (var contribution in scorecard.Contributions)
        {
            json.WriteStartObject();
            json.WriteString("factor", contribution.Factor.Id);
            WriteReading(json, contribution.Reading);
            json.WriteNumber("least", contribution.Least.Value);
            json.WriteNumber("most", contribution.Most.Value);
            json.WriteNumber("leftOut", contribution.LeftOutCount);
            if (!contribution.Records.IsDefaultOrEmpty) WriteRecords(json, contribution.Records);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
