using System.Collections.Immutable;

namespace Iom.Selection.Policies;

/// <summary>How often each member is reviewed, and what the calendar points to.</summary>
public sealed record ReviewRules
{
    internal ReviewRules()
    {
    }

    /// <summary>The longest time between two reviews, in weeks.</summary>
    public required int MaximumWeeks { get; init; }

    /// <summary>The shortest time between two reviews that the policy gives anybody, in weeks.</summary>
    public int MinimumWeeks => Risk.SelectMany(band => band.Weeks.Append(band.WeeksNotKnown)).Append(MaximumWeeks).Min();

    /// <summary>The bands of the total, rising, the first from 0, each with the weeks between reviews for each band of engagement.</summary>
    public required ImmutableArray<RiskBand> Risk { get; init; }

    /// <summary>How engagement is banded.</summary>
    public required EngagementRules Engagement { get; init; }

    /// <summary>For how many days support may be waited for before it is a gap in the plan.</summary>
    public required int WaitingDays { get; init; }

    /// <summary>How many days ahead ends of supervision and releases are listed.</summary>
    public required int ComingDays { get; init; }

    /// <summary>How much two runs may differ before <c>iom compare</c> warns; null = it never does.</summary>
    public DriftThresholds? Drift { get; init; }

    /// <summary>The risk band of a total.</summary>
    /// <param name="total">Points, 0 or more.</param>
    /// <returns>The highest band that begins at or below it.</returns>
    public RiskBand RiskBandOf(int total) => Risk.Last(band => band.From <= total);
}
