using MathNet.Numerics;

namespace Iom.Selection.Statistics;

/// <summary>Whether two groups differ, if who is in which might as well have been otherwise.</summary>
/// <remarks>
/// Local randomisation: Cattaneo, Frandsen and Titiunik (2015), Journal of Causal Inference 3, 1-24. All choices of as many are tried, or where they are too many, some are drawn and the
/// one observed is counted among them, which keeps the test exact: Phipson and Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9, 39.
/// </remarks>
internal static class PermutationTest
{
    /// <summary>How many choices are drawn where not all are tried.</summary>
    public const int Draws = 1999;

    private const double MaxTried = 5000;
    private const double Tolerance = 1e-12;

    /// <summary>Tests the difference of means.</summary>
    /// <param name="outcomes">What came of each.</param>
    /// <param name="isIn">In which group each is.</param>
    /// <param name="stream">Chance, where not all choices are tried.</param>
    /// <returns>The difference of those in less the others, and its p; null where a group is empty.</returns>
    public static (double Difference, double P)? Test(IReadOnlyList<double> outcomes, IReadOnlyList<bool> isIn, RandomStream stream)
    {
        var (n, m) = (outcomes.Count, isIn.Count(each => each));
        if (m == 0 || m == n) return null;
        double[] values = [.. outcomes];
        var (all, sum) = (values.Sum(), 0.0);
        for (var i = 0; i < n; i++) sum += isIn[i] ? values[i] : 0;
        // The difference rises with the sum of those in, and that is what is compared.
        double Difference(double ofThose) => (ofThose / m) - ((all - ofThose) / (n - m));
        var (mean, limit) = (all * m / n, Math.Abs(sum - (all * m / n)) - (Tolerance * Math.Max(1, Math.Abs(all))));
        if (SpecialFunctions.FactorialLn(n) - SpecialFunctions.FactorialLn(m) - SpecialFunctions.FactorialLn(n - m) <= Math.Log(MaxTried))
        {
            var (reached, tried) = (0L, 0L);
            Try(0, m, 0);
            return (Difference(sum), (double)reached / tried);

            void Try(int from, int left, double soFar)
            {
                if (left == 0)
                {
                    tried++;
                    if (Math.Abs(soFar - mean) >= limit) reached++;
                    return;
                }
                for (var i = from; i <= n - left; i++) Try(i + 1, left - 1, soFar + values[i]);
            }
        }
        var count = 1;
        for (var draw = 0; draw < Draws; draw++)
        {
            var drawn = 0.0;
            for (var i = 0; i < m; i++)
            {
                var at = i + stream.Below(n - i);
                (values[i], values[at]) = (values[at], values[i]);
                drawn += values[i];
            }
            if (Math.Abs(drawn - mean) >= limit) count++;
        }
        return (Difference(sum), count / (Draws + 1.0));
    }
}
