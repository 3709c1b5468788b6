namespace Iom.Selection.Learning.Tests;

/// <summary>Losses worked out row by row, and the best card by trying them all. Nothing here is the product's.</summary>
internal static class BruteForce
{
    private const double MaxSlope = 40;

    /// <summary>The least loss of a slope of 0 or more and an intercept, by Newton's method on rows.</summary>
    public static double Loss(IReadOnlyList<int> totals, IReadOnlyList<bool> outcomes)
    {
        var groups = totals.Zip(outcomes).GroupBy(row => row.First).Select(group => (Total: (double)group.Key, With: (double)group.Count(row => row.Second), All: (double)group.Count())).ToArray();
        var (a, b) = (0.0, Math.Log((double)outcomes.Count(each => each) / outcomes.Count(each => !each)));
        var loss = At(a, b);
        for (var step = 0; step < 200; step++)
        {
            double g0 = 0, g1 = 0, h00 = 1e-9, h01 = 0, h11 = 1e-9;
            foreach (var (total, with, all) in groups)
            {
                var p = 1 / (1 + Math.Exp(-((a * total) + b)));
                (g0, g1) = (g0 + (all * p) - with, g1 + (((all * p) - with) * total));
                var w = all * p * (1 - p);
                (h00, h01, h11) = (h00 + w, h01 + (w * total), h11 + (w * total * total));
            }
            var determinant = (h00 * h11) - (h01 * h01);
            if (determinant <= 0) break;
            var (da, db) = (((h00 * g1) - (h01 * g0)) / determinant, ((h11 * g0) - (h01 * g1)) / determinant);
            var share = 1.0;
            while (share > 1e-9 && !(At(Math.Clamp(a - (share * da), 0, MaxSlope), b - (share * db)) < loss)) share /= 2;
            if (share <= 1e-9) break;
            (a, b) = (Math.Clamp(a - (share * da), 0, MaxSlope), b - (share * db));
            loss = At(a, b);
        }
        return loss;

        double At(double slope, double intercept) => groups.Sum(group =>
        {
            var z = (slope * group.Total) + intercept;
            var soft = z > 0 ? Math.Log(1 + Math.Exp(-z)) : -z + Math.Log(1 + Math.Exp(z));
            return (group.With * soft) + ((group.All - group.With) * (soft + z));
        });
    }

    /// <summary>The least loss of any card of at most so many steps: every set of steps whose real weights don't already rule it out, and every choice of points of it.</summary>
    public static double Best(SmallProblem problem)
    {
        var (taken, bounds) = (problem.Taken(), problem.Bounds());
        var best = Loss(new int[problem.Outcomes.Length], problem.Outcomes);
        var sets = Sets(bounds.Length, problem.MaxSteps).Select(set => (Set: set, Bound: RealLoss(taken, problem.Outcomes, set))).OrderBy(each => each.Bound);
        foreach (var (set, bound) in sets)
        {
            if (bound >= best) break;
            var points = new int[set.Length];
            Try(0);

            void Try(int at)
            {
                if (at == set.Length)
                {
                    best = Math.Min(best, Loss([.. taken.Select(row => set.Select((step, i) => row[step] ? points[i] : 0).Sum())], problem.Outcomes));
                    return;
                }
                for (var value = bounds[set[at]].Lowest; value <= bounds[set[at]].Highest; value++)
                {
                    points[at] = value;
                    if (value != 0) Try(at + 1);
                }
            }
        }
        return best;
    }

    // With real weights of any sign; a little less, so that rounding rules nothing out. Where it does not settle, nothing is ruled out.
    private static double RealLoss(bool[][] taken, bool[] outcomes, int[] set)
    {
        var n = set.Length + 1;
        var weights = new double[n];
        var rows = taken.Select(row => set.Select(step => row[step] ? 1.0 : 0).Append(1).ToArray()).ToArray();
        for (var round = 0; round < 60; round++)
        {
            var (g, h) = (new double[n], new double[n, n]);
            var loss = 0.0;
            for (var i = 0; i < rows.Length; i++)
            {
                var z = rows[i].Zip(weights, (x, w) => x * w).Sum();
                var p = 1 / (1 + Math.Exp(-z));
                loss -= Math.Log(Math.Max(1e-300, outcomes[i] ? p : 1 - p));
                for (var j = 0; j < n; j++)
                {
                    g[j] += (p - (outcomes[i] ? 1 : 0)) * rows[i][j];
                    for (var k = 0; k < n; k++) h[j, k] += p * (1 - p) * rows[i][j] * rows[i][k];
                }
            }
            if (g.All(each => Math.Abs(each) < 1e-7)) return loss - 1e-4;
            for (var j = 0; j < n; j++) h[j, j] += 1e-9;
            var change = Solve(h, g);
            for (var j = 0; j < n; j++) weights[j] -= change[j];
            if (weights.Any(weight => !(Math.Abs(weight) < 20))) return 0;
        }
        return 0;
    }

    private static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var x = (double[])right.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var row = i + 1; row < n; row++)
            {
                var factor = matrix[row, i] / matrix[i, i];
                for (var column = i; column < n; column++) matrix[row, column] -= factor * matrix[i, column];
                x[row] -= factor * x[i];
            }
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var column = i + 1; column < n; column++) x[i] -= matrix[i, column] * x[column];
            x[i] /= matrix[i, i];
        }
        return x;
    }

    private static IEnumerable<int[]> Sets(int of, int most) => Enumerable.Range(1, Math.Min(of, most)).SelectMany(size => Sets(of, size, 0));

    private static IEnumerable<int[]> Sets(int of, int size, int from)
    {
        if (size == 0) return [[]];
        return Enumerable.Range(from, Math.Max(0, of - from)).SelectMany(first => Sets(of, size - 1, first + 1).Select(rest => (int[])[first, .. rest]));
    }
}
