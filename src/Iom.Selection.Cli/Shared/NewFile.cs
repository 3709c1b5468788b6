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
    /// <exception cref="InputException">There is something of that name, or it can't be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var target = Path.GetFullPath(path);
        string? beside = null;
        try
        {
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(target)!).FullName;
            beside = Path.Combine(folder, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
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
