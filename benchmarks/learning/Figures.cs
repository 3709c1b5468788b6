using Iom.Selection.Statistics;

namespace Iom.Selection.LearningBenchmarks;

/// <summary>How good chances are.</summary>
internal static class Figures
{
    public static double Brier(double[] chances, bool[] truth, int[] rows) => rows.Average(row => Math.Pow(chances[row] - (truth[row] ? 1 : 0), 2));

    public static double Auc(double[] chances, bool[] truth, int[] rows) =>
        AucEstimate.Estimate([.. rows.Select(row => chances[row])], [.. rows.Select(row => truth[row])], 0.95)?.Value ?? double.NaN;

    public static double Loss(double[] chances, bool[] truth) => chances.Select((chance, i) => -Math.Log(truth[i] ? chance : 1 - chance)).Sum();
}
