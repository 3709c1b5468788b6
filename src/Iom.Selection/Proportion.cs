namespace Iom.Selection;

/// <summary>A share, with the counts it is made of and how little they may say.</summary>
/// <remarks>The interval is Wilson's score interval at 95 per cent (E. B. Wilson, Journal of the American Statistical Association 22, 1927, pp. 209-212).</remarks>
/// <param name="Count">How many, 0 or more.</param>
/// <param name="Of">Of how many; at least <paramref name="Count"/>.</param>
public readonly record struct Proportion(int Count, int Of)
{
    // The 97.5th percentile of the normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>The share, in [0, 1]; null of nothing.</summary>
    public double? Rate => Of == 0 ? null : (double)Count / Of;

    /// <summary>The lower end of the interval, in [0, 1]; 0 of nothing.</summary>
    public double Lower => Of == 0 ? 0 : Math.Max(0, Centre - HalfWidth);

    /// <summary>The upper end of the interval, in [0, 1]; 1 of nothing.</summary>
    public double Upper => Of == 0 ? 1 : Math.Min(1, Centre + HalfWidth);

    private double Centre => (Count + Z * Z / 2) / (Of + Z * Z);

    private double HalfWidth => Z / (Of + Z * Z) * Math.Sqrt((double)Count * (Of - Count) / Of + Z * Z / 4);
}
