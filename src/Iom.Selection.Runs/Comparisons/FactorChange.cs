using System.Collections.Immutable;

namespace Iom.Selection.Runs.Comparisons;

/// <summary>A factor that gives somebody other points than before, and the records that differ.</summary>
/// <param name="FactorId">The factor.</param>
/// <param name="Before">The points before; null where the earlier policy has no such factor.</param>
/// <param name="After">The points after; null where the later policy has no such factor.</param>
/// <param name="RecordsNew">The records that it rests on now and did not, as kind/id/date; empty unless both runs explain the person.</param>
/// <param name="RecordsGone">The records that it rested on and does not now.</param>
public sealed record FactorChange(string FactorId, int? Before, int? After, ImmutableArray<string> RecordsNew, ImmutableArray<string> RecordsGone)
{
    /// <summary>Does not repeat the records' ids.</summary>
    /// <returns>The factor and its points.</returns>
    public override string ToString() => FormattableString.Invariant($"{FactorId}:{Before}->{After}");
}
