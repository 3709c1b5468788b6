using System.ComponentModel;
using Iom.Selection.Runs.Storage;
using Microsoft.Win32.SafeHandles;

namespace Iom.Selection.Runs.Output;

/// <summary>A log to which whole lines are added, one at a time, whatever runs at once; no line is written over, and none is lost once it is added.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LineLog
{
    private readonly string _path;
    private readonly string _what;

    private LineLog(string path, string what) => (_path, _what) = (path, what);

    /// <summary>Whether others than the user may read or change the log.</summary>
    public bool IsOpenToOthers => Disk.IsOpenToOthers(_path);

    /// <summary>Finds out before any work whether lines can be added; a file that is not there is made, for the user alone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is, as in "The log", for messages.</param>
    /// <returns>The log.</returns>
    /// <exception cref="OutputException">It is no file, can't be written, or the file system gives no locks.</exception>
    public static LineLog Open(string path, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(what);
        var log = new LineLog(Path.GetFullPath(path), what);
        log.Try(() =>
        {
            var isNew = !Disk.IsThere(log._path, what);
            // Held by somebody else, it can be had later.
            FileLock.TryAcquire(log._path, what, append: true)?.Dispose();
            if (isNew) Disk.SyncFolder(Path.GetDirectoryName(log._path)!);
        });
        return log;
    }

    /// <summary>Adds a line and waits until it is on the disk. Where somebody else writes, it waits, ten seconds at most.</summary>
    /// <param name="line">The bytes, without the line feed.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="OutputException">The line could not be added; the log is as it was.</exception>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    public void Append(ReadOnlySpan<byte> line, CancellationToken cancellationToken = default)
    {
        byte[] whole = [.. line, (byte)'\n'];
        Try(() =>
        {
            using var held = FileLock.Acquire(_path, _what, append: true, FileLock.MaxTries, cancellationToken);
            var length = RandomAccess.GetLength(held.Handle);
            // What somebody typed or a machine that stopped left behind the last line feed stays, on a line of its own.
            Write(held.Handle, EndsWithin(length) ? [(byte)'\n', .. whole] : whole, length);
        });
    }

    private static void Write(SafeFileHandle file, byte[] bytes, long length)
    {
        try
        {
            RandomAccess.Write(file, bytes, length);
            Disk.Sync(file);
        }
        catch (Exception e) when (e is IOException or ArgumentOutOfRangeException)
        {
            // A full disk may have taken part of the line. Where the system lets nobody shorten the file, the next one begins on a line of its own.
            try
            {
                RandomAccess.SetLength(file, length);
            }
            catch (Exception left) when (left is IOException or UnauthorizedAccessException)
            {
            }
            throw;
        }
    }

    private bool EndsWithin(long length)
    {
        if (length == 0 || OperatingSystem.IsWindows()) return false;
        try
        {
            using var file = Native.Open(_path, write: false);
            Span<byte> last = stackalloc byte[1];
            return RandomAccess.Read(file, last, length - 1) == 1 && last[0] != '\n';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (StorageException e)
        {
            throw new OutputException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or NotSupportedException)
        {
            throw new OutputException($"{_what} cannot be written: {_path}", e);
        }
    }
}
