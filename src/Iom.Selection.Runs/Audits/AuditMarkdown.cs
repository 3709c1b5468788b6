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
    // More would bury the rest of the page.
    private const int MaxStrataListed = 20;

    private const string NoDecisions = "The panel's decisions were not given (--decisions), so the steps end at the proposal.";

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
        page.Strong(AuditSentences.Notice);
        page.Paragraph($"Policy {audit.Policy.Id} {audit.Policy.Version}, sha256 {audit.Policy.Sha256}.");
        page.Paragraph($"{(report.Runs.Count == 1 ? "Run" : "Runs")} as of {string.Join(", ", audit.AsOf.Select(date => IsoDate.Text(date)))}."
            + (report.Runs.Count == 1 ? "" : " Each person counts once, by the run in which they got furthest, and is compared with those who were in the same runs. Points, places and ranks are those of the latest run."));
        if (AuditSentences.Numbers(audit) is { } numbers) page.Paragraph(numbers);
        page.Paragraph(FormattableString.Invariant($"A difference is shown where the exact test gives p of at most {1 - rules.Level:0.###} with every comparison on this page considered (Holm). Intervals are at {rules.Level:0.###}. ")
            + (rules.Margin is { } margin
                ? FormattableString.Invariant($"A difference of more than {100 * margin:0.###} percentage points is excluded where the interval, widened for the whole page, lies within them. Where neither holds there are too few people to tell.")
                : "The policy sets no margin, so no difference can be excluded: where none is shown, there are too few people to tell.")
            + " Characteristics were added after the proposal; no score used them.");
        page.Paragraph("In scope: with a proven offence, a place in the cohort or a nomination. Kept out or referred: by a rule of the policy, without points. Withheld: a rule reads something that is not known. Ranked: given points and a rank. Entry line: the points from which a place can be offered. Reference: the largest group, or the one that was asked for.");
        page.Heading(2, "What was found");
        page.List(audit.Columns.SelectMany(column => AuditSentences.NotRecorded(column, rules)));
        if (audit.Crossings.IsEmpty) page.Paragraph(rules.Thresholds.IsEmpty ? "The policy sets no thresholds." : "No threshold that was checked is crossed by a whole interval.");
        else page.List(audit.Crossings.Select(crossing => $"Threshold crossed: {AuditSentences.Describe(crossing)}"));
        if (!audit.Crossings.IsEmpty) page.Paragraph("A threshold asks people to look and to explain. What crosses it may be meant, as a rule that protects children is.");
        page.List(AuditSentences.Unseen(audit));
        page.Paragraph(AuditSentences.Comparisons(audit.Page, rules.Level));
        foreach (var (column, sentences) in AuditSentences.Page(audit))
        {
            page.Heading(3, column);
            page.List(sentences);
        }
        page.List(AuditSentences.Scanned(audit));
        page.Heading(3, "What this page does not say");
        page.List([.. AuditSentences.Limits(audit), .. audit.HasDecisions ? Array.Empty<string>() : [NoDecisions], .. report.Notes]);
        foreach (var column in audit.Columns) Column(page, column, audit);
        page.Heading(2, "How to read this");
        page.List(
        [
            "\"Too few to tell\" does not mean fair: with this many people, a difference smaller than the one in the column \"could show\" would not have been found.",
            "\"Could show\" is about the observed difference: a true difference of that size would be found only about half the time.",
            "\"Can't be told\" means that those whose characteristic is not recorded decide it: \"could be\" gives the least and the most that the difference could be, whoever they are.",
            "A difference says that groups fare differently, not why. A share in points says which factor carries it, not whether the factor is right.",
            "Groups differ in what is recorded about them as well as in what they do. The audit sees only what is recorded.",
            .. rules.Strata.IsEmpty ? Array.Empty<string>() : [StrataSentences.NoExcuse],
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
        page.Paragraph("The rate at each step, and its ratio to the reference. A ratio away from 1 may be chance: see the verdicts below. A gap that is shown opens where the ratio first moves away from 1.");
        page.Table(
            ["step", .. groups.Select(group => $"{group}: rate"), .. groups.Where(group => group != reference).Select(group => $"{group}: ratio")],
            column.Stages.Where(step => !IsSummary(step.Step) && !IsOfLeavingOut(step.Step)).Select(step => (IReadOnlyList<string>)
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
        EqualRecords(page, column);
        Strata(page, column, level);
        Trend(page, column);
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
        page.Heading(3, "Appendix: measures of the whole ranking");
        page.Paragraph($"No verdict rests on these. NDKL {Figure.Text(column.RankMeasures.Ndkl)} (0 means that every top part of the ranking has the same mix of groups as the whole). Exposure: 1 is the average over everyone.");
        page.Table(["group", "exposure"], groups.Select((group, place) => Row(group, Figure.Text(column.RankMeasures.Exposures[place]))));
    }

    private static void Rates(DocumentText page, RateTable table, double level)
    {
        // Where everybody is recorded there is nothing that it could be besides.
        var couldBe = !table.NotRecorded.IsEmpty;
        page.Table(
            ["group", "count", "of", "rate", "interval", .. couldBe ? ["could be"] : Array.Empty<string>()],
            table.Groups.Select((group, place) => With(Row(group, table.Rates[place], level), table.PlausibleRateBounds.Length > 0 ? table.PlausibleRateBounds[place] : table.RateBounds[place]))
                .Prepend(With(Row(AuditFigures.All, table.Overall, level), null)));

        IReadOnlyList<string> With(IReadOnlyList<string> cells, Interval? bounds) => couldBe ? [.. cells, AuditSentences.Text(bounds)] : cells;
    }

    private static void Comparisons(DocumentText page, RateTable table) => page.Table(
        ["group", "with", "difference", "interval", "interval (page)", "ratio", "interval", "p", "mid-p", "p (Holm)", "p (page)", "could show", "could be", "verdict"],
        table.Comparisons.Select(comparison => Row(
            comparison.Group, Vocabulary.Word(comparison.With), Figure.Text(comparison.Difference), AuditSentences.Text(comparison.DifferenceInterval), AuditSentences.Text(comparison.PageInterval),
            Figure.Text(comparison.Ratio), AuditSentences.Text(comparison.RatioInterval), Figure.Text(comparison.P), Figure.Text(comparison.MidP),
            Figure.Text(comparison.AdjustedP), Figure.Text(comparison.PageP), comparison.MinimumDetectableDifference is { } smallest ? Figure.Text(smallest) : "nothing",
            AuditSentences.Text(comparison.PlausibleBounds ?? comparison.Bounds), AuditSentences.Words(comparison))));

    private static void Gaps(DocumentText page, ColumnAudit column)
    {
        if (column.Gaps.IsEmpty) return;
        page.Heading(3, "Where a difference in points comes from");
        page.Paragraph("Mean points of ranked non-members in the latest run. The shares of the factors add up to the gap; in brackets where each may lie, all factors considered. \"At most\": the gap with every missing reading at its most.");
        var factors = column.Gaps[0].Shares;
        page.Table(
            ["group", "with", "mean", "other mean", "gap", "interval", "at most", .. factors.Select(share => share.FactorId)],
            column.Gaps.Select(gap => (IReadOnlyList<string>)
            [
                gap.Group, Vocabulary.Word(gap.With), Number(gap.OwnMean), Number(gap.OtherMean), Number(gap.Gap), AuditSentences.Text(gap.Interval), Number(gap.GapAtMost),
                .. gap.Shares.Select(share => share.Interval is { } interval ? $"{Number(gap.PointsOf(share))} ({AuditSentences.Text(interval)})" : Number(gap.PointsOf(share))),
            ]));
    }

    private static void WhatIfs(DocumentText page, ColumnAudit column, string reference)
    {
        if (column.WhatIfs.IsEmpty) return;
        page.Heading(3, "Another matrix");
        page.Paragraph("Who the latest run would have proposed without a factor, and with each alternative in the policy. The entry line and the number of places stay the same.");
        page.Table(
            ["what", "in all", "group", "proposed", "of", "rate", "difference from the reference", "interval", "lost", "gained", "p (McNemar)"],
            column.WhatIfs.SelectMany(whatIf => whatIf.Selection.Groups.Select((group, place) =>
            {
                var comparison = whatIf.Selection.Find(group, ComparedWith.Reference);
                var rate = whatIf.Selection.Rates[place];
                return Row(
                    whatIf.IsFactor ? $"without {whatIf.Id}" : whatIf.Title, Whole(whatIf.ProposedCount), group == reference ? $"{group} (reference)" : group, Whole(rate.Count), Whole(rate.Of), Figure.Text(rate.Rate),
                    Figure.Text(comparison?.Difference), AuditSentences.Text(comparison?.DifferenceInterval),
                    Whole(whatIf.Changes[place].LostCount), Whole(whatIf.Changes[place].GainedCount), Figure.Text(whatIf.Changes[place].P));
            })));
        page.Table(
            ["what", "AUC less that of the run", "interval"],
            column.WhatIfs.Where(whatIf => whatIf.AucDifference is not null).Select(whatIf => Row(
                whatIf.IsFactor ? $"without {whatIf.Id}" : whatIf.Title, Figure.Text(whatIf.AucDifference!.Value.Value), AuditSentences.Text(whatIf.AucDifference.Value.Interval))));
        page.Heading(3, "Other places, another line");
        page.Table(
            ["places", "entry line", .. column.Grouping.Groups], column.Sweeps.Select(sweep => (IReadOnlyList<string>)
            [
                Whole(sweep.Places), sweep.IsRun ? $"{Whole(sweep.EntryFrom)} (the run)" : Whole(sweep.EntryFrom), .. sweep.Rates.Select(rate => Figure.Text(rate.Rate)),
            ]));
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
                        comparison is null ? "" : AuditSentences.Words(comparison),
                    ];
                })));
            page.Table(["group", "false positive rate", "by Chouldechova's identity"], column.Grouping.Groups.Select((group, place) => Row(
                group, Figure.Text(outcome.Counts[place].RateOf(OutcomeMeasure.FalsePositiveRate).Rate), Figure.Text(outcome.Counts[place].FalsePositiveRateByIdentity))));
            if (outcome.EqualisedOdds is { } odds)
                page.Paragraph($"Equalised odds: the largest difference between two groups is {Figure.Text(odds.TruePositive)} in the true positive rate and {Figure.Text(odds.FalsePositive)} in the false positive rate.");
            page.Table(["measure", "worst group", "rate"], outcome.Rates.Keys.Where(measure => measure != OutcomeMeasure.BaseRate).Select(measure => (measure, worst: outcome.WorstGroup(measure)))
                .Where(pair => pair.worst is not null).Select(pair => Row(Vocabulary.Word(pair.measure), pair.worst!.Group, Figure.Text(pair.worst.Rate.Rate))));
        }
        page.Heading(4, "Calibration, and how well the total predicts");
        page.Table(
            ["group", "people", "observed", "expected", "E/O", "interval", "Brier", "AUC", "interval", "AUC difference", "interval"],
            any.Calibrations.Select((row, place) => Row(
                row.Group, Whole(row.Count), Whole(row.Observed), Figure.Text(row.Expected), Figure.Text(row.Ratio), AuditSentences.Text(row.RatioInterval), Figure.Text(row.Brier),
                Figure.Text(any.Aucs[place]?.Value), AuditSentences.Text(any.Aucs[place]?.Interval),
                Figure.Text(any.AucDifferences[place]?.Value), AuditSentences.Text(any.AucDifferences[place]?.Interval))));
        page.Table(
            ["total points", "all", .. column.Grouping.Groups], any.Bands.Select(band => (IReadOnlyList<string>)
            [
                FormattableString.Invariant($"{band.LowestTotal} to {band.HighestTotal}"), Of(band.All), .. band.Rates.Select(Of),
            ]));
        page.Paragraph("Came to the outcome, among people with about equal points (within these bands):");
        Comparisons(page, any.AtEqualPoints);
        if (column.FollowUp is not { } followUp) return;
        page.Heading(4, "Of whom it is known");
        page.Paragraph("Left out of all outcomes: those who are not in the later extracts, and those who have died or were never at liberty in the follow-up, whatever they did. Breaches are no outcome and stand apart.");
        foreach (var (title, table) in new[] { ("Not in the later extracts, of ranked non-members", followUp.Absent), ("Deceased or never at liberty, of those in them", followUp.NotAtLiberty), ("With a breach, of the others", followUp.Breaches) })
        {
            page.Heading(5, title);
            Rates(page, table, level);
            Comparisons(page, table);
        }
        page.Heading(4, "For the time at liberty");
        page.Paragraph("Outcomes for a year at liberty, up to the first: custody and early outcomes make no group look better.");
        page.Table(["group", "outcomes", "years at liberty", "a year", "ratio to the reference", "interval", "p"], followUp.RatesAtLiberty.Select(row => Row(
            row.Group, Whole(row.EventCount), Figure.Text(row.Days / 365.25), Figure.Text(row.PerYear), Figure.Text(row.RatioToReference), AuditSentences.Text(row.Interval), Figure.Text(row.P))));
        foreach (var (who, table) in followUp.Cohort)
        {
            page.Heading(4, $"Outcome of {AuditSentences.CohortTitle(who)}");
            Rates(page, table, level);
            Comparisons(page, table);
        }
    }

    private static void EqualRecords(DocumentText page, ColumnAudit column)
    {
        var bands = column.EqualRecords.Where(equal => equal.Within is null).ToArray();
        if (bands.Length == 0) return;
        page.Heading(3, "Among people with about equal records");
        page.Paragraph("Compared within the bands of total points that the policy names (Mantel and Haenszel). Heterogeneity: whether the bands differ in it (Breslow and Day).");
        foreach (var equal in bands)
        {
            page.Heading(4, equal.What.Replace('_', ' '));
            Comparisons(page, equal.Table);
            Heterogeneity(page, equal);
        }
    }

    private static void Heterogeneity(DocumentText page, EqualRecords equal) => page.Table(
        ["group", "heterogeneity", "degrees of freedom", "p"], equal.Heterogeneity.Select(row => Row(row.Group, Figure.Text(row.Statistic), Whole(row.Freedom), Figure.Text(row.P))));

    private static void Strata(DocumentText page, ColumnAudit column, double level)
    {
        foreach (var within in column.EqualRecords.Where(equal => equal.Within is not null).GroupBy(equal => equal.Within!.Name, StringComparer.Ordinal))
        {
            var strata = within.First().Within!;
            page.Heading(3, $"Within {within.Key}");
            page.Paragraph($"In the latest run, each group compared with others among {StrataSentences.Same(strata)} alone (Mantel and Haenszel). A stratum with people of one side only brings nothing. Heterogeneity: whether the strata differ in it (Breslow and Day); with few people in a stratum it says little."
                + (strata.Column is { } name ? $" Those of whom {name} is not recorded are left out, and counted. No score used {name}." : ""));
            foreach (var equal in within)
            {
                page.Heading(4, StrataSentences.Compared(equal.What));
                page.Table(
                    ["group", "count", "of", "rate", "interval", "left out"],
                    equal.Table.Groups.Select((group, place) => (IReadOnlyList<string>)[.. Row(group, equal.Table.Rates[place], level), Whole(equal.LeftOutCounts[place])]));
                Comparisons(page, equal.Table);
                page.Table(["group", "with", "strata compared", "people compared", "difference whatever the stratum"], equal.Coverage.Select(covered => Row(
                    covered.Group, Vocabulary.Word(covered.With), FormattableString.Invariant($"{covered.StrataCount} of {equal.Strata.Length}"),
                    FormattableString.Invariant($"{covered.PeopleCount} of {covered.AllCount}"), Figure.Text(covered.PlainDifference))));
                Heterogeneity(page, equal);
                if (equal.Strata.Length > MaxStrataListed) page.Paragraph(FormattableString.Invariant($"The counts of each of the {equal.Strata.Length} strata stand in audit.csv (equal_records_strata)."));
                else page.Table(["stratum", .. column.Grouping.Groups], equal.Strata.Select(stratum => (IReadOnlyList<string>)[stratum.Name, .. stratum.Rates.Select(Of)]));
            }
        }
    }

    private static void Trend(DocumentText page, ColumnAudit column)
    {
        if (column.Trend.IsEmpty) return;
        page.Heading(3, "Over the runs");
        page.Table(["run", "step", .. column.Grouping.Groups], column.Trend.Select(point => (IReadOnlyList<string>)[IsoDate.Text(point.AsOf), Vocabulary.Word(point.Step), .. point.Rates.Select(Of)]));
    }

    private static string Of(Proportion rate) => rate.IsEmpty ? "" : FormattableString.Invariant($"{Figure.Text(rate.Rate)} ({rate.Count} of {rate.Of})");

    private static bool IsSummary(PipelineStage step) => step is PipelineStage.Selection or PipelineStage.PanelSelection or PipelineStage.Standing or PipelineStage.EverybodyRanked or PipelineStage.EverybodyProposed;

    private static bool IsOfLeavingOut(PipelineStage step) => step is PipelineStage.KeptOut or PipelineStage.Withheld or PipelineStage.Incomplete;

    private static IReadOnlyList<string> Row(string group, Proportion rate, double level) =>
        [group, Whole(rate.Count), Whole(rate.Of), Figure.Text(rate.Rate), AuditSentences.Text(rate.IntervalAt(level))];

    private static string[] Row(params string[] cells) => cells;

    private static string Count(double count, int of) =>
        of == 0 ? "" : $"{count.ToString("0.##", CultureInfo.InvariantCulture)} ({Figure.Text(count / of)})";

    private static string Number(decimal number) => Figure.Text((double)number);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
