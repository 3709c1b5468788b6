using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;

namespace Iom.Selection.Cli.Shared;

/// <summary>Whether whoever signed the policy can have known whom the lot would take.</summary>
internal static class LotWarnings
{
    /// <summary>Finds signatures that are newer than the newest record of the extracts: what a draw by the hash of the policy gives can be tried out from then on.</summary>
    public static IEnumerable<PolicyWarning> Find(Policy policy, IReadOnlyList<PolicySignature> signatures, ExtractAccount account) => Find(policy, signatures, account.Files.Max(file => file.To));

    /// <summary>The same where the date of the newest record is known.</summary>
    public static IEnumerable<PolicyWarning> Find(Policy policy, IReadOnlyList<PolicySignature> signatures, DateOnly? newestRecord)
    {
        if (policy.LotSource is not null || newestRecord is not { } newest) yield break;
        foreach (var signature in signatures.Where(signature => signature.On > newest && signature.Sha256.Equals(policy.Sha256, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new PolicyWarning("signed-after-extracts", FormattableString.Invariant(
                $"{signature.Agency} signed this policy on {signature.On:yyyy-MM-dd}, after the newest record in the extracts ({newest:yyyy-MM-dd}). Ties are drawn by the policy's hash, so who would win them could be known when it was signed. See docs/lot.md."));
        }
    }
}
