using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Groups;

/// <summary>A group's rate beside another.</summary>
/// <remarks>
/// Over several runs people are compared within strata, those who were in the same runs: p, difference and ratio with their intervals are then of Mantel and Haenszel. The counts are of
/// everybody.
/// </remarks>
public sealed record Comparison
{
    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>Whom it is compared with.</summary>
    public required ComparedWith With { get; init; }

    /// <summary>The group's count.</summary>
    public required Proportion Own { get; init; }

    /// <summary>The count of those it is compared with.</summary>
    public required Proportion Other { get; init; }

    /// <summary>The group's rate less the other, -1 to 1; null where one of them is of nobody.</summary>
    public required double? Difference { get; init; }

    /// <summary>Where the difference may lie: method 10 of Newcombe (1998).</summary>
    public required Interval? DifferenceInterval { get; init; }

    /// <summary>The group's rate divided by the other; null where that is of nobody or 0.</summary>
    public required double? Ratio { get; init; }

    /// <summary>Where the ratio may lie; its upper end is infinite where the other rate is 0; null where both are 0 or one is of nobody.</summary>
    public required Interval? RatioInterval { get; init; }

    /// <summary>The exact two-sided p; null where one of them is of nobody.</summary>
    public required double? P { get; init; }

    /// <summary>The mid-p beside it.</summary>
    public required double? MidP { get; init; }

    /// <summary>The exact p, adjusted by Holm over the groups compared.</summary>
    public required double? AdjustedP { get; init; }

    /// <summary>The exact p, adjusted by Holm over every comparison of the page whose verdict is shown; the verdict rests on it.</summary>
    public required double? PageP { get; init; }

    /// <summary>The interval of the difference that goes with <see cref="PageP"/>: at a level shared among the comparisons of the page.</summary>
    public required Interval? PageInterval { get; init; }

    /// <summary>
    /// From where to where the difference could go, whoever those are whose characteristic is not recorded, however they are distributed; null where everybody is recorded, and of those not
    /// recorded themselves.
    /// </summary>
    /// <remarks>Manski (1989), Journal of Human Resources 24, 343-360: what the data can't exclude, without any assumption.</remarks>
    public required Interval? Bounds { get; init; }

    /// <summary>The same if the odds of being of the group differ by no more than the policy says between those recorded and those not; null where it does not say.</summary>
    public required Interval? PlausibleBounds { get; init; }

    /// <summary>Of all who are compared at this step, the share whose characteristic is not recorded, 0 to 1.</summary>
    public required double NotRecordedShare { get; init; }

    /// <summary>The smallest difference, without sign, that this many people could have shown, all comparisons of the page considered; null where none could.</summary>
    public required double? MinimumDetectableDifference { get; init; }

    /// <summary>Whether the interval of the difference lies wholly within the policy's margin.</summary>
    public required bool IsWithinMargin { get; init; }

    /// <summary>What it comes to.</summary>
    public required Verdict Verdict { get; init; }
}
