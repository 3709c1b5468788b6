using System.Collections.Immutable;
using Iom.Selection.Extracts.Account;

namespace Iom.Selection.Runs.Purging;

/// <summary>What a purge took away.</summary>
/// <param name="RunsUpTo">Runs up to this date went.</param>
/// <param name="DecisionsUpTo">Decisions up to this date went.</param>
/// <param name="Runs">The runs, by date.</param>
/// <param name="DecisionsGone">How many decisions went.</param>
/// <param name="FoldersWithoutRun">How many folders beside the runs hold none, and were left.</param>
/// <param name="Manifest">The proof; null where nothing had to go.</param>
public sealed record PurgeResult(DateOnly RunsUpTo, DateOnly DecisionsUpTo, ImmutableArray<PurgedRun> Runs, int DecisionsGone, int FoldersWithoutRun, HashedFile? Manifest)
{
    /// <summary>How many folders went that interrupted runs had left.</summary>
    public int LeftoversGone { get; init; }

    /// <summary>The proof of an earlier purge that was interrupted and that this one finished first; null where there was none.</summary>
    public HashedFile? Finished { get; init; }

    /// <summary>What there is to know besides, in sentences: what was found and left, and why.</summary>
    public ImmutableArray<string> Notes { get; init => field = value.IsDefault ? [] : value; } = [];
}
