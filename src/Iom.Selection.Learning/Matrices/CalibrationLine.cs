namespace Iom.Selection.Learning.Matrices;

/// <summary>What turns the log-odds of a model into those of the dates it was calibrated on.</summary>
/// <param name="Slope">The slope; 1 leaves them as they are.</param>
/// <param name="Intercept">The intercept; 0 leaves them as they are.</param>
public readonly record struct CalibrationLine(double Slope, double Intercept);
