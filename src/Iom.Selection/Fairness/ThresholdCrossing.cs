using Iom.Selection.Policies;

namespace Iom.Selection.Fairness;

/// <summary>A limit of the policy that a group's whole interval lies beyond.</summary>
/// <param name="Column">The characteristic.</param>
/// <param name="Group">The group.</param>
/// <param name="Step">The step.</param>
/// <param name="IsRatio">Whether the limit is of the ratio; else of the difference.</param>
/// <param name="Limit">The limit, as the policy has it.</param>
/// <param name="Interval">The interval that lies beyond it.</param>
public sealed record ThresholdCrossing(string Column, string Group, FairnessStep Step, bool IsRatio, double Limit, Interval Interval)
{
    internal static IEnumerable<ThresholdCrossing> In(string column, StepAudit step, FairnessThreshold threshold)
    {
        if (threshold.Step != step.Step) yield break;
        foreach (var comparison in step.Table.Comparisons.Where(comparison => comparison.With == ComparedWith.Reference))
        {
            if (threshold.RatioAtLeast is { } least && comparison.RatioInterval is { } ratio && (ratio.High < least || ratio.Low > 1 / least))
                yield return new ThresholdCrossing(column, comparison.Group, step.Step, true, least, ratio);
            if (threshold.DifferenceAtMost is { } most && comparison.DifferenceInterval is { } difference && (difference.Low > most || difference.High < -most))
                yield return new ThresholdCrossing(column, comparison.Group, step.Step, false, most, difference);
        }
    }
}
