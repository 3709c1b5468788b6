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
    internal static IEnumerable<ThresholdCrossing> In(string column, StepAudit step, FairnessThreshold threshold, FairnessRules rules)
    {
        if (threshold.Step != step.Step) yield break;
        Comparison[] able = [.. step.Table.Comparisons.Where(comparison => comparison.With == ComparedWith.Reference && !comparison.Own.IsEmpty && !comparison.Other.IsEmpty)];
        // An alarm must not ring because there are many groups: what the level leaves out is shared among them (Bonferroni).
        var level = able.Length == 0 ? rules.Level : 1 - ((1 - rules.Level) / able.Length);
        foreach (var comparison in able)
        {
            if (threshold.RatioAtLeast is { } least && ProportionIntervals.Ratio(comparison.Own, comparison.Other, level) is { } ratio
                && (ratio.High < least || ratio.Low > 1 / least))
                yield return new ThresholdCrossing(column, comparison.Group, step.Step, true, least, ratio);
            var difference = ProportionIntervals.Difference(comparison.Own, comparison.Other, level);
            if (threshold.DifferenceAtMost is { } most && (difference.Low > most || difference.High < -most))
                yield return new ThresholdCrossing(column, comparison.Group, step.Step, false, most, difference);
        }
    }
}
