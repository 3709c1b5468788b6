using MathNet.Numerics;

namespace Iom.Selection.Statistics;

/// <summary>The exact test of two rates when it is fixed how many people are chosen in all: the hypergeometric distribution.</summary>
/// <remarks>
/// Given that k of n are chosen whoever they are, the number chosen of a group of m is hypergeometric if the group makes no difference:
/// Fisher (1935). Two-sided by the outcomes that are not likelier than the one observed; the mid-p counts half of those that are as likely
/// as it: Lancaster (1961), J. Am. Stat. Assoc. 56, 223-234. Within several strata the number chosen of the group in all is the sum of hypergeometric
/// numbers: Gart (1970), Biometrika 57, 471-475.
/// </remarks>
internal sealed class ExactTest
{
    // Two likelihoods that differ by less are equal but for rounding.
    private const double Tolerance = 1e-7;

    // What of a sum of several strata is less likely than this is left out.
    private const double Negligible = 1e-40;

    private readonly int _least;
    private readonly double[] _likelihoods;

    // The difference of the rates at a count: what it is above the expected, over the weight of Mantel and Haenszel. Of one stratum it is the plain difference.
    private readonly double _expected;
    private readonly double _weight;
    private readonly (int Of, int Others, int Chosen)? _only;

    /// <summary>Prepares the test.</summary>
    /// <param name="of">The people of the group.</param>
    /// <param name="others">The people it is compared with.</param>
    /// <param name="chosen">How many of both together are chosen.</param>
    public ExactTest(int of, int others, int chosen)
    {
        _only = (of, others, chosen);
        _expected = of + others == 0 ? 0 : (double)of * chosen / (of + others);
        _weight = of + others == 0 ? 0 : (double)of * others / (of + others);
        _least = Math.Max(0, chosen - others);
        _likelihoods = new double[Math.Min(of, chosen) - _least + 1];
        // From the likeliest outcome on to both sides by what each is of its neighbour; what is too small for a number is 0.
        var mode = (int)Math.Clamp((of + 1L) * (chosen + 1L) / (of + others + 2L), _least, Math.Min(of, chosen));
        _likelihoods[mode - _least] = Math.Exp(LogChoose(of, mode) + LogChoose(others, chosen - mode) - LogChoose(of + others, chosen));
        for (var k = mode; k < Math.Min(of, chosen) && _likelihoods[k - _least] > 0; k++)
            _likelihoods[k + 1 - _least] = _likelihoods[k - _least] * ((double)(of - k) * (chosen - k)) / ((k + 1.0) * (others - chosen + k + 1.0));
        for (var k = mode; k > _least && _likelihoods[k - _least] > 0; k--)
            _likelihoods[k - 1 - _least] = _likelihoods[k - _least] * (k * (double)(others - chosen + k)) / ((of - k + 1.0) * (chosen - k + 1.0));
    }

    /// <summary>Prepares the test within strata: in each it is fixed how many are chosen.</summary>
    /// <param name="strata">Of each, the people of the group, those it is compared with, and how many of both are chosen; one at least.</param>
    public ExactTest(IReadOnlyList<(int Of, int Others, int Chosen)> strata)
    {
        (_least, _likelihoods) = (0, [1]);
        foreach (var (of, others, chosen) in strata)
        {
            var one = new ExactTest(of, others, chosen);
            (_expected, _weight) = (_expected + one._expected, _weight + one._weight);
            (_least, _likelihoods) = strata.Count == 1 ? (one._least, one._likelihoods) : Add(Trim(_least, _likelihoods), Trim(one._least, one._likelihoods));
        }
    }

    /// <summary>The difference of the rates, weighted by strata.</summary>
    /// <param name="count">How many of the group are chosen in all.</param>
    public double DifferenceAt(int count) =>
        _only is var (of, others, chosen) ? ((double)count / of) - ((double)(chosen - count) / others) : (count - _expected) / _weight;

    /// <summary>The probability of an outcome that is not likelier than this one.</summary>
    /// <param name="count">How many of the group are chosen.</param>
    /// <returns>The two-sided p, 0 to 1, and the mid-p.</returns>
    public (double P, double MidP) At(int count)
    {
        // What was left out as negligible has no p that could be told from 0.
        if (count < _least || count - _least >= _likelihoods.Length) return (0, 0);
        var observed = _likelihoods[count - _least];
        var (below, equal) = (0.0, 0.0);
        foreach (var likelihood in _likelihoods)
        {
            if (likelihood < observed * (1 - Tolerance)) below += likelihood;
            else if (likelihood <= observed * (1 + Tolerance)) equal += likelihood;
        }
        return (Math.Min(1, below + equal), Math.Min(1, below + (equal / 2)));
    }

    /// <summary>The smallest difference of the two rates that would have had a p of at most this.</summary>
    /// <param name="p">The p that shows a difference.</param>
    /// <returns>Without sign; null where even the most extreme outcome shows nothing.</returns>
    public double? MinimumDetectableDifference(double p)
    {
        // The likelihoods rise to the middle and fall after it: from both ends inwards, the least likely first, the p of an outcome is the sum of all so far.
        var (low, high, sum) = (0, _likelihoods.Length - 1, 0.0);
        double? smallest = null;
        while (low <= high)
        {
            var (nextLow, nextHigh, most) = (low, high, Math.Min(_likelihoods[low], _likelihoods[high]) * (1 + Tolerance));
            while (nextLow <= high && _likelihoods[nextLow] <= most) sum += _likelihoods[nextLow++];
            while (nextHigh >= nextLow && _likelihoods[nextHigh] <= most) sum += _likelihoods[nextHigh--];
            if (sum > p) break;
            if (nextLow > low) Take(nextLow - 1);
            if (nextHigh < high) Take(nextHigh + 1);
            (low, high) = (nextLow, nextHigh);
        }
        return smallest;

        void Take(int place)
        {
            var difference = Math.Abs(DifferenceAt(_least + place));
            if (smallest is null || difference < smallest) smallest = difference;
        }
    }

    private static (int Least, double[] Likelihoods) Add((int Least, double[] Likelihoods) a, (int Least, double[] Likelihoods) b)
    {
        var sum = new double[a.Likelihoods.Length + b.Likelihoods.Length - 1];
        for (var i = 0; i < a.Likelihoods.Length; i++)
        {
            for (var j = 0; j < b.Likelihoods.Length; j++) sum[i + j] += a.Likelihoods[i] * b.Likelihoods[j];
        }
        return (a.Least + b.Least, sum);
    }

    private static (int Least, double[] Likelihoods) Trim(int least, double[] likelihoods)
    {
        var (first, last) = (Array.FindIndex(likelihoods, each => each > Negligible), Array.FindLastIndex(likelihoods, each => each > Negligible));
        return (least + first, likelihoods[first..(last + 1)]);
    }

    private static double LogChoose(int of, int chosen) =>
        SpecialFunctions.FactorialLn(of) - SpecialFunctions.FactorialLn(chosen) - SpecialFunctions.FactorialLn(of - chosen);
}
