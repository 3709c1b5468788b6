namespace Iom.Selection.Statistics;

/// <summary>Whether those drawn in by lot came off otherwise than those drawn out: the exact test that draws every lot again.</summary>
/// <remarks>
/// Fisher (1935), "The Design of Experiments". Lots are strata; each holds how many were drawn of how many. A stratum weighs s(n - s)/n, so that the sum over
/// strata is that of the outcomes of those drawn in less what a fair draw gives on average. Outcomes are whole numbers, and the distribution is worked out, not drawn.
/// </remarks>
internal sealed class LotTest
{
    private const double Tolerance = 1e-9;

    private LotTest()
    {
    }

    /// <summary>How many strata can tell anything: somebody drawn in, and somebody out.</summary>
    public required int StratumCount { get; init; }

    /// <summary>How many people were drawn in, and how many out, in those.</summary>
    public required (int In, int Out) People { get; init; }

    /// <summary>The weighted mean difference of those drawn in less those drawn out, for each person.</summary>
    public required double Difference { get; init; }

    /// <summary>The probability of a difference as large, either way, if nobody's outcome depended on the draw.</summary>
    public required double P { get; init; }

    /// <summary>The smallest difference that would have been found with probability 0.8 at a level of 0.05, about.</summary>
    public required double MinimumDetectable { get; init; }

    /// <summary>Where a difference that is the same for everybody may lie, by the same draws.</summary>
    public required AndersonRubinSet Interval { get; init; }

    /// <summary>Tests.</summary>
    /// <param name="strata">By lot: each one's outcome, 0 or more, and whether drawn in.</param>
    /// <param name="level">The confidence level of the interval.</param>
    /// <returns>The test; null where no lot can tell anything.</returns>
    public static LotTest? Test(IEnumerable<IReadOnlyList<(int Outcome, bool IsIn)>> strata, double level)
    {
        IReadOnlyList<(int Outcome, bool IsIn)>[] telling = [.. strata.Where(lot => lot.Any(person => person.IsIn) && lot.Any(person => !person.IsIn))];
        if (telling.Length == 0) return null;
        var (expected, observed, weight, drawn, out_, variance) = (0.0, 0L, 0.0, 0, 0, 0.0);
        double[] distribution = [1];
        foreach (var lot in telling)
        {
            var (n, s) = (lot.Count, lot.Count(person => person.IsIn));
            var mean = lot.Average(person => (double)person.Outcome);
            expected += s * mean;
            observed += lot.Where(person => person.IsIn).Sum(person => (long)person.Outcome);
            weight += (double)s * (n - s) / n;
            variance += (double)s * (n - s) / n * lot.Sum(person => (person.Outcome - mean) * (person.Outcome - mean)) / (n - 1);
            (drawn, out_) = (drawn + s, out_ + n - s);
            distribution = Together(distribution, Redrawn([.. lot.Select(person => person.Outcome)], s));
        }
        var p = 0.0;
        for (var sum = 0; sum < distribution.Length; sum++)
        {
            if (Math.Abs(sum - expected) >= Math.Abs(observed - expected) - Tolerance) p += distribution[sum];
        }
        return new LotTest
        {
            StratumCount = telling.Length,
            People = (drawn, out_),
            Difference = (observed - expected) / weight,
            P = Math.Min(1, p),
            MinimumDetectable = (Statistics.Interval.NormalQuantile(0.95) + Statistics.Interval.NormalQuantile(0.6)) * Math.Sqrt(variance) / weight,
            Interval = AndersonRubinSet.Find(telling.Select(lot => lot.Select(person => ((double)person.Outcome, person.IsIn ? 1.0 : 0, person.IsIn))), level),
        };
    }

    // How likely each sum of the outcomes of those drawn is: person by person, each with the chance that is left.
    private static double[] Redrawn(int[] outcomes, int drawn)
    {
        var most = outcomes.OrderDescending().Take(drawn).Sum();
        var chances = new double[drawn + 1, most + 1];
        chances[0, 0] = 1;
        for (var i = 0; i < outcomes.Length; i++)
        {
            double left = outcomes.Length - i;
            for (var taken = Math.Min(i, drawn); taken >= 0; taken--)
            {
                var chance = (drawn - taken) / left;
                for (var sum = most; sum >= 0; sum--)
                {
                    var here = chances[taken, sum];
                    if (here == 0) continue;
                    chances[taken, sum] = here * (1 - chance);
                    if (chance > 0) chances[taken + 1, sum + outcomes[i]] += here * chance;
                }
            }
        }
        return [.. Enumerable.Range(0, most + 1).Select(sum => chances[drawn, sum])];
    }

    private static double[] Together(double[] one, double[] other)
    {
        var sums = new double[one.Length + other.Length - 1];
        for (var i = 0; i < one.Length; i++)
        {
            for (var j = 0; j < other.Length; j++) sums[i + j] += one[i] * other[j];
        }
        return sums;
    }
}
