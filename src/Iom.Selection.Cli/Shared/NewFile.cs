namespace Iom.Selection.Cli.Shared;

/// <summary>Writes a file that must not exist yet, whole or not at all.</summary>
internal static class NewFile
{
    /// <summary>Finds out before any work whether there is something of that name.</summary>
    /// <exception cref="InputException">There is.</exception>
    public static void CheckAbsent(string path)
    {
        if (Path.Exists(path)) throw Exists(path, null);
    }

    /// <summary>Writes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">What goes into it.</param>
    /// <param name="isForUserAlone">Whether nobody else on the machine may read it.</param>
    /// <exception cref="InputException">There is something of that name, or it can't be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool isForUserAlone = false)
    {
        var target = Path.GetFullPath(path);
        string? beside = null;
        try
        {
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(target)!).FullName;
            beside = Path.Combine(folder, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (isForUserAlone && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(beside, options))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            File.Move(beside, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (beside is not null) TryDelete(beside);
            throw Path.Exists(target) ? Exists(path, e) : new InputException($"The file cannot be written: {path}", e);
        }
    }

    private static InputException Exists(string path, Exception? e) => new($"The file already exists and was not replaced: {path} (choose another name)", e);

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is a file of ours with a dot before its name; more can't be done.
        }
    }
}
