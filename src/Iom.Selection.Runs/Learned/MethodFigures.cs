using Iom.Selection.Learning.Matrices;

namespace Iom.Selection.Runs.Learned;

/// <summary>How good a method is on the test dates.</summary>
/// <param name="Method">The method.</param>
/// <param name="Figures">Its figures.</param>
/// <param name="ModelLess">By how much the model's loss is lower, below 0; null for the model itself.</param>
public sealed record MethodFigures(string Method, HeldOut Figures, PairedDifference? ModelLess);
