namespace Iom.Selection.Statistics;

/// <summary>The jump of an outcome at a line: local polynomials on each side, with the interval that allows for their bias.</summary>
/// <remarks>
/// Calonico, Cattaneo and Titiunik (2014), Econometrica 82, 2295-2326; bandwidths that make the mean squared error of the jump least, with the
/// regularisation of that paper: Calonico, Cattaneo, Farrell and Titiunik (2017), Stata Journal 17, 372-404, and the R package rdrobust 4.0.0, against
/// which tests hold every figure. Who stands on the line stands on its upper side.
/// </remarks>
internal sealed partial class RegressionDiscontinuity
{
    private const int Matches = 3;

    private RegressionDiscontinuity()
    {
    }

    /// <summary>The jump by the local polynomial alone.</summary>
    public required double Conventional { get; init; }

    /// <summary>Its standard error.</summary>
    public required double ConventionalError { get; init; }

    /// <summary>The jump less the estimated bias.</summary>
    public required double BiasCorrected { get; init; }

    /// <summary>The standard error that allows for the bias having been estimated.</summary>
    public required double RobustError { get; init; }

    /// <summary>The bandwidth of the jump.</summary>
    public required double Bandwidth { get; init; }

    /// <summary>The bandwidth of the bias.</summary>
    public required double BiasBandwidth { get; init; }

    /// <summary>How many are within the bandwidth, below and above the line.</summary>
    public required (int Below, int Above) Within { get; init; }

    /// <summary>How many are within that of the bias.</summary>
    public required (int Below, int Above) WithinBias { get; init; }

    /// <summary>How many different values there are on each side.</summary>
    public required (int Below, int Above) Distinct { get; init; }

    /// <summary>The robust bias-corrected interval.</summary>
    public Interval RobustInterval(double level)
    {
        var half = Interval.NormalQuantile(level) * RobustError;
        return new Interval(BiasCorrected - half, BiasCorrected + half);
    }

    /// <summary>Estimates the jump.</summary>
    /// <param name="values">Where each one stands.</param>
    /// <param name="outcomes">What came of each.</param>
    /// <param name="line">The line.</param>
    /// <param name="options">How; the defaults of the source where nothing is given.</param>
    /// <param name="treated">In a fuzzy design, 1 for who was treated and 0 for who was not; then the jump is that of the outcome divided by that of treatment.</param>
    /// <returns>The jump; null where there are too few on a side for the equations.</returns>
    public static RegressionDiscontinuity? Estimate(
        IReadOnlyList<double> values, IReadOnlyList<double> outcomes, double line, DiscontinuityOptions? options = null, IReadOnlyList<double>? treated = null)
    {
        options ??= new DiscontinuityOptions();
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        var below = new Side([.. order.Where(i => values[i] < line)], values, outcomes, treated, line);
        var above = new Side([.. order.Where(i => values[i] >= line)], values, outcomes, treated, line);
        var (p, q) = (options.Degree, options.Degree + 1);
        if (below.Distinct < q + 2 || above.Distinct < q + 2) return null;
        var (h, b) = options.Bandwidth is { } given ? (given, options.BiasBandwidth ?? given) : Bandwidths(below, above, values, options);
        var (low, high) = (below.Fit(h, b, p, q, options), above.Fit(h, b, p, q, options));
        if (low is null || high is null) return null;

        var (conventional, corrected) = (high.Outcome.Conventional - low.Outcome.Conventional, high.Outcome.Corrected - low.Outcome.Corrected);
        var (s1, s2) = (1.0, 0.0);
        if (treated is not null)
        {
            var (jump, jumpCorrected) = (high.Treated.Conventional - low.Treated.Conventional, high.Treated.Corrected - low.Treated.Corrected);
            if (jump == 0) return null;
            (s1, s2) = (1 / jump, -conventional / (jump * jump));
            var bias = (s1 * (conventional - corrected)) + (s2 * (jump - jumpCorrected));
            (conventional, corrected) = (conventional / jump, (conventional / jump) - bias);
        }
        var result = new RegressionDiscontinuity
        {
            Conventional = conventional,
            ConventionalError = Math.Sqrt(low.Variance(s1, s2, robust: false) + high.Variance(s1, s2, robust: false)),
            BiasCorrected = corrected,
            RobustError = Math.Sqrt(low.Variance(s1, s2, robust: true) + high.Variance(s1, s2, robust: true)),
            Bandwidth = h,
            BiasBandwidth = b,
            Within = (below.Within(h, options.Kernel), above.Within(h, options.Kernel)),
            WithinBias = (below.Within(b, options.Kernel), above.Within(b, options.Kernel)),
            Distinct = (below.Distinct, above.Distinct),
        };
        return double.IsFinite(result.Conventional + result.ConventionalError + result.BiasCorrected + result.RobustError) ? result : null;
    }

    // The three steps of the source, each with what the one before found.
    private static (double H, double B) Bandwidths(Side below, Side above, IReadOnlyList<double> values, DiscontinuityOptions options)
    {
        var (p, q) = (options.Degree, options.Degree + 1);
        double[] sorted = [.. values.Order()];
        var constant = options.Kernel switch { DiscontinuityKernel.Uniform => 1.843, DiscontinuityKernel.Epanechnikov => 2.34, _ => 2.576 };
        var scale = Math.Min(Deviation(sorted), (Quantile(sorted, 3) - Quantile(sorted, 1)) / 1.349);
        var count = options.CountsDistinct ? below.Distinct + above.Distinct : sorted.Length;
        var widest = Math.Max(below.Range, above.Range);
        // With many equal values, a bandwidth holds at least the nearest ten.
        var least = options.CountsDistinct && (below.IsHeaped || above.IsHeaped) ? Math.Max(below.Nearest(10), above.Nearest(10)) : 0;
        var pilot = Clamp(constant * scale * Math.Pow(count, -0.2));
        var d = Optimal(below.Terms(q + 1, q + 1, q + 2, pilot, below.Range, 0, options), above.Terms(q + 1, q + 1, q + 2, pilot, above.Range, 0, options));
        var b = Optimal(below.Terms(q, p + 1, q + 1, pilot, d, 1, options), above.Terms(q, p + 1, q + 1, pilot, d, 1, options));
        var h = Optimal(below.Terms(p, 0, q, pilot, b, 1, options), above.Terms(p, 0, q, pilot, b, 1, options));
        return (h, b);

        double Optimal(BandwidthTerms low, BandwidthTerms high)
        {
            var bias = high.Bias - low.Bias;
            return Clamp(Math.Pow((low.Variance + high.Variance) / ((bias * bias) + low.Regularisation + high.Regularisation), low.Rate));
        }

        double Clamp(double bandwidth) => Math.Max(Math.Min(bandwidth, widest), least);
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    // The quartile that is the mean of two where it falls between them.
    private static double Quantile(double[] sorted, int quarter)
    {
        var at = sorted.Length * quarter;
        return at % 4 == 0 ? (sorted[(at / 4) - 1] + sorted[at / 4]) / 2 : sorted[at / 4];
    }

    private readonly record struct BandwidthTerms(double Variance, double Bias, double Regularisation, double Rate);
}
