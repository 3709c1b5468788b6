using Iom.Selection.Batch;
using Iom.Selection.Extracts;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;

namespace Iom.Selection.Runs.Ranking;

/// <summary>All that the files of a ranking are written from.</summary>
public sealed record RankingRun
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

    /// <summary>What became of every row.</summary>
    public ExtractAccount Account => Ranking.Snapshot.Account;

    /// <summary>How many of the panel's list are explained, the first; everybody but in tests.</summary>
    internal int MostExplained { get; init; } = int.MaxValue;

    internal RankedRows Rows => Ranking.Rows;

    internal Policy Policy => Ranking.Policy;

    // As many as a parallel query takes.
    internal int Threads => Math.Min(Ranking.Threads, MaxThreads);

    private const int MaxThreads = 512;
}
