using System.Runtime.Intrinsics;

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

    // How many numbers are added at once; wherever that is not so, they are added one by one, to the same sums.
    private const int Lanes = 4;

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
        var rows = model.Rows(patterns);
        for (var step = 0; step < MaxSteps && model.Improve(rows, positive, all) > Enough; step++)
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

    // The inputs of each pattern after a 1 for the constant, with zeros up to a whole number of vectors.
    private double[] Rows(IReadOnlyList<int[]> patterns)
    {
        var rows = new double[patterns.Count * Stride];
        for (var i = 0; i < patterns.Count; i++)
        {
            rows[i * Stride] = 1;
            for (var j = 1; j < _weights.Length; j++) rows[(i * Stride) + j] = Input(patterns[i], j - 1);
        }
        return rows;
    }

    private int Stride => (_weights.Length + Lanes - 1) / Lanes * Lanes;

    /// <summary>One step of Newton's method.</summary>
    /// <returns>The largest change of a weight.</returns>
    private double Improve(double[] rows, IReadOnlyList<int> positive, IReadOnlyList<int> all)
    {
        var (size, stride) = (_weights.Length, Stride);
        // Of each pair that is symmetric one half is used; the sums are the same, and in the same order, as if each were added by itself.
        var (slopes, curves) = (new double[stride], new double[size * stride]);
        for (var j = 1; j < size; j++) (slopes[j], curves[(j * stride) + j]) = (-Ridge * _weights[j], Ridge);
        curves[0] = Enough;
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i] == 0) continue;
            var row = rows.AsSpan(i * stride, stride);
            var score = _weights[0];
            for (var j = 1; j < size; j++) score += _weights[j] * row[j];
            var chance = 1 / (1 + Math.Exp(-score));
            var (residual, weight) = (positive[i] - (all[i] * chance), all[i] * chance * (1 - chance));
            AddProducts(slopes, row, residual, 1);
            for (var j = 0; j < size; j++) AddProducts(curves.AsSpan(j * stride, (j / Lanes * Lanes) + Lanes), row, row[j], weight);
        }
        var (slope, curve) = (slopes[..size], new double[size, size]);
        for (var j = 0; j < size; j++)
        {
            for (var k = 0; k <= j; k++) curve[j, k] = curves[(j * stride) + k];
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

    // sums += row * by * weight, product by product; times 1 changes nothing.
    private static void AddProducts(Span<double> sums, ReadOnlySpan<double> row, double by, double weight)
    {
        var (first, second) = (Vector256.Create(by), Vector256.Create(weight));
        for (var k = 0; k < sums.Length; k += Lanes)
            (Vector256.Create<double>(sums[k..]) + (Vector256.Create(row[k..]) * first * second)).CopyTo(sums[k..]);
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
