using Iom.Selection.Extracts.Account;
using Iom.Selection.Fairness.Disclosure;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Audits;

/// <summary>All that the files of statistics are written from.</summary>
public sealed record ReleaseReport
{
    /// <summary>The version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>What is published.</summary>
    public required StatisticsRelease Release { get; init; }

    /// <summary>The policy of the run.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The run.</summary>
    public required RunFolder Run { get; init; }

    /// <summary>The policy's file.</summary>
    public required HashedFile PolicyFile { get; init; }

    /// <summary>The ledger that is told before anything is published; null where there is none, so that these may be published once.</summary>
    public required ReleaseLedger? Ledger { get; init; }

    /// <summary>What goes into the folder besides, for people to look at.</summary>
    public IReadOnlyList<AddedFile> Added { get; init; } = [];
}
