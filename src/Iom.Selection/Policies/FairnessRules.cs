using System.Collections.Immutable;

namespace Iom.Selection.Policies;

/// <summary>What a partnership wrote of its audit: the block <c>fairness</c> of the policy.</summary>
public sealed record FairnessRules
{
    /// <summary>What holds where the policy has no such block.</summary>
    public static FairnessRules Standard { get; } = new();

    /// <summary>The smallest that <see cref="SmallestCell"/> may be.</summary>
    internal const int MinSmallestCell = 5;

    /// <summary>The confidence level of intervals, and one less the level of tests: 0.5 to 0.999; 0.95 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is out of range.</exception>
    public double Level { get; init => field = value is >= 0.5 and <= 0.999 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 0.95;

    /// <summary>The difference of two rates that would not matter, above 0 and below 1; null where the partnership did not say, so that none can be excluded.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The margin is out of range.</exception>
    public double? Margin { get; init => field = value is null or (> 0 and < 1) ? value : throw new ArgumentOutOfRangeException(nameof(value)); }

    /// <summary>The smallest cell that statistics for the public may show: 5 to 1000; 10 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public int SmallestCell { get; init => field = value is >= MinSmallestCell and <= 1000 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 10;

    /// <summary>How many months from the as-of date an offence counts as an outcome: 1 to 120; 12 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public int FollowUpMonths { get; init => field = value is >= 1 and <= 120 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 12;

    /// <summary>How many further months it may take to be proven: 0 to 120; 6 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public int WaitMonths { get; init => field = value is >= 0 and <= 120 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 6;

    /// <summary>How many times as many police-detected records of a group the feedback test gives it: 2 to 10; 2 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public int FeedbackTimes { get; init => field = value is >= 2 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 2;

    /// <summary>What being selected is to the person; null where the partnership did not say, and findings are worded without.</summary>
    public SelectionMeaning? SelectionIs { get; init; }

    /// <summary>Labels that are one group, by characteristic and group; compared trimmed, without case, in the form NFKC.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, ImmutableArray<string>>> Groups { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, ImmutableArray<string>>>.Empty;

    /// <summary>Labels that mean not recorded, beside those that always do.</summary>
    public ImmutableArray<string> NotRecordedLabels { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// How far the odds of being of a group may differ between those not recorded and those recorded, 1 to 100; null where the partnership did not say, so that verdicts must hold however
    /// those not recorded are distributed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public double? NotRecordedOdds { get; init => field = value is null or (>= 1 and <= 100) ? value : throw new ArgumentOutOfRangeException(nameof(value)); }

    /// <summary>The lower ends of bands of total points within which people with about equal records are compared, rising, above 0; empty for no such comparison.</summary>
    public ImmutableArray<int> EqualRecordBands { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Within what else people are compared, each alone; at most six, no two alike.</summary>
    public ImmutableArray<FairnessStrata> Strata { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What is published with <c>--for statistics</c>; empty where nothing is.</summary>
    public ImmutableArray<StatisticsTable> StatisticsTables { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What must not be crossed.</summary>
    public ImmutableArray<FairnessThreshold> Thresholds { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Other ways in which the matrix might have been written, to be tried.</summary>
    public ImmutableArray<FairnessAlternative> Alternatives { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether a column of the characteristics makes strata and is not audited by.</summary>
    /// <param name="column">The column's name.</param>
    /// <returns>True where the policy names it in strata and nowhere says that it is audited too.</returns>
    public bool IsStratumAlone(string column) => IsStratumAlone(column, Strata);

    internal static bool IsStratumAlone(string column, ImmutableArray<FairnessStrata> strata) =>
        strata.Any(each => each.Column == column) && !strata.Any(each => each.Column == column && each.IsAudited);
}
