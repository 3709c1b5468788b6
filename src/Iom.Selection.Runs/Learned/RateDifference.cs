using System.ComponentModel;
using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Learned;

/// <summary>The difference of two groups' rates.</summary>
/// <param name="One">The one group above the line.</param>
/// <param name="Other">The other.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RateDifference(Proportion One, Proportion Other)
{
    private const double Level = 0.95;

    /// <summary>By how much the first rate varies more than if each row were another person's; 1 or more.</summary>
    public double DesignEffectOfOne { get; init; } = 1;

    /// <summary>The same of the other rate.</summary>
    public double DesignEffectOfOther { get; init; } = 1;

    /// <summary>The first rate less the second; null where a group is empty.</summary>
    public double? Difference => One.Rate - Other.Rate;

    /// <summary>Its interval at 95 per cent, from the two score intervals, which count the rows of one person as one; null where a group is empty.</summary>
    /// <remarks>Method 10 in Newcombe (1998), Statistics in Medicine 17, 873-890; rows of one person: Rao and Scott (1992), Biometrics 48, 577-585.</remarks>
    public Interval? Interval
    {
        get
        {
            if (One.IntervalAt(Level, DesignEffectOfOne) is not { } one || Other.IntervalAt(Level, DesignEffectOfOther) is not { } other) return null;
            var (p, q) = (One.Rate!.Value, Other.Rate!.Value);
            return new Interval(
                p - q - Math.Sqrt(((p - one.Low) * (p - one.Low)) + ((other.High - q) * (other.High - q))),
                p - q + Math.Sqrt(((one.High - p) * (one.High - p)) + ((q - other.Low) * (q - other.Low))));
        }
    }
}
