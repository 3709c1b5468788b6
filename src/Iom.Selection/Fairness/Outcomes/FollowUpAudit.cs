using System.Collections.Immutable;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Outcomes;

/// <summary>Of whom it is known what came after a run, for how long each could have come to it, and what came of those the panel decided about.</summary>
public sealed record FollowUpAudit
{
    /// <summary>Ranked non-members who are not in the later extracts, of all ranked non-members.</summary>
    public required RateTable Absent { get; init; }

    /// <summary>Of those who are in them, those left out: deceased, or never at liberty.</summary>
    public required RateTable NotAtLiberty { get; init; }

    /// <summary>Outcomes for the time at liberty, by group.</summary>
    public required ImmutableArray<RateAtLiberty> RatesAtLiberty { get; init; }

    /// <summary>Those with a breach, of those who are not left out: it is about the process, and no outcome.</summary>
    public required RateTable Breaches { get; init; }

    /// <summary>The outcome of people who were in the cohort: of members, of those deselected and of those with a change of approach; the latter two only where decisions were given.</summary>
    public required ImmutableArray<CohortOutcome> Cohort { get; init; }

    internal static FollowUpAudit Create(
        RankedField field, SelectionPipeline road, GroupAssignment grouping, IReadOnlyDictionary<OffenderId, LaterOutcome> outcomes, FairnessRules rules)
    {
        var groups = grouping.Groups.Length;
        var (absent, unable, breached, events) = (new int[groups], new int[groups], new int[groups], new int[groups]);
        var (all, known) = (new int[groups], new int[groups]);
        var days = new long[groups];
        foreach (var row in field.Rows)
        {
            var group = grouping.GroupOf(row.OffenderId);
            all[group]++;
            if (!outcomes.TryGetValue(row.OffenderId, out var outcome))
            {
                absent[group]++;
                continue;
            }
            if (!outcome.CouldCome)
            {
                unable[group]++;
                continue;
            }
            known[group]++;
            days[group] += outcome.DaysAtLiberty;
            if (outcome.HasReoffended) events[group]++;
            if (outcome.HasBreached) breached[group]++;
        }
        var reference = grouping.ReferenceGroup;
        return new FollowUpAudit
        {
            Absent = Table(absent, all),
            NotAtLiberty = Table(unable, [.. all.Zip(absent, (of, gone) => of - gone)]),
            Breaches = Table(breached, known),
            RatesAtLiberty = [.. grouping.Groups.Select((name, group) =>
            {
                if (group == reference || days[group] == 0 || days[reference] == 0 || events[reference] == 0) return new RateAtLiberty(name, events[group], days[group], null, null, null);
                var (ratio, interval, p) = RateRatio.Exact(events[group], days[group], events[reference], days[reference], rules.Level);
                return new RateAtLiberty(name, events[group], days[group], ratio, interval, p);
            })],
            Cohort =
            [
                new("members", Of(PipelineMarks.Member)),
                .. road.HasDecisions ? [new("deselected", Of(PipelineMarks.Deselected)), new("change_of_approach", Of(PipelineMarks.ChangeOfApproach))] : Array.Empty<CohortOutcome>(),
            ],
        };

        RateTable Table(int[] counts, int[] of) => RateTable.Create(grouping, [.. counts.Select((count, group) => new Proportion(count, of[group]))], rules);

        RateTable Of(PipelineMarks marks)
        {
            var (with, of) = (new int[groups], new int[groups]);
            foreach (var (person, come) in road.All)
            {
                if (!come.HasFlag(marks) || !outcomes.TryGetValue(person, out var outcome) || !outcome.CouldCome) continue;
                var group = grouping.GroupOf(person);
                of[group]++;
                if (outcome.HasReoffended) with[group]++;
            }
            return Table(with, of);
        }
    }
}
