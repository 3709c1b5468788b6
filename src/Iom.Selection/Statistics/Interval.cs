using MathNet.Numerics.Distributions;

namespace Iom.Selection.Statistics;

/// <summary>From where to where a figure may lie, both ends included.</summary>
/// <remarks>The default value is the point 0.</remarks>
/// <param name="Low">The lower end; negative infinity where nothing bounds it.</param>
/// <param name="High">The upper end; positive infinity where nothing bounds it.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether a value lies in it.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True for both ends and all between.</returns>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Whether all of it lies strictly between two values.</summary>
    /// <param name="low">The lower value.</param>
    /// <param name="high">The upper value.</param>
    /// <returns>True when neither end reaches them.</returns>
    public bool IsWithin(double low, double high) => Low > low && High < high;

    /// <summary>The normal quantile that leaves half of what a level leaves out above it.</summary>
    internal static double NormalQuantile(double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        return Normal.InvCDF(0, 1, 1 - ((1 - level) / 2));
    }
}
