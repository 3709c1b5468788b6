namespace Iom.Selection.Learning.Fitting;

/// <summary>Fits the chance of the outcome to totals: log-odds = slope x total + intercept, the slope not below 0.</summary>
internal static class TotalsFit
{
    /// <summary>The steepest slope, in log-odds a point: data that a card parts entirely have no best slope.</summary>
    public const double MaxSlope = 40;

    private const int MaxSteps = 60;
    private const double Enough = 1e-10;

    /// <summary>Fits by Newton's method from a start.</summary>
    /// <param name="counts">By total from the lowest: how many without the outcome, then how many with it.</param>
    /// <param name="lowest">The lowest total.</param>
    /// <param name="slope">The slope to start from; then the slope found.</param>
    /// <param name="intercept">The intercept, likewise.</param>
    /// <returns>The loss: the sum of log(1 + exp(-(2y - 1)(slope x total + intercept))).</returns>
    public static double Fit(ReadOnlySpan<double> counts, int lowest, ref double slope, ref double intercept)
    {
        var (a, b) = (slope, intercept);
        var last = double.PositiveInfinity;
        for (var step = 0; step < MaxSteps; step++)
        {
            double g0 = 0, g1 = 0, h00 = 0, h01 = 0, h11 = 0;
            for (var key = 0; key < counts.Length; key += 2)
            {
                var (without, with) = (counts[key], counts[key + 1]);
                var all = without + with;
                if (all == 0) continue;
                double total = lowest + (key >> 1);
                var chance = 1 / (1 + Math.Exp(-((a * total) + b)));
                var residual = (all * chance) - with;
                var weight = all * chance * (1 - chance);
                g0 += residual;
                g1 += residual * total;
                h00 += weight;
                h01 += weight * total;
                h11 += weight * total * total;
            }
            var determinant = (h00 * h11) - (h01 * h01);
            double da, db;
            if (determinant > 1e-9 * h00 * h11)
            {
                da = ((h00 * g1) - (h01 * g0)) / determinant;
                db = ((h11 * g0) - (h01 * g1)) / determinant;
            }
            else
            {
                (da, db) = (0, g0 / (h00 + 1e-12));
            }
            var decrement = (da * g1) + (db * g0);
            // Far from the minimum a whole step of Newton's may go too far: then half of it, until it helps.
            if (decrement > 0.5 || step > 8)
            {
                var now = Loss(counts, lowest, a, b);
                var share = 1.0;
                while (share > 1e-6 && !(Loss(counts, lowest, Math.Min(MaxSlope, a - (share * da)), b - (share * db)) < now)) share /= 2;
                if (share <= 1e-6) break;
                (da, db) = (share * da, share * db);
            }
            a -= da;
            b -= db;
            if (a > MaxSlope) a = MaxSlope;
            if (!(Math.Abs(decrement) > Enough) || Math.Abs(decrement) >= last && decrement < 1e-7) break;
            last = Math.Abs(decrement);
        }
        if (!(a > 0)) (a, b) = (0, Flat(counts));
        (slope, intercept) = (a, b);
        return Loss(counts, lowest, a, b);
    }

    /// <summary>The loss at a slope and an intercept.</summary>
    public static double Loss(ReadOnlySpan<double> counts, int lowest, double slope, double intercept)
    {
        var loss = 0.0;
        for (var key = 0; key < counts.Length; key += 2)
        {
            var (without, with) = (counts[key], counts[key + 1]);
            if (without + with == 0) continue;
            var odds = (slope * (lowest + (key >> 1))) + intercept;
            var soft = SoftPlus(-odds);
            loss += (with * soft) + (without * (soft + odds));
        }
        return loss;
    }

    /// <summary>log(1 + exp(x)).</summary>
    public static double SoftPlus(double x) => x > 0 ? x + LogOnePlus(Math.Exp(-x)) : LogOnePlus(Math.Exp(x));

    // log(1 + x) for x in [0, 1], without losing small x.
    private static double LogOnePlus(double x)
    {
        var one = 1 + x;
        return one == 1 ? x : Math.Log(one) * x / (one - 1);
    }

    private static double Flat(ReadOnlySpan<double> counts)
    {
        double without = 0, with = 0;
        for (var key = 0; key < counts.Length; key += 2) (without, with) = (without + counts[key], with + counts[key + 1]);
        return Math.Log(with / without);
    }
}
