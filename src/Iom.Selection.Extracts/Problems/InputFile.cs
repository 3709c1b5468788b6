using System.ComponentModel;

namespace Iom.Selection.Extracts.Problems;

/// <summary>Reads small files whole, and no larger ones: a file that has no end, as a device, or is the wrong one, takes no memory.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InputFile
{
    private const int FirstBytes = 64 * 1024;

    /// <summary>Reads a file, and of one that is larger than it may be no more than shows that it is.</summary>
    /// <param name="path">The file; a pipe is read to its end.</param>
    /// <param name="maxBytes">How large it may be, in bytes.</param>
    /// <returns>Its bytes; of one that is too large, one byte more than it may have.</returns>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It can't be read.</exception>
    public static byte[] ReadUpTo(string path, int maxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var bytes = new byte[Math.Min(maxBytes, FirstBytes) + 1];
        var length = 0;
        while (true)
        {
            var read = file.Read(bytes, length, bytes.Length - length);
            length += read;
            if (read == 0 || length > maxBytes) return bytes[..length];
            if (length == bytes.Length) Array.Resize(ref bytes, (int)Math.Min((long)maxBytes + 1, 2L * bytes.Length));
        }
    }
}
