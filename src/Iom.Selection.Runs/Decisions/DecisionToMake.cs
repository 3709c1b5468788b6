using System.Collections.Immutable;
using Iom.Selection.Records;

namespace Iom.Selection.Runs.Decisions;

/// <summary>A recommendation that waits for a panel's decision.</summary>
/// <param name="OffenderId">About whom.</param>
/// <param name="Recommendation">The word that is recommended.</param>
/// <param name="Grounds">What the recommendation rests on: of a ranking its reasons.</param>
public sealed record DecisionToMake(OffenderId OffenderId, string Recommendation, ImmutableArray<string> Grounds)
{
    /// <summary>How many matters in the person's records the agencies have to settle; null where a database was not told what the checker saw.</summary>
    public int? ToSettleCount { get; init; }

    /// <summary>That the person left the cohort a short time ago; null for all others.</summary>
    public FormerMembership? LeftCohort { get; init; }

    /// <summary>Does not repeat whom it is about.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(DecisionToMake);
}
