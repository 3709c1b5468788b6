using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Iom.Selection.Runs.Storage;

/// <summary>The few calls of the system that .NET does not offer: locks that say when there are none, directories put on the disk, exchanging two names.</summary>
/// <remarks>Of POSIX; none of them is called on Windows. What a system lacks says so and is done without.</remarks>
internal static partial class Native
{
    private const int ReadOnly = 0;
    private const int WriteOnly = 1;
    private const int ReadWrite = 2;
    private const int Interrupted = 4;
    private const int CurrentFolder = -100;     // AT_FDCWD of Linux
    private const int NoFollow = 0x100;         // AT_SYMLINK_NOFOLLOW
    private const uint BasicStats = 0x7ff;      // STATX_BASIC_STATS
    private const int BytesOfStatx = 256;       // struct statx of Linux has the same layout on every processor
    private const uint ExchangeNames = 2;       // RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS

    private static readonly int Append = OperatingSystem.IsLinux() ? 0x400 : 0x8;

    // A program that is started meanwhile does not get the file, nor hold its lock on.
    private static readonly int CloseOnExec = OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;
    private static readonly int WouldBlock = OperatingSystem.IsLinux() ? 11 : 35;

    /// <summary>What came of asking for a lock.</summary>
    public enum LockAnswer
    {
        /// <summary>It is held.</summary>
        Held,

        /// <summary>Somebody else holds it.</summary>
        Busy,

        /// <summary>This file system gives none.</summary>
        NotGiven,
    }

    /// <summary>Opens a file that is there, without the lock that .NET would take on it.</summary>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static SafeFileHandle Open(string path, bool write, bool append = false)
    {
        var flags = CloseOnExec | (append ? WriteOnly | Append : write ? ReadWrite : ReadOnly);
        int file;
        while ((file = OpenFile(path, flags)) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted) throw new IOException($"A file cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        }
        return new SafeFileHandle(file, ownsHandle: true);
    }

    /// <summary>Asks for the lock on an open file, without waiting.</summary>
    public static LockAnswer Lock(SafeFileHandle file)
    {
        const int exclusive = 2, withoutWaiting = 4;
        while (LockFile(file, exclusive | withoutWaiting) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == WouldBlock) return LockAnswer.Busy;
            if (error != Interrupted) return LockAnswer.NotGiven;
        }
        return LockAnswer.Held;
    }

    /// <summary>Puts what a directory holds, its names, on the disk. A file system that can't do that for directories has its own way.</summary>
    /// <exception cref="IOException">The disk has failed.</exception>
    public static void SyncDirectory(string path)
    {
        const int inputOutput = 5, noSpace = 28;
        SafeFileHandle folder;
        try
        {
            folder = Open(path, write: false);
        }
        catch (IOException)
        {
            // Who may write to a folder need not be allowed to read it.
            return;
        }
        using var held = folder;
        while (Sync(folder) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error is inputOutput or noSpace) throw new IOException($"A directory cannot be put on the disk (error {error}).");
            if (error != Interrupted) return;
        }
    }

    /// <summary>Lets two folders change names in one step.</summary>
    /// <returns>False where the system or the file system can't; then nothing has changed.</returns>
    public static bool TryExchange(string one, string other)
    {
        try
        {
            if (OperatingSystem.IsLinux()) return RenameAt(CurrentFolder, one, CurrentFolder, other, ExchangeNames) == 0;
            return OperatingSystem.IsMacOS() && RenameTo(one, other, ExchangeNames) == 0;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Gives a file to another user and group.</summary>
    /// <returns>False where that is not allowed.</returns>
    public static bool TryGive(string path, uint user, uint group) => ChangeOwner(path, user, group) == 0;

    /// <summary>Looks at what has a name, without following it where it is a link.</summary>
    /// <returns>Null where there is nothing, or the system can't say.</returns>
    public static FileStat? Look(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var bytes = new byte[BytesOfStatx];
        try
        {
            if (Stat(CurrentFolder, path, NoFollow, BasicStats, bytes) != 0) return null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
        ulong Long(int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
        uint Int(int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
        return new FileStat(BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(28)), Int(16), Int(20), Int(24), Long(32), unchecked(((long)Long(96) * 1_000_000_000) + Int(104)));
    }

    /// <summary>The number of an open file in its file system; null where the system does not say.</summary>
    public static ulong? NumberOf(SafeFileHandle file)
    {
        const int emptyPath = 0x1000;   // AT_EMPTY_PATH
        if (!OperatingSystem.IsLinux()) return null;
        var bytes = new byte[BytesOfStatx];
        try
        {
            return Stat((int)file.DangerousGetHandle(), "", emptyPath, BasicStats, bytes) == 0 ? BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(32)) : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int LockFile(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int oldFolder, string oldPath, int newFolder, string newPath, uint flags);

    [LibraryImport("libc", EntryPoint = "renamex_np", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameTo(string oldPath, string newPath, uint flags);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(int folder, string path, int flags, uint mask, [Out] byte[] buffer);

    /// <summary>What the system knows of a file.</summary>
    /// <param name="Mode">Kind and rights, as POSIX has them.</param>
    /// <param name="Links">How many names it has.</param>
    /// <param name="User">Whose it is.</param>
    /// <param name="Group">Of which group.</param>
    /// <param name="Number">Its number in its file system.</param>
    /// <param name="Changed">When it last changed in any way, in nanoseconds. Nobody can set it.</param>
    public sealed record FileStat(ushort Mode, uint Links, uint User, uint Group, ulong Number, long Changed);
}
