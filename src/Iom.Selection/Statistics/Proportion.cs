namespace Iom.Selection.Statistics;

/// <summary>How many of how many.</summary>
/// <remarks>The default value is none of none, which has no rate.</remarks>
public readonly record struct Proportion
{
    private const double UsualLevel = 0.95;

    /// <summary>Makes a proportion.</summary>
    /// <param name="count">How many, 0 to <paramref name="of"/>.</param>
    /// <param name="of">Of how many, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are more than there are.</exception>
    public Proportion(int count, int of)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, of);
        (Count, Of) = (count, of);
    }

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>Of how many.</summary>
    public int Of { get; }

    /// <summary>Whether there is nobody of whom to speak.</summary>
    public bool IsEmpty => Of == 0;

    /// <summary>The rate, 0 to 1; null of nobody.</summary>
    public double? Rate => Of == 0 ? null : (double)Count / Of;

    /// <summary>The lower end of the interval at 95 per cent, in [0, 1]; 0 of nobody.</summary>
    public double Lower => IntervalAt(UsualLevel)?.Low ?? 0;

    /// <summary>The upper end of the interval at 95 per cent, in [0, 1]; 1 of nobody.</summary>
    public double Upper => IntervalAt(UsualLevel)?.High ?? 1;

    /// <summary>Where the rate may lie: the score interval, without continuity correction.</summary>
    /// <remarks>Wilson (1927), J. Am. Stat. Assoc. 22, 209-212; method 3 in Newcombe (1998), Statistics in Medicine 17, 857-872.</remarks>
    /// <param name="level">The confidence level, between 0 and 1.</param>
    /// <returns>The interval, within 0 and 1; null of nobody.</returns>
    public Interval? IntervalAt(double level) => IntervalAt(level, designEffect: 1);

    /// <summary>The same of rows that don't all stand for different people: as if there were fewer, by how much more the rate varies than if they did.</summary>
    /// <remarks>Rao and Scott (1992), Biometrics 48, 577-585: count and number divided by the design effect.</remarks>
    /// <param name="level">The confidence level, between 0 and 1.</param>
    /// <param name="designEffect">The variance of the rate, divided by what it would be if all rows were of different people; 1 or more.</param>
    /// <returns>The interval, within 0 and 1; null of nobody.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="designEffect"/> is below 1.</exception>
    public Interval? IntervalAt(double level, double designEffect)
    {
        if (!(designEffect >= 1)) throw new ArgumentOutOfRangeException(nameof(designEffect));
        if (Of == 0) return null;
        var z = Interval.NormalQuantile(level);
        double x = Count / designEffect, n = Of / designEffect;
        var centre = (x + (z * z / 2)) / (n + (z * z));
        var half = z / (n + (z * z)) * Math.Sqrt((x * (n - x) / n) + (z * z / 4));
        // At the edges the formula gives 0 and 1 but for rounding.
        return new Interval(Count == 0 ? 0 : Math.Max(0, centre - half), Count == Of ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>Both together.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other, of other people.</param>
    /// <returns>Their counts added.</returns>
    public static Proportion operator +(Proportion a, Proportion b) => new(a.Count + b.Count, a.Of + b.Of);

    /// <summary>One without a part of it.</summary>
    /// <param name="whole">The whole.</param>
    /// <param name="part">The part to take away.</param>
    /// <returns>The rest.</returns>
    public static Proportion operator -(Proportion whole, Proportion part) => new(whole.Count - part.Count, whole.Of - part.Of);

    /// <summary>Both together.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other, of other people.</param>
    /// <returns>Their counts added.</returns>
    public static Proportion Add(Proportion a, Proportion b) => a + b;

    /// <summary>One without a part of it.</summary>
    /// <param name="whole">The whole.</param>
    /// <param name="part">The part to take away.</param>
    /// <returns>The rest.</returns>
    public static Proportion Subtract(Proportion whole, Proportion part) => whole - part;
}
