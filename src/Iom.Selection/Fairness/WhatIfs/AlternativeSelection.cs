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
    public static IEnumerable<AlternativeSelection> Try(AuditedRun run, RankedField field)
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
        foreach (var alternative in scorer.Policy.Fairness.Alternatives)
        {
            var assessor = new Assessor(new Scoring.Scorer(Counterfactual.Apply(alternative, scorer.Policy), scorer.Catalogue, scorer.AsOf, scorer.Supplied));
            var proposal = AuditedRun.Propose(
                assessor, run.Capacity, run.People.Select(file => Counterfactual.Without(file, alternative.LeaveOutDetectedBy, scorer.AsOf)));
            var totals = proposal.Rows.Where(row => row.Rank is not null && !row.IsMember).ToDictionary(row => row.OffenderId, row => row.Scorecard!.Total);
            yield return new AlternativeSelection(
                alternative.Id, alternative.Title, false,
                proposal.Rows.Where(row => row.Rank is not null && !row.IsMember).Select(row => row.OffenderId).Union(candidates).ToHashSet(),
                proposal.Rows.Where(row => row.Recommendation == Recommendation.Select).Select(row => row.OffenderId).ToHashSet(), [.. field.Rows.Select(row => totals.TryGetValue(row.OffenderId, out var total) ? total : (int?)null)]);
        }
    }
}
