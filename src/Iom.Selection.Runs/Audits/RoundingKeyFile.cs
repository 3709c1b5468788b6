using Iom.Selection.Extracts.Problems;
using Iom.Selection.Fairness.Disclosure;

namespace Iom.Selection.Runs.Audits;

/// <summary>Reads the key by which a partnership rounds what it publishes.</summary>
public static class RoundingKeyFile
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Reads a key: all bytes of the file, but for line ends behind them.</summary>
    /// <param name="path">The file: 32 bytes or more that nobody can guess.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ExtractException">It can't be opened, or is no key.</exception>
    public static RoundingKey Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        try
        {
            bytes = InputFile.ReadUpTo(path, MaxBytes);
            if (bytes.Length > MaxBytes) throw new ExtractException($"The rounding key is longer than 64 KiB, so it is probably another file: {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The rounding key cannot be opened: {path} (make one of 32 random bytes or more, once, and keep it for all releases)", e);
        }
        var length = bytes.AsSpan().TrimEnd("\r\n"u8).Length;
        try
        {
            return new RoundingKey(bytes.AsSpan(0, length));
        }
        catch (ArgumentException e)
        {
            throw new ExtractException($"The rounding key cannot be used: {path} (it must have at least {RoundingKey.MinBytes} bytes, not all the same)", e);
        }
    }
}
