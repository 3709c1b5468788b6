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
    // What each comparison was made from, in their order.
    private Paired[] Pairs { get; init; } = [];

    /// <summary>Everybody's count: that of the groups, added.</summary>
    public Proportion Overall => Sum(Rates);

    /// <summary>Those whose characteristic is not recorded; none of none where everybody's is.</summary>
    public Proportion NotRecorded { get; private init; }

    /// <summary>From where to where each group's rate could go, whoever those are whose characteristic is not recorded; null of a group of nobody, of those not recorded themselves, and where everybody is recorded.</summary>
    /// <remarks>Manski (1989), as <see cref="Comparison.Bounds"/>.</remarks>
    public ImmutableArray<Interval?> RateBounds { get; private init; } = [];

    /// <summary>The same within what the policy finds plausible of those not recorded; empty where it does not say.</summary>
    public ImmutableArray<Interval?> PlausibleRateBounds { get; private init; } = [];

    /// <summary>Compares groups.</summary>
    /// <param name="groups">The groups, each named once.</param>
    /// <param name="rates">The count of each, of people who are in one group only.</param>
    /// <param name="referenceGroup">The place of the group that the others are compared with.</param>
    /// <param name="rules">Level and margin.</param>
    /// <returns>The table, judged as if it stood on a page alone. A group of nobody changes nothing but its own lines.</returns>
    /// <exception cref="ArgumentException">There are not as many counts as groups, or no such reference.</exception>
    public static RateTable Create(ImmutableArray<string> groups, ImmutableArray<Proportion> rates, int referenceGroup, FairnessRules rules)
    {
        if (groups.Length != rates.Length) throw new ArgumentException("There must be a count for each group.", nameof(rates));
        return Create(groups, [.. groups.Select(group => group != GroupAssignment.NotRecorded)], [rates], referenceGroup, rules);
    }

    /// <summary>Compares groups.</summary>
    /// <param name="grouping">The groups.</param>
    /// <param name="strata">The count of each group, by stratum; one stratum at least.</param>
    /// <param name="rules">Level and margin.</param>
    internal static RateTable Create(GroupAssignment grouping, IReadOnlyList<ImmutableArray<Proportion>> strata, FairnessRules rules) =>
        Create(grouping.Groups, grouping.IsRecorded, strata.Count == 0 ? [[.. grouping.Groups.Select(_ => default(Proportion))]] : strata, grouping.ReferenceGroup, rules);

    internal static RateTable Create(GroupAssignment grouping, ImmutableArray<Proportion> rates, FairnessRules rules) => Create(grouping, [rates], rules);

    /// <summary>The comparison of a group.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="with">Whom it is compared with.</param>
    /// <returns>The comparison; null for the reference group with itself, and for a group that is not there.</returns>
    public Comparison? Find(string group, ComparedWith with) => Comparisons.FirstOrDefault(comparison => comparison.Group == group && comparison.With == with);

    /// <summary>The same table with the comparisons with the rest alone.</summary>
    internal RateTable WithRestAlone()
    {
        int[] kept = [.. Enumerable.Range(0, Comparisons.Length).Where(i => Comparisons[i].With == ComparedWith.Rest)];
        return this with { Comparisons = [.. kept.Select(i => Comparisons[i])], Pairs = [.. kept.Select(i => Pairs[i])] };
    }

    /// <summary>Which comparisons are of the same people: with two groups that have anybody, each with the reference and each with the rest is one comparison.</summary>
    /// <returns>A name for each comparison that can be made, the same for the same people; null for one that can't.</returns>
    internal string?[] Names()
    {
        var some = Rates.Count(rate => !rate.IsEmpty);
        return [.. Comparisons.Select(comparison => comparison.P is null ? null : some == 2 ? "both" : $"{comparison.With}/{comparison.Group}")];
    }

    /// <summary>The same table with verdicts that hold over a whole page.</summary>
    /// <param name="pageP">The p of each comparison adjusted over the page; null for one that can't be made.</param>
    /// <param name="shares">By how many the level of each is shared.</param>
    /// <param name="rules">Level and margin.</param>
    internal RateTable JudgedBy(double?[] pageP, int[] shares, FairnessRules rules) =>
        this with { Comparisons = [.. Comparisons.Select((comparison, i) => pageP[i] is { } p ? Judged(comparison, Pairs[i], p, shares[i], rules) : comparison)] };

    private static RateTable Create(
        ImmutableArray<string> groups, ImmutableArray<bool> isRecorded, IReadOnlyList<ImmutableArray<Proportion>> strata, int referenceGroup, FairnessRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (referenceGroup < 0 || referenceGroup >= groups.Length) throw new ArgumentException("There is no such group.", nameof(referenceGroup));
        ImmutableArray<Proportion> rates = [.. groups.Select((_, group) => Sum(strata.Select(stratum => stratum[group])))];
        int[] places = [.. Enumerable.Range(0, groups.Length)];
        var notRecorded = Sum(places.Where(place => !isRecorded[place]).Select(place => rates[place]));
        NotRecordedBounds?[] ofRates = [.. places.Select(group => notRecorded.IsEmpty || !isRecorded[group] ? null : Bounds(rates, group, true).Bounds)];
        Paired[] withReference = [.. places.Where(group => group != referenceGroup).Select(group => Pair(group, stratum => stratum[referenceGroup], false))];
        Paired[] withRest = [.. places.Select(group => Pair(group, stratum => Sum(stratum) - stratum[group], true))];
        var table = new RateTable(groups, referenceGroup, rates, [.. Compare(ComparedWith.Reference, withReference, rules), .. Compare(ComparedWith.Rest, withRest, rules)])
        {
            NotRecorded = notRecorded,
            RateBounds = [.. ofRates.Select(bounds => Rate(bounds, null))],
            PlausibleRateBounds = rules.NotRecordedOdds is { } odds ? [.. ofRates.Select(bounds => Rate(bounds, odds))] : [],
            Pairs = [.. withReference, .. withRest],
        };
        // By itself until it stands on a page with others.
        var page = new ComparisonPage(rules);
        page.Add("", table);
        return page.Judge("", table);

        Paired Pair(int group, Func<ImmutableArray<Proportion>, Proportion> other, bool withRest)
        {
            (Proportion Own, Proportion Other)[] pairs = [.. strata.Select(stratum => (stratum[group], other(stratum)))];
            var bounds = notRecorded.IsEmpty || !isRecorded[group] || (!withRest && !isRecorded[referenceGroup]) ? null
                : new StrataBounds(strata.Select(stratum => Bounds(stratum, group, withRest)));
            return new Paired(groups[group], pairs, Sum(pairs.Select(pair => pair.Own)), Sum(pairs.Select(pair => pair.Other)), bounds, notRecorded.IsEmpty ? 0 : (double)notRecorded.Of / Sum(rates).Of);
        }

        static Interval? Rate(NotRecordedBounds? bounds, double? odds) =>
            bounds?.Extremes(odds) is var (least, most) && (least.Own.Rate, most.Own.Rate) is ({ } low, { } high) ? new Interval(low, high) : null;

        (NotRecordedBounds Bounds, int Own, int Other, int NotRecorded) Bounds(ImmutableArray<Proportion> stratum, int group, bool withRest)
        {
            var missing = Sum(places.Where(place => !isRecorded[place]).Select(place => stratum[place]));
            var recorded = Sum(stratum) - missing;
            var other = withRest ? recorded - stratum[group] : stratum[referenceGroup];
            return (new NotRecordedBounds(stratum[group], other, recorded, missing, withRest), stratum[group].Of, other.Of, missing.Of);
        }
    }

    private static Proportion Sum(IEnumerable<Proportion> rates) => rates.Aggregate(default(Proportion), (sum, rate) => sum + rate);

    private static IEnumerable<Comparison> Compare(ComparedWith with, Paired[] pairs, FairnessRules rules)
    {
        // Nobody can't be compared, and does not count as one more chance of a false finding.
        Paired[] able = [.. pairs.Where(pair => pair.Told.Length > 0)];
        (double P, double MidP)[] values = [.. able.Select(pair => pair.Test.At(pair.Told.Sum(told => told.Own.Count)))];
        var adjusted = Holm.Adjust([.. values.Select(value => value.P)]);
        foreach (var pair in pairs)
        {
            var place = Array.IndexOf(able, pair);
            yield return place < 0
                ? Made(with, pair)
                : Made(with, pair) with
                {
                    Difference = pair.Difference(rules.Level).Value,
                    DifferenceInterval = pair.Difference(rules.Level).Interval,
                    Ratio = pair.Ratio(rules.Level).Value,
                    RatioInterval = pair.Ratio(rules.Level).Interval,
                    P = values[place].P,
                    MidP = values[place].MidP,
                    AdjustedP = adjusted[place],
                    Bounds = pair.Bounds?.Difference(null),
                    PlausibleBounds = rules.NotRecordedOdds is { } odds ? pair.Bounds?.Difference(odds) : null,
                };
        }
    }

    // At the level of the page: what is shown, what is excluded, and whether those not recorded could turn either.
    private static Comparison Judged(Comparison comparison, Paired pair, double pageP, int shares, FairnessRules rules)
    {
        var interval = pair.Difference(1 - ((1 - rules.Level) / shares)).Interval;
        var isShown = Holm.Shows(pageP, rules.Level);
        var isWithin = rules.Margin is { } margin && interval.IsWithin(-margin, margin);
        return comparison with
        {
            PageP = pageP,
            PageInterval = interval,
            // By the strictest of Holm's levels: a difference as large as this would be shown whatever the others are.
            MinimumDetectableDifference = pair.Test.MinimumDetectableDifference((1 - rules.Level) / shares),
            IsWithinMargin = isWithin,
            Verdict = CouldTurn(comparison, pair, isShown, isWithin, shares, rules) ? Verdict.NotRecordedDecides
                : isShown ? Verdict.DifferenceShown : isWithin ? Verdict.DifferenceExcluded : Verdict.TooFewToTell,
        };
    }

    private static bool CouldTurn(Comparison comparison, Paired pair, bool isShown, bool isWithin, int shares, FairnessRules rules)
    {
        if ((comparison.PlausibleBounds ?? comparison.Bounds) is not { } bounds) return false;
        if (isShown) return bounds.Low <= 0 && bounds.High >= 0;
        if (isWithin) return !bounds.IsWithin(-rules.Margin!.Value, rules.Margin.Value);
        // Neither: is there a way in which a difference would have been shown?
        var (least, most) = pair.Bounds!.Extremes(rules.NotRecordedOdds);
        return Shows(least) || Shows(most);

        bool Shows((Proportion Own, Proportion Other)[] tables) => Holm.Shows(
            Math.Min(1, shares * new ExactTest([.. tables.Select(table => (table.Own.Of, table.Other.Of, table.Own.Count + table.Other.Count))]).At(tables.Sum(table => table.Own.Count)).P), rules.Level);
    }

    private static Comparison Made(ComparedWith with, Paired pair) => new()
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
        PageP = null,
        PageInterval = null,
        Bounds = null,
        PlausibleBounds = null,
        NotRecordedShare = pair.NotRecordedShare,
        MinimumDetectableDifference = null,
        IsWithinMargin = false,
        Verdict = Verdict.TooFewToTell,
    };

    private sealed class Paired(
        string group, (Proportion Own, Proportion Other)[] strata, Proportion own, Proportion other, StrataBounds? bounds, double notRecordedShare)
    {
        private ExactTest? _test;

        public string Group => group;

        public Proportion Own => own;

        public Proportion Other => other;

        public StrataBounds? Bounds => bounds;

        public double NotRecordedShare => notRecordedShare;

        /// <summary>The strata that say something.</summary>
        public (Proportion Own, Proportion Other)[] Told { get; } = [.. strata.Where(stratum => !stratum.Own.IsEmpty && !stratum.Other.IsEmpty)];

        /// <summary>The exact test; one stratum at least says something.</summary>
        public ExactTest Test => _test ??= Told is [var (own, other)]
            ? new ExactTest(own.Of, other.Of, own.Count + other.Count)
            : new ExactTest([.. Told.Select(told => (told.Own.Of, told.Other.Of, told.Own.Count + told.Other.Count))]);

        /// <summary>The difference with its interval; one stratum at least says something.</summary>
        public (double Value, Interval Interval) Difference(double level) => Told is [var (one, two)]
            ? ((one.Rate - two.Rate)!.Value, ProportionIntervals.Difference(one, two, level)) : MantelHaenszel.Difference(Told, level)!.Value;

        public (double? Value, Interval? Interval) Ratio(double level) => Told is [var (one, two)]
            ? (two.Count == 0 ? null : one.Rate / two.Rate, ProportionIntervals.Ratio(one, two, level))
            : MantelHaenszel.Ratio(Told, level) is { } ratio ? (ratio.Value, ratio.Interval) : (null, null);
    }
}
