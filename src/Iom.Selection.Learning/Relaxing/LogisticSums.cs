using Iom.Selection.Learning.Fitting;
using Iom.Selection.Learning.Problem;

namespace Iom.Selection.Learning.Relaxing;

/// <summary>The sums that a logistic regression on all steps needs. Rows that are alike are one pattern with counts.</summary>
internal sealed class LogisticSums
{
    public LogisticSums(StepTable table)
    {
        Table = table;
        Count = table.StepCount + 1;
        FirstLevel = new int[table.MeasureCount + 1];
        for (var measure = 0; measure < table.MeasureCount; measure++)
            FirstLevel[measure + 1] = FirstLevel[measure] + table.FirstStep[measure + 1] - table.FirstStep[measure] + 1;
        var patterns = table.PatternStarts.Length - 1;
        (Rows, WithOutcome) = (new double[patterns], new double[patterns]);
        for (var pattern = 0; pattern < patterns; pattern++)
        {
            for (var row = table.PatternStarts[pattern]; row < table.PatternStarts[pattern + 1]; row++) WithOutcome[pattern] += table.Outcomes[row];
            Rows[pattern] = table.PatternStarts[pattern + 1] - table.PatternStarts[pattern];
        }
    }

    public StepTable Table { get; }

    /// <summary>Steps and the intercept, which is last.</summary>
    public int Count { get; }

    /// <summary>By measure: the place of its level 0 among all levels.</summary>
    public int[] FirstLevel { get; }

    /// <summary>By pattern: how many rows.</summary>
    public double[] Rows { get; }

    /// <summary>By pattern: how many rows with the outcome.</summary>
    public double[] WithOutcome { get; }

    private int Patterns => Rows.Length;

    public static double Chance(double odds) => 1 / (1 + Math.Exp(-odds));

    /// <summary>The first two derivatives at some weights.</summary>
    public (double[] Gradient, double[,] Curvature) Derivatives(double[] weights)
    {
        var odds = new double[Patterns];
        OddsOf(weights, odds);
        var residuals = new double[Patterns];
        for (var i = 0; i < Patterns; i++)
        {
            var chance = Chance(odds[i]);
            (residuals[i], odds[i]) = ((Rows[i] * chance) - WithOutcome[i], Rows[i] * chance * (1 - chance));
        }
        return (StepSums(residuals), Curvature(odds));
    }

    /// <summary>The place of a pattern's level of a measure, among all levels of all measures.</summary>
    public int LevelAt(int pattern, int measure) => FirstLevel[measure] + Table.PatternLevels[(pattern * Table.MeasureCount) + measure];

    /// <summary>The loss at some weights; and the log-odds of each pattern.</summary>
    public double LossOf(double[] weights, double[] odds)
    {
        OddsOf(weights, odds);
        var loss = 0.0;
        for (var i = 0; i < Patterns; i++) loss += (Rows[i] * TotalsFit.SoftPlus(-odds[i])) + ((Rows[i] - WithOutcome[i]) * odds[i]);
        return loss;
    }

    /// <summary>The log-odds of each pattern.</summary>
    public void OddsOf(double[] weights, double[] odds)
    {
        // What each level of a measure adds up to.
        var sums = new double[FirstLevel[^1]];
        for (var measure = 0; measure < Table.MeasureCount; measure++)
        {
            for (var step = Table.FirstStep[measure]; step < Table.FirstStep[measure + 1]; step++)
            {
                var level = FirstLevel[measure] + step - Table.FirstStep[measure] + 1;
                sums[level] = sums[level - 1] + weights[step];
            }
        }
        for (var i = 0; i < Patterns; i++)
        {
            var sum = weights[^1];
            for (var measure = 0; measure < Table.MeasureCount; measure++) sum += sums[LevelAt(i, measure)];
            odds[i] = sum;
        }
    }

    /// <summary>Sums over patterns that take each step, and over all.</summary>
    public double[] StepSums(double[] values)
    {
        var levels = new double[FirstLevel[^1]];
        var all = 0.0;
        for (var i = 0; i < Patterns; i++)
        {
            all += values[i];
            for (var measure = 0; measure < Table.MeasureCount; measure++) levels[LevelAt(i, measure)] += values[i];
        }
        var steps = new double[Count];
        for (var measure = 0; measure < Table.MeasureCount; measure++)
        {
            var sum = 0.0;
            for (var step = Table.FirstStep[measure + 1] - 1; step >= Table.FirstStep[measure]; step--)
            {
                sum += levels[FirstLevel[measure] + step - Table.FirstStep[measure] + 1];
                steps[step] = sum;
            }
        }
        steps[^1] = all;
        return steps;
    }

    /// <summary>Sums of weights over patterns that take both of two steps.</summary>
    /// <remarks>By pairs of levels first, so that each pattern is added once for each pair of measures.</remarks>
    public double[,] Curvature(double[] weights)
    {
        var size = FirstLevel[^1];
        var levels = new double[size * size];
        var all = 0.0;
        Span<int> own = stackalloc int[Table.MeasureCount];
        for (var i = 0; i < Patterns; i++)
        {
            all += weights[i];
            for (var measure = 0; measure < own.Length; measure++) own[measure] = LevelAt(i, measure);
            for (var one = 0; one < own.Length; one++)
            {
                var row = levels.AsSpan(own[one] * size, size);
                for (var other = 0; other <= one; other++) row[own[other]] += weights[i];
            }
        }
        var curvature = new double[Count, Count];
        for (var one = 0; one < Table.MeasureCount; one++)
        {
            for (var other = 0; other <= one; other++)
            {
                var (rows, columns) = (FirstLevel[one + 1] - FirstLevel[one], FirstLevel[other + 1] - FirstLevel[other]);
                for (var row = rows - 1; row >= 0; row--)
                {
                    for (var column = columns - 1; column >= 0; column--)
                    {
                        var at = ((FirstLevel[one] + row) * size) + FirstLevel[other] + column;
                        if (row + 1 < rows) levels[at] += levels[at + size];
                        if (column + 1 < columns) levels[at] += levels[at + 1];
                        if (row + 1 < rows && column + 1 < columns) levels[at] -= levels[at + size + 1];
                        if (row == 0 || column == 0) continue;
                        var (i, j) = (Table.FirstStep[one] + row - 1, Table.FirstStep[other] + column - 1);
                        (curvature[i, j], curvature[j, i]) = (levels[at], levels[at]);
                    }
                }
            }
        }
        for (var j = 0; j < Count - 1; j++) (curvature[j, Count - 1], curvature[Count - 1, j]) = (curvature[j, j], curvature[j, j]);
        curvature[Count - 1, Count - 1] = all;
        return curvature;
    }
}
