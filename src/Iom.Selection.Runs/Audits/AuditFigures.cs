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

    public static IEnumerable<Figure> List(FairnessAudit audit)
    {
        foreach (var figure in audit.Columns.SelectMany(column => List(column, audit.Policy.Fairness))) yield return figure;
        foreach (var scan in audit.Scans)
        {
            foreach (var figure in Table("scan", scan.Columns, Vocabulary.Word(scan.Step), scan.Table, audit.Policy.Fairness.Level, isJudged: true)) yield return figure;
        }
        yield return new Figure("page", "", "", All, "", "comparisons") { Count = audit.Page.ComparisonCount };
        yield return new Figure("page", "", "", All, "", "shown_singly") { Count = audit.Page.SinglyCount };
        yield return new Figure("page", "", "", All, "", "shown") { Count = audit.Page.ShownCount };
    }

    private static IEnumerable<Figure> List(ColumnAudit audit, FairnessRules rules)
    {
        var (column, groups, level) = (audit.Grouping.Column, audit.Grouping.Groups, rules.Level);
        foreach (var (group, place) in groups.Select((group, place) => (group, place)))
            yield return New("people", "", group, "", "people") with { Count = audit.PeopleCounts[place] };

        foreach (var step in audit.Stages)
        {
            foreach (var figure in Table("road", Vocabulary.Word(step.Step), step.Table)) yield return figure;
            if (!step.Table.NotRecorded.IsEmpty)
                yield return New("not_recorded", Vocabulary.Word(step.Step), All, "", "share") with
                {
                    Count = step.Table.NotRecorded.Of,
                    Of = step.Table.Overall.Of,
                    Value = Rate(step.Table.NotRecorded.Of, step.Table.Overall.Of),
                };
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
            yield return New("gap", "", gap.Group, Vocabulary.Word(gap.With), "gap_at_most").Is(gap.GapAtMost);
            foreach (var share in gap.Shares) yield return New("gap", share.FactorId, gap.Group, Vocabulary.Word(gap.With), "share").Is((double)gap.PointsOf(share), share.Interval);
        }
        foreach (var whatIf in audit.WhatIfs)
        {
            var table = whatIf.IsFactor ? "without_factor" : "alternative";
            foreach (var figure in AuditFigures.Table(table, column, whatIf.Id, whatIf.Selection, level, isJudged: false)) yield return figure;
            yield return New(table, whatIf.Id, All, "", "proposed") with { Count = whatIf.ProposedCount };
            for (var place = 0; place < groups.Length; place++)
            {
                yield return New(table, whatIf.Id, groups[place], "", "lost") with { Count = whatIf.Changes[place].LostCount };
                yield return New(table, whatIf.Id, groups[place], "", "gained") with { Count = whatIf.Changes[place].GainedCount };
                yield return New(table, whatIf.Id, groups[place], "", "mcnemar_p").Is(whatIf.Changes[place].P);
            }
            if (whatIf.AucDifference is { } area) yield return New(table, whatIf.Id, All, "", "auc_difference").Is(area.Value, area.Interval);
        }
        foreach (var leak in audit.Leaks)
        {
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
        foreach (var outcome in audit.Outcomes)
        {
            var table = $"outcome_{Vocabulary.Word(outcome.Chosen)}";
            if (outcome.EqualisedOdds is { } odds)
            {
                yield return New(table, "equalised_odds", All, "", "true_positive_spread").Is(odds.TruePositive);
                yield return New(table, "equalised_odds", All, "", "false_positive_spread").Is(odds.FalsePositive);
                yield return New(table, "equalised_odds", All, "", "largest").Is(Math.Max(odds.TruePositive, odds.FalsePositive));
            }
            foreach (var measure in outcome.Rates.Keys)
            {
                if (outcome.WorstGroup(measure) is { } worst) yield return New(table, Vocabulary.Word(measure), worst.Group, "", "worst_group").Is(worst.Rate.Rate);
            }
        }
        if (audit.FollowUp is { } followUp)
        {
            foreach (var (name, of) in new[] { ("absent", followUp.Absent), ("not_at_liberty", followUp.NotAtLiberty), ("breach", followUp.Breaches) })
            {
                foreach (var figure in Table("follow_up", name, of)) yield return figure;
            }
            foreach (var row in followUp.RatesAtLiberty)
            {
                yield return (New("at_liberty", "", row.Group, "", "per_year") with { Count = row.EventCount }).Is(row.PerYear);
                yield return New("at_liberty", "", row.Group, "", "years").Is(row.Days / 365.25);
                if (row.RatioToReference is { } ratio)
                {
                    yield return New("at_liberty", "", row.Group, Vocabulary.Word(ComparedWith.Reference), "ratio").Is(ratio, row.Interval);
                    yield return New("at_liberty", "", row.Group, Vocabulary.Word(ComparedWith.Reference), "p").Is(row.P);
                }
            }
            foreach (var (who, of) in followUp.Cohort)
            {
                foreach (var figure in Table("outcome_cohort", who, of)) yield return figure;
            }
        }
        foreach (var equal in audit.EqualRecords)
        {
            foreach (var figure in Table("equal_records", equal.Name, equal.Table)) yield return figure;
            foreach (var (group, statistic, freedom, p) in equal.Heterogeneity)
            {
                yield return (New("equal_records", equal.Name, group, Vocabulary.Word(ComparedWith.Reference), "heterogeneity") with { Of = freedom }).Is(statistic);
                yield return New("equal_records", equal.Name, group, Vocabulary.Word(ComparedWith.Reference), "heterogeneity_p").Is(p);
            }
            foreach (var covered in equal.Coverage)
            {
                var with = Vocabulary.Word(covered.With);
                yield return New("equal_records", equal.Name, covered.Group, with, "strata_compared") with { Count = covered.StrataCount, Of = equal.Strata.Length };
                yield return New("equal_records", equal.Name, covered.Group, with, "people_compared") with { Count = covered.PeopleCount, Of = covered.AllCount };
                yield return New("equal_records", equal.Name, covered.Group, with, "plain_difference").Is(covered.PlainDifference);
            }
            for (var place = 0; place < equal.LeftOutCounts.Length; place++)
                yield return New("equal_records", equal.Name, groups[place], "", "left_out") with { Count = equal.LeftOutCounts[place], Of = equal.Table.Rates[place].Of + equal.LeftOutCounts[place] };
            foreach (var stratum in equal.Strata)
            {
                for (var place = 0; place < groups.Length; place++) yield return New("equal_records_strata", $"{equal.Name}: {stratum.Name}", groups[place], "", "rate").Is(stratum.Rates[place], level);
            }
        }
        foreach (var point in audit.Trend)
        {
            for (var place = 0; place < groups.Length; place++)
                yield return New("trend", FormattableString.Invariant($"{point.AsOf:yyyy-MM-dd} {Vocabulary.Word(point.Step)}"), groups[place], "", "rate").Is(point.Rates[place], level);
        }
        foreach (var sweep in audit.Sweeps)
        {
            for (var place = 0; place < groups.Length; place++)
                yield return New("sweep", FormattableString.Invariant($"places {sweep.Places}, line {sweep.EntryFrom}"), groups[place], "", "rate").Is(sweep.Rates[place], level);
        }
        if (audit.Outcomes is [var any, ..])
        {
            foreach (var figure in Table("calibration", "at_equal_points", any.AtEqualPoints)) yield return figure;
            foreach (var band in any.Bands)
            {
                var item = FormattableString.Invariant($"band {band.LowestTotal} to {band.HighestTotal}");
                yield return New("calibration", item, All, "", "rate").Is(band.All, level);
                for (var place = 0; place < groups.Length; place++) yield return New("calibration", item, groups[place], "", "rate").Is(band.Rates[place], level);
            }
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
        yield return New("rank", "", All, "", "ndkl").Is(audit.RankMeasures.Ndkl);
        for (var place = 0; place < groups.Length; place++) yield return New("rank", "", groups[place], "", "exposure").Is(audit.RankMeasures.Exposures[place]);

        Figure New(string table, string item, string group, string with, string name) => new(table, column, item, group, with, name);

        IEnumerable<Figure> Table(string table, string item, RateTable rates) => AuditFigures.Table(table, column, item, rates, level, isJudged: true);

        static string Rate(double count, int of) => of == 0 ? "" : Figure.Text(count / of);
    }

    // A table whose verdicts are not shown is on no page.
    private static IEnumerable<Figure> Table(string table, string column, string item, RateTable rates, double level, bool isJudged)
    {
        yield return New(All, "", "rate").Is(rates.Overall, level);
        for (var place = 0; place < rates.Groups.Length; place++)
        {
            yield return New(rates.Groups[place], "", "rate").Is(rates.Rates[place], level);
            if (!isJudged) continue;
            if (rates.RateBounds[place] is { } bounds) yield return New(rates.Groups[place], "", "rate_bounds").Is(null, bounds);
            if (rates.PlausibleRateBounds.Length > 0 && rates.PlausibleRateBounds[place] is { } plausible) yield return New(rates.Groups[place], "", "plausible_rate_bounds").Is(null, plausible);
        }
        foreach (var comparison in rates.Comparisons)
        {
            var with = Vocabulary.Word(comparison.With);
            var difference = New(comparison.Group, with, "difference").Is(comparison.Difference, comparison.DifferenceInterval);
            yield return isJudged ? difference with { Verdict = Vocabulary.Word(comparison.Verdict) } : difference;
            yield return New(comparison.Group, with, "ratio").Is(comparison.Ratio, comparison.RatioInterval);
            yield return New(comparison.Group, with, "p").Is(comparison.P);
            yield return New(comparison.Group, with, "mid_p").Is(comparison.MidP);
            yield return New(comparison.Group, with, "holm_p").Is(comparison.AdjustedP);
            yield return New(comparison.Group, with, "smallest_shown").Is(comparison.MinimumDetectableDifference);
            if (!isJudged) continue;
            yield return New(comparison.Group, with, "page_p").Is(comparison.PageP);
            yield return New(comparison.Group, with, "page_difference").Is(comparison.Difference, comparison.PageInterval);
            if (comparison.Bounds is { } bounds) yield return New(comparison.Group, with, "bounds").Is(null, bounds);
            if (comparison.PlausibleBounds is { } plausible) yield return New(comparison.Group, with, "plausible_bounds").Is(null, plausible);
        }

        Figure New(string group, string with, string name) => new(table, column, item, group, with, name);
    }
}
