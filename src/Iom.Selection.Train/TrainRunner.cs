using System.Globalization;
using System.Reflection;
using Iom.Selection.Cli.Commands.Learn;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Learning.Matrices;
using Iom.Selection.MachineLearning;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Learned;
using Microsoft.ML;

namespace Iom.Selection.Train;

/// <summary>Does what <c>iom-train</c> is for: extracts and a policy in, a model in one file out, beside yardsticks.</summary>
internal static class TrainRunner
{
    public static int Run(LearningSource source, ModelKind kind, WritingRequest writing, CancellationToken cancellationToken)
    {
        TrainingFiles.Check(writing.Out, writing.Overwrite);
        var log = RunLog.Open(writing.Log);
        var basis = LearningInputs.Load(source, cancellationToken).Basis;
        var (plan, learn, choose, test) = (basis.Plan, basis.Learn, basis.Choose, basis.Test);
        TrainedAdditive trained;
        try
        {
            trained = kind == ModelKind.Gam ? ModelTrainer.TrainGam(plan.Measures, learn.Levels, learn.Outcomes) : ModelTrainer.TrainAdditive(plan.Measures, learn.Levels, learn.Outcomes);
        }
        catch (InvalidOperationException e)
        {
            throw new InputException(e.Message, e);
        }
        var calibration = choose is null ? new CalibrationLine(1, 0) : Calibration.Fit([.. LogOdds(trained, choose)], choose.Outcomes);
        if (calibration.Slope <= 0) throw new InputException("On the choose dates the model's order is no better than chance, so it can't be calibrated: it was not written.");
        cancellationToken.ThrowIfCancellationRequested();

        var report = new TrainingReport(basis, new TrainedModel
        {
            Libraries = [$"Microsoft.ML {Version(typeof(MLContext))}", $"Iom.Selection.MachineLearning {Version(typeof(ModelTrainer))}", $".NET {Environment.Version}"],
            Kind = kind,
            Weights = trained.Weights,
            Intercept = trained.Intercept,
            Calibration = calibration,
            IsCalibrated = choose is not null,
            ModelChances = [.. LogOdds(trained, test).Select(odds => Calibration.ChanceOf(odds, calibration))],
            Yardsticks = [new("fasttree", Trees(TreeKind.FastTree)), new("lightgbm", Trees(TreeKind.LightGbm)), new("own", OwnChances())],
        });
        var written = TrainingFiles.Write(
            report, writing.Out, writing.Overwrite, manifest => log.Append("train", report.ToolVersion, source.TestAt[^1], plan.Policy, basis.CatalogueFile, manifest, cancellationToken), cancellationToken);
        if (!source.Quiet)
        {
            ConsoleOutput.Heading("On the test dates");
            ConsoleOutput.Table(
                ["method", "log loss", "Brier", "AUC"],
                report.Figures().Select(row => (string[])[row.Method, Text(row.Figures.MeanLoss), Text(row.Figures.Brier), Text(row.Figures.Auc?.Value)]));
            ConsoleOutput.Line();
            SummaryEnd.Print([], log.NotesOf(written), $"Written to {writing.Out}. It is advice: nothing learned orders anybody unless a signed policy names it by its hash.");
        }
        return writing.End(report.Account, "Run iom check to see them.");

        // Calibrated on the choose dates as the model is, so that like is compared with like.
        double[] Trees(TreeKind kind)
        {
            var chances = ModelTrainer.PredictWithTrees(kind, Columns(learn), learn.Outcomes, Columns(test));
            return choose is null ? chances : Calibrated(ModelTrainer.PredictWithTrees(kind, Columns(learn), learn.Outcomes, Columns(choose)), chances);
        }

        double[] OwnChances()
        {
            var chances = MatrixLearner.OwnChances(learn, test);
            return choose is null ? chances : Calibrated(MatrixLearner.OwnChances(learn, choose), chances);
        }

        double[] Calibrated(double[] onChoose, double[] onTest)
        {
            var fitted = Calibration.Fit([.. onChoose.Select(LogOddsOf)], choose!.Outcomes);
            return [.. onTest.Select(chance => Calibration.ChanceOf(LogOddsOf(chance), fitted))];
        }
    }

    private static double LogOddsOf(double chance) => Math.Log(chance / (1 - chance));

    private static IEnumerable<double> LogOdds(TrainedAdditive model, MatrixRows rows) => Enumerable.Range(0, rows.Count).Select(row =>
    {
        var sum = model.Intercept;
        for (var i = 0; i < model.Weights.Count; i++)
        {
            for (var step = 0; step < rows.Levels[i][row]; step++) sum += model.Weights[i][step];
        }
        return sum;
    });

    private static float[][] Columns(MatrixRows rows) => [.. rows.Levels.Select(column => Array.ConvertAll(column, level => (float)level))];

    private static string Text(double? value) => value?.ToString("F6", CultureInfo.InvariantCulture) ?? "";

    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? type.Assembly.GetName().Version!.ToString(fieldCount: 3);
}
