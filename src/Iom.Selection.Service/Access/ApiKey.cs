using System.Buffers.Text;
using System.Security.Cryptography;

namespace Iom.Selection.Service.Access;

/// <summary>An API key: an id to find it by, and 256 random bits of which only the SHA-256 is stored.</summary>
/// <param name="Id">16 hexadecimal digits.</param>
/// <param name="Secret">32 bytes.</param>
internal sealed record ApiKey(string Id, byte[] Secret)
{
    private const string Prefix = "iom_";
    private const int IdDigits = 16;
    private const int SecretBytes = 32;

    /// <summary>The SHA-256 of the secret.</summary>
    public byte[] Sha256 => SHA256.HashData(Secret);

    /// <summary>Makes a key.</summary>
    public static ApiKey Create() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdDigits / 2)), RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Reads a key from what a caller sent.</summary>
    /// <returns>The key; null for what has not the form of one.</returns>
    public static ApiKey? Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length < Prefix.Length + IdDigits + 2 || text[Prefix.Length + IdDigits] != '_') return null;
        var id = text[Prefix.Length..(Prefix.Length + IdDigits)];
        var secret = new byte[SecretBytes];
        if (!id.All(char.IsAsciiHexDigitLower) || text.Length > 100) return null;
        var encoded = text.AsSpan(Prefix.Length + IdDigits + 1);
        return Base64Url.IsValid(encoded, out var length) && length == SecretBytes && Base64Url.TryDecodeFromChars(encoded, secret, out _) ? new ApiKey(id, secret) : null;
    }

    /// <summary>Whether this is the key of which the hash is stored, in a time that does not depend on how much of it is right.</summary>
    public bool Fits(byte[] storedSha256) => CryptographicOperations.FixedTimeEquals(Sha256, storedSha256);

    /// <summary>The key as its holder sends it. It is shown once.</summary>
    public string Reveal() => $"{Prefix}{Id}_{Base64Url.EncodeToString(Secret)}";

    /// <summary>Does not give the key.</summary>
    public override string ToString() => nameof(ApiKey);
}
