namespace Iom.Selection.Cli.Shared;

/// <summary>A page with names: outside of every run, for the user alone.</summary>
internal static class NamedPage
{
    /// <summary>Writes it.</summary>
    /// <exception cref="InputException">There is something of that name, or it can't be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        using var page = new MemoryStream();
        write(page);
        NewFile.Write(path, page.GetBuffer().AsSpan(0, (int)page.Length), isForUserAlone: true);
    }
}
