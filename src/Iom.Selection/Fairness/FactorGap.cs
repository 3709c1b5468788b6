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

    /// <summary>The gap with every missing reading at the value that gives most points, in points: what is left of it once nothing is missing, at that end.</summary>
    public required decimal GapAtMost { get; init; }

    /// <summary>The factor with the largest part in the direction of the gap that differs from 0; of several, the first; null where there is none.</summary>
    public string? LeadingFactor => Shares.Where(share => share.IsShown && Math.Sign(share.Numerator) == Math.Sign(Numerator)).MaxBy(share => Math.Abs(share.Numerator))?.FactorId;

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
            Interval = HasVariance(own, other) ? Welch(own.Count, own.Variance, other.Count, other.Variance, (double)(own.Mean - other.Mean), level) : null,
            GapAtMost = ((decimal)own.MostTotal / own.Count) - ((decimal)other.MostTotal / other.Count),
            Denominator = (long)own.Count * other.Count,
            Shares = [.. factors.Select((factor, i) => Share(factor, i, own, other, 1 - ((1 - level) / factors.Count)))],
        };

    private static FactorShare Share(string factor, int place, PointSums own, PointSums other, double level)
    {
        var numerator = (own.ByFactor[place] * other.Count) - (other.ByFactor[place] * own.Count);
        // Where nobody differs within a side there is no error to tell the share from.
        return new FactorShare(factor, numerator, HasVariance(own, other) && own.VarianceOf(place) + other.VarianceOf(place) > 0
            ? Welch(own.Count, own.VarianceOf(place), other.Count, other.VarianceOf(place), numerator / ((double)own.Count * other.Count), level) : null);
    }

    private static bool HasVariance(PointSums own, PointSums other) => own.Count >= 2 && other.Count >= 2;

    private static Interval Welch(int count, double variance, int otherCount, double otherVariance, double gap, double level)
    {
        var (a, b) = (variance / count, otherVariance / otherCount);
        if (a + b == 0) return new Interval(gap, gap);
        var freedom = (a + b) * (a + b) / ((a * a / (count - 1)) + (b * b / (otherCount - 1)));
        var half = StudentT.InvCDF(0, 1, freedom, 1 - ((1 - level) / 2)) * Math.Sqrt(a + b);
        return new Interval(gap - half, gap + half);
    }
}
