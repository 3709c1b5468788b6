using System.Text.Json;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;
using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>Writes <c>backtest.json</c>, which holds no id; its schema is docs/backtest.schema.json. Two backtests of the same inputs write the same bytes.</summary>
internal static class BacktestJson
{
    public static void Write(Stream stream, BacktestReport report)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        WriteHead(json, report);
        json.WriteString("notice", BacktestSentences.Notice);
        json.WriteTexts("notes", BacktestSentences.Notes(report));
        json.WriteNumber("halfLifeDays", BaselineMethods.HalfLifeDays);
        json.WriteStartObject("bootstrap");
        json.WriteNumber("draws", Backtest.Draws);
        json.WriteString("seed", "<policy hash>/<asOf>/bootstrap");
        json.WriteEndObject();
        json.WriteStartArray("dates");
        foreach (var date in report.Dates) WriteDate(json, date);
        json.WriteEndArray();
        json.WriteStartArray("drift");
        foreach (var drift in report.Drift)
        {
            json.WriteStartObject();
            json.WriteString("method", drift.Method);
            json.WriteString("from", IsoDate.Text(drift.From));
            json.WriteString("to", IsoDate.Text(drift.To));
            json.WriteFigure("stabilityIndex", drift.StabilityIndex);
            json.WriteFigure("incompleteBefore", drift.IncompleteBefore);
            json.WriteFigure("incompleteAfter", drift.IncompleteAfter);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>Writes <c>run.json</c>, so that it is known for what it is, and purged with runs.</summary>
    public static void WriteManifest(Stream stream, BacktestReport report, IEnumerable<HashedFile> inputs, IEnumerable<HashedFile> outputs, RunKey key) =>
        EvaluatedManifest.Write(
            stream,
            json =>
            {
                WriteHead(json, report);
                json.WriteString("asOf", IsoDate.Text(report.Dates[^1].AsOf));
            },
            report.Policies[0].Policy, report.CatalogueFile, report.Dates[^1].TakenCount, inputs, outputs, key);

    private static void WriteHead(Utf8JsonWriter json, BacktestReport report)
    {
        json.WriteTool(report.ToolVersion, "backtest", report.Policies);
        json.WriteString("takes", BacktestSentences.Size(report.Size));
        json.WriteString("knownUpTo", IsoDate.Text(report.KnownUpTo));
        json.WriteRows(report.Account);
    }

    private static void WriteDate(Utf8JsonWriter json, BacktestDate date)
    {
        json.WriteStartObject();
        json.WriteString("asOf", IsoDate.Text(date.AsOf));
        json.WriteNumber("horizonMonths", date.HorizonMonths);
        json.WriteString("until", IsoDate.Text(date.Until));
        if (date.CutOffOn is { } cut) json.WriteString("cutOffOn", IsoDate.Text(cut));
        else json.WriteNull("cutOffOn");
        json.WriteNumber("people", date.PeopleCount);
        json.WriteNumber("k", date.TakenCount);
        json.WriteNumber("later", date.LaterCount);
        json.WriteNumber("offended", date.OffendedCount);
        json.WriteNumber("unknownSeverity", date.UnknownSeverityCount);
        json.WriteStartObject("undated");
        json.WriteNumber("before", date.EarlierUndatedCount);
        json.WriteNumber("after", date.UndatedCount);
        json.WriteEndObject();
        json.WriteNumber("died", date.DiedCount);
        json.WriteNumber("diedWithinHorizon", date.DiedLaterCount);
        json.WriteNumber("deceasedWithoutDate", date.DeceasedWithoutDateCount);
        json.WriteFigure("custodyDaysMean", date.CustodyDaysMean);
        json.WriteStartObject("concentration");
        json.WriteFigure("gini", date.Gini);
        json.WriteStartArray("lorenz");
        foreach (var (percent, share) in date.Lorenz)
        {
            json.WriteStartObject();
            json.WriteNumber("peoplePercent", percent);
            json.WriteFigure("laterShare", share);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("fewestPeople");
        foreach (var (percent, people) in date.FewestPeople)
        {
            json.WriteStartObject();
            json.WriteNumber("laterPercent", percent);
            if (people is { } count) json.WriteNumber("people", count);
            else json.WriteNull("people");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("methods");
        foreach (var row in date.Rows) WriteRow(json, row);
        json.WriteEndArray();
        json.WriteStartArray("differences");
        foreach (var difference in date.Differences)
        {
            json.WriteStartObject();
            json.WriteString("method", difference.Method);
            json.WriteString("other", difference.Other);
            json.WriteFigure("captured", difference.Captured);
            json.WriteInterval("interval", difference.Interval);
            WriteCount(json, "onlyMethod", difference.OnlyMethod);
            WriteCount(json, "onlyOther", difference.OnlyOther);
            json.WriteFigure("precisionP", difference.PrecisionP);
            json.WriteFigure("sensitivityP", difference.SensitivityP);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, BacktestRow row)
    {
        json.WriteStartObject();
        json.WriteString("method", row.Method);
        json.WriteFigure("capturedWorst", row.Capture.Worst);
        json.WriteFigure("capturedBest", row.Capture.Best);
        json.WriteFigure("capturedExpected", row.Capture.Expected);
        json.WriteInterval("capturedInterval", row.CapturedInterval);
        json.WriteFigure("precisionExpected", row.Capture.PrecisionExpected);
        json.WriteInterval("precisionInterval", row.PrecisionInterval);
        WriteCount(json, "drawn", row.Drawn);
        json.WriteFigure("lift", row.Lift);
        json.WriteFigure("auc", row.Auc);
        json.WriteInterval("aucInterval", row.AucInterval);
        json.WriteFigure("concordance", row.Concordance);
        json.WriteFigure("concordanceError", row.ConcordanceError);
        json.WriteFigure("harmCapturedExpected", row.Capture.HarmExpected);
        json.WriteNumber("sure", row.Capture.SureCount);
        json.WriteNumber("tied", row.Capture.TiedCount);
        json.WriteFigure("custodyDaysMean", row.CustodyDaysMean);
        if (row.IsPolicy)
        {
            json.WriteNumber("unranked", row.UnrankedCount);
            json.WriteNumber("unrankedTaken", row.UnrankedTakenCount);
            json.WriteStartArray("calibration");
            foreach (var band in row.Calibration)
            {
                json.WriteStartObject();
                json.WriteNumber("from", band.From);
                json.WriteNumber("to", band.To);
                json.WriteNumber("people", band.Offended.Of);
                json.WriteNumber("offended", band.Offended.Count);
                json.WriteFigure("rate", band.Offended.Rate);
                json.WriteInterval("interval", band.Offended.IntervalAt(Backtest.Level));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("undatedRules");
            foreach (var rule in row.UndatedRules)
            {
                json.WriteStartObject();
                json.WriteString("rule", rule.Rule);
                json.WriteTexts("fields", rule.Fields);
                json.WriteNumber("people", rule.PeopleCount);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("missing");
            foreach (var (factor, missing) in row.MissingByFactor)
            {
                json.WriteStartObject();
                json.WriteString("factor", factor);
                json.WriteNumber("people", missing.Count);
                json.WriteNumber("of", missing.Of);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, string property, Proportion count)
    {
        json.WriteStartObject(property);
        json.WriteNumber("offended", count.Count);
        json.WriteNumber("people", count.Of);
        json.WriteFigure("rate", count.Rate);
        json.WriteInterval("interval", count.IntervalAt(Backtest.Level));
        json.WriteEndObject();
    }
}
