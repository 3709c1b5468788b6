namespace Iom.Selection.Statistics;

/// <summary>A logistic regression with a small ridge, fitted by Newton's method on patterns with counts.</summary>
/// <remarks>
/// McCullagh and Nelder (1989), section 4.4. The ridge of one (on inputs of unit variance, not on the constant) keeps weights finite where a
/// factor parts the groups entirely. The few equations are solved here and not by a library of linear algebra, because such a one looks for
/// native code on the machine, and the core must give the same everywhere.
/// </remarks>
internal sealed class LogisticModel
{
    private const int MaxSteps = 50;
    private const double Enough = 1e-10;
    private const double Ridge = 1;

    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double[] _weights;     // the constant first

    private LogisticModel(double[] means, double[] scales, double[] weights) => (_means, _scales, _weights) = (means, scales, weights);

    /// <summary>Fits a model.</summary>
    /// <param name="patterns">The inputs of each pattern.</param>
    /// <param name="positive">How many of the one kind have each pattern.</param>
    /// <param name="all">How many people have each pattern.</param>
    public static LogisticModel Fit(IReadOnlyList<int[]> patterns, IReadOnlyList<int> positive, IReadOnlyList<int> all)
    {
        var inputs = patterns[0].Length;
        var (means, scales) = (new double[inputs], new double[inputs]);
        double people = all.Sum(count => (long)count);
        for (var j = 0; j < inputs; j++)
        {
            double sum = 0, squares = 0;
            for (var i = 0; i < patterns.Count; i++) sum += (double)all[i] * patterns[i][j];
            means[j] = sum / people;
            for (var i = 0; i < patterns.Count; i++) squares += all[i] * (patterns[i][j] - means[j]) * (patterns[i][j] - means[j]);
            // An input that is the same for all says nothing, and is left as zeros.
            scales[j] = squares > 0 ? 1 / Math.Sqrt(squares / people) : 0;
        }

        var model = new LogisticModel(means, scales, new double[inputs + 1]);
        for (var step = 0; step < MaxSteps && model.Improve(patterns, positive, all) > Enough; step++)
        {
        }
        return model;
    }

    /// <summary>The score of a pattern: the logarithm of the odds.</summary>
    public double Score(int[] pattern)
    {
        var score = _weights[0];
        for (var j = 0; j < pattern.Length; j++) score += _weights[j + 1] * Input(pattern, j);
        return score;
    }

    private double Input(int[] pattern, int j) => (pattern[j] - _means[j]) * _scales[j];

    /// <summary>One step of Newton's method.</summary>
    /// <returns>The largest change of a weight.</returns>
    private double Improve(IReadOnlyList<int[]> patterns, IReadOnlyList<int> positive, IReadOnlyList<int> all)
    {
        var size = _weights.Length;
        var (slope, curve, row) = (new double[size], new double[size, size], new double[size]);
        for (var j = 1; j < size; j++) (slope[j], curve[j, j]) = (-Ridge * _weights[j], Ridge);
        curve[0, 0] = Enough;
        for (var i = 0; i < patterns.Count; i++)
        {
            if (all[i] == 0) continue;
            row[0] = 1;
            for (var j = 1; j < size; j++) row[j] = Input(patterns[i], j - 1);
            var chance = 1 / (1 + Math.Exp(-Score(patterns[i])));
            var (residual, weight) = (positive[i] - (all[i] * chance), all[i] * chance * (1 - chance));
            for (var j = 0; j < size; j++)
            {
                slope[j] += row[j] * residual;
                for (var k = 0; k <= j; k++) curve[j, k] += row[j] * row[k] * weight;
            }
        }
        var change = Solve(curve, slope);
        var largest = 0.0;
        for (var j = 0; j < size; j++)
        {
            _weights[j] += change[j];
            largest = Math.Max(largest, Math.Abs(change[j]));
        }
        return largest;
    }

    // Cholesky: the lower half of a symmetric positive matrix is overwritten by its root.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var x = (double[])right.Clone();
        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k < j; k++)
            {
                for (var i = j; i < n; i++) matrix[i, j] -= matrix[i, k] * matrix[j, k];
            }
            var root = Math.Sqrt(matrix[j, j]);
            for (var i = j; i < n; i++) matrix[i, j] /= root;
        }
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= matrix[i, k] * x[k];
            x[i] /= matrix[i, i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) x[i] -= matrix[k, i] * x[k];
            x[i] /= matrix[i, i];
        }
        return x;
    }
}
