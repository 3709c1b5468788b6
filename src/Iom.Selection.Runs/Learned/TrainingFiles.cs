using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Runs.Evaluations;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Learned;

/// <summary>Writes the files of <c>iom-train</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TrainingFiles
{
    private const string Notice = "This model is advice. It orders nobody unless a policy that every agency has signed names it by its hash, and then only people who are equal by the matrix.";

    private static readonly string[] Limits =
    [
        "It knows what was found and proven, not what was done. Where police look more, more is found.",
        "It knows nothing of why. A measure that goes with the outcome need not cause it.",
        "It was tested on the dates named, on the same area's records. Other years and places may differ.",
        "No group was looked at: see iom learn --characteristics for the matrix.",
    ];

    /// <summary>Finds out before any work whether the files may be written to a folder.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds an output of this tool may be replaced.</param>
    /// <exception cref="OutputException">They may not.</exception>
    public static void Check(string folder, bool overwrite) => OutputFolder.Check(folder, overwrite);

    /// <summary>Writes <c>model.json</c>, <c>model-card.json</c>, <c>model-card.md</c>, <c>run.key</c> and <c>run.json</c>: all of them or nothing.</summary>
    /// <param name="report">What to write.</param>
    /// <param name="folder">The output folder.</param>
    /// <param name="overwrite">Whether a folder that holds an output of this tool is replaced.</param>
    /// <param name="beforeCommit">Is given the manifest before the folder gets its name.</param>
    /// <param name="cancellationToken">Stops writing; nothing is left.</param>
    /// <returns>The manifest, and what there is to know of the place.</returns>
    /// <exception cref="OutputException">The folder exists, or can't be written.</exception>
    /// <exception cref="OperationCanceledException">Writing was stopped.</exception>
    public static WrittenRun Write(TrainingReport report, string folder, bool overwrite, Action<HashedFile>? beforeCommit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var output = OutputFolder.Begin(folder, overwrite);
        var model = output.Write("model.json", stream => stream.Write(Model(report)));
        HashedFile[] files =
        [
            model,
            output.Write("model-card.json", stream => WriteCard(stream, report, model)),
            output.Write("model-card.md", stream => stream.Write(Encoding.UTF8.GetBytes(Render(report, model)))),
        ];
        HashedFile[] inputs = [.. report.Account.Inputs];
        var key = output.WriteKey(["training", IsoDate.Text(report.TestDates[^1].AsOf), report.Plan.Policy.Sha256, report.CatalogueFile.Sha256], [.. inputs, .. files]);
        var manifest = output.Write(OutputFolder.Manifest, stream => EvaluatedManifest.Write(
            stream,
            json =>
            {
                WriteHead(json, report);
                json.WriteString("asOf", IsoDate.Text(report.TestDates[^1].AsOf));
            },
            report.Plan.Policy, report.CatalogueFile, capacity: 0, inputs, files, key));
        return output.Commit(manifest, beforeCommit, cancellationToken);
    }

    private static byte[] Model(TrainingReport report) => ModelFile.Write(
        new StepModel
        {
            Kind = report.Trained.Kind,
            PolicySha256 = report.Plan.Policy.Sha256,
            CatalogueSha256 = report.CatalogueFile.Sha256,
            TrainedUpTo = report.LearnDates.Concat(report.ChooseDates).Max(date => date.Until),
            Libraries = report.Trained.Libraries,
            Factors = [.. report.Plan.Scales.Select((scale, i) => Factor(report, scale, i))],
            Intercept = report.Trained.Intercept,
            CalibrationSlope = report.Trained.Calibration.Slope,
            CalibrationIntercept = report.Trained.Calibration.Intercept,
        },
        json =>
        {
            json.WriteString("policy", $"{report.Plan.Policy.Id} {report.Plan.Policy.Version}");
            json.WriteString("outcome", Outcome(report));
            json.WriteTexts("learnAt", report.LearnDates.Select(date => IsoDate.Text(date.AsOf)));
            json.WriteTexts("chooseAt", report.ChooseDates.Select(date => IsoDate.Text(date.AsOf)));
            json.WriteNumber("rows", report.Learn.Count);
            json.WriteNumber("outcomes", report.Learn.OutcomeCount);
        });

    // The measures are those trained with: where --detected-by left out offences, another than the policy's own, so that no policy that counts them will take the model.
    private static ModelFactor Factor(TrainingReport report, LevelScale scale, int factor)
    {
        var logOdds = 0.0;
        return new ModelFactor(scale.Factor.Id, ModelFactor.MeasureOf(report.Plan.Numbered.Policy.Factors[factor].Measure), report.Trained.Weights[factor].Select((weight, i) =>
        {
            logOdds += weight;
            return scale.ToModelLevel(i + 1, weight, report.Trained.Kind == ModelKind.Steps ? StepModel.PointsOf(logOdds) : 0);
        }));
    }

    private static void WriteHead(Utf8JsonWriter json, TrainingReport report)
    {
        json.WriteTool(report.ToolVersion, "training", [new EvaluatedPolicy(report.Plan.Policy, report.PolicyFile)]);
        json.WriteTexts("libraries", report.Trained.Libraries);
        json.WriteString("outcome", Outcome(report));
        json.WriteNumber("horizonMonths", report.HorizonMonths);
        json.WriteTexts("learnAt", report.LearnDates.Select(date => IsoDate.Text(date.AsOf)));
        json.WriteTexts("chooseAt", report.ChooseDates.Select(date => IsoDate.Text(date.AsOf)));
        json.WriteTexts("testAt", report.TestDates.Select(date => IsoDate.Text(date.AsOf)));
        json.WriteRows(report.Account);
    }

    private static void WriteCard(Stream stream, TrainingReport report, HashedFile model)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        WriteHead(json, report);
        json.WriteString("notice", Notice);
        json.WriteString("modelSha256", model.Sha256);
        json.WriteNumber("learnRows", report.Learn.Count);
        json.WriteNumber("learnOutcomes", report.Learn.OutcomeCount);
        json.WriteNumber("testRows", report.Test.Count);
        json.WriteNumber("testOutcomes", report.Test.OutcomeCount);
        json.WriteStartArray("methods");
        foreach (var (method, figures, modelLess) in report.Figures())
        {
            json.WriteStartObject();
            json.WriteString("method", method);
            LearningJson.WriteHeldOut(json, "tested", figures);
            json.WriteFigure("modelLess", modelLess?.Mean);
            json.WriteInterval("interval", modelLess?.Interval);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteTexts("limits", Limits);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private static string Render(TrainingReport report, HashedFile model)
    {
        var page = new MarkdownText();
        page.Heading(1, $"Model card: challenger of {report.Plan.Policy.Id} {report.Plan.Policy.Version}");
        page.Strong(Notice);
        page.Heading(2, "What it is");
        page.Paragraph($"{(report.Trained.Kind == ModelKind.Steps ? "A logistic regression on the steps of the policy's measures, no weight below 0" : "A generalised additive model on the levels of the policy's measures, a yardstick: its weights may fall, and no policy may name it")}, trained with {string.Join(", ", report.Trained.Libraries)}. It stands in model.json, sha256 {model.Sha256}, and is scored without ML.NET.");
        page.Table(
            ["factor", "from", "log-odds"],
            from factor in Enumerable.Range(0, report.Trained.Weights.Count)
            from level in Enumerable.Range(0, report.Trained.Weights[factor].Count)
            where report.Trained.Weights[factor][level] != 0
            select (IReadOnlyList<string>)[report.Plan.Measures[factor].Id, report.Plan.Scales[factor].Describe(level + 1), $"{(report.Trained.Weights[factor][level] < 0 ? "" : "+")}{EvaluationNumber.Short(report.Trained.Weights[factor][level])}"]);
        page.Heading(2, "What it was made from");
        page.List(
        [
            $"The outcome is {Outcome(report)}.",
            $"{Plural.Format(report.Learn.Count, "row")} at {LearningSentences.Dates(report.LearnDates)}, {report.Learn.OutcomeCount.ToString(CultureInfo.InvariantCulture)} with the outcome.",
            report.Trained.IsCalibrated ? $"Calibrated on what followed at {LearningSentences.Dates(report.ChooseDates)}: log-odds times {EvaluationNumber.Short(report.Trained.Calibration.Slope)}, plus {EvaluationNumber.Short(report.Trained.Calibration.Intercept)}." : "It was not calibrated on other dates: give --choose-at.",
            $"Tested on {Plural.Format(report.Test.Count, "row")} at {LearningSentences.Dates(report.TestDates)}, {report.Test.OutcomeCount.ToString(CultureInfo.InvariantCulture)} with the outcome.",
        ]);
        page.Heading(2, "How good it is");
        page.Paragraph("On the test dates, beside models of trees that never select, and the partnership's own matrix. The last two columns: by how much the model's log loss is lower (below 0) or higher than the other's.");
        page.Table(
            ["method", "log loss", "Brier", "AUC", "model less other", "interval"],
            report.Figures().Select(row => (IReadOnlyList<string>)
            [
                row.Method, EvaluationNumber.Text(row.Figures.MeanLoss), EvaluationNumber.Text(row.Figures.Brier), EvaluationNumber.Short(row.Figures.Auc?.Value),
                EvaluationNumber.Text(row.ModelLess?.Mean), row.ModelLess?.Interval is { } interval ? $"{EvaluationNumber.Text(interval.Low)} to {EvaluationNumber.Text(interval.High)}" : "",
            ]));
        page.Heading(2, "Limits");
        page.List(Limits);
        return page.ToString();
    }

    private static string Outcome(TrainingReport report) => LearningSentences.Outcome(report);
}
