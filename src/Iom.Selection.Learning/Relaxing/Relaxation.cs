using Iom.Selection.Learning.Problem;

namespace Iom.Selection.Learning.Relaxing;

/// <summary>The best fit with points of any real size on all steps: no card of any size over the same steps has a smaller loss.</summary>
/// <remarks>
/// Logistic regression with the signs of the bounds, by Newton's method on the steps that are not held at 0 (Bertsekas 1982, SIAM Journal on Control
/// and Optimization 20, 221-246). What it finds is only nearly the best; <see cref="LowerBound"/> does not depend on that.
/// </remarks>
internal sealed class Relaxation
{
    /// <summary>The largest log-odds of a step that the bound holds for, where a residual can't be made 0 to the last bit.</summary>
    public const double MaxWeight = 1000;

    private const int MaxSteps = 100;
    private const double Enough = 1e-9;
    private const double Ridge = 1e-7;
    private const double MaxLogOdds = 30;
    private const int UnitBits = 40;
    private const long Unit = 1L << UnitBits;

    private readonly StepTable _table;
    private readonly LogisticSums _sums;
    private readonly int _count;                // steps and the intercept, which is last
    private readonly double[] _rows;            // by pattern: how many rows
    private readonly double[] _withOutcome;     // by pattern: how many with the outcome
    private readonly int[] _directions;         // by step: 1 not below 0, -1 not above, 0 free, 2 held at 0

    private Relaxation(LogisticSums sums)
    {
        (_sums, _table) = (sums, sums.Table);
        (_count, _rows, _withOutcome) = (sums.Count, sums.Rows, sums.WithOutcome);
        _directions = Array.ConvertAll(_table.Bounds, bounds => bounds == default ? 2 : bounds.Lowest >= 0 ? 1 : bounds.Highest <= 0 ? -1 : 0);
        Weights = new double[_count];
    }

    /// <summary>By step: the log-odds; the intercept last.</summary>
    public double[] Weights { get; private set; }

    /// <summary>The loss at these weights.</summary>
    public double Value { get; private set; }

    /// <summary>A number that no choice of points can go below.</summary>
    public double LowerBound { get; private set; }

    public static Relaxation Solve(LogisticSums sums)
    {
        var relaxation = new Relaxation(sums);
        relaxation.Minimise();
        relaxation.LowerBound = Math.Max(0, relaxation.Bound());
        return relaxation;
    }

    private int Patterns => _rows.Length;

    private void Minimise()
    {
        var odds = new double[Patterns];
        var with = _withOutcome.Sum();
        Weights[^1] = Math.Log(with / (_rows.Sum() - with));
        Value = _sums.LossOf(Weights, odds);
        for (var step = 0; step < MaxSteps; step++)
        {
            var (residuals, weights) = (new double[Patterns], new double[Patterns]);
            for (var i = 0; i < Patterns; i++)
            {
                var chance = LogisticSums.Chance(odds[i]);
                (residuals[i], weights[i]) = ((_rows[i] * chance) - _withOutcome[i], _rows[i] * chance * (1 - chance));
            }
            var gradient = _sums.StepSums(residuals);
            int[] free = [.. Enumerable.Range(0, _count).Where(j => j == _count - 1 || IsFree(j, gradient[j]))];
            var change = Solve(_sums.Curvature(weights), free, [.. free.Select(j => gradient[j])]);
            var decrement = 0.0;
            for (var i = 0; i < free.Length; i++) decrement += change[i] * gradient[free[i]];
            var share = 1.0;
            var moved = new double[_count];
            var next = new double[Patterns];
            var value = Value;
            for (; share > 1e-8; share /= 2)
            {
                Weights.CopyTo(moved, 0);
                for (var i = 0; i < free.Length; i++) moved[free[i]] = Within(free[i], moved[free[i]] - (share * change[i]));
                value = _sums.LossOf(moved, next);
                if (value < Value) break;
            }
            if (share <= 1e-8) break;
            var won = Value - value;
            (Weights, Value, odds) = (moved, value, next);
            if (decrement < Enough && won < Enough) break;
        }
    }

    private bool IsFree(int step, double gradient) => _directions[step] switch
    {
        2 => false,
        1 => Weights[step] > 0 || gradient < 0,
        -1 => Weights[step] < 0 || gradient > 0,
        _ => true,
    };

    private double Within(int step, double weight)
    {
        weight = Math.Clamp(weight, -MaxLogOdds, MaxLogOdds);
        if (step == _count - 1) return weight;
        return _directions[step] switch { 1 => Math.Max(0, weight), -1 => Math.Min(0, weight), _ => weight };
    }

    // Any q in (0, 1) gives a bound: log(1 + exp(z)) - yz >= H(q) + (q - y)z for every z. Summed, the second part is the sum over steps of weight x
    // residual, which is at least 0 wherever each residual is 0, or has the sign of the weights allowed.
    private double Bound()
    {
        var odds = new double[Patterns];
        _sums.LossOf(Weights, odds);
        var chances = Array.ConvertAll(odds, LogisticSums.Chance);
        var weights = new double[Patterns];
        for (var i = 0; i < Patterns; i++) weights[i] = _rows[i] * chances[i] * (1 - chances[i]);
        var first = Residuals(InUnits(chances));
        // Weights in use want a residual of 0; a little more where a sign allows it, so that rounding can't spoil it.
        int[] used = [.. Enumerable.Range(0, _count).Where(j => j == _count - 1 || (_directions[j] != 2 && (_directions[j] == 0 || Weights[j] != 0 || (double)first[j] * _directions[j] < 0)))];
        var curvature = _sums.Curvature(weights);
        var slack = 1e-7;
        for (var round = 0; round < 3; round++)
        {
            var residuals = Residuals(InUnits(chances));
            var target = Array.ConvertAll(used, j => (j < _count - 1 && _directions[j] != 0 ? _directions[j] * slack : 0) - ((double)residuals[j] / Unit));
            var change = Solve(curvature, used, target);
            var whole = new double[_count];
            for (var i = 0; i < used.Length; i++) whole[used[i]] = change[i];
            var shift = new double[Patterns];
            _sums.OddsOf(whole, shift);
            for (var i = 0; i < Patterns; i++) chances[i] = Math.Clamp(chances[i] + (chances[i] * (1 - chances[i]) * shift[i]), 1e-12, 1 - 1e-12);
        }
        var units = InUnits(chances);
        var exact = Residuals(units);
        // One person's chance takes what rounding left of the intercept.
        if (exact[^1] != 0 && Math.Abs((double)exact[^1]) < Unit / 1000.0)
        {
            for (var i = 0; i < Patterns; i++)
            {
                var moved = units[i] - (long)exact[^1];
                if (_rows[i] != 1 || moved < 1 || moved >= Unit) continue;
                units[i] = moved;
                break;
            }
            exact = Residuals(units);
        }
        var bound = 0.0;
        for (var i = 0; i < Patterns; i++) bound += _rows[i] * Entropy(units[i] / (double)Unit);
        var wrong = Math.Abs((double)exact[^1]);
        for (var j = 0; j < _count - 1; j++)
        {
            wrong += _directions[j] switch
            {
                2 => 0,
                0 => Math.Abs((double)exact[j]),
                _ => Math.Max(0, -(double)exact[j] * _directions[j]),
            };
        }
        return bound - (MaxWeight * wrong / Unit) - (1e-15 * Patterns * Math.Max(1, bound));
    }

    private static long[] InUnits(double[] chances) => Array.ConvertAll(chances, chance => Math.Clamp((long)Math.Round(chance * Unit), 1, Unit - 1));

    // Whole numbers, so exact: the sum over rows of (q - y) for each step, and for all.
    private Int128[] Residuals(long[] units)
    {
        var levels = new Int128[_sums.FirstLevel[^1]];
        Int128 all = 0;
        for (var i = 0; i < Patterns; i++)
        {
            var residual = ((Int128)units[i] * (long)_rows[i]) - ((Int128)Unit * (long)_withOutcome[i]);
            all += residual;
            for (var measure = 0; measure < _table.MeasureCount; measure++) levels[_sums.LevelAt(i, measure)] += residual;
        }
        var steps = new Int128[_count];
        for (var measure = 0; measure < _table.MeasureCount; measure++)
        {
            Int128 sum = 0;
            for (var step = _table.FirstStep[measure + 1] - 1; step >= _table.FirstStep[measure]; step--)
            {
                sum += levels[_sums.FirstLevel[measure] + step - _table.FirstStep[measure] + 1];
                steps[step] = sum;
            }
        }
        steps[^1] = all;
        return steps;
    }

    // Cholesky on some of the rows and columns, with a ridge.
    private static double[] Solve(double[,] matrix, int[] some, double[] right)
    {
        var n = some.Length;
        var lower = new double[n, n];
        var x = (double[])right.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[some[i], some[j]] + (i == j ? Ridge : 0);
                for (var k = 0; k < j; k++) sum -= lower[i, k] * lower[j, k];
                lower[i, j] = i == j ? Math.Sqrt(Math.Max(sum, Ridge / 2)) : sum / lower[j, j];
            }
        }
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= lower[i, k] * x[k];
            x[i] /= lower[i, i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) x[i] -= lower[k, i] * x[k];
            x[i] /= lower[i, i];
        }
        return x;
    }

    private static double Entropy(double q) => -(q * Math.Log(q)) - ((1 - q) * Math.Log(1 - q));
}
