using System.Text.Json;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Learning;
using Iom.Selection.Learning.Matrices;
using Iom.Selection.Runs.Evaluations;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Learned;

/// <summary>Writes <c>learning.json</c>, which holds no id. Two runs over the same inputs write the same bytes.</summary>
internal static class LearningJson
{
    public static void Write(Stream stream, LearningReport report)
    {
        var learning = report.Learning;
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        WriteHead(json, report);
        json.WriteString("notice", LearningSentences.Notice);
        json.WriteTexts("notes", LearningSentences.Notes(report));
        json.WriteString("gapInWords", LearningSentences.Gap(report));
        json.WriteStartObject("bound");
        json.WriteFigure("relaxation", learning.Relaxed.Value);
        json.WriteFigure("lowerBound", learning.Relaxed.LowerBound);
        json.WriteFigure("nullLoss", learning.NullLoss);
        json.WriteEndObject();
        json.WriteNumber("chosenSteps", learning.ChosenSteps);
        json.WriteNumber("bestSteps", learning.BestSteps);
        json.WriteStartArray("path");
        foreach (var step in learning.Path)
        {
            json.WriteStartObject();
            json.WriteNumber("k", step.Steps);
            json.WriteFigure("trainingLoss", step.Card.TrainingLoss);
            json.WriteFigure("gap", step.Gap);
            WriteHeldOut(json, "heldOut", step.HeldOut);
            WriteCard(json, report, step.Card);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("learned");
        WriteCard(json, report, learning.Card);
        json.WriteFigure("trainingLoss", learning.Card.TrainingLoss);
        WriteHeldOut(json, "tested", learning.Tested);
        json.WriteEndObject();
        json.WriteStartArray("risks");
        foreach (var risk in learning.Risks)
        {
            json.WriteStartObject();
            json.WriteNumber("total", risk.Total);
            json.WriteFigure("expected", risk.Expected);
            json.WriteNumber("learnPeople", risk.Learned.Of);
            json.WriteNumber("learnOutcomes", risk.Learned.Count);
            json.WriteNumber("testPeople", risk.Tested.Of);
            json.WriteNumber("testOutcomes", risk.Tested.Count);
            json.WriteFigure("testRate", risk.Tested.Rate);
            json.WriteInterval("testInterval", risk.Interval);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("pool");
        json.WriteFigure("within", MatrixLearning.PoolShare);
        json.WriteNumber("cards", learning.Pool.Count);
        json.WriteStartArray("factors");
        for (var i = 0; i < learning.PoolUses.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("factor", report.Plan.Measures[i].Id);
            json.WriteNumber("cardsWithPoints", learning.PoolUses[i]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        WriteOwn(json, report);
        WriteDifferences(json, report);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>Writes <c>run.json</c>, so that it is known for what it is, and purged with runs.</summary>
    public static void WriteManifest(Stream stream, LearningReport report, IEnumerable<HashedFile> inputs, IEnumerable<HashedFile> outputs, RunKey key) =>
        EvaluatedManifest.Write(
            stream,
            json =>
            {
                WriteHead(json, report);
                json.WriteString("asOf", IsoDate.Text(report.TestDates[^1].AsOf));
            },
            report.Plan.Policy, report.CatalogueFile, capacity: 0, inputs, outputs, key);

    internal static void WriteHead(Utf8JsonWriter json, LearningReport report)
    {
        json.WriteTool(report.ToolVersion, "learning", [new EvaluatedPolicy(report.Plan.Policy, report.PolicyFile)]);
        json.WriteString("outcome", LearningSentences.Outcome(report));
        json.WriteNumber("horizonMonths", report.HorizonMonths);
        json.WriteString("bands", report.Plan.IsFiner ? "finer" : "own");
        json.WriteTexts("detectedBy", report.Plan.DetectedBy.Select(Vocabulary.Word));
        json.WriteNumber("maxSteps", report.Options.MaxSteps);
        WriteDates(json, "learnAt", report.LearnDates);
        WriteDates(json, "chooseAt", report.ChooseDates);
        WriteDates(json, "testAt", report.TestDates);
        json.WriteRows(report.Account);
    }

    internal static void WriteHeldOut(Utf8JsonWriter json, string name, HeldOut figures)
    {
        json.WriteStartObject(name);
        json.WriteFigure("meanLoss", figures.MeanLoss);
        json.WriteFigure("lossError", figures.LossError);
        json.WriteFigure("brier", figures.Brier);
        json.WriteFigure("auc", figures.Auc?.Value);
        json.WriteInterval("aucInterval", figures.Auc?.Interval);
        json.WriteEndObject();
    }

    private static void WriteDates(Utf8JsonWriter json, string name, IReadOnlyList<TrainingRows> dates)
    {
        json.WriteStartArray(name);
        foreach (var date in dates)
        {
            json.WriteStartObject();
            json.WriteString("asOf", IsoDate.Text(date.AsOf));
            json.WriteString("until", IsoDate.Text(date.Until));
            json.WriteNumber("people", date.PeopleCount);
            json.WriteNumber("ranked", date.People.Count);
            json.WriteNumber("offended", date.Offended.Count(each => each));
            json.WriteNumber("diedWithinHorizon", date.DiedLaterCount);
            json.WriteNumber("undatedOutcomes", date.UndatedCount);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteCard(Utf8JsonWriter json, LearningReport report, LearnedCard card)
    {
        json.WriteStartArray("points");
        for (var factor = 0; factor < card.Points.Count; factor++)
        {
            for (var step = 0; step < card.Points[factor].Count; step++)
            {
                if (card.Points[factor][step] == 0) continue;
                json.WriteStartObject();
                json.WriteString("factor", report.Plan.Measures[factor].Id);
                json.WriteString("at", report.Plan.Scales[factor].Describe(step + 1));
                json.WriteNumber("points", card.Points[factor][step]);
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
        json.WriteFigure("slope", card.Slope);
        json.WriteFigure("intercept", card.Intercept);
    }

    private static void WriteOwn(Utf8JsonWriter json, LearningReport report)
    {
        var own = report.Learning.Own;
        json.WriteStartObject("own");
        json.WriteFigure("trainingLoss", own.TrainingLoss);
        json.WriteFigure("gap", own.Gap);
        WriteHeldOut(json, "tested", own.Tested);
        WritePaired(json, "learnedLessOwnLoss", own.LearnedLess);
        WritePaired(json, "learnedLessOwnBrier", own.LearnedLessBrier);
        json.WriteStartArray("changes");
        foreach (var change in own.Changes)
        {
            json.WriteStartObject();
            json.WriteString("factor", report.Plan.Measures[change.Measure].Id);
            json.WriteString("at", report.Plan.Scales[change.Measure].Describe(change.Step));
            json.WriteNumber("from", change.From);
            json.WriteNumber("to", change.To);
            json.WriteFigure("learnLoss", change.Training);
            WritePaired(json, "testLoss", change.Tested);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("unsupported");
        foreach (var support in own.Unsupported)
        {
            json.WriteStartObject();
            json.WriteString("factor", report.Plan.Measures[support.Measure].Id);
            json.WriteString("at", report.Plan.Scales[support.Measure].Describe(support.Step));
            json.WriteNumber("points", support.Points);
            WritePaired(json, "testLossWithout", support.Without);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePaired(Utf8JsonWriter json, string name, PairedDifference difference)
    {
        json.WriteStartObject(name);
        json.WriteFigure("mean", difference.Mean);
        json.WriteInterval("interval", difference.Interval);
        json.WriteEndObject();
    }

    private static void WriteDifferences(Utf8JsonWriter json, LearningReport report)
    {
        json.WriteStartArray("differences");
        foreach (var difference in report.Differences)
        {
            json.WriteStartObject();
            json.WriteString("column", difference.Column);
            json.WriteString("highest", difference.Highest);
            json.WriteString("lowest", difference.Lowest);
            WriteRates(json, "learned", difference.Learned);
            WriteRates(json, "least", difference.OfLeast);
            WriteRates(json, "own", difference.Own);
            json.WriteStartArray("groups");
            foreach (var (group, own, learned, least) in difference.Groups)
            {
                json.WriteStartObject();
                json.WriteString("group", group);
                json.WriteNumber("people", own.Of);
                json.WriteNumber("aboveByOwn", own.Count);
                json.WriteNumber("aboveByLearned", learned.Count);
                json.WriteNumber("aboveByLeast", least.Count);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("leastIndex", difference.LeastIndex);
            WriteCard(json, report, difference.Least);
            json.WriteFigure("leastTrainingLoss", difference.Least.TrainingLoss);
            json.WriteStartArray("onChooseDates");
            foreach (var each in difference.OnChooseDates) json.WriteRawValue(EvaluationNumber.Text(each));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRates(Utf8JsonWriter json, string name, RateDifference rates)
    {
        json.WriteStartObject(name);
        json.WriteNumber("aboveOfHighest", rates.One.Count);
        json.WriteNumber("peopleOfHighest", rates.One.Of);
        json.WriteNumber("aboveOfLowest", rates.Other.Count);
        json.WriteNumber("peopleOfLowest", rates.Other.Of);
        json.WriteFigure("difference", rates.Difference);
        json.WriteInterval("interval", rates.Interval);
        json.WriteEndObject();
    }
}
