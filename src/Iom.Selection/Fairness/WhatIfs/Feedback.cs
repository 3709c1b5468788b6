using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>How far the ranking follows when the police write down more of what one group does, and it does no more.</summary>
/// <param name="Group">The group whose police-detected records are multiplied; everybody else's stay.</param>
/// <param name="IsCounted">Whether offences that the police detected count; else they are left out of everybody's records, before and after.</param>
/// <param name="Count">The group's ranked non-members in the run.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">With the records multiplied.</param>
public sealed record Feedback(string Group, bool IsCounted, int Count, FeedbackState Before, FeedbackState After)
{
    internal static IEnumerable<Feedback> Try(AuditedRun run, RankedField field, GroupAssignment grouping, int times)
    {
        var (scorer, asOf) = (run.Assessor.Scorer, run.AsOf);
        ImmutableArray<DetectedBy> police = [DetectedBy.Police];
        var people = field.Rows.ToLookup(row => grouping.GroupOf(row.OffenderId), row => row.OffenderId);
        foreach (var isCounted in new[] { true, false })
        {
            var both = run.People.Select(file => (Before: Assess(file, isCounted), After: Assess(Counterfactual.Multiplied(file, times, asOf), isCounted))).ToArray();
            var before = Array.ConvertAll(both, assessments => assessments.Before);
            var proposedBefore = Propose(before);
            for (var group = 0; group < grouping.Groups.Length; group++)
            {
                var own = people[group].ToHashSet();
                if (own.Count == 0) continue;
                var place = group;
                var proposedAfter = Propose(Array.ConvertAll(both, assessments => grouping.GroupOf(assessments.Before.OffenderId) == place ? assessments.After : assessments.Before));
                yield return new Feedback(grouping.Groups[group], isCounted, own.Count, FeedbackState.Measure(proposedBefore, own), FeedbackState.Measure(proposedAfter, own));
            }
        }

        Assessment Assess(CaseFile file, bool isCounted) => run.Assessor.Assess(isCounted ? file : Counterfactual.Without(file, police, asOf));

        Proposal Propose(Assessment[] assessments) => Proposal.For(scorer.Policy, asOf, run.Capacity, assessments);
    }
}
