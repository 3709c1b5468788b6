using Iom.Selection.Batch;
using Iom.Selection.Explanations;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;

namespace Iom.Selection.Runs.Ranking;

/// <summary>All that the files of a ranking are written from that a database made.</summary>
public sealed record DatabaseRun
{
    /// <summary>The version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The policy's file.</summary>
    public required HashedFile PolicyFile { get; init; }

    /// <summary>The catalogue's file.</summary>
    public required HashedFile CatalogueFile { get; init; }

    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The date that the ranking is for.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>What the engine is called.</summary>
    public required string Engine { get; init; }

    /// <summary>The rows by number.</summary>
    public required RankedRows Rows { get; init; }

    /// <summary>The proposal in figures.</summary>
    public required ProposalSummary Summary { get; init; }

    /// <summary>Those on the panel's list explained, in the order of <c>cohort.csv</c>.</summary>
    public required IReadOnlyList<Explanation> Explanations { get; init; }

    /// <summary>What is to be settled, in the order of <c>conflicts.csv</c>.</summary>
    public required IReadOnlyList<Conflict> Conflicts { get; init; }

    /// <summary>The tables that were read, each with how many rows it had.</summary>
    public required IReadOnlyList<CountedTable> Tables { get; init; }

    /// <summary>The tables that were not supplied.</summary>
    public required IReadOnlyList<string> NotSupplied { get; init; }

    /// <summary>Whether what the checker saw is known; if not, nobody's count of matters to settle is.</summary>
    public required bool IsToSettleKnown { get; init; }

    /// <summary>What the partnership should know of the policy and of the tables.</summary>
    public required IReadOnlyList<PolicyWarning> Warnings { get; init; }

    /// <summary>Whether points are shown of people below the entry line too.</summary>
    public bool AllPoints { get; init; }

    /// <summary>How many threads write, 1 or more.</summary>
    public int Threads { get; init; } = 1;
}
