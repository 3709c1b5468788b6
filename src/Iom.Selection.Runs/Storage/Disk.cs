using Iom.Selection.Extracts.Problems;
using Microsoft.Win32.SafeHandles;

namespace Iom.Selection.Runs.Storage;

/// <summary>Files and folders that are the user's alone from the first byte, and on the disk when it is said that they are.</summary>
internal static class Disk
{
    /// <summary>Rights of a file: the user reads and writes it, nobody else.</summary>
    public const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Rights of a folder: the user alone.</summary>
    public const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    private const UnixFileMode Others = (UnixFileMode)0b111_111;

    /// <summary>What has a name. A link is a link, wherever it leads.</summary>
    public static FileKind KindOf(string path)
    {
        if (Native.Look(path) is { } stat)
        {
            return (stat.Mode & 0xF000) switch
            {
                0x8000 => FileKind.File,
                0x4000 => FileKind.Folder,
                0xA000 => FileKind.Link,
                0x1000 or 0xC000 => FileKind.Pipe,
                _ => FileKind.Device,
            };
        }
        // So Windows calls what is none of its files: NUL, CON, a pipe.
        if (OperatingSystem.IsWindows() && path.StartsWith(@"\\.\", StringComparison.Ordinal)) return FileKind.Device;
        var file = new FileInfo(path);
        if (file.LinkTarget is not null) return FileKind.Link;
        return Directory.Exists(path) ? FileKind.Folder : file.Exists ? FileKind.File : FileKind.None;
    }

    /// <summary>Refuses what is no file of its own, by what it is.</summary>
    /// <param name="path">The path.</param>
    /// <param name="what">What the file is to be, as in "The log of decisions".</param>
    /// <returns>Whether it is there.</returns>
    /// <exception cref="StorageException">It is a folder, a link, a pipe or a device.</exception>
    public static bool IsThere(string path, string what)
    {
        var kind = KindOf(path);
        if (Name(kind) is { } name) throw new StorageException($"{what} cannot be written: {path} is {name}. Give the path of a file{(kind == FileKind.Link ? ", as the one that the link leads to" : "")}.");
        return kind == FileKind.File;
    }

    /// <summary>Reads a file whole; what waits for somebody, as a pipe does, is not begun.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">How large it may be, in bytes.</param>
    /// <exception cref="IOException">It is no file, is larger, or can't be read.</exception>
    public static byte[] Read(string path, int maxBytes = int.MaxValue)
    {
        CheckEnds(path);
        if (maxBytes == int.MaxValue) return File.ReadAllBytes(path);
        var bytes = InputFile.ReadUpTo(path, maxBytes);
        return bytes.Length <= maxBytes ? bytes : throw new IOException($"This is larger than {maxBytes} bytes.");
    }

    /// <summary>Opens a file to be read; what waits for somebody or has no end is not begun.</summary>
    /// <exception cref="IOException">It is no file, or can't be opened.</exception>
    public static FileStream OpenRead(string path)
    {
        CheckEnds(path);
        return File.OpenRead(path);
    }

    /// <summary>Makes a file that is not there yet.</summary>
    public static FileStream Create(string path, int bufferSize = 0)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = bufferSize };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnFile;
        return new FileStream(path, options);
    }

    /// <summary>Makes a file that is not there yet, with nothing in it; one that is there stays.</summary>
    /// <returns>Whether it was made.</returns>
    public static bool CreateEmpty(string path)
    {
        if (KindOf(path) == FileKind.File) return false;
        try
        {
            Create(path).Dispose();
            return true;
        }
        catch (IOException) when (KindOf(path) == FileKind.File)
        {
            // Somebody else was quicker.
            return false;
        }
    }

    /// <summary>Makes a folder, and those above it that are not there, all for the user alone.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnFolder);
    }

    /// <summary>Puts the names that a folder holds on the disk.</summary>
    public static void SyncFolder(string path)
    {
        if (!OperatingSystem.IsWindows()) Native.SyncDirectory(path);
    }

    /// <summary>Puts what was written to a file on the disk.</summary>
    public static void Sync(SafeFileHandle file) => RandomAccess.FlushToDisk(file);

    /// <summary>Whether others than the user may read or change it; never on Windows, where folders hand their rights down.</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>The rights in the three digits that chmod takes.</summary>
    public static string Rights(string path) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path) & 0x1FF, 8).PadLeft(3, '0');

    // What a link leads to may be read; a pipe or a device behind it may not.
    private static void CheckEnds(string path)
    {
        var kind = KindOf(path) == FileKind.Link && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? KindOf(target.FullName) : KindOf(path);
        if (kind is FileKind.Pipe or FileKind.Device) throw new IOException($"This is {Name(kind)} and no file.");
    }

    private static string? Name(FileKind kind) => kind switch
    {
        FileKind.Folder => "a folder",
        FileKind.Link => "a link",
        FileKind.Pipe => "a pipe",
        FileKind.Device => "a device",
        _ => null,
    };
}
