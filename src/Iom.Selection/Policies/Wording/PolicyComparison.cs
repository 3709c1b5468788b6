using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;

namespace Iom.Selection.Policies.Wording;

/// <summary>Says what changed from one policy to another.</summary>
/// <remarks>Factors and cohorts are the same if their ids are. What is not read (comments, layout) is not compared; the hash tells of it.</remarks>
public static class PolicyComparison
{
    /// <summary>Compares two policies.</summary>
    /// <param name="before">The one that was.</param>
    /// <param name="after">The one that is.</param>
    /// <returns>Every difference, in the order of the file; empty if there is none.</returns>
    public static IReadOnlyList<PolicyChange> Changes(Policy before, Policy after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return
        [
            .. Value("id", before.Id, after.Id),
            .. Value("version", before.Version, after.Version),
            .. Value("title", before.Title, after.Title),
            .. Value("reviewBy", (IsoDate.Text(before.ReviewBy) ?? ""), (IsoDate.Text(after.ReviewBy) ?? "")),
            .. Named("matrix.factors", before.Factors, after.Factors, factor => factor.Id, factor => factor.Title, OfFactor),
            .. Rules(before, after),
            .. Named("cohorts", before.Cohorts, after.Cohorts, cohort => cohort.Id, PolicyWords.Describe, OfCohort),
            .. Value("ranking.entryFrom", Whole(before.EntryFrom), Whole(after.EntryFrom)),
            .. Value("ranking.order", Order(before), Order(after)),
            .. Value("ranking.tieBreak", TieBreak(before), TieBreak(after)),
            .. Value("ranking.reserve", Whole(before.Reserve), Whole(after.Reserve)),
            .. Value("ranking.lot.source", before.LotSource ?? "", after.LotSource ?? ""),
            .. Value("ranking.model", PolicyWords.DescribeModel(before), PolicyWords.DescribeModel(after)),
            .. Value("deselection.exitBelow", Whole(before.ExitBelow), Whole(after.ExitBelow)),
            .. Keeping(before, after),
            .. Value("extracts.mustHaveRows", string.Join(", ", before.MustHaveRows), string.Join(", ", after.MustHaveRows)),
            .. Value("fairness", FairnessWords.Describe(before), FairnessWords.Describe(after)),
        ];
    }

    private static IEnumerable<PolicyChange> Keeping(Policy before, Policy after)
    {
        var was = CohortKeeping.Rules(before).ToDictionary(rule => rule.Path, rule => rule.Value, StringComparer.Ordinal);
        var now = CohortKeeping.Rules(after).ToDictionary(rule => rule.Path, rule => rule.Value, StringComparer.Ordinal);
        return now.Keys.Concat(was.Keys.Except(now.Keys, StringComparer.Ordinal)).SelectMany(path => Value(path, was.GetValueOrDefault(path, ""), now.GetValueOrDefault(path, "")));
    }

    private static IEnumerable<PolicyChange> Named<T>(
        string path, IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> id, Func<T, string> words, Func<string, T, T, IEnumerable<PolicyChange>> compare)
    {
        var (was, now) = (before.ToDictionary(id, StringComparer.Ordinal), after.ToDictionary(id, StringComparer.Ordinal));
        foreach (var gone in before.Where(item => !now.ContainsKey(id(item))))
            yield return new PolicyChange($"{path}[{id(gone)}]", $"removed ({words(gone)})");
        foreach (var item in after)
        {
            var at = $"{path}[{id(item)}]";
            if (!was.TryGetValue(id(item), out var old)) yield return new PolicyChange(at, $"added ({words(item)})");
            else foreach (var change in compare(at, old, item)) yield return change;
        }
        var order = after.Select(id).Where(was.ContainsKey).ToArray();
        if (!order.SequenceEqual(before.Select(id).Where(now.ContainsKey), StringComparer.Ordinal))
            yield return new PolicyChange(path, $"new order: {string.Join(", ", order)}");
    }

    private static IEnumerable<PolicyChange> OfFactor(string at, Factor before, Factor after) =>
    [
        .. Value($"{at}.title", before.Title, after.Title),
        .. Value($"{at}.why", before.Why, after.Why),
        .. Value($"{at}.measure", PolicyWords.Describe(before.Measure), PolicyWords.Describe(after.Measure)),
        .. Bands(before.Measure is Measure.MappaLevel && after.Measure is Measure.MappaLevel ? $"{at}.levels" : $"{at}.bands", before, after),
        .. Value($"{at}.notApplicable", Points(before.NotApplicable), Points(after.NotApplicable)),
        .. Value($"{at}.validFrom", (IsoDate.Text(before.ValidFrom) ?? ""), (IsoDate.Text(after.ValidFrom) ?? "")),
        .. Value($"{at}.validTo", (IsoDate.Text(before.ValidTo) ?? ""), (IsoDate.Text(after.ValidTo) ?? "")),
    ];

    private static IEnumerable<PolicyChange> Bands(string at, Factor before, Factor after)
    {
        var (was, now) = (before.Bands.ToDictionary(band => band.From, band => band.Points), after.Bands.ToDictionary(band => band.From, band => band.Points));
        foreach (var from in was.Keys.Union(now.Keys).Order())
        {
            var old = was.TryGetValue(from, out var oldPoints) ? Points(oldPoints) : "no band";
            var @new = now.TryGetValue(from, out var newPoints) ? Points(newPoints) : "no band";
            foreach (var change in Value($"{at}[from {PolicyWords.Number(from)}]", old, @new)) yield return change;
        }
    }

    private static IEnumerable<PolicyChange> OfCohort(string at, CohortRule before, CohortRule after) =>
    [
        .. Value($"{at}.title", before.Title, after.Title),
        .. Value($"{at}.when", PolicyWords.Describe(before), PolicyWords.Describe(after)),
    ];

    // Rules have no ids: a rule is the same if it says the same; what stands in the place of another has changed.
    private static IEnumerable<PolicyChange> Rules(Policy before, Policy after)
    {
        string[] was = [.. before.Eligibility.Select(Words)], now = [.. after.Eligibility.Select(Words)];
        for (var i = 0; i < Math.Max(was.Length, now.Length); i++)
        {
            var gone = i < was.Length && !now.Contains(was[i], StringComparer.Ordinal);
            var come = i < now.Length && !was.Contains(now[i], StringComparer.Ordinal);
            var at = $"eligibility[{Whole(i)}]";
            if (gone && come) yield return new PolicyChange(at, Changed(was[i], now[i]));
            else if (gone) yield return new PolicyChange(at, $"removed ({was[i]})");
            else if (come) yield return new PolicyChange(at, $"added ({now[i]})");
        }
        var kept = now.Where(rule => was.Contains(rule, StringComparer.Ordinal)).ToArray();
        if (!kept.SequenceEqual(was.Where(rule => now.Contains(rule, StringComparer.Ordinal)), StringComparer.Ordinal))
            yield return new PolicyChange("eligibility", "existing rules were reordered, repeated or reduced; the first rule that applies decides");

        static string Words(EligibilityRule rule) => rule.Why.Length == 0 ? PolicyWords.Describe(rule) : $"{PolicyWords.Describe(rule)} {rule.Why}";
    }

    private static IEnumerable<PolicyChange> Value(string path, string before, string after) =>
        string.Equals(before, after, StringComparison.Ordinal) ? [] : [new PolicyChange(path, Changed(before, after))];

    private static string Changed(string before, string after) => $"was {Shown(before)}; is {Shown(after)}";

    private static string Shown(string text) => text.Length == 0 ? "(nothing)" : text;

    private static string Order(Policy policy) => policy.Order == RankingOrder.CohortThenPoints ? "cohort-then-points" : "points";

    private static string TieBreak(Policy policy) => string.Join(", ", policy.TieBreak.Select(index => policy.Factors[index].Id));

    private static string Points(Points points) => points.Value == 1 ? "1 point" : $"{Whole(points.Value)} points";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
