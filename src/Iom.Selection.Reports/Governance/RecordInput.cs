using System.Text.Json;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Reports.Governance;

/// <summary>What the drafts of a policy's record are made from.</summary>
public sealed record RecordInput
{
    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The signatures that lie beside it.</summary>
    public required IReadOnlyList<PolicySignature> Signatures { get; init; }

    /// <summary>The catalogue.</summary>
    public required OffenceCatalogue Catalogue { get; init; }

    /// <summary>What <c>iom policy check</c> warns of.</summary>
    public required IReadOnlyList<PolicyWarning> Warnings { get; init; }

    /// <summary>The policy before, for what changed; null where none is given.</summary>
    public Policy? Earlier { get; init; }

    /// <summary>A run by the policy, for its figures; null where none is given.</summary>
    public RunFolder? Run { get; init; }

    /// <summary>What audits, evaluations and backtests of the policy found; empty where none is given.</summary>
    public IReadOnlyList<RunFigures> Others { get; init; } = [];

    /// <summary>The counts of that run, as its manifest says them; null where none is given.</summary>
    public JsonElement? Manifest { get; init; }
}
