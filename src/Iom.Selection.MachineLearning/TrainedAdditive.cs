namespace Iom.Selection.MachineLearning;

/// <summary>An additive model: a weight for each step, none below 0 where the steps are those of rising risk.</summary>
/// <param name="Weights">By measure, then by step from the lowest: log-odds, 0 or more.</param>
/// <param name="Intercept">The log-odds of whoever takes no step.</param>
public sealed record TrainedAdditive(IReadOnlyList<IReadOnlyList<double>> Weights, double Intercept);
