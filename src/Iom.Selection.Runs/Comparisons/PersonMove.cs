using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Ranking;
using Iom.Selection.Records;

namespace Iom.Selection.Runs.Comparisons;

/// <summary>Somebody who moved between two runs.</summary>
/// <param name="Kind">How.</param>
/// <param name="Before">The row of the earlier run; null of somebody new.</param>
/// <param name="After">The row of the later run; null of somebody gone.</param>
/// <param name="Factors">The factors whose points differ, in the policy's order; empty unless both runs show the points.</param>
public sealed record PersonMove(MoveKind Kind, RankingRow? Before, RankingRow? After, ImmutableArray<FactorChange> Factors)
{
    /// <summary>Who.</summary>
    public OffenderId OffenderId => (After ?? Before)!.OffenderId;

    /// <summary>Does not repeat who it is about.</summary>
    /// <returns>How they moved.</returns>
    public override string ToString() => Vocabulary.Word(Kind);
}
