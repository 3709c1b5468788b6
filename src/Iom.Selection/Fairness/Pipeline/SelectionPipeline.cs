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

    // In which of the runs each could have been counted at a step: how far a person came in each run.
    private readonly PipelineMarks[][] _marksByRun;

    // Of the grouping asked about last: how many came exactly so far, by group.
    private (GroupAssignment Grouping, Dictionary<PipelineMarks, int[]> Counts)? _counted;

    public SelectionPipeline(IReadOnlyList<AuditedRun> runs, IReadOnlyList<RecordedDecision>? decisions)
    {
        HasDecisions = decisions is not null;
        var byPerson = (decisions ?? []).ToLookup(decision => decision.OffenderId);
        _people = runs.Count == 1 ? [.. runs[0].Rows] : [.. runs.SelectMany(run => run.Rows).DistinctBy(row => row.OffenderId)];
        _marks = new PipelineMarks[_people.Length];
        _marksByRun = runs.Count == 1 ? [_marks] : [.. runs.Select(_ => new PipelineMarks[_people.Length])];
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
                var person = runs.Count == 1 ? place : _places.Value[row.OffenderId];
                var marks = Marks(row, decided);
                _marks[person] |= marks;
                _marksByRun[i][person] |= marks;
            }
        }
    }

    /// <summary>Whether the panel's decisions were given.</summary>
    public bool HasDecisions { get; }

    public PipelineMarks this[OffenderId person] => _marks[_places.Value[person]];

    /// <summary>How far a person came in the latest run alone.</summary>
    public PipelineMarks InLatestRun(OffenderId person) => _marksByRun[^1][_places.Value[person]];

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

    /// <summary>The same by the runs in which each person was counted at the step, so that somebody who was there more often is compared with those who were.</summary>
    /// <returns>A stratum for each set of runs that somebody was counted in, in a fixed order; one where there is one run.</returns>
    public IReadOnlyList<ImmutableArray<Proportion>> Strata(PipelineStage step, GroupAssignment grouping)
    {
        if (_marksByRun.Length == 1) return [Rates(step, grouping)];
        var (of, goes) = step.Marks();
        var strata = new SortedDictionary<string, (int[] Counts, int[] All)>(StringComparer.Ordinal);
        var groups = grouping.PlacesOf(_people);
        for (var person = 0; person < groups.Length; person++)
        {
            if (!_marks[person].HasFlag(of)) continue;
            var presence = string.Concat(_marksByRun.Select(run => run[person].HasFlag(of) ? '1' : '0'));
            if (!strata.TryGetValue(presence, out var stratum)) strata.Add(presence, stratum = (new int[grouping.Groups.Length], new int[grouping.Groups.Length]));
            stratum.All[groups[person]]++;
            if (_marks[person].HasFlag(goes)) stratum.Counts[groups[person]]++;
        }
        return [.. strata.Values.Select(stratum => stratum.Counts.Select((count, group) => new Proportion(count, stratum.All[group])).ToImmutableArray())];
    }

    /// <summary>Who went on at a step in one of the runs alone.</summary>
    public ImmutableArray<Proportion> RatesOfRun(int run, PipelineStage step, GroupAssignment grouping)
    {
        var (of, goes) = step.Marks();
        var (counts, all) = (new int[grouping.Groups.Length], new int[grouping.Groups.Length]);
        var groups = grouping.PlacesOf(_people);
        for (var person = 0; person < groups.Length; person++)
        {
            var marks = _marksByRun[run][person];
            if (!marks.HasFlag(of)) continue;
            all[groups[person]]++;
            if (marks.HasFlag(goes)) counts[groups[person]]++;
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
        marks |= row.IsMember ? PipelineMarks.Member : PipelineMarks.NonMember;
        if (row.Recommendation is Recommendation.NotEligible or Recommendation.Refer) marks |= PipelineMarks.KeptOut;
        if (row.Recommendation == Recommendation.Withheld) marks |= PipelineMarks.Withheld;
        if (marks.HasFlag(PipelineMarks.Candidate) && row.Most > row.Total) marks |= PipelineMarks.Incomplete;
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
