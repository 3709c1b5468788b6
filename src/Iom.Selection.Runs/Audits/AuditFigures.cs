using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;

namespace Iom.Selection.Runs.Audits;

/// <summary>Every figure of an audit, in one fixed order.</summary>
internal static class AuditFigures
{
    /// <summary>The line of everybody.</summary>
    public const string All = "(all)";

    public static IEnumerable<Figure> List(FairnessAudit audit) => audit.Columns.SelectMany(column => List(column, audit.Policy.Fairness));

    private static IEnumerable<Figure> List(ColumnAudit audit, FairnessRules rules)
    {
        var (column, groups, level) = (audit.Grouping.Column, audit.Grouping.Groups, rules.Level);
        foreach (var (group, place) in groups.Select((group, place) => (group, place)))
            yield return New("people", "", group, "", "people") with { Count = audit.PeopleCounts[place] };

        foreach (var step in audit.Stages)
        {
            foreach (var figure in Table("road", Vocabulary.Word(step.Step), step.Table)) yield return figure;
        }
        foreach (var row in audit.Recommendations)
        {
            for (var place = 0; place < groups.Length; place++)
                yield return New("recommendation", Vocabulary.Word(row.Recommendation), groups[place], "", "people") with { Count = row.Counts[place] };
        }
        foreach (var tie in audit.Ties)
        {
            var item = FormattableString.Invariant($"{tie.AsOf:yyyy-MM-dd}");
            yield return New("tie", item, tie.Group, "", "tied") with { Count = tie.TiedCount, Of = tie.People };
            yield return New("tie", item, tie.Group, "", "worst") with { Count = tie.WorstCount, Of = tie.Ranked, Value = Rate(tie.WorstCount, tie.Ranked) };
            yield return New("tie", item, tie.Group, "", "expected") with { Of = tie.Ranked, Value = Rate((double)tie.ExpectedCount, tie.Ranked) };
            yield return New("tie", item, tie.Group, "", "best") with { Count = tie.BestCount, Of = tie.Ranked, Value = Rate(tie.BestCount, tie.Ranked) };
            yield return New("tie", item, tie.Group, "", "drawn") with { Count = tie.ActualCount, Of = tie.Ranked, Value = Rate(tie.ActualCount, tie.Ranked) };
        }
        foreach (var gap in audit.Gaps)
        {
            yield return (New("gap", "", gap.Group, Vocabulary.Word(gap.With), "mean") with { Of = gap.OwnCount }).Is(gap.OwnMean);
            yield return (New("gap", "", gap.Group, Vocabulary.Word(gap.With), "other_mean") with { Of = gap.OtherCount }).Is(gap.OtherMean);
            yield return New("gap", "", gap.Group, Vocabulary.Word(gap.With), "gap").Is((double)gap.Gap, gap.Interval);
            foreach (var share in gap.Shares) yield return New("gap", share.FactorId, gap.Group, Vocabulary.Word(gap.With), "share").Is(gap.PointsOf(share));
        }
        foreach (var whatIf in audit.WhatIfs)
        {
            foreach (var figure in Table(whatIf.IsFactor ? "without_factor" : "alternative", whatIf.Id, whatIf.Selection)) yield return figure;
        }
        foreach (var leak in audit.Leaks)
        {
            // Without its counts: a fifth that is too small to try is not among them, and would show by what is missing.
            if (leak.Auc is { } auc) yield return New("leak", "", leak.Group, "", "auc").Is(auc.Value, auc.Interval);
        }
        foreach (var outcome in audit.Outcomes)
        {
            foreach (var (measure, table) in outcome.Rates)
            {
                foreach (var figure in Table($"outcome_{Vocabulary.Word(outcome.Chosen)}", Vocabulary.Word(measure), table)) yield return figure;
            }
            for (var place = 0; place < groups.Length; place++)
            {
                if (outcome.Counts[place].FalsePositiveRateByIdentity is { } rate)
                    yield return New($"outcome_{Vocabulary.Word(outcome.Chosen)}", "false_positive_rate", groups[place], "", "by_identity").Is(rate);
            }
        }
        if (audit.Outcomes is [var any, ..])
        {
            foreach (var (row, place) in any.Calibrations.Select((row, place) => (row, place)))
            {
                yield return (New("calibration", "", row.Group, "", "expected_to_observed") with { Count = row.Observed, Of = row.Count }).Is(row.Ratio, row.RatioInterval);
                yield return New("calibration", "", row.Group, "", "expected").Is(row.Expected);
                yield return New("calibration", "", row.Group, "", "brier").Is(row.Brier);
                if (any.Aucs[place] is { } auc) yield return New("calibration", "", row.Group, "", "auc").Is(auc.Value, auc.Interval);
                if (any.AucDifferences[place] is { } difference)
                    yield return New("calibration", "", row.Group, Vocabulary.Word(ComparedWith.Reference), "auc_difference").Is(difference.Value, difference.Interval);
            }
        }
        foreach (var row in audit.Stabilities)
        {
            var item = FormattableString.Invariant($"{row.PerturbationPercent}");
            yield return New("stability", item, row.Group, "", "always") with { Count = row.AlwaysCount };
            yield return New("stability", item, row.Group, "", "sometimes") with { Count = row.SometimesCount };
            yield return New("stability", item, row.Group, "", "never") with { Count = row.NeverCount };
        }
        foreach (var row in audit.Feedbacks)
        {
            var item = row.IsCounted ? "police_detected_counted" : "police_detected_left_out";
            foreach (var (when, state) in new[] { ("before", row.Before), ("after", row.After) })
            {
                yield return New("feedback", item, row.Group, "", $"selected_{when}") with { Count = state.SelectedCount, Of = row.Count };
                yield return New("feedback", item, row.Group, "", $"mean_points_{when}").Is(state.MeanPoints);
                yield return New("feedback", item, row.Group, "", $"ranked_higher_{when}").Is(state.MeanHigher);
            }
        }
        if (audit.RankMeasures is { } ranks)
        {
            yield return New("rank", "", All, "", "ndkl").Is(ranks.Ndkl);
            for (var place = 0; place < groups.Length; place++) yield return New("rank", "", groups[place], "", "exposure").Is(ranks.Exposures[place]);
        }

        Figure New(string table, string item, string group, string with, string name) => new(table, column, item, group, with, name);

        IEnumerable<Figure> Table(string table, string item, RateTable rates)
        {
            yield return New(table, item, All, "", "rate").Is(rates.Overall, level);
            for (var place = 0; place < groups.Length; place++) yield return New(table, item, groups[place], "", "rate").Is(rates.Rates[place], level);
            foreach (var comparison in rates.Comparisons)
            {
                var with = Vocabulary.Word(comparison.With);
                yield return New(table, item, comparison.Group, with, "difference").Is(comparison.Difference, comparison.DifferenceInterval)
                    with
                { Verdict = Vocabulary.Word(comparison.Verdict) };
                yield return New(table, item, comparison.Group, with, "ratio").Is(comparison.Ratio, comparison.RatioInterval);
                yield return New(table, item, comparison.Group, with, "p").Is(comparison.P);
                yield return New(table, item, comparison.Group, with, "mid_p").Is(comparison.MidP);
                yield return New(table, item, comparison.Group, with, "holm_p").Is(comparison.AdjustedP);
                yield return New(table, item, comparison.Group, with, "smallest_shown").Is(comparison.MinimumDetectableDifference);
            }
        }

        static string Rate(double count, int of) => of == 0 ? "" : Figure.Text(count / of);
    }
}
