using Iom.Selection.Explanations;
using Iom.Selection.Policies;

namespace Iom.Selection.Extracts.Runs;

/// <summary>What the files of a ranking are written from, whichever way it was made.</summary>
internal sealed record RunContent
{
    public required string ToolVersion { get; init; }

    public required DateOnly AsOf { get; init; }

    public required Policy Policy { get; init; }

    public required HashedFile PolicyFile { get; init; }

    public required HashedFile CatalogueFile { get; init; }

    public required ExtractAccount Account { get; init; }

    public required ProposalSummary Summary { get; init; }

    public required RankedRows Rows { get; init; }

    public required IReadOnlyList<PolicyWarning> Warnings { get; init; }

    public required Func<CancellationToken, IReadOnlyList<Explanation>> Explain { get; init; }

    public required bool AllPoints { get; init; }

    /// <summary>How many threads put rows into bytes.</summary>
    public int Threads { get; init; } = 1;
}
