using Iom.Selection.Fairness.Groups;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Fairness.WhatIfs;

/// <summary>A selection as it might have been, of the latest run.</summary>
/// <param name="Id">The factor left out, or the alternative.</param>
/// <param name="Title">What it is called.</param>
/// <param name="IsFactor">Whether a factor is left out.</param>
/// <param name="Candidates">Ranked non-members, in the run or in the trial.</param>
/// <param name="Selected">Whom it would propose.</param>
/// <param name="Totals">What each of the run's ranked non-members would have in all, in their order; null for somebody who would not be ranked.</param>
internal sealed record AlternativeSelection(
    string Id, string Title, bool IsFactor, IReadOnlySet<OffenderId> Candidates, IReadOnlySet<OffenderId> Selected, int?[] Totals)
{
    public static IEnumerable<AlternativeSelection> Try(AuditedRun run, RankedField field, RecordTrials trials)
    {
        var scorer = run.Assessor.Scorer;
        var candidates = field.Rows.Select(row => row.OffenderId).ToHashSet();
        for (var factor = 0; factor < scorer.Policy.Factors.Length; factor++)
        {
            int[] weights = [.. scorer.Policy.Factors.Select((_, i) => i == factor ? 0 : RankedField.Whole)];
            var selected = field.Select(weights);
            yield return new AlternativeSelection(
                scorer.Policy.Factors[factor].Id, scorer.Policy.Factors[factor].Title, true, candidates,
                field.Rows.Where((_, i) => selected[i]).Select(row => row.OffenderId).ToHashSet(), [.. field.Rows.Select(row => row.Total - row.Points[factor])]);
        }
        foreach (var (alternative, places) in trials.Alternatives)
        {
            var (tried, selected, totals) = (new HashSet<OffenderId>(candidates), new HashSet<OffenderId>(), new Dictionary<OffenderId, int>());
            for (var i = 0; i < places.Ranked.Length; i++)
            {
                var person = places.Ranked[i];
                if (places.ScoreTable.IsMember(person)) continue;
                tried.Add(trials.Ids[person]);
                totals.Add(trials.Ids[person], places.ScoreTable.Least(person));
                if (places.Place(i).Recommendation == Recommendation.Select) selected.Add(trials.Ids[person]);
            }
            yield return new AlternativeSelection(
                alternative.Id, alternative.Title, false, tried, selected, [.. field.Rows.Select(row => totals.TryGetValue(row.OffenderId, out var total) ? total : (int?)null)]);
        }
    }
}
