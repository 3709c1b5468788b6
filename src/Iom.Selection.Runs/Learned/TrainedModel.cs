using System.ComponentModel;
using Iom.Selection.Learning.Matrices;
using Iom.Selection.Policies;

namespace Iom.Selection.Runs.Learned;

/// <summary>A model that was trained, and what it gives on the test dates beside others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TrainedModel
{
    /// <summary>What it was trained with, with versions.</summary>
    public required IReadOnlyList<string> Libraries { get; init; }

    /// <summary>How it was trained.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>By factor, then by level from 1: the log-odds.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Weights { get; init; }

    /// <summary>The log-odds of whoever reaches no level.</summary>
    public required double Intercept { get; init; }

    /// <summary>Slope and intercept on the choose dates; (1, 0) where there are none.</summary>
    public required CalibrationLine Calibration { get; init; }

    /// <summary>Whether it was calibrated.</summary>
    public required bool IsCalibrated { get; init; }

    /// <summary>The model's chance of each row tested on.</summary>
    public required double[] ModelChances { get; init; }

    /// <summary>The chances of what the model is measured against, by name: models that never select, and the partnership's own matrix; calibrated as the model is.</summary>
    public required IReadOnlyList<MethodChances> Yardsticks { get; init; }
}
