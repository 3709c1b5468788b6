using System.ComponentModel;
using Iom.Selection.Evaluation;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Learning.Matrices;
using Iom.Selection.Policies;

namespace Iom.Selection.Runs.Learned;

/// <summary>All that the files of <c>iom-train</c> are written from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TrainingReport
{
    /// <summary>The version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>What was to be trained on.</summary>
    public required LearningPlan Plan { get; init; }

    /// <summary>The policy's file.</summary>
    public required HashedFile PolicyFile { get; init; }

    /// <summary>The catalogue.</summary>
    public required HashedFile CatalogueFile { get; init; }

    /// <summary>What became of every row of the extracts.</summary>
    public required ExtractAccount Account { get; init; }

    /// <summary>For how many months what followed was looked at.</summary>
    public required int HorizonMonths { get; init; }

    /// <summary>The sum of severities above which harm is the outcome; null where any proven offence is.</summary>
    public required double? HarmAbove { get; init; }

    /// <summary>The dates trained at.</summary>
    public required IReadOnlyList<TrainingRows> LearnDates { get; init; }

    /// <summary>The dates calibrated at; none where the model is not calibrated.</summary>
    public required IReadOnlyList<TrainingRows> ChooseDates { get; init; }

    /// <summary>The dates tested at.</summary>
    public required IReadOnlyList<TrainingRows> TestDates { get; init; }

    /// <summary>The rows trained on.</summary>
    public required MatrixRows Learn { get; init; }

    /// <summary>The rows tested on.</summary>
    public required MatrixRows Test { get; init; }

    /// <summary>What it was trained with, with versions.</summary>
    public required IReadOnlyList<string> Libraries { get; init; }

    /// <summary>How it was trained.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>By factor, then by level from 1: the log-odds.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Weights { get; init; }

    /// <summary>The log-odds of whoever reaches no level.</summary>
    public required double Intercept { get; init; }

    /// <summary>Slope and intercept on the choose dates; (1, 0) where there are none.</summary>
    public required (double Slope, double Intercept) Calibration { get; init; }

    /// <summary>Whether it was calibrated.</summary>
    public required bool IsCalibrated { get; init; }

    /// <summary>The model's chance of each row tested on.</summary>
    public required double[] ModelChances { get; init; }

    /// <summary>The chances of what the model is measured against, by name: models that never select, and the partnership's own matrix; calibrated as the model is.</summary>
    public required IReadOnlyList<(string Method, double[] Chances)> Yardsticks { get; init; }

    /// <summary>How good each method is on the test dates, beside the partnership's own matrix.</summary>
    /// <returns>The model first, the own matrix last; with by how much the model's loss is lower (below 0) than each other's.</returns>
    public IReadOnlyList<(string Method, HeldOut Figures, PairedDifference? ModelLess)> Figures()
    {
        return
        [
            (Kind == ModelKind.Steps ? "additive" : "gam", HeldOut.Measure(ModelChances, Test), null),
            .. Yardsticks.Select(other => (other.Method, HeldOut.Measure(other.Chances, Test), (PairedDifference?)HeldOut.Compare(ModelChances, other.Chances, Test).Loss)),
        ];
    }
}
