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
public sealed record PurgeResult(DateOnly RunsUpTo, DateOnly DecisionsUpTo, ImmutableArray<PurgedRun> Runs, int DecisionsGone, int FoldersWithoutRun, HashedFile? Manifest);
