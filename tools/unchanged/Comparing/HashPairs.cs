using System.Security.Cryptography;

namespace Iom.Selection.Unchanged.Comparing;

/// <summary>Which hash of the new side stands where one of the old side stood, because the file with that hash was written by both.</summary>
/// <remarks>
/// So no hash is left out blindly: where a file may differ, the hash of it must be that of the new file; where none does, it must be the old hash.
/// </remarks>
internal sealed class HashPairs
{
    private readonly Dictionary<string, HashSet<string>> _newByOld = new(StringComparer.Ordinal);

    public void AddFile(byte[] old, byte[] @new) => Add(Hash(old), Hash(@new));

    public void Add(string old, string @new)
    {
        if (!_newByOld.TryGetValue(old, out var known)) _newByOld.Add(old, known = new(StringComparer.Ordinal));
        known.Add(@new);
    }

    /// <summary>Whether one may stand where the other stood.</summary>
    public bool Stand(string old, string @new) => _newByOld.TryGetValue(old, out var known) ? known.Contains(@new) : old == @new;

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
