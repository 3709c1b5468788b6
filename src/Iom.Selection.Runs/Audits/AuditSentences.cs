using System.Globalization;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Output;
using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Audits;

/// <summary>What an audit found, in sentences that each rest on a figure.</summary>
/// <remarks>
/// A finding is a comparison with the named reference group; with two groups the other way round is the same finding, and stands once. Where a gap goes on from step to step it is told once,
/// with the step at which it opens. The interval is the one that the verdict used.
/// </remarks>
internal static class AuditSentences
{
    // With more words than that the findings would fill more than two pages.
    private const int MostWords = 800;

    private const int MostOutcomeWords = 60;

    private static readonly PipelineStage[] Road = [PipelineStage.InScope, PipelineStage.Eligible, PipelineStage.AboveLine, PipelineStage.Proposed];

    private static readonly PipelineStage[] LeavingOut = [PipelineStage.KeptOut, PipelineStage.Withheld, PipelineStage.Incomplete];

    /// <summary>For whom the files are.</summary>
    public const string Notice =
        "UNSUPPRESSED: for the partnership and its committee only. Small counts can reveal individuals. To publish, run the audit again with --for statistics.";

    /// <summary>A step's title.</summary>
    public static string Title(PipelineStage step) => step switch
    {
        PipelineStage.InScope => "In scope, of everyone in the extracts",
        PipelineStage.Eligible => "Ranked, of those in scope",
        PipelineStage.AboveLine => "At or above the entry line, of ranked non-members",
        PipelineStage.Proposed => "Proposed, of non-members at or above the line",
        PipelineStage.Decided => "Selected by the panel, of those proposed",
        PipelineStage.ChangeOfApproach => "Moved to another approach by the panel, of members",
        PipelineStage.Deselected => "Deselected by the panel, of members",
        PipelineStage.Selection => "SELECTION: proposed, of ranked non-members",
        PipelineStage.PanelSelection => "SELECTION BY THE PANEL: selected, proposed or not, of ranked non-members",
        PipelineStage.Standing => "RESULTING COHORT: proposed, or a member to retain, of everyone ranked",
        PipelineStage.EverybodyRanked => "FROM EVERYBODY TO RANKED: ranked non-members, of everyone in the extracts who is not yet a member",
        PipelineStage.EverybodyProposed => "FROM EVERYBODY TO PROPOSED: proposed, of everyone in the extracts who is not yet a member",
        PipelineStage.KeptOut => "Kept out or referred by a rule, of those in scope",
        PipelineStage.Withheld => "Withheld because a rule reads what is not known, of those in scope",
        PipelineStage.Incomplete => "With records missing that could give points, of ranked non-members",
    };

    /// <summary>The findings by a characteristic.</summary>
    public static IEnumerable<string> Describe(ColumnAudit column, FairnessRules rules) => [.. NotRecorded(column, rules), .. Findings(column, rules)];

    /// <summary>What can't be told because too many are not recorded: this stands before everything else.</summary>
    public static IEnumerable<string> NotRecorded(ColumnAudit column, FairnessRules rules)
    {
        foreach (var group in column.Grouping.Groups)
        {
            var open = column.Stages.Select(stage => (stage.Step, Comparison: stage.Table.Find(group, ComparedWith.Reference)))
                .Where(pair => pair.Comparison?.Verdict == Verdict.NotRecordedDecides).ToArray();
            if (open.Length == 0) continue;
            var (step, comparison) = open.Where(pair => pair.Step == PipelineStage.EverybodyProposed).Concat(open).First();
            yield return $"{column.Grouping.Column}: it can't be told whether {group} and {Reference(column)} differ, because {Percent(comparison!.NotRecordedShare)} are not recorded: {Title(step)}"
                + (open.Length > 1 ? FormattableString.Invariant($" (and at {open.Length - 1} more of the steps)") : "")
                + $". Depending on who they are, the difference lies anywhere from {Points(comparison.Bounds!.Value.Low)} to {Points(comparison.Bounds.Value.High)} percentage points"
                + (comparison.PlausibleBounds is { } plausible
                    ? $", and from {Points(plausible.Low)} to {Points(plausible.High)} if the odds of being {group} differ at most {Figure.Short(rules.NotRecordedOdds!.Value)} times from those recorded." : ".");
        }
    }

    /// <summary>What the many comparisons of the page come to.</summary>
    public static string Comparisons(AuditPage page, double level)
    {
        var expected = page.ComparisonCount * (1 - level);
        return FormattableString.Invariant($"{page.ComparisonCount} comparisons were made on this page. With all of them considered (Holm), {page.ShownCount} {(page.ShownCount == 1 ? "shows" : "show")} a difference, some of them of the same people at several steps. ")
            + FormattableString.Invariant($"Chance alone brings a finding on at most {100 * (1 - level):0.#} of 100 such pages. Each taken by itself, {page.SinglyCount} would: by chance alone about {expected:0.#} could, and fewer where groups are small.");
    }

    /// <summary>How many people there are on the way from everybody to proposed.</summary>
    public static string? Numbers(FairnessAudit audit)
    {
        if (audit.Columns is not [var column, ..] || Overall(PipelineStage.InScope) is not { } inScope || Overall(PipelineStage.EverybodyRanked) is not { } ranked || Overall(PipelineStage.EverybodyProposed) is not { } proposed) return null;
        return FormattableString.Invariant($"Of {Plural.Format(inScope.Of, "person", "people")} in the extracts {inScope.Count} are in scope. Of {ranked.Of} who are not yet members {ranked.Count} are ranked and {proposed.Count} proposed.");

        Proportion? Overall(PipelineStage step) => TableOf(column, step)?.Overall;
    }

    /// <summary>What the page can't say, whatever was found.</summary>
    public static IEnumerable<string> Limits(FairnessAudit audit)
    {
        if (audit.CrossingsNotSeen.Length > 0)
            yield return $"Crossings not looked at: {string.Join("; ", audit.CrossingsNotSeen)}. A group that is two things at once can fare worse than either. Ask for one with --cross, for all with --scan.";
        if (audit.Policy.Fairness.SelectionIs is null)
            yield return "The policy does not say whether being selected is help or a burden (fairness.selectionIs), so this page does not say who is worse off.";
        if (audit.Policy.Fairness.Margin is null) yield return "The policy sets no margin (fairness.margin), so no difference can be excluded.";
    }

    /// <summary>The findings of a page, cut where they would fill more than two pages.</summary>
    /// <returns>By characteristic.</returns>
    public static IReadOnlyList<(string Column, IReadOnlyList<string> Sentences)> Page(FairnessAudit audit)
    {
        var found = audit.Columns.Select(column => (column.Grouping.Column, Sentences: Findings(column, audit.Policy.Fairness).ToArray())).ToArray();
        var left = MostWords;
        var page = new List<(string Column, IReadOnlyList<string> Sentences)>();
        for (var i = 0; i < found.Length; i++)
        {
            // Those that come after must have room too.
            var share = left / (found.Length - i);
            var kept = new List<string>();
            foreach (var sentence in found[i].Sentences)
            {
                var words = sentence.AsSpan().Count(' ') + 1;
                if (kept.Count > 0 && words > share) break;
                kept.Add(sentence);
                (left, share) = (left - words, share - words);
            }
            if (kept.Count < found[i].Sentences.Length) kept.Add(FormattableString.Invariant($"{found[i].Sentences.Length - kept.Count} more sentences stand in audit.json; every figure is in the tables below."));
            page.Add((found[i].Column, kept));
        }
        return page;
    }

    /// <summary>Crossings that the scan found to fare otherwise.</summary>
    public static IEnumerable<string> Scanned(FairnessAudit audit)
    {
        if (audit.Scans.IsEmpty) yield break;
        var shown = audit.Scans.SelectMany(scan => scan.Table.Comparisons.Where(comparison => comparison.Verdict == Verdict.DifferenceShown).Select(comparison => (scan, comparison))).ToArray();
        foreach (var (scan, comparison) in shown.Take(MostOutcomeWords / 6))
            yield return $"Scan, {scan.Columns}: {comparison.Group}: {Title(scan.Step)}: {Rate(comparison.Own)} against {Rate(comparison.Other)} of everybody else, {Difference(comparison)}.";
        yield return FormattableString.Invariant($"{audit.Scans.Length / 2} crossings were scanned; {shown.Length} of their groups fare otherwise than everybody else, all comparisons of the page considered.");
    }

    /// <summary>Which criteria can't hold together.</summary>
    public static string Criteria(OutcomeAudit outcome, GroupAssignment grouping)
    {
        var reference = grouping.Groups[grouping.ReferenceGroup];
        var differing = outcome.GroupsOfOtherBaseRate;
        return differing.Count == 0
            ? "No difference in base rates is shown, so these figures do not say which of equal predictive value, equal false positive rate and equal false negative rate cannot hold together."
            : $"How often the outcome happened differs between {reference} and {string.Join(", ", differing)}. While it does, these groups cannot have equal predictive value (PPV), equal false positive rates "
                + "and equal false negative rates all at once (Chouldechova 2017), unless the choice is perfect. People must decide which of them matters.";
    }

    /// <summary>The thresholds that the audit could not look at: silence about them is no sign that they hold.</summary>
    public static IEnumerable<string> Unseen(FairnessAudit audit)
    {
        foreach (var step in audit.Policy.Fairness.Thresholds.Select(threshold => threshold.Step).Distinct())
        {
            string[] without = [.. audit.Columns.Where(column => column.Stages.All(shown => shown.Step != step)).Select(column => column.Grouping.Column)];
            if (without.Length > 0)
                yield return $"Threshold not checked: {Title(step)}, by {string.Join("; ", without)}: the panel's decisions were not given (--decisions).";
        }
    }

    /// <summary>A limit that is crossed.</summary>
    public static string Describe(ThresholdCrossing crossing) =>
        $"{crossing.Column}: {crossing.Group}: {Title(crossing.Step)}: {(crossing.IsRatio ? "the rate is" : "the rate less that of the reference is")} {Text(crossing.Interval)}{(crossing.IsRatio ? " times that of the reference" : "")} "
        + $"(interval shared over all that the thresholds look at), and the policy asks people to look where it is surely {(crossing.IsRatio ? $"below {crossing.Limit.ToString(CultureInfo.InvariantCulture)} or above {Figure.Text(1 / crossing.Limit)}" : $"more than {crossing.Limit.ToString(CultureInfo.InvariantCulture)} either way")}.";

    /// <summary>What a comparison comes to, in words.</summary>
    public static string Words(Comparison comparison) => comparison.Verdict switch
    {
        Verdict.DifferenceShown => comparison.IsWithinMargin ? "difference shown, within the margin" : "difference shown",
        Verdict.DifferenceExcluded => "difference excluded beyond the margin",
        Verdict.NotRecordedDecides => $"can't be told, because {Percent(comparison.NotRecordedShare)} are not recorded",
        Verdict.TooFewToTell => "too few to tell",
    };

    public static string Text(Interval? interval) => interval is { } known ? $"{Figure.Text(known.Low)} to {Figure.Text(known.High)}" : "";

    private static IEnumerable<string> Findings(ColumnAudit column, FairnessRules rules)
    {
        string[] findings = [.. column.Grouping.Groups.Where((_, place) => place != column.Grouping.ReferenceGroup).SelectMany(group => OnTheRoad(column, group, rules)), .. Afterwards(column)];
        // Where it can't be told there is no such comfort.
        if (findings.Length == 0 && !NotRecorded(column, rules).Any())
        {
            yield return column.Stages.SelectMany(stage => stage.Table.Comparisons).Any(comparison => comparison is { With: ComparedWith.Reference, Verdict: Verdict.TooFewToTell })
                ? $"Too few people to tell: no difference from {Reference(column)} is shown. That does not prove there is none: in the tables, \"could show\" is the smallest difference that numbers this small would have shown, and then only about half the time."
                : $"No difference from {Reference(column)} is shown, and one beyond the policy's margin is excluded at every step.";
        }
        foreach (var finding in findings) yield return finding;
        if (Widest(column) is { } widest) yield return widest;
        foreach (var empty in NobodyRanked(column)) yield return empty;
        if (column.Outcomes is [var outcome, ..]) yield return Criteria(outcome, column.Grouping);
    }

    // Silence about a gap would read as if there were none.
    private static string? Widest(ColumnAudit column)
    {
        if (TableOf(column, PipelineStage.EverybodyProposed)?.Comparisons
            .Where(comparison => comparison is { With: ComparedWith.Reference, Verdict: Verdict.TooFewToTell, Difference: not null and not 0 }).MaxBy(comparison => Math.Abs(comparison.Difference!.Value)) is not { } widest) return null;
        return $"Seen, but not proven: of everyone who is not yet a member, {Rate(widest.Own)} of {widest.Group} are proposed, against {Rate(widest.Other)} of {Reference(column)}.";
    }

    // A group of which nobody gets as far as the ranking is in no comparison after it.
    private static IEnumerable<string> NobodyRanked(ColumnAudit column)
    {
        if (TableOf(column, PipelineStage.EverybodyRanked) is not { } table || table.Overall.Count == 0) yield break;
        foreach (var (group, rate) in table.Groups.Zip(table.Rates))
        {
            if (rate is { Count: 0, Of: > 0 }) yield return FormattableString.Invariant($"Nobody of {group} ({rate.Of} who are not yet members) is ranked, so none of them could be proposed.");
        }
    }

    private static IEnumerable<string> OnTheRoad(ColumnAudit column, string group, FairnessRules rules)
    {
        var whole = Shown(PipelineStage.EverybodyProposed) ?? Shown(PipelineStage.Selection);
        var opens = Road.Select(step => (Step: step, Comparison: Shown(step))).FirstOrDefault(pair => pair.Comparison is not null);
        if (whole is not null)
        {
            var step = Shown(PipelineStage.EverybodyProposed) is not null ? PipelineStage.EverybodyProposed : PipelineStage.Selection;
            yield return $"Difference shown: {group} {(whole.Difference > 0 ? "are proposed more often than" : "are proposed less often than")} {Reference(column)}: {Rate(whole.Own)} against {Rate(whole.Other)}, of "
                + $"{(step == PipelineStage.Selection ? "ranked non-members" : "everyone in the extracts who is not yet a member")}, {Difference(whole)}.{Margin(whole)}"
                + (opens.Comparison is { } first && Math.Sign(first.Difference!.Value) == Math.Sign(whole.Difference!.Value)
                    ? $" The gap opens at: {Title(opens.Step)}: {Rate(first.Own)} against {Rate(first.Other)}." : " No single step shows where it opens.")
                + Meaning(group, whole.Difference!.Value, rules);
        }
        else if (opens.Comparison is { } comparison)
        {
            yield return $"Difference shown: {group} and {Reference(column)}: {Title(opens.Step)}: {Rate(comparison.Own)} against {Rate(comparison.Other)}, {Difference(comparison)}.{Margin(comparison)}"
                + (TableOf(column, PipelineStage.EverybodyProposed)?.Find(group, ComparedWith.Reference)?.Verdict == Verdict.TooFewToTell
                    ? " Whether that changes who is proposed is too few to tell." : " From everybody to proposed no difference is shown.");
        }
        var direction = Math.Sign((whole ?? opens.Comparison)?.Difference ?? 0);
        foreach (var step in LeavingOut)
        {
            // It explains a gap where more are left out of the group that is proposed less.
            if (Shown(step) is { } left && (direction == 0 || Math.Sign(left.Difference!.Value) == -direction))
                yield return $"{(direction == 0 ? "Difference shown" : "Explained at least in part by")}: {group} and {Reference(column)}: {Title(step)}: {Rate(left.Own)} against {Rate(left.Other)}, {Difference(left)}.";
        }
        if (direction != 0 && (opens.Step is PipelineStage.AboveLine or PipelineStage.Proposed || opens.Comparison is null))
        {
            foreach (var cause in Causes(column, group)) yield return cause;
        }

        // The panel's own steps: what the list had opened already is not told again.
        if (Shown(PipelineStage.Decided) is { } decided) yield return Plain(PipelineStage.Decided, decided);
        if (whole is null && Shown(PipelineStage.Decided) is null && Shown(PipelineStage.PanelSelection) is { } byPanel) yield return Plain(PipelineStage.PanelSelection, byPanel);
        if (whole is null && Shown(PipelineStage.Standing) is { } standing) yield return Plain(PipelineStage.Standing, standing);
        foreach (var step in new[] { PipelineStage.ChangeOfApproach, PipelineStage.Deselected })
        {
            if (Shown(step) is { } found) yield return Plain(step, found);
        }
        foreach (var equal in column.EqualRecords.Where(equal => equal.Within is null))
        {
            if (equal.Table.Find(group, ComparedWith.Reference) is { Verdict: Verdict.DifferenceShown } found)
                yield return $"Difference shown among people with about equal records: {group} and {Reference(column)}: {equal.What.Replace('_', ' ')}: {Rate(found.Own)} against {Rate(found.Other)}, within bands of total points {Difference(found)}.";
        }
        foreach (var within in StrataSentences.Describe(column, group, rules)) yield return within;

        Comparison? Shown(PipelineStage step) =>
            TableOf(column, step)?.Find(group, ComparedWith.Reference) is { Verdict: Verdict.DifferenceShown } found ? found : null;

        string Plain(PipelineStage step, Comparison found) =>
            $"Difference shown: {group} and {Reference(column)}: {Title(step)}: {Rate(found.Own)} against {Rate(found.Other)}, {Difference(found)}.{Margin(found)}";
    }

    private static IEnumerable<string> Causes(ColumnAudit column, string group)
    {
        if (column.Gaps.FirstOrDefault(gap => gap.Group == group && gap.With == ComparedWith.Reference) is not { Interval: { } interval } gap || interval.Contains(0)) yield break;
        var says = $"Where it comes from: {group}: the mean differs by {Figure.Text((double)gap.Gap)} points ({Text(interval)}) from that of {Reference(column)}. ";
        // What is missing gives no points: with it at its most the same people would be so much apart.
        var atMost = Math.Abs(gap.GapAtMost) < Math.Abs(gap.Gap) / 2 || Math.Sign(gap.GapAtMost) != Math.Sign(gap.Gap)
            ? $" Much of it is missing records, not points: with every missing reading at its most the means would differ by {Figure.Text((double)gap.GapAtMost)}." : "";
        if (gap.LeadingFactor is not { } leading)
        {
            yield return $"{says}No single factor's share differs from 0.{atMost}";
            yield break;
        }
        var share = gap.Shares.First(each => each.FactorId == leading);
        yield return $"{says}The largest part, {Figure.Text((double)gap.PointsOf(share))} ({Text(share.Interval)}), comes from {leading}.{atMost}";
        if (Without(column, group, leading) is { } without) yield return without;
    }

    // Fewer places taken would narrow any gap: that is no merit of the change, so it is told only where about as many would be proposed.
    private static string? Without(ColumnAudit column, string group, string factor)
    {
        if (column.WhatIfs.FirstOrDefault(whatIf => whatIf.IsFactor && whatIf.Id == factor) is not { } without) return null;
        var proposed = column.Stages.First(stage => stage.Step == PipelineStage.Selection).Table;
        var now = proposed.Overall.Count;
        if (Math.Abs(without.ProposedCount - now) * 10 > now || proposed.Find(group, ComparedWith.Reference)?.Difference is not { } before
            || without.Selection.Find(group, ComparedWith.Reference)?.Difference is not { } after) return null;
        return FormattableString.Invariant($"Without the factor {factor} {without.ProposedCount} people would be proposed, as against {now} now, and the difference of {group} in the selection would be {Points(after)} percentage points instead of {Points(before)}.");
    }

    private static IEnumerable<string> Afterwards(ColumnAudit column)
    {
        foreach (var group in column.Grouping.Groups)
        {
            foreach (var (what, found) in Outcomes(column, group))
                yield return $"Difference shown: {group} and {Reference(column)}: {what}: {Rate(found.Own)} against {Rate(found.Other)}, {Difference(found)}.{Margin(found)}";
        }
    }

    private static IEnumerable<(string What, Comparison Found)> Outcomes(ColumnAudit column, string group)
    {
        if (column.Outcomes is not [var first, ..]) yield break;
        if (Shown(first.Rates[OutcomeMeasure.BaseRate]) is { } baseRate) yield return ("came to the outcome, of ranked non-members", baseRate);
        if (Shown(first.AtEqualPoints) is { } atEqualPoints) yield return ("calibration: came to the outcome, among people with about equal points", atEqualPoints);
        foreach (var measure in new[] { OutcomeMeasure.TruePositiveRate, OutcomeMeasure.FalsePositiveRate, OutcomeMeasure.PositivePredictiveValue, OutcomeMeasure.NegativePredictiveValue })
        {
            // Those proposed first: it is the whole way. Those above the line only where the first shows nothing.
            foreach (var outcome in column.Outcomes.Reverse())
            {
                if (Shown(outcome.Rates[measure]) is not { } found) continue;
                yield return ($"{Title(measure)} ({(outcome.Chosen == PipelineStage.Selection ? "proposed" : "at or above the line")})", found);
                break;
            }
        }
        if (column.FollowUp is not { } followUp) yield break;
        if (Shown(followUp.Absent) is { } absent) yield return ("not in the later extracts, so that nobody knows what came of them", absent);
        if (Shown(followUp.NotAtLiberty) is { } notAtLiberty) yield return ("left out of outcomes, because deceased or never at liberty", notAtLiberty);
        if (Shown(followUp.Breaches) is { } breaches) yield return ("with a breach afterwards", breaches);
        foreach (var (who, table) in followUp.Cohort)
        {
            if (Shown(table) is { } cohort) yield return ($"came to the outcome, of {CohortTitle(who)}", cohort);
        }

        Comparison? Shown(RateTable table) => table.Find(group, ComparedWith.Reference) is { Verdict: Verdict.DifferenceShown } found ? found : null;
    }

    /// <summary>What a rate is of, in words.</summary>
    public static string Title(OutcomeMeasure measure) => measure switch
    {
        OutcomeMeasure.BaseRate => "base rate",
        OutcomeMeasure.TruePositiveRate => "TPR: chosen, of those who came to the outcome",
        OutcomeMeasure.FalsePositiveRate => "FPR: chosen, of those who did not come to the outcome",
        OutcomeMeasure.FalseNegativeRate => "FNR: not chosen, of those who came to the outcome",
        OutcomeMeasure.PositivePredictiveValue => "PPV: came to the outcome, of those chosen",
        OutcomeMeasure.NegativePredictiveValue => "NPV: did not come to the outcome, of those not chosen",
        OutcomeMeasure.FalseDiscoveryRate => "FDR: did not come to the outcome, of those chosen",
        OutcomeMeasure.FalseOmissionRate => "FOR: came to the outcome, of those not chosen",
    };

    /// <summary>Of whom an outcome of the cohort is, in words.</summary>
    public static string CohortTitle(string who) => who switch
    {
        "members" => "members",
        "deselected" => "those deselected",
        "change_of_approach" => "those with a change of approach",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static RateTable? TableOf(ColumnAudit column, PipelineStage step) => column.Stages.FirstOrDefault(stage => stage.Step == step)?.Table;

    private static string Meaning(string group, double difference, FairnessRules rules) => rules.SelectionIs switch
    {
        SelectionMeaning.Help => difference > 0 ? $" The policy sees selection as help: {group} get more of it." : $" The policy sees selection as help: {group} get less of it.",
        SelectionMeaning.Burden => difference > 0 ? $" The policy sees selection as a burden: {group} carry more of it." : $" The policy sees selection as a burden: {group} carry less of it.",
        null => "",
    };

    public static string Reference(ColumnAudit column) => $"{column.Grouping.Groups[column.Grouping.ReferenceGroup]} (the reference)";

    private static string Margin(Comparison comparison) => comparison.IsWithinMargin ? " This is within the policy's margin." : "";

    public static string Difference(Comparison comparison) =>
        $"{Points(comparison.Difference!.Value)} percentage points ({Points(comparison.PageInterval!.Value.Low)} to {Points(comparison.PageInterval.Value.High)}; {P(comparison.PageP!.Value)} over the page)";

    public static string P(double p) => p < 0.0001 ? "p under 0.0001" : $"p {Figure.Text(p)}";

    public static string Rate(Proportion proportion) => FormattableString.Invariant($"{Percent(proportion.Rate!.Value)} ({proportion.Count} of {proportion.Of})");

    public static string Percent(double rate) => $"{Digits.Text(100 * rate, "F1")} %";

    public static string Points(double difference) => Digits.Text(100 * difference, "F1");
}
