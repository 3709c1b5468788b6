using Microsoft.Win32.SafeHandles;

namespace Iom.Selection.Runs.Storage;

/// <summary>The right to write, held by one at a time, whatever else runs. It ends with the process that holds it.</summary>
internal sealed class FileLock : IDisposable
{
    /// <summary>How often a lock that somebody else holds is asked for.</summary>
    public const int MaxTries = 200;

    /// <summary>How long to wait between, in milliseconds: with <see cref="MaxTries"/>, ten seconds.</summary>
    public const int Pause = 50;

    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);

    private FileLock(SafeFileHandle handle) => Handle = handle;

    /// <summary>The open file.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>Waits for the lock on a file, which is made if it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What is to be written, as in "The log of decisions", for messages.</param>
    /// <param name="append">Whether the file is opened to add to its end alone.</param>
    /// <param name="tries">How often it is asked for.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="StorageException">Somebody else held it all the time; or there are no locks here.</exception>
    /// <exception cref="IOException">The file can't be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be opened.</exception>
    public static FileLock Acquire(string path, string what, bool append, int tries, CancellationToken cancellationToken)
    {
        for (var left = tries; ; left--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryAcquire(path, what, append) is { } held) return held;
            if (left <= 1) throw new StorageException($"{what} cannot be written: someone else is using it. Try again when they are done.");
            cancellationToken.WaitHandle.WaitOne(Pause);
        }
    }

    /// <summary>Asks for the lock once.</summary>
    /// <returns>The lock; null where somebody else holds it.</returns>
    /// <exception cref="StorageException">There are no locks here.</exception>
    public static FileLock? TryAcquire(string path, string what, bool append)
    {
        Disk.IsThere(path, what);
        if (OperatingSystem.IsWindows()) return TryOpen(path, append);
        Disk.CreateEmpty(path);
        var handle = Native.Open(path, write: true, append);
        switch (Native.Lock(handle))
        {
            case Native.LockAnswer.Held: return new FileLock(handle);
            case Native.LockAnswer.Busy:
                handle.Dispose();
                return null;
            default:
                handle.Dispose();
                throw new StorageException($"{what} cannot be written: the file system it is on gives no locks, so two at once would lose what one of them writes. Use a folder on another one.");
        }
    }

    /// <summary>Lets others at it again.</summary>
    public void Dispose() => Handle.Dispose();

    // On Windows an open file is its own lock; readers may look.
    private static FileLock? TryOpen(string path, bool append)
    {
        try
        {
            return new FileLock(File.OpenHandle(path, FileMode.OpenOrCreate, append ? FileAccess.Write : FileAccess.ReadWrite, FileShare.Read));
        }
        catch (IOException e) when (e.HResult is SharingViolation or LockViolation)
        {
            return null;
        }
    }
}
