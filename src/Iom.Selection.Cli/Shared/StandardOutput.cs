using System.Runtime.InteropServices;
using System.Text;

namespace Iom.Selection.Cli.Shared;

/// <summary>Standard output where it is no terminal. What can't be written is known: .NET's own says nothing of a pipe that nobody reads.</summary>
internal sealed partial class StandardOutput : Stream
{
    private const int Number = 1;
    private const int Interrupted = 4;
    private const int GetFlags = 1;     // F_GETFD
    private const int ReadWrite = 2;

    /// <summary>Whether something could not be written.</summary>
    public static bool HasFailed { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Puts it in the place of .NET's own. Where whoever started the tool closed it, nothing else that is opened may take its number and be written to.</summary>
    public static void Use()
    {
        if (OperatingSystem.IsWindows()) return;
        if (Control(Number, GetFlags) < 0)
        {
            HasFailed = true;
            while (OpenFile("/dev/null", ReadWrite) is >= 0 and < Number)
            {
            }
        }
        if (Console.IsOutputRedirected) Console.SetOut(new StreamWriter(new StandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var written = WriteFile(Number, buffer, buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }
            var error = Marshal.GetLastPInvokeError();
            if (error == Interrupted) continue;
            HasFailed = true;
            throw new IOException($"Standard output cannot be written (error {error}).");
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteFile(int file, ReadOnlySpan<byte> buffer, nint count);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int file, int command);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);
}
