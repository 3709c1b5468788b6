using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Outcomes;

/// <summary>What happened next a run, by group. Those taken in were also helped or watched, so their outcome is partly the scheme's own doing.</summary>
/// <param name="Chosen">Who counts as chosen: <see cref="FairnessStep.AboveLine"/> or <see cref="FairnessStep.Selection"/>.</param>
/// <param name="UnknownCount">Ranked non-members who are not in the later extracts, and are left out.</param>
/// <param name="Counts">By group.</param>
/// <param name="Rates">Each rate with its comparisons.</param>
/// <param name="Calibrations">By group.</param>
/// <param name="Aucs">How well the total tells who came to the outcome, by group; null with too few.</param>
/// <param name="AucDifferences">The difference of each group's area from that of the reference group, with its interval; null with too few.</param>
public sealed record OutcomeAudit(
    FairnessStep Chosen, int UnknownCount, ImmutableArray<Confusion> Counts, ImmutableSortedDictionary<OutcomeMeasure, RateTable> Rates,
    ImmutableArray<Calibration> Calibrations, ImmutableArray<AucEstimate?> Aucs, ImmutableArray<(double Value, Interval Interval)?> AucDifferences)
{
    /// <summary>The groups whose base rate differs from that of the reference group, as far as that is shown.</summary>
    public IReadOnlyList<string> GroupsOfOtherBaseRate =>
        [.. Rates[OutcomeMeasure.BaseRate].Comparisons.Where(comparison => comparison is { With: ComparedWith.Reference, Verdict: Verdict.DifferenceShown }).Select(comparison => comparison.Group)];

    internal static OutcomeAudit Of(
        RankedField field, Grouping grouping, IReadOnlyDictionary<OffenderId, bool> outcomes, FairnessStep chosen, FairnessRules rules)
    {
        RankingRow[] known = [.. field.Rows.Where(row => outcomes.ContainsKey(row.OffenderId))];
        bool[] came = [.. known.Select(row => outcomes[row.OffenderId])];
        int[] totals = [.. known.Select(row => row.Total!.Value)];
        int[] group = [.. known.Select(row => grouping.GroupOf(row.OffenderId))];
        var chances = Calibration.Chances(totals, came);

        var counts = new Confusion[grouping.Groups.Length];
        for (var i = 0; i < known.Length; i++)
        {
            ref var count = ref counts[group[i]];
            count = (IsChosen(known[i], chosen), came[i]) switch
            {
                (true, true) => count with { ChosenWith = count.ChosenWith + 1 },
                (true, false) => count with { ChosenWithout = count.ChosenWithout + 1 },
                (false, true) => count with { LeftWith = count.LeftWith + 1 },
                (false, false) => count with { LeftWithout = count.LeftWithout + 1 },
            };
        }

        int[][] members = [.. grouping.Groups.Select((_, place) => Enumerable.Range(0, known.Length).Where(i => group[i] == place).ToArray())];
        AucEstimate?[] aucs = [.. members.Select(own => AucEstimate.Of([.. own.Select(i => (double)totals[i])], [.. own.Select(i => came[i])], rules.Level))];
        return new OutcomeAudit(
            chosen, field.Rows.Count - known.Length, [.. counts],
            Enum.GetValues<OutcomeMeasure>().ToImmutableSortedDictionary(measure => measure, measure =>
                RateTable.Of(grouping.Groups, [.. counts.Select(count => count.Of(measure))], grouping.ReferenceGroup, rules)),
            [.. members.Select((own, place) => Calibration.Of(grouping.Groups[place], [.. own.Select(i => chances[i])], [.. own.Select(i => came[i])], rules.Level))],
            [.. aucs], [.. aucs.Select((auc, place) => place == grouping.ReferenceGroup ? null : Difference(auc, aucs[grouping.ReferenceGroup], rules.Level))]);
    }

    internal static bool IsChosen(RankingRow row, FairnessStep chosen) => chosen == FairnessStep.AboveLine
        ? row.Recommendation is Recommendation.Select or Recommendation.Reserve or Recommendation.NoPlace
        : row.Recommendation == Recommendation.Select;

    // Of different people, so the errors are independent.
    private static (double, Interval)? Difference(AucEstimate? own, AucEstimate? other, double level)
    {
        if (own is null || other is null) return null;
        var half = Interval.NormalQuantile(level) * Math.Sqrt((own.StandardError * own.StandardError) + (other.StandardError * other.StandardError));
        var value = own.Value - other.Value;
        return (value, new Interval(value - half, value + half));
    }
}
