using Iom.Selection.Learning.Fitting;

namespace Iom.Selection.Learning.Matrices;

/// <summary>The chance of the outcome fitted to totals of any matrix.</summary>
internal readonly record struct TotalsCard(double Slope, double Intercept, double TrainingLoss)
{
    public static TotalsCard Fit(IReadOnlyList<int> totals, IReadOnlyList<bool> outcomes)
    {
        var lowest = totals.Min();
        var counts = new double[(totals.Max() - lowest + 1) * 2];
        for (var i = 0; i < totals.Count; i++) counts[((totals[i] - lowest) * 2) + (outcomes[i] ? 1 : 0)]++;
        var (slope, intercept) = (0.0, 0.0);
        var loss = TotalsFit.Fit(counts, lowest, ref slope, ref intercept);
        return new TotalsCard(slope, intercept, loss);
    }

    public double ChanceOf(int total) => 1 / (1 + Math.Exp(-((Slope * total) + Intercept)));
}
