using System.ComponentModel;
using System.Text.Json;
using Iom.Selection.Extracts.Account;

namespace Iom.Selection.Runs.Output;

/// <summary>A folder that is written whole or not at all.</summary>
/// <remarks>
/// Files are written into a folder beside it, which takes its name in one step when all is done. A run that is killed leaves at most that
/// other folder, whose name begins with a dot, and never part of an output.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OutputFolder : IDisposable
{
    /// <summary>The file by which a folder is known as the output of a run.</summary>
    public const string Manifest = "run.json";

    // All that a run of ours may hold: a folder with anything else in it is somebody's, and is not replaced.
    private static readonly string[] OurFiles =
    [
        Manifest, "ranking.csv", "cohort.csv", "explanations.jsonl", "refused.csv", "duplicates.csv", "possible-duplicates.csv", "conflicts.csv",
        "decisions-to-make.csv", "review.csv", "meetings.csv", "compare.csv", "exits.jsonl", "exits.html",
        "audit.json", "audit.csv", "audit.md", "backtest.csv", "backtest.json", "backtest.md", "missed.csv",
        "evaluation.csv", "evaluation.json", "evaluation.md", "data-lab.csv",
    ];

    private readonly string _target;
    private readonly string _work;
    private readonly bool _overwrite;
    private bool _isDone;

    private OutputFolder(string target, string work, bool overwrite) => (_target, _work, _overwrite) = (target, work, overwrite);

    /// <summary>Finds out before any work whether an output may be written to a place.</summary>
    /// <exception cref="OutputException">It may not.</exception>
    public static void Check(string path, bool overwrite)
    {
        var target = Target(path);
        if (File.Exists(target)) throw new OutputException($"The output folder is a file: {path}");
        if (!Directory.Exists(target)) return;
        if (!overwrite) throw new OutputException($"The output folder already exists: {path} (choose another, or use --overwrite to replace a run)");
        if (!IsRun(target)) throw new OutputException($"The output folder does not hold a run of this tool, so it was not replaced: {path}");
        if (Directory.EnumerateFileSystemEntries(target).Any(entry => !OurFiles.Contains(Path.GetFileName(entry))))
            throw new OutputException($"The output folder holds other files besides a run of this tool, so it was not replaced: {path}");
    }

    /// <summary>Whether a run of ours may hold a file of this name.</summary>
    public static bool IsOurs(string fileName) => OurFiles.Contains(fileName);

    /// <summary>Finds out before any work whether an output that replaces nothing may be written to a place.</summary>
    /// <exception cref="OutputException">There is something of that name.</exception>
    public static void CheckAbsent(string path)
    {
        if (Path.Exists(Target(path))) throw new OutputException($"The output folder already exists: {path} (choose another)");
    }

    /// <summary>Begins to write.</summary>
    /// <exception cref="OutputException">The place can't be written.</exception>
    public static OutputFolder Begin(string path, bool overwrite)
    {
        Check(path, overwrite);
        var target = Target(path);
        var parent = Path.GetDirectoryName(target) ?? throw new OutputException($"The output folder cannot be the root of a drive: {path}");
        var work = Path.Combine(parent, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        return Try(() =>
        {
            Directory.CreateDirectory(work);
            return new OutputFolder(target, work, overwrite);
        });
    }

    /// <summary>Writes a file.</summary>
    /// <returns>Its name and hash.</returns>
    /// <exception cref="OutputException">It can't be written.</exception>
    public HashedFile Write(string name, Action<Stream> write) => Try(() =>
    {
        using var output = new HashingOutput(Path.Combine(_work, name));
        write(output);
        output.Flush();
        return new HashedFile(name, output.Sha256);
    });

    /// <summary>Gives the folder its name: from here on the output is there, whole.</summary>
    /// <returns>The folder that was replaced, where it could not be deleted and must be by hand; null where nothing is left.</returns>
    /// <exception cref="OutputException">The name can't be taken.</exception>
    public string? Commit() => Try(() =>
    {
        if (_overwrite && Directory.Exists(_target)) return Replace();
        Directory.Move(_work, _target);
        _isDone = true;
        return null;
    });

    /// <summary>Takes away what has been written, unless it has been committed.</summary>
    public void Dispose()
    {
        if (!_isDone && Directory.Exists(_work)) Directory.Delete(_work, recursive: true);
    }

    private string? Replace()
    {
        var old = _work + ".old";
        Directory.Move(_target, old);
        try
        {
            Directory.Move(_work, _target);
            _isDone = true;
        }
        catch
        {
            Directory.Move(old, _target);
            throw;
        }
        try
        {
            Directory.Delete(old, recursive: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The new output is there, whole: this is no failure, but somebody must know.
            return old;
        }
    }

    private static string Target(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static bool IsRun(string folder)
    {
        var manifest = Path.Combine(folder, Manifest);
        if (!File.Exists(manifest)) return false;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("tool", out var tool)
                && tool.ValueKind == JsonValueKind.String && tool.ValueEquals("iom");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static T Try<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"The output cannot be written, and nothing of it was kept. Check that you may write to the folder and that the disk has room ({e.GetType().Name}).", e);
        }
    }
}
