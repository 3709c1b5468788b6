using System.Collections.Immutable;

namespace Iom.Selection.Extracts.Runs;

/// <summary>The <c>ranking.csv</c> of a run, read back.</summary>
/// <param name="FactorIds">The ids of the policy's factors, in its order.</param>
/// <param name="Rows">A row for every person, in the order of the file.</param>
public sealed record RankingTable(ImmutableArray<string> FactorIds, ImmutableArray<RankingRow> Rows);
