using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Statistics;
using MathNet.Numerics.Distributions;

namespace Iom.Selection.Fairness;

/// <summary>By how much the mean points of a group differ from another's, and which factors the difference comes from.</summary>
/// <remarks>
/// Of ranked non-members, by the points that rank. With sums S and counts n, the gap is S/n - T/m = (S m - T n) / (n m), and the same holds of
/// each factor, so that the shares add up to the gap exactly. The interval is Welch's (1947), Biometrika 34, 28-35.
/// </remarks>
public sealed record FactorGap
{
    private FactorGap()
    {
    }

    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>Whom it is compared with.</summary>
    public required ComparedWith With { get; init; }

    /// <summary>How many people the group has.</summary>
    public required int OwnCount { get; init; }

    /// <summary>How many people it is compared with.</summary>
    public required int OtherCount { get; init; }

    /// <summary>The group's mean total, in points.</summary>
    public required decimal OwnMean { get; init; }

    /// <summary>The mean total of those it is compared with, in points.</summary>
    public required decimal OtherMean { get; init; }

    /// <summary>Where the gap may lie, in points; null with fewer than two people on a side.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>What the numerators stand over.</summary>
    public required long Denominator { get; init; }

    /// <summary>Each factor's part, in the policy's order.</summary>
    public required ImmutableArray<FactorShare> Shares { get; init; }

    /// <summary>The gap over <see cref="Denominator"/>: the shares, added.</summary>
    public long Numerator => Shares.Sum(share => share.Numerator);

    /// <summary>The gap, in points: the group's mean less the other.</summary>
    public decimal Gap => (decimal)Numerator / Denominator;

    /// <summary>The factor with the largest part in the direction of the gap; of several, the first; null without a gap.</summary>
    public string? LeadingFactor => Numerator == 0 ? null : Shares.MaxBy(share => Math.Sign(Numerator) * share.Numerator)!.FactorId;

    /// <summary>A share in points.</summary>
    /// <param name="share">One of <see cref="Shares"/>.</param>
    /// <returns>Its points.</returns>
    public decimal PointsOf(FactorShare share)
    {
        ArgumentNullException.ThrowIfNull(share);
        return (decimal)share.Numerator / Denominator;
    }

    /// <summary>Takes a gap apart; null where one side is nobody.</summary>
    internal static FactorGap? Find(string group, ComparedWith with, PointSums own, PointSums other, IReadOnlyList<string> factors, double level) =>
        own.Count == 0 || other.Count == 0 ? null : new FactorGap
        {
            Group = group,
            With = with,
            OwnCount = own.Count,
            OtherCount = other.Count,
            OwnMean = own.Mean,
            OtherMean = other.Mean,
            Interval = Welch(own, other, level),
            Denominator = (long)own.Count * other.Count,
            Shares = [.. factors.Select((factor, i) => new FactorShare(factor, (own.ByFactor[i] * other.Count) - (other.ByFactor[i] * own.Count)))],
        };

    private static Interval? Welch(PointSums own, PointSums other, double level)
    {
        if (own.Count < 2 || other.Count < 2) return null;
        var (a, b) = (own.Variance / own.Count, other.Variance / other.Count);
        var gap = (double)(own.Mean - other.Mean);
        if (a + b == 0) return new Interval(gap, gap);
        var freedom = (a + b) * (a + b) / ((a * a / (own.Count - 1)) + (b * b / (other.Count - 1)));
        var half = StudentT.InvCDF(0, 1, freedom, 1 - ((1 - level) / 2)) * Math.Sqrt(a + b);
        return new Interval(gap - half, gap + half);
    }
}
