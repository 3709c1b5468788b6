using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;

namespace Iom.Selection.Fairness;

/// <summary>Groups compared among people with about equal records: within bands of total points that the policy names.</summary>
/// <remarks>Differences and ratios are of Mantel and Haenszel, p is the exact one within strata.</remarks>
/// <param name="What">What is compared: a step of the road, or the outcome.</param>
/// <param name="Table">The comparison.</param>
/// <param name="Heterogeneity">For each group but the reference, whether the odds ratio with the reference differs between the bands (Breslow and Day, with Tarone's correction); null where that can't be told.</param>
public sealed record EqualRecords(string What, RateTable Table, ImmutableArray<HeterogeneityTest> Heterogeneity);
