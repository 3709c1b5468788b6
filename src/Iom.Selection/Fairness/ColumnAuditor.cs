using System.Collections.Immutable;
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
    private readonly IReadOnlyDictionary<OffenderId, LaterOutcome>? _outcomes;
    private readonly bool _withWhatIfs;
    private readonly AuditedRun _latest;
    private readonly Policy _policy;
    private readonly FairnessRules _rules;
    private readonly RankedField _field;
    private readonly Lazy<RecordTrials> _records;
    private readonly Lazy<AlternativeSelection[]> _trials;
    private readonly Lazy<ImmutableSortedDictionary<int, int[]>> _times;
    private readonly Lazy<DifferenceEstimate?[]> _areas;
    private readonly HashSet<OffenderId> _selected;
    private readonly Lazy<int[]> _folds;
    private readonly StrataAssignment? _bands;  // of points alone; null where the policy has none
    private readonly StrataAssignment[] _strata;

    // The group of each row of the latest run, and of each ranked non-member, by the grouping audited now.
    private GroupAssignment? _taken;
    private int[] _groups = [];
    private int[] _fieldGroups = [];

    public ColumnAuditor(
        IReadOnlyList<AuditedRun> runs, SelectionPipeline road, IReadOnlyDictionary<OffenderId, LaterOutcome>? outcomes, bool withWhatIfs, IReadOnlyList<GroupAssignment> strataColumns)
    {
        (_runs, _road, _outcomes, _withWhatIfs) = (runs, road, outcomes, withWhatIfs);
        _latest = runs[^1];
        _policy = _latest.Assessor.Scorer.Policy;
        _rules = _policy.Fairness;
        _field = new RankedField(_latest);
        _records = new(() => RecordTrials.Create(_latest), isThreadSafe: false);
        _trials = new(() => [.. AlternativeSelection.Try(_latest, _field, _records.Value)], isThreadSafe: false);
        _areas = new(() => [.. _trials.Value.Select(AreaOf)], isThreadSafe: false);
        _folds = new(() => ProxyLeak.FoldsOf(_field), isThreadSafe: false);
        _times = new(
            () => Stability.Perturbations.ToImmutableSortedDictionary(
                percent => percent, percent => Stability.Times(_field, _latest.Seed, _policy.Factors.Length, percent)),
            isThreadSafe: false);
        _bands = _rules.EqualRecordBands.IsEmpty ? null : new StrataAssignment(new FairnessStrata(null, _rules.EqualRecordBands), strataColumns, _latest.Rows);
        _strata = [.. _rules.Strata.Select(strata => new StrataAssignment(strata, strataColumns, _latest.Rows))];
        _selected = [.. _latest.Rows.Where(row => row.Recommendation == Recommendation.Select).Select(row => row.OffenderId)];
    }

    /// <summary>Audits a characteristic.</summary>
    public ColumnAudit Audit(GroupAssignment grouping)
    {
        Take(grouping);
        return new ColumnAudit
        {
            Grouping = grouping,
            PeopleCounts = grouping.Sizes,
            Stages = StagesOf(grouping, [.. _road.Steps]),
            Recommendations = Recommendations(grouping),
            Ties = [.. _runs.SelectMany(run => TieAudit.Find(run, ReferenceEquals(run, _latest) ? _groups : grouping.PlacesOf(run.Rows), grouping))],
            Gaps = Gaps(grouping),
            WhatIfs = _withWhatIfs ? WhatIfs(grouping) : [],
            Leaks = [.. ProxyLeak.Find(_field, _fieldGroups, _folds.Value, grouping.Groups, _rules.Level)],
            Outcomes = _outcomes is null ? [] : [.. new[] { PipelineStage.AboveLine, PipelineStage.Selection }.Select(chosen => OutcomeAudit.Create(_field, grouping, _outcomes, chosen, _rules))],
            FollowUp = _outcomes is null ? null : FollowUpAudit.Create(_field, _road, grouping, _outcomes, _rules),
            EqualRecords = EqualRecords(grouping),
            Trend = _runs.Count == 1 ? [] : [.. _runs.SelectMany((run, place) => Trended.Select(step => new TrendPoint(run.AsOf, step, _road.RatesOfRun(place, step, grouping))))],
            Sweeps = _withWhatIfs ? [.. Sweep.Try(_field, _policy, _fieldGroups, grouping.Groups.Length)] : [],
            Stabilities = [.. _times.Value.SelectMany(pair => Stability.Count(_fieldGroups, grouping, pair.Value, pair.Key))],
            Feedbacks = !_withWhatIfs ? [] : [.. Feedback.Try(_records.Value, _field, grouping)],
            RankMeasures = RankMeasures.Measure(_fieldGroups, grouping.Groups.Length),
        };
    }

    /// <summary>What is compared where it is no step of the road but the outcome.</summary>
    internal const string Outcome = "outcome";

    private static PipelineStage[] Trended => [PipelineStage.EverybodyProposed, PipelineStage.Selection];

    /// <summary>The road alone.</summary>
    public ImmutableArray<StepAudit> StagesOf(GroupAssignment grouping, ImmutableArray<PipelineStage> steps) =>
        [.. steps.Select(step => new StepAudit(step, RateTable.Create(grouping, _road.Strata(step, grouping), _rules)))];

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
        for (var i = 0; i < _field.Rows.Length; i++) sums[_fieldGroups[i]].Add(_field.Points[i], _field.Rows[i].Most ?? _field.Rows[i].Total!.Value);
        var places = Enumerable.Range(0, sums.Length).ToArray();
        return
        [
            .. places.Where(place => place != grouping.ReferenceGroup).Select(place =>
                FactorGap.Find(grouping.Groups[place], ComparedWith.Reference, sums[place], sums[grouping.ReferenceGroup], factors, _rules.Level)).OfType<FactorGap>(),
            .. places.Select(place => FactorGap.Find(
                grouping.Groups[place], ComparedWith.Rest, sums[place], PointSums.Sum(sums.Where((_, other) => other != place), factors.Length), factors, _rules.Level)).OfType<FactorGap>(),
        ];
    }

    private ImmutableArray<WhatIf> WhatIfs(GroupAssignment grouping)
    {
        var whatIfs = ImmutableArray.CreateBuilder<WhatIf>();
        foreach (var (trial, place) in _trials.Value.Select((trial, place) => (trial, place)))
        {
            var (counts, all, lost, gained) = (new int[grouping.Groups.Length], new int[grouping.Groups.Length], new int[grouping.Groups.Length], new int[grouping.Groups.Length]);
            foreach (var person in trial.Candidates)
            {
                var group = grouping.GroupOf(person);
                var (before, after) = (_selected.Contains(person), trial.Selected.Contains(person));
                all[group]++;
                if (after) counts[group]++;
                if (before && !after) lost[group]++;
                if (after && !before) gained[group]++;
            }
            whatIfs.Add(new WhatIf(
                trial.Id, trial.Title, trial.IsFactor, _selected.Count(trial.Selected.Contains), trial.Selected.Count,
                RateTable.Create(grouping, [.. counts.Select((count, group) => new Proportion(count, all[group]))], _rules),
                [.. lost.Select((count, group) => new SelectionChange(count, gained[group], McNemar.P(count, gained[group])))], _areas.Value[place]));
        }
        return whatIfs.ToImmutable();
    }

    // The same people by two totals, those of whom it is known what came after.
    private DifferenceEstimate? AreaOf(AlternativeSelection trial)
    {
        if (_outcomes is null) return null;
        int[] known = [.. Enumerable.Range(0, _field.Rows.Length).Where(i => trial.Totals[i] is not null && _outcomes.TryGetValue(_field.Rows[i].OffenderId, out var outcome) && outcome.CouldCome)];
        bool[] came = Array.ConvertAll(known, i => _outcomes[_field.Rows[i].OffenderId].HasReoffended);
        return came.Count(each => each) < OutcomeAudit.MinOfEach || came.Count(each => !each) < OutcomeAudit.MinOfEach ? null
            : AucEstimate.Paired(Array.ConvertAll(known, i => (double)trial.Totals[i]!.Value), Array.ConvertAll(known, i => (double)_field.Rows[i].Total!.Value), came, _rules.Level);
    }

    private ImmutableArray<EqualRecords> EqualRecords(GroupAssignment grouping)
    {
        var found = ImmutableArray.CreateBuilder<EqualRecords>();
        if (_bands is not null)
        {
            // Of bands of points alone the comparison is told, and not what it was made from.
            foreach (var (what, counts, goes) in Compared(withEverybody: false)) found.Add(Within(grouping, _bands, what, counts, goes) with { Within = null, LeftOutCounts = [], Strata = [], Coverage = [] });
        }
        // Within each of its own groups a characteristic has nothing to compare.
        foreach (var strata in _strata.Where(each => each.Strata.Column != grouping.Column))
        {
            foreach (var (what, counts, goes) in Compared(withEverybody: strata.Strata.Totals.IsEmpty)) found.Add(Within(grouping, strata, what, counts, goes));
        }
        return found.ToImmutable();
    }

    private EqualRecords Within(GroupAssignment grouping, StrataAssignment strata, string what, Func<RankingRow, bool> counts, Func<RankingRow, bool> goes)
    {
        var groups = grouping.Groups.Length;
        var (with, all, leftOut) = (new int[strata.Names.Length][], new int[strata.Names.Length][], new int[groups]);
        for (var i = 0; i < _groups.Length; i++)
        {
            if (!counts(_latest.Rows[i])) continue;
            if (strata.Of(i) is not { } stratum)
            {
                leftOut[_groups[i]]++;
                continue;
            }
            (all[stratum] ??= new int[groups])[_groups[i]]++;
            if (goes(_latest.Rows[i])) (with[stratum] ??= new int[groups])[_groups[i]]++;
        }
        StratumRates[] made = [.. strata.Names.Select((name, stratum) => all[stratum] is { } people ? new StratumRates(name, Rates(with[stratum] ?? new int[groups], people)) : null).OfType<StratumRates>()];
        ImmutableArray<Proportion>[] rates = [.. made.Select(stratum => stratum.Rates)];
        var table = RateTable.Create(grouping, rates, _rules);
        return new EqualRecords(what, table, Heterogeneity(grouping, rates))
        {
            Within = strata.Strata,
            LeftOutCounts = [.. leftOut],
            Strata = [.. made],
            Coverage = [.. table.Comparisons.Select(Covered)],
        };

        StrataCoverage Covered(Comparison comparison)
        {
            var (own, reference) = (grouping.Groups.IndexOf(comparison.Group), grouping.ReferenceGroup);
            (Proportion Own, Proportion Other)[] pairs = [.. rates.Select(stratum => (stratum[own], comparison.With == ComparedWith.Reference ? stratum[reference] : Sum(stratum) - stratum[own]))];
            (Proportion Own, Proportion Other)[] told = [.. pairs.Where(pair => !pair.Own.IsEmpty && !pair.Other.IsEmpty)];
            return new StrataCoverage(
                comparison.Group, comparison.With, told.Length, Sum(told.Select(pair => pair.Own)), Sum(told.Select(pair => pair.Other)),
                comparison.Own.Of + comparison.Other.Of + (comparison.With == ComparedWith.Reference ? leftOut[own] + leftOut[reference] : leftOut.Sum()));
        }
    }

    // Of the latest run: who counts, and who of them goes on. Before the ranking nobody has points, so the whole way is there without bands of them alone.
    private IEnumerable<(string What, Func<RankingRow, bool> Counts, Func<RankingRow, bool> Goes)> Compared(bool withEverybody)
    {
        if (withEverybody) yield return (Vocabulary.Word(PipelineStage.EverybodyProposed), row => !row.IsMember, IsProposed);
        yield return (Vocabulary.Word(PipelineStage.Selection), IsCandidate, IsProposed);
        if (_road.HasDecisions) yield return (Vocabulary.Word(PipelineStage.PanelSelection), IsCandidate, row => _road.InLatestRun(row.OffenderId).HasFlag(PipelineMarks.PanelSelected));
        if (_outcomes is { } outcomes)
            yield return (Outcome, row => IsCandidate(row) && outcomes.TryGetValue(row.OffenderId, out var outcome) && outcome.CouldCome, row => outcomes[row.OffenderId].HasReoffended);

        static bool IsCandidate(RankingRow row) => row is { Rank: not null, IsMember: false };

        static bool IsProposed(RankingRow row) => row.Recommendation == Recommendation.Select;
    }

    private static ImmutableArray<HeterogeneityTest> Heterogeneity(GroupAssignment grouping, ImmutableArray<Proportion>[] strata) =>
    [
        .. Enumerable.Range(0, grouping.Groups.Length).Where(group => group != grouping.ReferenceGroup)
            .Select(group => (grouping.Groups[group], Test: MantelHaenszel.Heterogeneity([.. strata.Select(stratum => (stratum[group], stratum[grouping.ReferenceGroup]))])))
            .Where(pair => pair.Test is not null).Select(pair => new HeterogeneityTest(pair.Item1, pair.Test!.Value.Statistic, pair.Test.Value.Freedom, pair.Test.Value.P)),
    ];

    private static ImmutableArray<Proportion> Rates(int[] with, int[] all) => [.. with.Select((count, group) => new Proportion(count, all[group]))];

    private static Proportion Sum(IEnumerable<Proportion> rates) => rates.Aggregate(default(Proportion), (sum, rate) => sum + rate);
}
