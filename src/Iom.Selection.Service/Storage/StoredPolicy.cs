using System.Collections.Immutable;
using Iom.Selection.Policies;

namespace Iom.Selection.Service.Storage;

/// <summary>A policy file as it was stored, and who signed it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">The hash of its bytes.</param>
/// <param name="File">Its bytes.</param>
/// <param name="Signatures">The signatures, by agency.</param>
internal sealed record StoredPolicy(string Id, string Version, string Sha256, byte[] File, ImmutableArray<PolicySignature> Signatures)
{
    /// <summary>The tag that changes with the file and with each signature.</summary>
    public string ETag => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{Sha256}-{Signatures.Length}\"");
}
