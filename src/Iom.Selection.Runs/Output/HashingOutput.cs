using System.Security.Cryptography;
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Output;

/// <summary>Writes a file, for the user alone, and hashes what is written.</summary>
/// <remarks>Without a buffer of its own: its writers have theirs, and to close it must not be able to fail.</remarks>
internal sealed class HashingOutput(string path) : Stream
{
    private readonly FileStream _file = Disk.Create(path);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>SHA-256 of all bytes written so far, lower-case hexadecimal.</summary>
    public string Sha256 => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        try
        {
            _file.Write(buffer);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // So the runtime says that the disk, or the user's limit, allows no file as large.
            throw new IOException("The file is larger than the system allows.", e);
        }
    }

    /// <summary>Makes sure that what was written is on the disk, so that a full one shows now.</summary>
    public override void Flush() => _file.Flush(flushToDisk: true);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            _file.Dispose();
        }
        base.Dispose(disposing);
    }
}
