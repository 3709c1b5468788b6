using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Groups;

/// <summary>A group's rate beside another.</summary>
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

    /// <summary>The smallest difference, without sign, that this many people could have shown, all groups considered; null where none could.</summary>
    public required double? MinimumDetectableDifference { get; init; }

    /// <summary>Whether the interval of the difference lies wholly within the policy's margin.</summary>
    public required bool IsWithinMargin { get; init; }

    /// <summary>What it comes to.</summary>
    public required Verdict Verdict { get; init; }
}
