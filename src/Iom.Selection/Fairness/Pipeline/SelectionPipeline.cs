using System.Collections.Immutable;
using Iom.Selection.Decisions;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Panels;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness.Pipeline;

/// <summary>How far everybody came, over all runs: somebody who came so far in one of them came so far.</summary>
/// <remarks>A person is counted once however many runs there are, because one person's runs are not independent of each other.</remarks>
internal sealed class SelectionPipeline
{
    // Everybody once, in the order of the first run that each is in.
    private readonly RankingRow[] _people;
    private readonly PipelineMarks[] _marks;
    private readonly Lazy<Dictionary<OffenderId, int>> _places;

    // Of the grouping asked about last: how many came exactly so far, by group.
    private (GroupAssignment Grouping, Dictionary<PipelineMarks, int[]> Counts)? _counted;

    public SelectionPipeline(IReadOnlyList<AuditedRun> runs, IReadOnlyList<RecordedDecision>? decisions)
    {
        HasDecisions = decisions is not null;
        var byPerson = (decisions ?? []).ToLookup(decision => decision.OffenderId);
        _people = runs.Count == 1 ? [.. runs[0].Rows] : [.. runs.SelectMany(run => run.Rows).DistinctBy(row => row.OffenderId)];
        _marks = new PipelineMarks[_people.Length];
        _places = new(() => _people.Select((row, place) => (row.OffenderId, place)).ToDictionary(pair => pair.OffenderId, pair => pair.place));
        for (var i = 0; i < runs.Count; i++)
        {
            // What is decided from a run on, up to the next, is decided about that run's recommendations.
            var (from, before) = (runs[i].AsOf, i + 1 < runs.Count ? runs[i + 1].AsOf : DateOnly.MaxValue);
            for (var place = 0; place < runs[i].Rows.Count; place++)
            {
                var row = runs[i].Rows[place];
                RecordedDecision[] decided = byPerson.Count == 0
                    ? [] : [.. byPerson[row.OffenderId].Where(decision => decision.Date >= from && (decision.Date < before || i + 1 == runs.Count))];
                _marks[runs.Count == 1 ? place : _places.Value[row.OffenderId]] |= Marks(row, decided);
            }
        }
    }

    /// <summary>Whether the panel's decisions were given.</summary>
    public bool HasDecisions { get; }

    public PipelineMarks this[OffenderId person] => _marks[_places.Value[person]];

    /// <summary>The steps of which something is known.</summary>
    public IEnumerable<PipelineStage> Steps => PipelineStages.All.Where(step => HasDecisions || !step.NeedsDecisions());

    /// <summary>Who goes on at a step, by group.</summary>
    public ImmutableArray<Proportion> Rates(PipelineStage step, GroupAssignment grouping)
    {
        var (of, goes) = step.Marks();
        var (counts, all) = (new int[grouping.Groups.Length], new int[grouping.Groups.Length]);
        foreach (var (marks, byGroup) in Counted(grouping))
        {
            if (!marks.HasFlag(of)) continue;
            for (var group = 0; group < byGroup.Length; group++)
            {
                all[group] += byGroup[group];
                if (marks.HasFlag(goes)) counts[group] += byGroup[group];
            }
        }
        return [.. counts.Select((count, group) => new Proportion(count, all[group]))];
    }

    /// <summary>Everybody with their marks.</summary>
    public IEnumerable<KeyValuePair<OffenderId, PipelineMarks>> All => _people.Select((row, place) => KeyValuePair.Create(row.OffenderId, _marks[place]));

    private Dictionary<PipelineMarks, int[]> Counted(GroupAssignment grouping)
    {
        if (_counted is { } last && last.Grouping == grouping) return last.Counts;
        var counts = new Dictionary<PipelineMarks, int[]>();
        var groups = grouping.PlacesOf(_people);
        for (var i = 0; i < groups.Length; i++)
        {
            if (!counts.TryGetValue(_marks[i], out var byGroup)) counts.Add(_marks[i], byGroup = new int[grouping.Groups.Length]);
            byGroup[groups[i]]++;
        }
        _counted = (grouping, counts);
        return counts;
    }

    private static PipelineMarks Marks(RankingRow row, RecordedDecision[] decided)
    {
        var marks = PipelineMarks.InExtracts;
        if (row.Recommendation != Recommendation.NotInScope) marks |= PipelineMarks.InScope;
        if (row.Rank is not null) marks |= row.IsMember ? PipelineMarks.Ranked : PipelineMarks.Ranked | PipelineMarks.Candidate;
        if (row.IsMember) marks |= PipelineMarks.Member;
        if (row.Recommendation is Recommendation.Select or Recommendation.Reserve or Recommendation.NoPlace) marks |= PipelineMarks.AboveLine;
        if (row.Recommendation == Recommendation.Select) marks |= PipelineMarks.Proposed;
        if (row.Recommendation is Recommendation.Select or Recommendation.Retain) marks |= PipelineMarks.Standing;

        if (decided.Length == 0) return marks;
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
