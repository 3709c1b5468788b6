using System.Security.Cryptography;
using System.Text;

namespace Iom.Selection.Ranking;

/// <summary>The draw of one run. Anybody can repeat it.</summary>
internal sealed class Draw(string seed)
{
    /// <summary>How many bytes a lot has.</summary>
    public const int LotBytes = HMACSHA256.HashSizeInBytes;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(seed);

    /// <summary>Draws a person's lot: HMAC-SHA-256, with the seed as the key, of the id.</summary>
    /// <param name="id">The id in UTF-8.</param>
    /// <param name="lot">Where to put the 32 bytes.</param>
    public void Lot(ReadOnlySpan<byte> id, Span<byte> lot) => HMACSHA256.HashData(_key, id, lot);
}
