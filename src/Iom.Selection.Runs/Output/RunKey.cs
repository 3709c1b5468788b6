using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Extracts.Account;

namespace Iom.Selection.Runs.Output;

/// <summary>The key of a run, by which its manifest names files without saying what is in them: it goes when they go.</summary>
/// <remarks>
/// <para>
/// A plain hash of a file with few rows confirms a guess at who is in it. The manifest stays when a run is purged; so it holds, for each file, the HMAC-SHA-256 of the
/// file's SHA-256 (as 64 lower-case hexadecimal digits) by this key. Without the key it says nothing.
/// </para>
/// The key is the SHA-256 of all that the run was made from and came to, so that two runs of the same inputs have the same. Whoever would find it again needs every
/// file of the run.
/// </remarks>
internal sealed class RunKey
{
    /// <summary>The file that holds it.</summary>
    public const string FileName = "run.key";

    private readonly byte[] _key;

    private RunKey(byte[] key) => _key = key;

    /// <summary>Makes the key of a run.</summary>
    /// <param name="parts">What else the run was made from: dates, hashes, keys of other runs.</param>
    /// <param name="files">Its files, those it read and those it wrote.</param>
    public static RunKey Create(IEnumerable<string> parts, IEnumerable<HashedFile> files) => new(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', ["iom-run-key/1", .. parts, .. files.Select(file => $"{file.Sha256} {file.Name}").Order(StringComparer.Ordinal)]))));

    /// <summary>Reads a key.</summary>
    /// <returns>The key; null where the text is none.</returns>
    public static RunKey? Parse(string text) =>
        text.TrimEnd('\n') is { Length: 2 * SHA256.HashSizeInBytes } digits && digits.All(char.IsAsciiHexDigitLower) ? new RunKey(Convert.FromHexString(digits)) : null;

    /// <summary>What a manifest says of a file.</summary>
    public string Hide(string sha256) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(sha256)));

    /// <summary>Writes the key: 64 hexadecimal digits and a line feed.</summary>
    public void Write(Stream stream) => stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{this}\n")));

    /// <inheritdoc/>
    public override string ToString() => Convert.ToHexStringLower(_key);
}
