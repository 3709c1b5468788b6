using Iom.Selection.Extracts.Streaming;
using Iom.Selection.Policies;

namespace Iom.Selection.Extracts.Runs;

/// <summary>All that the files of a batch's ranking are written from.</summary>
public sealed record BatchRun
{
    /// <summary>The version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The policy's file.</summary>
    public required HashedFile PolicyFile { get; init; }

    /// <summary>The catalogue's file.</summary>
    public required HashedFile CatalogueFile { get; init; }

    /// <summary>The ranking.</summary>
    public required BatchRanking Ranking { get; init; }

    /// <summary>What the partnership should know of the policy and of the extracts.</summary>
    public required IReadOnlyList<PolicyWarning> Warnings { get; init; }

    /// <summary>Whether points are shown of people below the entry line too.</summary>
    public bool AllPoints { get; init; }

    /// <summary>How many of the panel's list are explained, the first; everybody but in tests.</summary>
    internal int MostExplained { get; init; } = int.MaxValue;

    // As many as a parallel query takes.
    private const int MostThreads = 512;

    internal RunContent Content => new()
    {
        ToolVersion = ToolVersion,
        AsOf = Ranking.Request.AsOf,
        Policy = Ranking.Request.Policy,
        PolicyFile = PolicyFile,
        CatalogueFile = CatalogueFile,
        Account = Ranking.Account,
        Summary = Ranking.Summary,
        Rows = Ranking.Rows,
        Warnings = Warnings,
        Explain = token => Ranking.ExplainPanel(MostExplained, token),
        AllPoints = AllPoints,
        Threads = Math.Min(Ranking.Request.Threads, MostThreads),
    };
}
