using Iom.Selection.Extracts.Account;
using Iom.Selection.Fairness;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Audits;

/// <summary>All that the files of an audit are written from.</summary>
public sealed record AuditReport
{
    /// <summary>The version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The audit.</summary>
    public required FairnessAudit Audit { get; init; }

    /// <summary>The runs audited, in order of date.</summary>
    public required IReadOnlyList<RunFolder> Runs { get; init; }

    /// <summary>The characteristics.</summary>
    public required Characteristics Characteristics { get; init; }

    /// <summary>The policy's file.</summary>
    public required HashedFile PolicyFile { get; init; }

    /// <summary>Other files that went in: the panel's decisions, later extracts.</summary>
    public IReadOnlyList<HashedFile> OtherInputs { get; init; } = [];

    /// <summary>What a reader should know of the inputs.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What goes into the folder besides, for people to look at.</summary>
    public IReadOnlyList<AddedFile> Added { get; init; } = [];
}
