namespace Iom.Selection.Policies;

/// <summary>An agency's signature under a policy.</summary>
/// <param name="Agency">The agency's id in the policy.</param>
/// <param name="By">Who signed for it.</param>
/// <param name="Role">In which role.</param>
/// <param name="On">On which day.</param>
/// <param name="Sha256">The hash of the policy that was signed.</param>
public sealed record PolicySignature(string Agency, string By, string Role, DateOnly On, string Sha256);
