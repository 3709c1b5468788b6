using Iom.Selection.Explanations;
using Iom.Selection.Policies;
using Iom.Selection.Records;

namespace Iom.Selection.Reports.Pages;

/// <summary>What a page is made with besides the run.</summary>
public sealed record ReportContext
{
    /// <summary>The texts.</summary>
    public ExplanationTexts Texts { get; init; } = ExplanationTexts.Standard;

    /// <summary>The signatures that lie beside the policy.</summary>
    public IReadOnlyList<PolicySignature> Signatures { get; init; } = [];

    /// <summary>Names of people by id, for a page outside every run; null where the page has none.</summary>
    public IReadOnlyDictionary<OffenderId, string>? Names { get; init; }

    /// <summary>The agencies that have signed just this text of the policy.</summary>
    internal string[] SignedBy(Policy policy) => [.. policy.Agencies.Where(agency => Signatures.Any(signature => signature.Agency == agency && signature.Sha256 == policy.Sha256))];
}
