using System.Collections.Immutable;

namespace Iom.Selection.Ranking;

/// <summary>Whether a person is ranked, and in which cohort, before anybody else is looked at.</summary>
/// <param name="Recommendation">For someone who is not ranked, what is said of them; null for someone who is.</param>
/// <param name="Cohort">For someone who is ranked, the cohort's place in the policy, from 0; -1 for a member who fits none.</param>
/// <param name="Reasons">For someone who is not ranked, why.</param>
internal sealed record Placement(Recommendation? Recommendation, int Cohort, ImmutableArray<Reason> Reasons)
{
    public static Placement NotRanked(Recommendation recommendation, params ImmutableArray<Reason> reasons) => new(recommendation, -1, reasons);

    public static Placement Ranked(int cohort) => cohort + 1 < InFirst.Length ? InFirst[cohort + 1] : InCohort(cohort);

    /// <summary>Of someone without a proven offence, whom no agency named.</summary>
    public static Placement NotInScope { get; } = NotRanked(Ranking.Recommendation.NotInScope, new Reason.NoOffence());

    // Of members who fit none, and of as many cohorts as nearly any policy has.
    private static readonly Placement[] InFirst = [.. Enumerable.Range(-1, 32).Select(InCohort)];

    private static Placement InCohort(int cohort) => new(null, cohort, []);

    public bool IsRanked => Recommendation is null;
}
