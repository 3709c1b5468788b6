using System.Collections.Immutable;

namespace Iom.Selection.Extracts.Runs;

/// <summary>A recommendation that waits for a panel's decision.</summary>
/// <param name="OffenderId">About whom.</param>
/// <param name="Recommendation">The word that is recommended.</param>
/// <param name="Grounds">The grounds, or the reasons where there are none.</param>
internal sealed record DecisionToMake(OffenderId OffenderId, string Recommendation, ImmutableArray<string> Grounds)
{
    public override string ToString() => nameof(DecisionToMake);
}
