using System.Collections.Immutable;
using Iom.Selection.Offenders;
using Iom.Selection.Ranking;

namespace Iom.Selection.Fairness;

/// <summary>How far the ranking follows when the police write down more of what one group does, and it does no more.</summary>
/// <param name="Group">The group whose police-detected records are multiplied; everybody else's stay.</param>
/// <param name="IsCounted">Whether offences that the police detected count; else they are left out of everybody's records, before and after.</param>
/// <param name="Count">The group's ranked non-members in the run.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">With the records multiplied.</param>
public sealed record Feedback(string Group, bool IsCounted, int Count, FeedbackState Before, FeedbackState After)
{
    internal static IEnumerable<Feedback> Of(AuditedRun run, RankedField field, Grouping grouping, int times)
    {
        var (scorer, asOf) = (run.Assessor.Scorer, run.AsOf);
        ImmutableArray<DetectedBy> police = [DetectedBy.Police];
        var people = field.Rows.ToLookup(row => grouping.GroupOf(row.OffenderId), row => row.OffenderId);
        var multiplied = run.People.Select(file => Counterfactual.Multiplied(file, times, asOf)).ToArray();
        foreach (var isCounted in new[] { true, false })
        {
            var (before, after) = (Assess(run.People, isCounted), Assess(multiplied, isCounted));
            var proposedBefore = Propose(before);
            for (var group = 0; group < grouping.Groups.Length; group++)
            {
                var own = people[group].ToHashSet();
                if (own.Count == 0) continue;
                var place = group;
                var proposedAfter = Propose([.. run.People.Select((file, i) => grouping.GroupOf(file.Offender.Id) == place ? after[i] : before[i])]);
                yield return new Feedback(grouping.Groups[group], isCounted, own.Count, FeedbackState.Of(proposedBefore, own), FeedbackState.Of(proposedAfter, own));
            }
        }

        Assessment[] Assess(IReadOnlyList<CaseFile> files, bool isCounted) =>
            [.. files.Select(file => run.Assessor.Assess(isCounted ? file : Counterfactual.Without(file, police, asOf)))];

        Proposal Propose(Assessment[] assessments) => Proposal.For(scorer.Policy, asOf, run.Capacity, assessments);
    }
}
