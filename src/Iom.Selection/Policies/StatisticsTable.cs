using System.Collections.Immutable;

namespace Iom.Selection.Policies;

/// <summary>A table that the partnership publishes: fixed in the policy before anybody looks.</summary>
/// <param name="Columns">The characteristic, or two that are crossed; each stands in one table only.</param>
/// <param name="Step">Who is counted, of everyone in the extracts: those who go on at this step.</param>
public sealed record StatisticsTable(ImmutableArray<string> Columns, PipelineStage Step)
{
    /// <summary>The name of the table: its columns, with a comma between.</summary>
    public string Name => string.Join(',', Columns);
}
