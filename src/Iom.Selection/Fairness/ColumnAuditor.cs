using System.Collections.Immutable;
using Iom.Selection.Fairness.Disclosure;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Fairness.Outcomes;
using Iom.Selection.Fairness.Pipeline;
using Iom.Selection.Fairness.WhatIfs;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Statistics;

namespace Iom.Selection.Fairness;

/// <summary>Audits one characteristic after another; what does not depend on the characteristic is done once.</summary>
internal sealed class ColumnAuditor
{
    private readonly IReadOnlyList<AuditedRun> _runs;
    private readonly SelectionPipeline _road;
    private readonly IReadOnlyDictionary<OffenderId, bool>? _outcomes;
    private readonly AuditAudience _audience;
    private readonly bool _withWhatIfs;
    private readonly AuditedRun _latest;
    private readonly Policy _policy;
    private readonly FairnessRules _rules;
    private readonly RankedField _field;
    private readonly Lazy<AlternativeSelection[]> _trials;
    private readonly Lazy<ImmutableSortedDictionary<int, int[]>> _times;
    private readonly HashSet<OffenderId> _selected;
    private readonly Lazy<int[]> _folds;

    // The group of each row of the latest run, and of each ranked non-member, by the grouping audited now.
    private GroupAssignment? _taken;
    private int[] _groups = [];
    private int[] _fieldGroups = [];

    public ColumnAuditor(IReadOnlyList<AuditedRun> runs, SelectionPipeline road, IReadOnlyDictionary<OffenderId, bool>? outcomes, AuditAudience audience, bool withWhatIfs)
    {
        (_runs, _road, _outcomes, _audience, _withWhatIfs) = (runs, road, outcomes, audience, withWhatIfs);
        _latest = runs[^1];
        _policy = _latest.Assessor.Scorer.Policy;
        _rules = _policy.Fairness;
        _field = new RankedField(_latest);
        _trials = new(() => [.. AlternativeSelection.Try(_latest, _field)], isThreadSafe: false);
        _folds = new(() => ProxyLeak.FoldsOf(_field), isThreadSafe: false);
        _times = new(
            () => Stability.Perturbations.ToImmutableSortedDictionary(
                percent => percent, percent => Stability.Times(_field, _latest.Seed, _policy.Factors.Length, percent)),
            isThreadSafe: false);
        _selected = [.. _latest.Rows.Where(row => row.Recommendation == Recommendation.Select).Select(row => row.OffenderId)];
    }

    /// <summary>Audits a characteristic.</summary>
    /// <param name="grouping">The groups.</param>
    /// <param name="steps">The steps to show.</param>
    /// <param name="withheld">Told of what is not shown.</param>
    public ColumnAudit Audit(GroupAssignment grouping, ImmutableArray<PipelineStage> steps, List<Suppression> withheld)
    {
        var isPublic = _audience == AuditAudience.Statistics;
        Take(grouping);
        // Only where the number of ranked non-members of each group is shown may other figures about them be.
        var showsCandidates = !isPublic || steps.Any(step => step.Marks().Of == PipelineMarks.Candidate);
        var showsGaps = showsCandidates && (!isPublic || HidesNobodysPoints(grouping));
        return new ColumnAudit
        {
            Grouping = grouping,
            PeopleCounts = grouping.Sizes,
            Stages = StagesOf(grouping, steps),
            Recommendations = isPublic ? Nothing<RecommendationCounts>("recommendations") : Recommendations(grouping),
            Ties = isPublic ? Nothing<TieAudit>("ties") : [.. _runs.SelectMany(run => TieAudit.Find(run, ReferenceEquals(run, _latest) ? _groups : grouping.PlacesOf(run.Rows), grouping))],
            Gaps = showsGaps ? Gaps(grouping) : Nothing<FactorGap>("where a difference in points comes from"),
            WhatIfs = _withWhatIfs ? WhatIfs(grouping, withheld) : [],
            Leaks = showsCandidates ? [.. ProxyLeak.Find(_field, _fieldGroups, _folds.Value, grouping.Groups, _rules.Level)] : Nothing<ProxyLeak>("proxy leak"),
            Outcomes = Outcomes(grouping, steps, withheld),
            Stabilities = Stabilities(grouping, withheld),
            Feedbacks = isPublic ? Nothing<Feedback>("feedback") : !_withWhatIfs ? [] : [.. Feedback.Try(_latest, _field, grouping, _rules.FeedbackTimes)],
            RankMeasures = isPublic ? null : RankMeasures.Measure(_fieldGroups, grouping.Groups.Length),
        };

        ImmutableArray<T> Nothing<T>(string what)
        {
            withheld.Add(new Suppression(grouping.Column, what));
            return [];
        }
    }

    /// <summary>The road alone.</summary>
    public ImmutableArray<StepAudit> StagesOf(GroupAssignment grouping, ImmutableArray<PipelineStage> steps) =>
        [.. steps.Select(step => new StepAudit(step, RateTable.Create(grouping.Groups, _road.Rates(step, grouping), grouping.ReferenceGroup, _rules)))];

    private void Take(GroupAssignment grouping)
    {
        if (_taken == grouping) return;
        _taken = grouping;
        _groups = grouping.PlacesOf(_latest.Rows);
        _fieldGroups = Array.ConvertAll(_field.Positions, position => _groups[position]);
    }

    private ImmutableArray<RecommendationCounts> Recommendations(GroupAssignment grouping)
    {
        var counts = Enum.GetValues<Recommendation>().ToDictionary(recommendation => recommendation, _ => new int[grouping.Groups.Length]);
        for (var i = 0; i < _groups.Length; i++) counts[_latest.Rows[i].Recommendation][_groups[i]]++;
        return [.. counts.OrderBy(pair => pair.Key).Select(pair => new RecommendationCounts(pair.Key, [.. pair.Value]))];
    }

    /// <summary>Where a difference in points comes from, alone.</summary>
    public ImmutableArray<FactorGap> Gaps(GroupAssignment grouping)
    {
        Take(grouping);
        string[] factors = [.. _policy.Factors.Select(factor => factor.Id)];
        PointSums[] sums = [.. grouping.Groups.Select(_ => new PointSums(factors.Length))];
        for (var i = 0; i < _field.Rows.Length; i++) sums[_fieldGroups[i]].Add(_field.Points[i]);
        var places = Enumerable.Range(0, sums.Length).ToArray();
        return
        [
            .. places.Where(place => place != grouping.ReferenceGroup).Select(place =>
                FactorGap.Find(grouping.Groups[place], ComparedWith.Reference, sums[place], sums[grouping.ReferenceGroup], factors, _rules.Level)).OfType<FactorGap>(),
            .. places.Select(place => FactorGap.Find(
                grouping.Groups[place], ComparedWith.Rest, sums[place], PointSums.Sum(sums.Where((_, other) => other != place), factors.Length), factors, _rules.Level)).OfType<FactorGap>(),
        ];
    }

    private ImmutableArray<WhatIf> WhatIfs(GroupAssignment grouping, List<Suppression> withheld)
    {
        var whatIfs = ImmutableArray.CreateBuilder<WhatIf>();
        // For the public the people counted are always those of the run: one more in a group would otherwise stand out.
        var run = _field.Rows.Select(row => row.OffenderId).ToHashSet();
        foreach (var trial in _trials.Value)
        {
            var (counts, all) = (new int[grouping.Groups.Length], new int[grouping.Groups.Length]);
            foreach (var person in _audience == AuditAudience.Statistics ? run : trial.Candidates)
            {
                all[grouping.GroupOf(person)]++;
                if (trial.Selected.Contains(person)) counts[grouping.GroupOf(person)]++;
            }
            if (_audience == AuditAudience.Statistics
                && (counts.Any(count => count < _rules.SmallestCell) || counts.Zip(all).Any(pair => pair.Second - pair.First < _rules.SmallestCell)
                    || !ArePartsLargeEnough(grouping, i => (Place(i), trial.Selected.Contains(_field.Rows[i].OffenderId)))))
            {
                withheld.Add(new Suppression(grouping.Column, trial.IsFactor ? $"the selection without {trial.Id}" : $"the alternative {trial.Id}"));
                continue;
            }
            whatIfs.Add(new WhatIf(
                trial.Id, trial.Title, trial.IsFactor, _selected.Count(trial.Selected.Contains),
                RateTable.Create(grouping.Groups, [.. counts.Select((count, group) => new Proportion(count, all[group]))], grouping.ReferenceGroup, _rules)));
        }
        return whatIfs.ToImmutable();
    }

    private ImmutableArray<Stability> Stabilities(GroupAssignment grouping, List<Suppression> withheld)
    {
        var stabilities = ImmutableArray.CreateBuilder<Stability>();
        foreach (var (percent, times) in _times.Value)
        {
            Stability[] found = [.. Stability.Count(_fieldGroups, grouping, times, percent)];
            int[][] cells = [[.. found.Select(row => row.AlwaysCount)], [.. found.Select(row => row.SometimesCount)], [.. found.Select(row => row.NeverCount)]];
            if (_audience == AuditAudience.Partnership
                || (cells.All(cell => cell.All(count => count >= _rules.SmallestCell))
                    && ArePartsLargeEnough(grouping, i => (Place(i), times[i] == 0, times[i] == Stability.TimesTried)))) stabilities.AddRange(found);
            else withheld.Add(new Suppression(grouping.Column, FormattableString.Invariant($"stability at {percent} %")));
        }
        return stabilities.ToImmutable();
    }

    private ImmutableArray<OutcomeAudit> Outcomes(GroupAssignment grouping, ImmutableArray<PipelineStage> steps, List<Suppression> withheld)
    {
        if (_outcomes is null) return [];
        var audits = ImmutableArray.CreateBuilder<OutcomeAudit>();
        foreach (var chosen in new[] { PipelineStage.AboveLine, PipelineStage.Selection })
        {
            var audit = OutcomeAudit.Create(_field, grouping, _outcomes, chosen, _rules);
            if (_audience == AuditAudience.Partnership || (steps.Contains(chosen) && IsLargeEnough(audit, grouping, audits.FirstOrDefault()?.Chosen))) audits.Add(audit);
            else withheld.Add(new Suppression(grouping.Column, $"outcomes by {Vocabulary.Word(chosen)}"));
        }
        return audits.ToImmutable();
    }

    private bool IsLargeEnough(OutcomeAudit audit, GroupAssignment grouping, PipelineStage? shown)
    {
        int[][] cells =
        [
            [.. audit.Counts.Select(count => count.ChosenWith)], [.. audit.Counts.Select(count => count.ChosenWithout)],
            [.. audit.Counts.Select(count => count.LeftWith)], [.. audit.Counts.Select(count => count.LeftWithout)],
        ];
        // Those proposed are among those above the line, so of two tables the difference is a cell too; and of whom the outcome is not known is
        // what is left of a step's count.
        return cells.All(cell => cell.All(count => count >= _rules.SmallestCell)) && ArePartsLargeEnough(grouping, i => (
            OutcomeAudit.IsChosen(_field.Rows[i], audit.Chosen), shown is { } other && OutcomeAudit.IsChosen(_field.Rows[i], other),
            _outcomes!.TryGetValue(_field.Rows[i].OffenderId, out var came) ? came : (bool?)null));
    }

    // From a share of a gap, a factor that few have other points by than most could be worked out.
    private bool HidesNobodysPoints(GroupAssignment grouping) => Enumerable.Range(0, _policy.Factors.Length).All(factor =>
    {
        var usual = _field.Points.CountBy(points => points[factor]).OrderByDescending(pair => pair.Value).Select(pair => pair.Key).FirstOrDefault();
        return ArePartsLargeEnough(grouping, i => _field.Points[i][factor] == usual);
    });

    // Where the run places a ranked non-member.
    private (bool IsAboveLine, bool IsSelected) Place(int i) =>
        (OutcomeAudit.IsChosen(_field.Rows[i], PipelineStage.AboveLine), OutcomeAudit.IsChosen(_field.Rows[i], PipelineStage.Selection));

    /// <summary>Whether what ranked non-members are parted into is large enough in each group; a part that nobody at all is in is none.</summary>
    private bool ArePartsLargeEnough<T>(GroupAssignment grouping, Func<int, T> part)
        where T : notnull
    {
        var parts = new Dictionary<T, int[]>();
        for (var i = 0; i < _field.Rows.Length; i++)
        {
            var key = part(i);
            if (!parts.TryGetValue(key, out var counts)) parts.Add(key, counts = new int[grouping.Groups.Length]);
            counts[_fieldGroups[i]]++;
        }
        return StatisticsRelease.AllAtLeast(parts.Values, _rules.SmallestCell);
    }
}
