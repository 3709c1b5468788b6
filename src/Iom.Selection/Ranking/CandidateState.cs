using System.Collections.Immutable;
using Iom.Selection.Scoring;

namespace Iom.Selection.Ranking;

/// <summary>All of a person that decides the recommendation, as it is or as it would be.</summary>
/// <param name="Placement">Whether ranked, and in which cohort.</param>
/// <param name="Points">The points that rank, by factor.</param>
/// <param name="Most">The most points there can be.</param>
internal sealed record CandidateState(Placement Placement, ImmutableArray<int> Points, int Most)
{
    public int Least { get; } = Points.Sum();

    /// <summary>The model's points; 0 where there is no model.</summary>
    public int Model { get; init; }

    /// <summary>The standing a person has.</summary>
    public static CandidateState AsKnown(Placement placement, Scorecard scorecard) =>
        new(placement, [.. scorecard.Contributions.Select(contribution => contribution.Least.Value)], scorecard.Most);

    /// <summary>The standing with one factor giving other points.</summary>
    public CandidateState With(Placement placement, int factor, int points, int mostOfFactor, int model) =>
        new(placement, Points.SetItem(factor, points), Most - mostOfFactor + points) { Model = model };
}
