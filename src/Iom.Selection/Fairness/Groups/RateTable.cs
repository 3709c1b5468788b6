using System.Collections.Immutable;
using Iom.Selection.Policies;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Groups;

/// <summary>How often something is so, overall and by group, and what the groups come to beside each other.</summary>
/// <param name="Groups">The groups.</param>
/// <param name="ReferenceGroup">The place of the reference group.</param>
/// <param name="Rates">The count of each group, in their order.</param>
/// <param name="Comparisons">Each group but the reference with the reference, then each with the rest.</param>
public sealed record RateTable(
    ImmutableArray<string> Groups, int ReferenceGroup, ImmutableArray<Proportion> Rates, ImmutableArray<Comparison> Comparisons)
{
    /// <summary>Everybody's count: that of the groups, added.</summary>
    public Proportion Overall => Sum(Rates);

    /// <summary>Compares groups.</summary>
    /// <param name="groups">The groups, each named once.</param>
    /// <param name="rates">The count of each, of people who are in one group only.</param>
    /// <param name="referenceGroup">The place of the group that the others are compared with.</param>
    /// <param name="rules">Level and margin.</param>
    /// <returns>The table. A group of nobody changes nothing but its own lines.</returns>
    /// <exception cref="ArgumentException">There are not as many counts as groups, or no such reference.</exception>
    public static RateTable Create(ImmutableArray<string> groups, ImmutableArray<Proportion> rates, int referenceGroup, FairnessRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (groups.Length != rates.Length) throw new ArgumentException("There must be a count for each group.", nameof(rates));
        if (referenceGroup < 0 || referenceGroup >= groups.Length) throw new ArgumentException("There is no such group.", nameof(referenceGroup));
        var overall = Sum(rates);
        int[] others = [.. Enumerable.Range(0, groups.Length).Where(group => group != referenceGroup)];
        return new RateTable(groups, referenceGroup, rates,
        [
            .. Compare(ComparedWith.Reference, [.. others.Select(group => (groups[group], rates[group], rates[referenceGroup]))], rules),
            .. Compare(ComparedWith.Rest, [.. groups.Select((name, group) => (name, rates[group], overall - rates[group]))], rules),
        ]);
    }

    /// <summary>The comparison of a group.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="with">Whom it is compared with.</param>
    /// <returns>The comparison; null for the reference group with itself, and for a group that is not there.</returns>
    public Comparison? Find(string group, ComparedWith with) => Comparisons.FirstOrDefault(comparison => comparison.Group == group && comparison.With == with);

    private static Proportion Sum(ImmutableArray<Proportion> rates) => rates.Aggregate(default(Proportion), (sum, rate) => sum + rate);

    private static IEnumerable<Comparison> Compare(ComparedWith with, (string Group, Proportion Own, Proportion Other)[] pairs, FairnessRules rules)
    {
        // Nobody can't be compared, and does not count as one more chance of a false finding.
        (string Group, Proportion Own, Proportion Other)[] able = [.. pairs.Where(pair => !pair.Own.IsEmpty && !pair.Other.IsEmpty)];
        ExactTest[] tests = [.. able.Select(pair => new ExactTest(pair.Own.Of, pair.Other.Of, pair.Own.Count + pair.Other.Count))];
        (double P, double MidP)[] values = [.. able.Select((pair, i) => tests[i].At(pair.Own.Count))];
        var adjusted = Holm.Adjust([.. values.Select(value => value.P)]);
        foreach (var pair in pairs)
        {
            var place = Array.IndexOf(able, pair);
            yield return place < 0
                ? Nothing(with, pair)
                : Made(with, pair, values[place], adjusted[place], tests[place].MinimumDetectableDifference((1 - rules.Level) / able.Length), rules);
        }
    }

    private static Comparison Made(
        ComparedWith with, (string Group, Proportion Own, Proportion Other) pair, (double P, double MidP) value, double adjusted, double? smallest,
        FairnessRules rules)
    {
        var interval = ProportionIntervals.Difference(pair.Own, pair.Other, rules.Level);
        var isWithin = rules.Margin is { } margin && interval.IsWithin(-margin, margin);
        return new Comparison
        {
            Group = pair.Group,
            With = with,
            Own = pair.Own,
            Other = pair.Other,
            Difference = pair.Own.Rate - pair.Other.Rate,
            DifferenceInterval = interval,
            Ratio = pair.Other.Count == 0 ? null : pair.Own.Rate / pair.Other.Rate,
            RatioInterval = ProportionIntervals.Ratio(pair.Own, pair.Other, rules.Level),
            P = value.P,
            MidP = value.MidP,
            AdjustedP = adjusted,
            MinimumDetectableDifference = smallest,
            IsWithinMargin = isWithin,
            Verdict = adjusted <= 1 - rules.Level ? Verdict.DifferenceShown : isWithin ? Verdict.DifferenceExcluded : Verdict.TooFewToTell,
        };
    }

    private static Comparison Nothing(ComparedWith with, (string Group, Proportion Own, Proportion Other) pair) => new()
    {
        Group = pair.Group,
        With = with,
        Own = pair.Own,
        Other = pair.Other,
        Difference = null,
        DifferenceInterval = null,
        Ratio = null,
        RatioInterval = null,
        P = null,
        MidP = null,
        AdjustedP = null,
        MinimumDetectableDifference = null,
        IsWithinMargin = false,
        Verdict = Verdict.TooFewToTell,
    };
}
