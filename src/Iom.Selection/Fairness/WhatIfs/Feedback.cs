using Iom.Selection.Fairness.Groups;

namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>How far the ranking follows when the police write down more of what one group does, and it does no more.</summary>
/// <param name="Group">The group whose police-detected records are multiplied; everybody else's stay.</param>
/// <param name="IsCounted">Whether offences that the police detected count; else they are left out of everybody's records, before and after.</param>
/// <param name="Count">The group's ranked non-members in the run.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">With the records multiplied.</param>
public sealed record Feedback(string Group, bool IsCounted, int Count, FeedbackState Before, FeedbackState After)
{
    internal static IEnumerable<Feedback> Try(RecordTrials trials, RankedField field, GroupAssignment grouping)
    {
        int[] groups = [.. trials.Ids.Select(grouping.GroupOf)];
        var ranked = field.Rows.Select(row => row.OffenderId).ToHashSet();
        bool[] counts = [.. trials.Ids.Select(ranked.Contains)];
        var (before, leftOut) = (trials.Before(), trials.WithoutPolice());
        foreach (var isCounted in new[] { true, false })
        {
            for (var group = 0; group < grouping.Groups.Length; group++)
            {
                var place = group;
                var own = Enumerable.Range(0, groups.Length).Count(person => counts[person] && groups[person] == place);
                if (own == 0) continue;
                var was = FeedbackState.Measure(isCounted ? before : leftOut, IsOwn, own);
                // Left out they are left out however often they are written down.
                yield return new Feedback(grouping.Groups[group], isCounted, own, was, isCounted ? FeedbackState.Measure(trials.Multiplied(person => groups[person] == place), IsOwn, own) : was);

                bool IsOwn(int person) => counts[person] && groups[person] == place;
            }
        }
    }
}
