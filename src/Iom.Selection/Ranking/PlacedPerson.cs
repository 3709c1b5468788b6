
using System.ComponentModel;

namespace Iom.Selection.Ranking;

/// <summary>What a proposal says of one ranked person, without an object.</summary>
/// <param name="Person">Who, by number.</param>
/// <param name="Rank">The place in the ranking, from 1.</param>
/// <param name="Recommendation">What is recommended.</param>
/// <param name="IsTied">Whether the person is one of those between whom the last places were drawn.</param>
/// <param name="IsOrderedByModel">Whether the person is one of those, equal by the matrix, between whom a model gave the last places.</param>
/// <param name="IsProvisional">Whether the recommendation would differ if what is missing gave most points.</param>
/// <param name="IsIncomplete">Whether least and most differ.</param>
/// <param name="ShowsPoints">Whether the panel needs to see the points.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PlacedPerson(
    int Person, int Rank, Recommendation Recommendation, bool IsTied, bool IsOrderedByModel, bool IsProvisional, bool IsIncomplete, bool ShowsPoints);
