namespace Iom.Selection.Learning;

/// <summary>Whole points for steps, and the chance of the outcome that a total stands for.</summary>
/// <param name="Points">By measure, then by step from the lowest: the points; most are 0.</param>
/// <param name="StepCount">How many steps give points.</param>
/// <param name="Slope">The log-odds of a point, 0 or more.</param>
/// <param name="Intercept">The log-odds of a total of 0.</param>
/// <param name="TrainingLoss">The sum over rows of log(1 + exp(-(2y - 1)(slope x total + intercept))).</param>
public sealed record LearnedCard(IReadOnlyList<IReadOnlyList<int>> Points, int StepCount, double Slope, double Intercept, double TrainingLoss)
{
    /// <summary>The total of somebody with these levels.</summary>
    /// <param name="levels">By measure: the level.</param>
    /// <returns>The points of all steps taken.</returns>
    public int TotalOf(IReadOnlyList<byte> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        var total = 0;
        for (var measure = 0; measure < levels.Count; measure++)
        {
            for (var step = 0; step < levels[measure]; step++) total += Points[measure][step];
        }
        return total;
    }

    /// <summary>The chance of the outcome that a total stands for.</summary>
    /// <param name="total">The total.</param>
    /// <returns>Between 0 and 1.</returns>
    public double ChanceOf(int total) => 1 / (1 + Math.Exp(-((Slope * total) + Intercept)));
}
