namespace Iom.Selection.Statistics;

/// <summary>A difference, with its interval.</summary>
/// <param name="Value">The difference.</param>
/// <param name="Interval">Where it may lie.</param>
public readonly record struct DifferenceEstimate(double Value, Interval Interval);
