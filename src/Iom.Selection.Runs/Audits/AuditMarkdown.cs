using System.Globalization;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Fairness.WhatIfs;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Output;
using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Audits;

/// <summary>Writes <c>audit.md</c>: the audit to be read by a committee.</summary>
internal static class AuditMarkdown
{
    public static string Render(AuditReport report)
    {
        var page = new MarkdownText();
        Write(page, report);
        return page.ToString();
    }

    /// <summary>Writes the same as whatever text it is given.</summary>
    public static void Write(DocumentText page, AuditReport report)
    {
        var (audit, rules) = (report.Audit, report.Audit.Policy.Fairness);
        page.Heading(1, "Fairness audit");
        page.Strong(AuditSentences.Notice(audit));
        page.Paragraph($"Policy {audit.Policy.Id} {audit.Policy.Version}, sha256 {audit.Policy.Sha256}.");
        page.Paragraph($"{(report.Runs.Count == 1 ? "Run" : "Runs")} as of {string.Join(", ", audit.AsOf.Select(date => IsoDate.Text(date)))}."
            + (report.Runs.Count == 1 ? "" : " Each person counts once, by the run in which they got furthest. Points, places and ranks are those of the latest run."));
        page.Paragraph(FormattableString.Invariant($"Intervals at {rules.Level:0.###}; a difference is shown where the exact test, with Holm adjustment over the groups, gives p of at most {1 - rules.Level:0.###}; ")
            + (rules.Margin is { } margin ? FormattableString.Invariant($"one is excluded where the interval lies within {margin:0.###} of 0.") : "the policy sets no margin, so none can be excluded.")
            + " Characteristics were added after the proposal; no score used them.");
        if (report.Notes.Count > 0) page.List(report.Notes);

        page.Heading(2, "What was found");
        if (audit.Crossings.IsEmpty) page.Paragraph(rules.Thresholds.IsEmpty ? "The policy sets no thresholds." : "No threshold that was checked is crossed by a whole interval.");
        else page.List(audit.Crossings.Select(crossing => $"Threshold crossed: {AuditSentences.Describe(crossing)}"));
        page.List(AuditSentences.Unseen(audit));
        foreach (var column in audit.Columns)
        {
            page.Heading(3, column.Grouping.Column);
            page.List(AuditSentences.Describe(column, rules));
        }
        if (!audit.HasDecisions) page.Paragraph("The panel's decisions were not given (--decisions), so the steps end at the proposal.");
        foreach (var column in audit.Columns) Column(page, column, audit);
        if (!audit.Withheld.IsEmpty)
        {
            page.Heading(2, "Not shown");
            page.List(audit.Withheld.Select(withheld => $"{withheld.Column}: {withheld.What}"));
        }
        page.Heading(2, "How to read this");
        page.List(
        [
            "\"Too few to tell\" does not mean fair: with this many people, a difference smaller than the one in the column \"could show\" would not have been found.",
            "\"Could show\" is about the observed difference: a true difference of that size would be found only about half the time.",
            "A difference says that groups fare differently, not why. A share in points says which factor carries it, not whether the factor is right.",
            "Groups differ in what is recorded about them as well as in what they do. The audit sees only what is recorded.",
            "docs/audit.md explains how each figure is worked out, with sources.",
        ]);
    }

    private static void Column(DocumentText page, ColumnAudit column, FairnessAudit audit)
    {
        var (groups, reference, level) = (column.Grouping.Groups, column.Grouping.Groups[column.Grouping.ReferenceGroup], audit.Policy.Fairness.Level);
        page.Heading(2, $"By {column.Grouping.Column}");
        page.Paragraph($"Compared with {reference} (the reference) and with all others.");
        page.Table(["group", "in the extracts"], groups.Select((group, place) => Row(group, Whole(column.PeopleCounts[place]))));

        page.Heading(3, "Step by step");
        page.Paragraph("The rate at each step, and its ratio to the reference. The gap opens where the ratio first moves away from 1.");
        page.Table(
            ["step", .. groups.Select(group => $"{group}: rate"), .. groups.Where(group => group != reference).Select(group => $"{group}: ratio")],
            column.Stages.Where(step => !IsSummary(step.Step)).Select(step => (IReadOnlyList<string>)
            [
                AuditSentences.Title(step.Step), .. step.Table.Rates.Select(rate => Figure.Text(rate.Rate)),
                .. groups.Where(group => group != reference).Select(group => Figure.Text(step.Table.Find(group, ComparedWith.Reference)?.Ratio)),
            ]));
        foreach (var step in column.Stages)
        {
            page.Heading(4, AuditSentences.Title(step.Step));
            Rates(page, step.Table, level);
            Comparisons(page, step.Table);
        }
        if (!column.Recommendations.IsEmpty)
        {
            page.Heading(3, "Recommendations in the latest run");
            page.Table(["recommendation", .. groups], column.Recommendations.Where(row => row.Counts.Any(count => count > 0))
                .Select(row => (IReadOnlyList<string>)[Vocabulary.Word(row.Recommendation), .. row.Counts.Select(Whole)]));
        }
        if (!column.Ties.IsEmpty)
        {
            page.Heading(3, "The draw at the line");
            page.Paragraph("People who tied for the last places, which were drawn by lot: how many of each group are proposed with the worst draw, on average, with the best, and as drawn.");
            page.Table(["run", "group", "tied", "ranked", "worst", "expected", "best", "as drawn"], column.Ties.Select(tie => Row(
                IsoDate.Text(tie.AsOf), tie.Group, FormattableString.Invariant($"{tie.TiedCount} of {tie.People}"), Whole(tie.Ranked), Count(tie.WorstCount, tie.Ranked),
                Count((double)tie.ExpectedCount, tie.Ranked), Count(tie.BestCount, tie.Ranked), Count(tie.ActualCount, tie.Ranked))));
        }
        Gaps(page, column);
        WhatIfs(page, column, reference);
        if (!column.Leaks.IsEmpty)
        {
            page.Heading(3, "Proxy leak");
            page.Paragraph("How well the points of all factors together tell people in the group from people outside it, cross-validated: 0.5 is no better than tossing a coin, 1 is perfect.");
            page.Table(["group", "AUC", "interval"], column.Leaks.Select(leak => leak.Auc is { } auc
                ? Row(leak.Group, Figure.Text(auc.Value), AuditSentences.Text(auc.Interval)) : Row(leak.Group, "too few", "")));
        }
        Outcomes(page, column, level);
        if (!column.Stabilities.IsEmpty)
        {
            page.Heading(3, "Stability");
            page.Paragraph(FormattableString.Invariant($"Each factor's points multiplied by a random weight within this many per cent of 1, {Stability.TimesTried} times: who is proposed every time, sometimes and never."));
            page.Table(["within", "group", "always", "sometimes", "never"], column.Stabilities.Select(row =>
                Row(FormattableString.Invariant($"{row.PerturbationPercent} %"), row.Group, Whole(row.AlwaysCount), Whole(row.SometimesCount), Whole(row.NeverCount))));
        }
        if (!column.Feedbacks.IsEmpty)
        {
            page.Heading(3, "Feedback");
            page.Paragraph(FormattableString.Invariant($"What if police recorded {audit.Policy.Fairness.FeedbackTimes} times as many offences they found themselves in one group, although the group offended no more? Ranked higher: the average share of ranked non-members above the group."));
            page.Table(["police-detected offences", "group", "proposed before", "after", "mean points before", "after", "ranked higher before", "after"], column.Feedbacks.Select(row => Row(
                row.IsCounted ? "counted" : "left out", row.Group, Whole(row.Before.SelectedCount), Whole(row.After.SelectedCount),
                Number(row.Before.MeanPoints), Number(row.After.MeanPoints), Number(row.Before.MeanHigher), Number(row.After.MeanHigher))));
        }
        if (column.RankMeasures is { } ranks)
        {
            page.Heading(3, "Appendix: measures of the whole ranking");
            page.Paragraph($"No verdict rests on these. NDKL {Figure.Text(ranks.Ndkl)} (0 means that every top part of the ranking has the same mix of groups as the whole). Exposure: 1 is the average over everyone.");
            page.Table(["group", "exposure"], groups.Select((group, place) => Row(group, Figure.Text(ranks.Exposures[place]))));
        }
    }

    private static void Rates(DocumentText page, RateTable table, double level) => page.Table(
        ["group", "count", "of", "rate", "interval"],
        table.Groups.Select((group, place) => Row(group, table.Rates[place], level)).Prepend(Row(AuditFigures.All, table.Overall, level)));

    private static void Comparisons(DocumentText page, RateTable table) => page.Table(
        ["group", "with", "difference", "interval", "ratio", "interval", "p", "mid-p", "p (Holm)", "could show", "verdict"],
        table.Comparisons.Select(comparison => Row(
            comparison.Group, Vocabulary.Word(comparison.With), Figure.Text(comparison.Difference), AuditSentences.Text(comparison.DifferenceInterval),
            Figure.Text(comparison.Ratio), AuditSentences.Text(comparison.RatioInterval), Figure.Text(comparison.P), Figure.Text(comparison.MidP),
            Figure.Text(comparison.AdjustedP), comparison.MinimumDetectableDifference is { } smallest ? Figure.Text(smallest) : "nothing", WordsOf(comparison))));

    private static void Gaps(DocumentText page, ColumnAudit column)
    {
        if (column.Gaps.IsEmpty) return;
        page.Heading(3, "Where a difference in points comes from");
        page.Paragraph("Mean points of ranked non-members in the latest run. The shares of the factors add up to the gap.");
        var factors = column.Gaps[0].Shares;
        page.Table(
            ["group", "with", "mean", "other mean", "gap", "interval", .. factors.Select(share => share.FactorId)],
            column.Gaps.Select(gap => (IReadOnlyList<string>)
            [
                gap.Group, Vocabulary.Word(gap.With), Number(gap.OwnMean), Number(gap.OtherMean), Number(gap.Gap), AuditSentences.Text(gap.Interval),
                .. gap.Shares.Select(share => Number(gap.PointsOf(share))),
            ]));
    }

    private static void WhatIfs(DocumentText page, ColumnAudit column, string reference)
    {
        if (column.WhatIfs.IsEmpty) return;
        page.Heading(3, "Another matrix");
        page.Paragraph("Who the latest run would have proposed without a factor, and with each alternative in the policy. The entry line and the number of places stay the same.");
        page.Table(
            ["what", "group", "proposed", "of", "rate", "difference from the reference", "interval", "verdict"],
            column.WhatIfs.SelectMany(whatIf => whatIf.Selection.Groups.Select((group, place) =>
            {
                var comparison = whatIf.Selection.Find(group, ComparedWith.Reference);
                var rate = whatIf.Selection.Rates[place];
                return Row(
                    whatIf.IsFactor ? $"without {whatIf.Id}" : whatIf.Title, group == reference ? $"{group} (reference)" : group, Whole(rate.Count), Whole(rate.Of), Figure.Text(rate.Rate),
                    Figure.Text(comparison?.Difference), AuditSentences.Text(comparison?.DifferenceInterval), comparison is null ? "" : WordsOf(comparison));
            })));
    }

    private static void Outcomes(DocumentText page, ColumnAudit column, double level)
    {
        if (column.Outcomes is not [var any, ..]) return;
        page.Heading(3, "What happened next");
        page.Paragraph(AuditSentences.Criteria(any, column.Grouping));
        page.Paragraph("Outcomes are offences proven later, so they reflect any difference in what is recorded about groups. People who were selected were also helped or watched.");
        foreach (var outcome in column.Outcomes)
        {
            page.Heading(4, $"Chosen: {AuditSentences.Title(outcome.Chosen)}");
            page.Table(
                ["measure", "group", "count", "of", "rate", "interval", "difference from the reference", "interval", "verdict"],
                outcome.Rates.SelectMany(pair => pair.Value.Groups.Select((group, place) =>
                {
                    var (rate, comparison) = (pair.Value.Rates[place], pair.Value.Find(group, ComparedWith.Reference));
                    return (IReadOnlyList<string>)
                    [
                        Vocabulary.Word(pair.Key), .. Row(group, rate, level), Figure.Text(comparison?.Difference), AuditSentences.Text(comparison?.DifferenceInterval),
                        comparison is null ? "" : WordsOf(comparison),
                    ];
                })));
            page.Table(["group", "false positive rate", "by Chouldechova's identity"], column.Grouping.Groups.Select((group, place) => Row(
                group, Figure.Text(outcome.Counts[place].RateOf(OutcomeMeasure.FalsePositiveRate).Rate), Figure.Text(outcome.Counts[place].FalsePositiveRateByIdentity))));
        }
        page.Heading(4, "Calibration, and how well the total predicts");
        page.Table(
            ["group", "people", "observed", "expected", "E/O", "interval", "Brier", "AUC", "interval", "AUC difference", "interval"],
            any.Calibrations.Select((row, place) => Row(
                row.Group, Whole(row.Count), Whole(row.Observed), Figure.Text(row.Expected), Figure.Text(row.Ratio), AuditSentences.Text(row.RatioInterval), Figure.Text(row.Brier),
                Figure.Text(any.Aucs[place]?.Value), AuditSentences.Text(any.Aucs[place]?.Interval),
                Figure.Text(any.AucDifferences[place]?.Value), AuditSentences.Text(any.AucDifferences[place]?.Interval))));
    }

    private static bool IsSummary(PipelineStage step) => step is PipelineStage.Selection or PipelineStage.PanelSelection or PipelineStage.Standing;

    private static string WordsOf(Comparison comparison) => comparison.Verdict switch
    {
        Verdict.DifferenceShown => comparison.IsWithinMargin ? "difference shown, within the margin" : "difference shown",
        Verdict.DifferenceExcluded => "difference excluded beyond the margin",
        _ => "too few to tell",
    };

    private static IReadOnlyList<string> Row(string group, Proportion rate, double level) =>
        [group, Whole(rate.Count), Whole(rate.Of), Figure.Text(rate.Rate), AuditSentences.Text(rate.IntervalAt(level))];

    private static string[] Row(params string[] cells) => cells;

    private static string Count(double count, int of) =>
        of == 0 ? "" : $"{count.ToString("0.##", CultureInfo.InvariantCulture)} ({Figure.Text(count / of)})";

    private static string Number(decimal number) => Figure.Text((double)number);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
