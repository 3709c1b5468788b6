using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Outcomes;

/// <summary>What came after a run, by group. Those taken in were also helped or watched, so their outcome is partly the scheme's own doing.</summary>
/// <param name="Chosen">Who counts as chosen: <see cref="PipelineStage.AboveLine"/> or <see cref="PipelineStage.Selection"/>.</param>
/// <param name="UnknownCount">Ranked non-members who are not in the later extracts, and are left out.</param>
/// <param name="Counts">By group.</param>
/// <param name="Rates">Each rate with its comparisons.</param>
/// <param name="Calibrations">By group.</param>
/// <param name="Aucs">How well the total tells who came to the outcome, by group; null with fewer than <see cref="MinOfEach"/> of each outcome.</param>
/// <param name="AucDifferences">The difference of each group's area from that of the reference group, with its interval; null with too few.</param>
public sealed record OutcomeAudit(
    PipelineStage Chosen, int UnknownCount, ImmutableArray<ConfusionMatrix> Counts, ImmutableSortedDictionary<OutcomeMeasure, RateTable> Rates,
    ImmutableArray<Calibration> Calibrations, ImmutableArray<AucEstimate?> Aucs, ImmutableArray<DifferenceEstimate?> AucDifferences)
{
    /// <summary>With fewer people of either outcome no area is given: its interval would claim more than it can hold.</summary>
    public const int MinOfEach = 20;

    /// <summary>Calibration by band of the total and by group.</summary>
    public required ImmutableArray<GroupBand> Bands { get; init; }

    /// <summary>Who came to the outcome, compared among people with about equal points: within the bands. Where points mean the same in all groups there is no difference.</summary>
    public required RateTable AtEqualPoints { get; init; }

    /// <summary>
    /// The largest difference between two recorded groups in the true positive rate and in the false positive rate, and the larger of the two: equalised odds would have it 0. Null where
    /// fewer than two groups have both.
    /// </summary>
    /// <remarks>Hardt, Price and Srebro (2016), NIPS 29, 3315-3323.</remarks>
    public EqualisedOdds? EqualisedOdds
    {
        get
        {
            return Spread(OutcomeMeasure.TruePositiveRate) is { } truePositive && Spread(OutcomeMeasure.FalsePositiveRate) is { } falsePositive ? new EqualisedOdds(truePositive, falsePositive) : null;

            double? Spread(OutcomeMeasure measure)
            {
                double[] rates = [.. Rates[measure].Groups.Zip(Rates[measure].Rates).Where(pair => pair.First != GroupAssignment.NotRecorded && !pair.Second.IsEmpty).Select(pair => pair.Second.Rate!.Value)];
                return rates.Length < 2 ? null : rates.Max() - rates.Min();
            }
        }
    }

    /// <summary>The groups whose base rate differs from that of the reference group, as far as that is shown.</summary>
    public IReadOnlyList<string> GroupsOfOtherBaseRate =>
        [.. Rates[OutcomeMeasure.BaseRate].Comparisons.Where(comparison => comparison is { With: ComparedWith.Reference, Verdict: Verdict.DifferenceShown }).Select(comparison => comparison.Group)];

    /// <summary>The recorded group that fares worst by a measure: the lowest of the rates that should be high, the highest of those that should be low; null where none has any.</summary>
    /// <param name="measure">The measure.</param>
    /// <returns>Its name and rate.</returns>
    public GroupRate? WorstGroup(OutcomeMeasure measure)
    {
        var isGood = measure is OutcomeMeasure.TruePositiveRate or OutcomeMeasure.PositivePredictiveValue or OutcomeMeasure.NegativePredictiveValue;
        var table = Rates[measure];
        GroupRate[] able = [.. table.Groups.Zip(table.Rates, (group, rate) => new GroupRate(group, rate)).Where(pair => pair.Group != GroupAssignment.NotRecorded && !pair.Rate.IsEmpty)];
        if (able.Length == 0) return null;
        return isGood ? able.MinBy(pair => pair.Rate.Rate!.Value) : able.MaxBy(pair => pair.Rate.Rate!.Value);
    }

    /// <summary>The measure of which this one is what is left of 1, or itself: a difference in one is a difference in the other.</summary>
    internal static OutcomeMeasure Twin(OutcomeMeasure measure) => measure switch
    {
        OutcomeMeasure.FalseNegativeRate => OutcomeMeasure.TruePositiveRate,
        OutcomeMeasure.FalseDiscoveryRate => OutcomeMeasure.PositivePredictiveValue,
        OutcomeMeasure.FalseOmissionRate => OutcomeMeasure.NegativePredictiveValue,
        OutcomeMeasure.BaseRate or OutcomeMeasure.TruePositiveRate or OutcomeMeasure.FalsePositiveRate or OutcomeMeasure.PositivePredictiveValue or OutcomeMeasure.NegativePredictiveValue => measure,
    };

    internal static OutcomeAudit Create(
        RankedField field, GroupAssignment grouping, IReadOnlyDictionary<OffenderId, LaterOutcome> outcomes, PipelineStage chosen, FairnessRules rules)
    {
        RankingRow[] known = [.. field.Rows.Where(row => outcomes.TryGetValue(row.OffenderId, out var outcome) && outcome.CouldCome)];
        bool[] came = [.. known.Select(row => outcomes[row.OffenderId].HasReoffended)];
        int[] totals = [.. known.Select(row => row.Total!.Value)];
        int[] group = [.. known.Select(row => grouping.GroupOf(row.OffenderId))];
        var (chances, bands) = Calibration.Parted(totals, came);

        var counts = new ConfusionMatrix[grouping.Groups.Length];
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
        AucEstimate?[] aucs = [.. members.Select(own => Auc([.. own.Select(i => (double)totals[i])], [.. own.Select(i => came[i])], rules.Level))];
        ImmutableArray<GroupBand> parted = [.. Enumerable.Range(0, bands.Length == 0 ? 0 : bands.Max() + 1).Select(Band)];
        return new OutcomeAudit(
            chosen, field.Rows.Count(row => !outcomes.ContainsKey(row.OffenderId)), [.. counts],
            Enum.GetValues<OutcomeMeasure>().ToImmutableSortedDictionary(measure => measure, measure =>
                RateTable.Create(grouping, [.. counts.Select(count => count.RateOf(measure))], rules)),
            [.. members.Select((own, place) => Calibration.Calculate(grouping.Groups[place], [.. own.Select(i => chances[i])], [.. own.Select(i => came[i])], rules.Level))],
            [.. aucs], [.. aucs.Select((auc, place) => place == grouping.ReferenceGroup ? null : Difference(auc, aucs[grouping.ReferenceGroup], rules.Level))])
        {
            Bands = parted,
            AtEqualPoints = RateTable.Create(grouping, [.. parted.Select(band => band.Rates)], rules),
        };

        GroupBand Band(int band)
        {
            var (with, all) = (new int[grouping.Groups.Length], new int[grouping.Groups.Length]);
            var (low, high) = (int.MaxValue, 0);
            for (var i = 0; i < known.Length; i++)
            {
                if (bands[i] != band) continue;
                all[group[i]]++;
                if (came[i]) with[group[i]]++;
                (low, high) = (Math.Min(low, totals[i]), Math.Max(high, totals[i]));
            }
            return new GroupBand(low, high, new Proportion(with.Sum(), all.Sum()), [.. with.Select((count, place) => new Proportion(count, all[place]))]);
        }
    }

    internal static bool IsChosen(RankingRow row, PipelineStage chosen) => chosen == PipelineStage.AboveLine
        ? row.Recommendation is Recommendation.Select or Recommendation.Reserve or Recommendation.NoPlace
        : row.Recommendation == Recommendation.Select;

    private static AucEstimate? Auc(double[] totals, bool[] came, double level) =>
        came.Count(each => each) < MinOfEach || came.Count(each => !each) < MinOfEach ? null : AucEstimate.Estimate(totals, came, level);

    // Of different people, so the errors are independent.
    private static DifferenceEstimate? Difference(AucEstimate? own, AucEstimate? other, double level)
    {
        if (own is null || other is null) return null;
        var half = Interval.NormalQuantile(level) * Math.Sqrt((own.StandardError * own.StandardError) + (other.StandardError * other.StandardError));
        var value = own.Value - other.Value;
        return new DifferenceEstimate(value, new Interval(value - half, value + half));
    }
}
