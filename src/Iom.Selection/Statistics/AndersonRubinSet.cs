namespace Iom.Selection.Statistics;

/// <summary>The ratios of two differences that draws of lots don't exclude: of what came of people to whether they were taken in.</summary>
/// <remarks>
/// Anderson and Rubin (1949), Annals of Mathematical Statistics 20, 46-63: for a ratio r, outcome less r times treatment has no difference between those drawn in and out.
/// Its variance is that of redrawing the lots. It holds however weakly the draw decides who is taken in; then the set may have no end, or hold nothing.
/// </remarks>
/// <param name="Kind">What kind of set it is.</param>
/// <param name="Low">An end; of <see cref="SetKind.Outside"/> the set lies at or below it, and at or above the other. Not a number where there is none.</param>
/// <param name="High">The other end.</param>
internal readonly record struct AndersonRubinSet(AndersonRubinSet.SetKind Kind, double Low, double High)
{
    /// <summary>The kinds of set.</summary>
    internal enum SetKind
    {
        /// <summary>From one end to the other.</summary>
        Between,

        /// <summary>All but what lies between the ends.</summary>
        Outside,

        /// <summary>Every number.</summary>
        Everything,

        /// <summary>No number.</summary>
        Nothing,
    }

    /// <summary>Whether a ratio is in the set.</summary>
    public bool Contains(double ratio) => Kind switch
    {
        SetKind.Between => ratio >= Low && ratio <= High,
        SetKind.Outside => ratio <= Low || ratio >= High,
        SetKind.Everything => true,
        _ => false,
    };

    /// <summary>Finds the set.</summary>
    /// <param name="strata">By lot: each one's outcome, treatment (0 or 1) and whether drawn in.</param>
    /// <param name="level">The confidence level.</param>
    public static AndersonRubinSet Find(IEnumerable<IEnumerable<(double Outcome, double Treated, bool IsIn)>> strata, double level)
    {
        var (outcome, treated, ofOutcome, ofBoth, ofTreated) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var lot in strata.Select(lot => lot.ToArray()))
        {
            double n = lot.Length, s = lot.Count(person => person.IsIn);
            if (s == 0 || s == n) continue;
            var (y, d) = (lot.Average(person => person.Outcome), lot.Average(person => person.Treated));
            outcome += lot.Where(person => person.IsIn).Sum(person => person.Outcome - y);
            treated += lot.Where(person => person.IsIn).Sum(person => person.Treated - d);
            var weight = s * (n - s) / n / (n - 1);
            ofOutcome += weight * lot.Sum(person => (person.Outcome - y) * (person.Outcome - y));
            ofBoth += weight * lot.Sum(person => (person.Outcome - y) * (person.Treated - d));
            ofTreated += weight * lot.Sum(person => (person.Treated - d) * (person.Treated - d));
        }
        var z = Interval.NormalQuantile(level);
        // The ratios r with (outcome - r treated)^2 at most z^2 times its variance: a square in r.
        var (a, b, c) = ((treated * treated) - (z * z * ofTreated), -2 * ((outcome * treated) - (z * z * ofBoth)), (outcome * outcome) - (z * z * ofOutcome));
        if (a == 0)
        {
            if (b == 0) return c <= 0 ? new(SetKind.Everything, double.NaN, double.NaN) : new(SetKind.Nothing, double.NaN, double.NaN);
            return b > 0 ? new(SetKind.Between, double.NegativeInfinity, -c / b) : new(SetKind.Between, -c / b, double.PositiveInfinity);
        }
        var root = (b * b) - (4 * a * c);
        if (root < 0 || (root == 0 && a < 0)) return new(a > 0 ? SetKind.Nothing : SetKind.Everything, double.NaN, double.NaN);
        var (one, other) = ((-b - Math.Sqrt(root)) / (2 * a), (-b + Math.Sqrt(root)) / (2 * a));
        return new(a > 0 ? SetKind.Between : SetKind.Outside, Math.Min(one, other), Math.Max(one, other));
    }
}
