using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;

namespace Iom.Selection.Fairness;

/// <summary>Groups compared among people with about equal records, or of the same area: within strata that the policy names, in the latest run.</summary>
/// <remarks>Differences and ratios are of Mantel and Haenszel, p is the exact one within strata.</remarks>
/// <param name="What">What is compared: a step of the road, or the outcome.</param>
/// <param name="Table">The comparison; its counts are of the people who are in a stratum.</param>
/// <param name="Heterogeneity">For each group but the reference, whether the odds ratio with the reference differs between the strata (Breslow and Day, with Tarone's correction); null where that can't be told.</param>
public sealed record EqualRecords(string What, RateTable Table, ImmutableArray<HeterogeneityTest> Heterogeneity)
{
    /// <summary>The strata; null for the policy's bands of total points alone (<c>equalRecords.totals</c>).</summary>
    public FairnessStrata? Within { get; init; }

    /// <summary>How many of each group are in no stratum, because the column that makes strata is not recorded of them; 0 where none does.</summary>
    public ImmutableArray<int> LeftOutCounts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Who could be compared with whom; empty for the bands of total points alone.</summary>
    public ImmutableArray<StrataCoverage> Coverage { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The count of each group in each stratum that has anybody; empty for the bands of total points alone.</summary>
    public ImmutableArray<StratumRates> Strata { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What is compared, within what: the name of the table among those of the audit.</summary>
    public string Name => Within is null ? What : $"{What} within {Within.Name}";
}
