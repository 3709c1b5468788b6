using System.Globalization;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Fairness.WhatIfs;
using Iom.Selection.Policies;
using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Audits;

/// <summary>What an audit found, in sentences that each rest on a figure.</summary>
internal static class AuditSentences
{
    private static readonly PipelineStage[] StepsOfPoints = [PipelineStage.AboveLine, PipelineStage.Proposed, PipelineStage.Selection];

    /// <summary>For whom the files are.</summary>
    public static string Notice(FairnessAudit audit) => audit.Audience == AuditAudience.Partnership
        ? "UNSUPPRESSED: for the partnership and its committee only. Small counts can reveal individuals. To publish, run the audit again with --for statistics."
        : FormattableString.Invariant($"For publication: no count under {audit.Policy.Fairness.SmallestCell} people is shown, nor anything from which one could be worked out.");

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
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The findings by a characteristic.</summary>
    public static IEnumerable<string> Describe(ColumnAudit column, FairnessRules rules)
    {
        var shown = column.Stages.SelectMany(step => step.Table.Comparisons.Where(comparison => comparison is { With: ComparedWith.Rest, Verdict: Verdict.DifferenceShown })
            .Select(comparison => (step.Step, Comparison: comparison))).ToArray();
        foreach (var (step, comparison) in shown)
        {
            yield return $"Difference shown: {comparison.Group}: {Title(step)}: {Rate(comparison.Own)} against {Rate(comparison.Other)} of all others, "
                + $"{Figure.Text(comparison.Difference)} ({Text(comparison.DifferenceInterval)}).{(comparison.IsWithinMargin ? " This is within the policy's margin." : "")}";
        }
        if (shown.Length == 0)
            yield return "No statistically significant difference was found from all others. That does not prove there is none: \"could show\" gives the smallest difference that numbers this small could reveal.";
        foreach (var group in shown.Where(pair => StepsOfPoints.Contains(pair.Step)).Select(pair => pair.Comparison.Group).Distinct(StringComparer.Ordinal))
        {
            if (column.Gaps.FirstOrDefault(gap => gap.Group == group && gap.With == ComparedWith.Rest) is not { LeadingFactor: { } leading } gap) continue;
            yield return $"Where it comes from: {group}: the mean differs by {Figure.Text((double)gap.Gap)} points ({Text(gap.Interval)}) from that of all others. The largest part, "
                + $"{Figure.Text((double)gap.PointsOf(gap.Shares.First(share => share.FactorId == leading)))}, comes from {leading}.";
            if (Nearest(column, group) is { } nearest)
                yield return $"Of the changes tried, the one that narrows it most: {group}: {(nearest.IsFactor ? "without the factor" : "with the alternative")} {nearest.Id}, selection differs from that of all others by "
                    + $"{Figure.Text(nearest.Selection.Find(group, ComparedWith.Rest)!.Difference)}.";
        }
        if (rules.Margin is null) yield return "The policy sets no margin (fairness.margin), so no difference can be excluded.";
        if (column.Outcomes is [var outcome, ..]) yield return Criteria(outcome, column.Grouping);
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
                yield return $"Threshold not checked: {Title(step)}, by {string.Join("; ", without)}: {(audit.Withheld.IsEmpty ? "the panel's decisions were not given (--decisions)" : "the step is unknown or not shown")}.";
        }
    }

    /// <summary>A limit that is crossed.</summary>
    public static string Describe(ThresholdCrossing crossing) =>
        $"{crossing.Column}: {crossing.Group}: {Title(crossing.Step)}: the whole interval of the {(crossing.IsRatio ? "ratio" : "difference")}, {Text(crossing.Interval)}, is beyond "
        + $"the policy's {crossing.Limit.ToString(CultureInfo.InvariantCulture)}{(crossing.IsRatio ? $", or {Figure.Text(1 / crossing.Limit)} the other way round" : "")}.";

    public static string Text(Interval? interval) => interval is { } known ? $"{Figure.Text(known.Low)} to {Figure.Text(known.High)}" : "";

    private static string Rate(Proportion proportion) => FormattableString.Invariant($"{Figure.Text(proportion.Rate)} ({proportion.Count} of {proportion.Of})");

    private static WhatIf? Nearest(ColumnAudit column, string group)
    {
        if (column.Stages.FirstOrDefault(step => step.Step == PipelineStage.Selection)?.Table.Find(group, ComparedWith.Rest)?.Difference is not { } now) return null;
        return column.WhatIfs
            .Select(whatIf => (whatIf, Left: whatIf.Selection.Find(group, ComparedWith.Rest)?.Difference))
            .Where(pair => pair.Left is { } left && Math.Abs(left) < Math.Abs(now))
            .OrderBy(pair => Math.Abs(pair.Left!.Value)).Select(pair => pair.whatIf).FirstOrDefault();
    }
}
