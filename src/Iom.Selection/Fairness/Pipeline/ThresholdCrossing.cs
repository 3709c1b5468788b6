using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Pipeline;

/// <summary>A limit of the policy that a group's whole interval lies beyond.</summary>
/// <param name="Column">The characteristic.</param>
/// <param name="Group">The group.</param>
/// <param name="Step">The step.</param>
/// <param name="IsRatio">Whether the limit is of the ratio; else of the difference.</param>
/// <param name="Limit">The limit, as the policy has it.</param>
/// <param name="Interval">The interval that lies beyond it; wider than that of one comparison, because it must hold for all groups at once.</param>
public sealed record ThresholdCrossing(string Column, string Group, PipelineStage Step, bool IsRatio, double Limit, Interval Interval)
{
    /// <summary>
    /// The steps at which a threshold is looked at: its own, and of the selection those from everybody too, because a group that is kept out before the ranking is never compared at the
    /// selection, and one of which nobody is ranked has no rate there at all.
    /// </summary>
    internal static IEnumerable<PipelineStage> StepsOf(FairnessThreshold threshold) => threshold.Step == PipelineStage.Selection
        ? [PipelineStage.Selection, PipelineStage.EverybodyRanked, PipelineStage.EverybodyProposed] : [threshold.Step];

    internal static IEnumerable<ThresholdCrossing> In(string column, IReadOnlyList<StepAudit> steps, FairnessThreshold threshold, FairnessRules rules)
    {
        StepAudit[] looked = [.. StepsOf(threshold).SelectMany(step => steps.Where(audit => audit.Step == step))];
        var able = looked.SelectMany(step => step.Table.Comparisons.Where(comparison => comparison.With == ComparedWith.Reference && !comparison.Own.IsEmpty && !comparison.Other.IsEmpty)
            .Select(comparison => (step.Step, Comparison: comparison))).ToArray();
        // An alarm must not ring because there are many groups and steps: what the level leaves out is shared among them (Bonferroni).
        var level = able.Length == 0 ? rules.Level : 1 - ((1 - rules.Level) / able.Length);
        foreach (var (step, comparison) in able)
        {
            // Before the ranking it is an alarm only for those of whom nobody gets there: else the selection and the way from everybody tell all there is.
            if (step == PipelineStage.EverybodyRanked && threshold.Step != step && comparison.Own.Count > 0) continue;
            if (threshold.RatioAtLeast is { } least && ProportionIntervals.Ratio(comparison.Own, comparison.Other, level) is { } ratio
                && (ratio.High < least || ratio.Low > 1 / least))
                yield return new ThresholdCrossing(column, comparison.Group, step, true, least, ratio);
            var difference = ProportionIntervals.Difference(comparison.Own, comparison.Other, level);
            if (threshold.DifferenceAtMost is { } most && (difference.Low > most || difference.High < -most))
                yield return new ThresholdCrossing(column, comparison.Group, step, false, most, difference);
        }
    }
}
