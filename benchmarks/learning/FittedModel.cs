namespace Iom.Selection.LearningBenchmarks;

/// <summary>What a method found.</summary>
/// <param name="K">The most steps; 0 for a method that has no such number.</param>
/// <param name="TrainLoss">The sum of log losses over the rows seen.</param>
/// <param name="Seconds">How long it took, the path up to k.</param>
/// <param name="Gap">(L - bound) / bound; null for a method that has no bound, and where the bound is below 0.001 a row.</param>
/// <param name="Predict">The chance of each of some rows, from their numbers.</param>
internal sealed record FittedModel(int K, double TrainLoss, double Seconds, double? Gap, Func<IReadOnlyList<double[]>, int[], double[]> Predict)
{
    public string KText => K == 0 ? "" : K.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
