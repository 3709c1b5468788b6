using System.Collections.Immutable;

namespace Iom.Selection.Ranking;

/// <summary>A <c>ranking.csv</c>: of a ranking just made, or of a run read back.</summary>
/// <param name="FactorIds">The ids of the policy's factors, in its order.</param>
/// <param name="Rows">A row for every person, in the order of the file.</param>
public sealed record RankingTable(ImmutableArray<string> FactorIds, ImmutableArray<RankingRow> Rows)
{
    /// <summary>The points of a row by a factor.</summary>
    /// <param name="row">A row of the table.</param>
    /// <param name="factorId">The factor.</param>
    /// <returns>The points; null where they are not shown, or there is no such factor.</returns>
    public int? PointsOf(RankingRow row, string factorId)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Points.IsEmpty || FactorIds.IndexOf(factorId) is var index && index < 0 ? null : row.Points[index];
    }
}
