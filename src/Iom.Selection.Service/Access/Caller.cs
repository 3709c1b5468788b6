using System.Collections.Immutable;

namespace Iom.Selection.Service.Access;

/// <summary>Who calls: an agency's key.</summary>
/// <param name="Partnership">The partnership; nothing of another one is ever seen.</param>
/// <param name="KeyId">The key's id, which is no secret.</param>
/// <param name="Agency">The agency, by its id in the policies' panels.</param>
/// <param name="Roles">What the key lets it do.</param>
/// <param name="Secret">The partnership's secret, for hashes that nobody outside can try out.</param>
internal sealed record Caller(string Partnership, string KeyId, string Agency, ImmutableArray<Role> Roles, byte[] Secret)
{
    /// <summary>Does not give the secret.</summary>
    public override string ToString() => nameof(Caller);
}
