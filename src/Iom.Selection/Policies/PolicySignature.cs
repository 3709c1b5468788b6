namespace Iom.Selection.Policies;

/// <summary>An agency's signature under a policy.</summary>
/// <param name="Agency">The agency's id in the policy.</param>
/// <param name="By">Who signed for it.</param>
/// <param name="Role">In which role.</param>
/// <param name="On">On which day.</param>
/// <param name="Sha256">The hash of the policy that was signed.</param>
public sealed record PolicySignature(string Agency, string By, string Role, DateOnly On, string Sha256)
{
    /// <summary>Whether an agency signed this very text of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="agency">The agency's id.</param>
    /// <param name="signatures">The signatures that lie beside the policy.</param>
    /// <returns>True if one of them is the agency's, with the policy's hash.</returns>
    public static bool IsSigned(Policy policy, string agency, IEnumerable<PolicySignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return signatures.Any(signature => signature.Agency == agency && signature.Sha256.Equals(policy.Sha256, StringComparison.OrdinalIgnoreCase));
    }
}
