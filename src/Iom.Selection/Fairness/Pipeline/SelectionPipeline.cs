using System.Collections.Immutable;
using Iom.Selection.Decisions;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Pipeline;

/// <summary>How far everybody came, over all runs: somebody who came so far in one of them came so far.</summary>
/// <remarks>A person is counted once however many runs there are, because one person's runs are not independent of each other.</remarks>
internal sealed class SelectionPipeline
{
    private readonly SortedDictionary<OffenderId, PipelineMarks> _marks = [];

    public SelectionPipeline(IReadOnlyList<AuditedRun> runs, IReadOnlyList<RecordedDecision>? decisions)
    {
        HasDecisions = decisions is not null;
        var byPerson = (decisions ?? []).ToLookup(decision => decision.OffenderId);
        for (var i = 0; i < runs.Count; i++)
        {
            // What is decided from a run on, up to the next, is decided about that run's recommendations.
            var (from, before) = (runs[i].AsOf, i + 1 < runs.Count ? runs[i + 1].AsOf : DateOnly.MaxValue);
            foreach (var row in runs[i].Rows)
            {
                var decided = byPerson[row.OffenderId].Where(decision => decision.Date >= from && (decision.Date < before || i + 1 == runs.Count));
                _marks[row.OffenderId] = _marks.GetValueOrDefault(row.OffenderId) | Marks(row, decided);
            }
        }
    }

    /// <summary>Whether the panel's decisions were given.</summary>
    public bool HasDecisions { get; }

    /// <summary>Everybody, by id.</summary>
    public IReadOnlyCollection<OffenderId> People => _marks.Keys;

    public PipelineMarks this[OffenderId person] => _marks[person];

    /// <summary>The steps of which something is known.</summary>
    public IEnumerable<PipelineStage> Steps => PipelineStages.All.Where(step => HasDecisions || !step.NeedsDecisions());

    /// <summary>Who goes on at a step, by group.</summary>
    public ImmutableArray<Proportion> Rates(PipelineStage step, GroupAssignment grouping)
    {
        var (of, goes) = step.Marks();
        var (counts, all) = (new int[grouping.Groups.Length], new int[grouping.Groups.Length]);
        foreach (var (person, marks) in _marks)
        {
            if (!marks.HasFlag(of)) continue;
            var group = grouping.GroupOf(person);
            all[group]++;
            if (marks.HasFlag(goes)) counts[group]++;
        }
        return [.. counts.Select((count, group) => new Proportion(count, all[group]))];
    }

    /// <summary>Everybody with their marks.</summary>
    public IEnumerable<KeyValuePair<OffenderId, PipelineMarks>> All => _marks;

    private static PipelineMarks Marks(RankingRow row, IEnumerable<RecordedDecision> decided)
    {
        var marks = PipelineMarks.InExtracts;
        if (row.Recommendation != Recommendation.NotInScope) marks |= PipelineMarks.InScope;
        if (row.Rank is not null) marks |= row.IsMember ? PipelineMarks.Ranked : PipelineMarks.Ranked | PipelineMarks.Candidate;
        if (row.IsMember) marks |= PipelineMarks.Member;
        if (row.Recommendation is Recommendation.Select or Recommendation.Reserve or Recommendation.NoPlace) marks |= PipelineMarks.AboveLine;
        if (row.Recommendation == Recommendation.Select) marks |= PipelineMarks.Proposed;
        if (row.Recommendation is Recommendation.Select or Recommendation.Retain) marks |= PipelineMarks.Standing;

        // Of several decisions about coming in, the latest; of those of one day, the one recorded last.
        var entry = decided.Where(decision => decision.Decision is PanelDecision.Select or PanelDecision.Decline).Select((decision, place) => (decision, place))
            .OrderBy(pair => pair.decision.Date).ThenBy(pair => pair.place).LastOrDefault().decision;
        if (entry?.Decision == PanelDecision.Select && marks.HasFlag(PipelineMarks.Candidate))
        {
            marks |= PipelineMarks.PanelSelected;
            if (marks.HasFlag(PipelineMarks.Proposed)) marks |= PipelineMarks.Decided;
        }
        if (row.IsMember && decided.Any(decision => decision.Decision == PanelDecision.ChangeApproach)) marks |= PipelineMarks.ChangeOfApproach;
        if (row.IsMember && decided.Any(decision => decision.Decision == PanelDecision.Deselect)) marks |= PipelineMarks.Deselected;
        return marks;
    }
}
