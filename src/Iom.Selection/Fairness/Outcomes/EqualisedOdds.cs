namespace Iom.Selection.Fairness.Outcomes;

/// <summary>The largest differences between two recorded groups; with equalised odds both are 0.</summary>
/// <param name="TruePositive">In the true positive rate.</param>
/// <param name="FalsePositive">In the false positive rate.</param>
public readonly record struct EqualisedOdds(double TruePositive, double FalsePositive);
