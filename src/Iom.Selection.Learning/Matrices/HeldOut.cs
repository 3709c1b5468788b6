using Iom.Selection.Statistics;

namespace Iom.Selection.Learning.Matrices;

/// <summary>How good chances are on rows that they were not learned from. Errors are clustered by person.</summary>
/// <param name="MeanLoss">The mean log loss.</param>
/// <param name="LossError">Its standard error; null of one person.</param>
/// <param name="Brier">The mean squared difference of chance and outcome.</param>
/// <param name="Auc">The area under the curve with its interval; null with fewer than two of a kind, or where they are parted entirely.</param>
public sealed record HeldOut(double MeanLoss, double? LossError, double Brier, AucEstimate? Auc)
{
    /// <summary>The level of intervals.</summary>
    public const double Level = 0.95;

    internal const double Z = 1.959963984540054;

    /// <summary>Measures chances.</summary>
    /// <param name="chances">The chance of each row, above 0 and below 1.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The figures.</returns>
    public static HeldOut Measure(double[] chances, MatrixRows rows)
    {
        ArgumentNullException.ThrowIfNull(chances);
        ArgumentNullException.ThrowIfNull(rows);
        var losses = Losses(chances, rows);
        var (mean, error) = Mean(losses, rows.People);
        var brier = 0.0;
        for (var i = 0; i < chances.Length; i++) brier += Square(chances[i] - (rows.Outcomes[i] ? 1 : 0));
        return new HeldOut(mean, error, brier / chances.Length, AucEstimate.Estimate(chances, rows.Outcomes, Level));
    }

    /// <summary>By how much one list of chances surprises less than another, row by row.</summary>
    /// <param name="one">The chances of the one.</param>
    /// <param name="other">Those of the other.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The difference of mean log losses, and of Brier scores: below 0 where the first are better.</returns>
    public static HeldOutDifference Compare(double[] one, double[] other, MatrixRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new HeldOutDifference(Paired(Losses(one, rows), Losses(other, rows), rows.People), Paired(SquaredErrors(one, rows), SquaredErrors(other, rows), rows.People));
    }

    internal static double[] Losses(double[] chances, MatrixRows rows) => [.. chances.Select((chance, i) => -Math.Log(rows.Outcomes[i] ? chance : 1 - chance))];

    internal static double[] SquaredErrors(double[] chances, MatrixRows rows) => [.. chances.Select((chance, i) => Square(chance - (rows.Outcomes[i] ? 1 : 0)))];

    /// <summary>A mean and its error, where the rows of one person say nothing new of each other.</summary>
    internal static (double Mean, double? Error) Mean(double[] values, IReadOnlyList<int> people)
    {
        var mean = values.Average();
        var sums = new SortedDictionary<int, double>();
        for (var i = 0; i < values.Length; i++) sums[people[i]] = sums.GetValueOrDefault(people[i]) + values[i] - mean;
        if (sums.Count < 2) return (mean, null);
        var squares = 0.0;
        foreach (var sum in sums.Values) squares += sum * sum;
        return (mean, Math.Sqrt(squares * sums.Count / (sums.Count - 1)) / values.Length);
    }

    /// <summary>The mean of a difference and its interval at 95 per cent.</summary>
    internal static PairedDifference Paired(double[] one, double[] other, IReadOnlyList<int> people)
    {
        var (mean, error) = Mean([.. one.Zip(other, (a, b) => a - b)], people);
        return new PairedDifference(mean, error is { } known ? new Interval(mean - (Z * known), mean + (Z * known)) : null);
    }

    private static double Square(double value) => value * value;
}
