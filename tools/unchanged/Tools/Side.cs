using System.Globalization;
using System.Text;

namespace Iom.Selection.Unchanged.Tools;

/// <summary>One tool and the folder in which it works on a job.</summary>
/// <remarks>Both sides name their outputs alike, from their own folder on, so that no path differs in what they print.</remarks>
internal sealed class Side
{
    private readonly ToolUnderTest _tool;
    private Dictionary<string, (long Length, DateTime ChangedAt)> _seen = [];

    public Side(ToolUnderTest tool, string folder)
    {
        (_tool, Folder) = (tool, folder);
        Directory.CreateDirectory(folder);
    }

    /// <summary>The folder in which the tool is started.</summary>
    public string Folder { get; }

    /// <summary>The files of the folder, by path from it on.</summary>
    public IReadOnlyCollection<string> Files => _seen.Keys;

    public Task<ToolOutput> Run(IReadOnlyList<string> args) => _tool.Run(Folder, args);

    public string PathOf(string file) => Path.Combine(Folder, file);

    public byte[] Read(string file) => File.ReadAllBytes(PathOf(file));

    public string Text(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Writes down beside the folder what a command printed, for who wants to look.</summary>
    public void Note(IReadOnlyList<string> args, ToolOutput output) => File.AppendAllText(Folder + ".txt", string.Create(CultureInfo.InvariantCulture,
        $"$ iom {string.Join(' ', args)}\n{Encoding.UTF8.GetString(output.Out)}{Encoding.UTF8.GetString(output.Error)}exit code {output.ExitCode}\n\n"));

    /// <summary>Looks at the folder again.</summary>
    /// <returns>The files that are new or were written to since it was last looked at.</returns>
    public IReadOnlySet<string> Look()
    {
        var now = Directory.EnumerateFiles(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .ToDictionary(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'), path => (new FileInfo(path).Length, File.GetLastWriteTimeUtc(path)));
        var changed = now.Where(pair => !_seen.TryGetValue(pair.Key, out var before) || before != pair.Value).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        _seen = now;
        return changed;
    }
}
