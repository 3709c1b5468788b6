using System.ComponentModel;
using System.Text.Json;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Output;

/// <summary>A folder that is written whole or not at all, for the user alone.</summary>
/// <remarks>
/// Files are written into a folder beside it, which takes its name in one step when all is done and on the disk. A run that is killed leaves at most that
/// other folder, whose name begins with a dot, and never part of an output; the next run of the same place, or a purge, clears it away. Where a run is replaced, old
/// and new change names in one step; where the file system can't do that, in two, and what is killed between them is put in its place by the next run or a purge.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OutputFolder : IDisposable
{
    /// <summary>The file by which a folder is known as the output of a run.</summary>
    public const string Manifest = "run.json";

    /// <summary>The page to read.</summary>
    public const string Report = "report.html";

    /// <summary>The workbook to decide in.</summary>
    public const string Workbook = "meeting.xlsx";

    // All that a run of ours may hold: a folder with anything else in it is somebody's, and is not replaced.
    private static readonly string[] OurFiles =
    [
        Manifest, RunKey.FileName, "ranking.csv", "cohort.csv", "explanations.jsonl", "refused.csv", "duplicates.csv", "possible-duplicates.csv", "possible-people.csv", "conflicts.csv",
        "decisions-to-make.csv", "review.csv", "meetings.csv", "follow-up.csv", "model-disagreements.csv", "model-disagreements.jsonl", "compare.csv", "exits.jsonl", "exits.html",
        "audit.json", "audit.csv", "audit.md", "backtest.csv", "backtest.json", "backtest.md", "missed.csv",
        "evaluation.csv", "evaluation.json", "evaluation.md", "data-lab.csv",
        "table-offenders.csv", "table-memberships.csv", "table-offences.csv", "table-drug_tests.csv", "table-risk_scores.csv", "table-nominations.csv", "table-custody.csv",
        "table-supervision.csv", "table-engagement.csv", "table-support.csv", "table-panel.csv", "table-settling.csv", "table-supplied.csv",
        "learned-policy.json", "learning.json", "learning.md", "model-card.json", "model-card.md", "model.json",
        Report, Workbook, "transparency-record.md", "committee-pack.md", "model-card.md", "dpia-starter.md", "eqia-starter.md",
    ];

    private readonly string _target;
    private readonly WorkFolder _work;
    private readonly bool _overwrite;
    private readonly List<string> _notes;
    private bool _isDone;

    private OutputFolder(string target, WorkFolder work, bool overwrite, List<string> notes) => (_target, _work, _overwrite, _notes) = (target, work, overwrite, notes);

    /// <summary>What whoever reads the output should know of the place, in sentences: what an interrupted run had left there, and who could read it.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Finds out before any work whether an output may be written to a place. What an interrupted run left there in another's place is put back.</summary>
    /// <exception cref="OutputException">It may not.</exception>
    public static void Check(string path, bool overwrite)
    {
        var target = Target(path);
        PutBackIn(target);
        switch (Disk.KindOf(target))
        {
            case FileKind.None: return;
            case FileKind.Link: throw new OutputException($"The output folder is a link{(overwrite ? "" : ", and exists")}: {path} (give the folder that it leads to)");
            case FileKind.Folder: break;
            default: throw new OutputException($"The output folder is a file: {path}");
        }
        if (!overwrite) throw new OutputException($"The output folder already exists: {path} (choose another, or use --overwrite to replace a run)");
        if (!IsRun(target)) throw new OutputException($"The output folder does not hold a run of this tool, so it was not replaced: {path}");
        if (Directory.EnumerateFileSystemEntries(target).Any(entry => !IsOurs(Path.GetFileName(entry))))
            throw new OutputException($"The output folder holds other files besides a run of this tool, so it was not replaced: {path}");
    }

    /// <summary>Whether a run of ours may hold a file of this name.</summary>
    public static bool IsOurs(string fileName) => OurFiles.Contains(fileName);

    /// <summary>Finds out before any work whether an output that replaces nothing may be written to a place.</summary>
    /// <exception cref="OutputException">There is something of that name.</exception>
    public static void CheckAbsent(string path)
    {
        var target = Target(path);
        PutBackIn(target);
        if (Disk.KindOf(target) != FileKind.None) throw new OutputException($"The output folder already exists: {path} (choose another)");
    }

    /// <summary>Begins to write.</summary>
    /// <exception cref="OutputException">The place can't be written.</exception>
    public static OutputFolder Begin(string path, bool overwrite)
    {
        Check(path, overwrite);
        var target = Target(path);
        var parent = Path.GetDirectoryName(target) ?? throw new OutputException($"The output folder cannot be the root of a drive: {path}");
        var notes = new List<string>();
        return Try(() =>
        {
            if (Directory.Exists(parent)) ClearLeftovers(parent, Path.GetFileName(target), notes);
            return new OutputFolder(target, WorkFolder.Create(parent, Path.GetFileName(target)), overwrite, notes);
        });
    }

    /// <summary>Clears away what interrupted runs left in a folder, or puts it where it belongs.</summary>
    /// <param name="parent">The folder.</param>
    /// <param name="place">The name of the place whose runs are meant; null for all.</param>
    /// <param name="notes">Is told in sentences what was found.</param>
    /// <returns>How many folders were cleared away.</returns>
    public static int ClearLeftovers(string parent, string? place, ICollection<string> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        var cleared = 0;
        foreach (var (path, name, isDisplaced) in Leftovers(parent, place).OrderByDescending(left => left.IsDisplaced))
        {
            if (isDisplaced && !Path.Exists(Path.Combine(parent, name)))
            {
                PutBack(parent, name, notes);
                if (!Path.Exists(path)) continue;
            }
            if (!WorkFolder.TryHold(path, out var held)) continue;
            using (held)
            {
                if (held is null)
                    notes.Add($"{Path.GetFileName(path)} was left by an interrupted run, or is being written now: there are no locks here to tell. If no run is under way, delete it, because it holds records about people.");
                else if (Directory.EnumerateFileSystemEntries(path).Any(entry => !IsOurs(Path.GetFileName(entry)) || Disk.KindOf(entry) != FileKind.File))
                    notes.Add($"{Path.GetFileName(path)} looks like what an interrupted run leaves, but holds other files: look at it, and delete it by hand.");
                else
                    cleared += Delete(path, notes);
            }
        }
        if (cleared > 0)
        {
            Disk.SyncFolder(parent);
            notes.Add($"{Plural.Format(cleared, "folder")} that an interrupted run had left {(cleared == 1 ? "was" : "were")} cleared away.");
        }
        return cleared;
    }

    /// <summary>Puts back whatever a run that was killed between two renames left under a hidden name.</summary>
    internal static void PutBack(string parent, ICollection<string> notes)
    {
        foreach (var (_, name, _) in Leftovers(parent, null).Where(left => left.IsDisplaced)) PutBack(parent, name, notes);
    }

    /// <summary>How many folders in a folder are what interrupted runs left, and can be cleared away.</summary>
    internal static int CountLeftovers(string parent) => Leftovers(parent, null).Count(left =>
    {
        if (!WorkFolder.TryHold(left.Path, out var held)) return false;
        using (held) return held is not null && Directory.EnumerateFileSystemEntries(left.Path).All(entry => IsOurs(Path.GetFileName(entry)) && Disk.KindOf(entry) == FileKind.File);
    });

    /// <summary>Writes a file.</summary>
    /// <returns>Its name and hash.</returns>
    /// <exception cref="OutputException">It can't be written.</exception>
    public HashedFile Write(string name, Action<Stream> write) => Try(() =>
    {
        // A name may say in which folder below; a run of ours has none.
        if (Path.GetDirectoryName(name) is { Length: > 0 } below && !Directory.Exists(Path.Combine(_work.Path, below))) Disk.CreateFolder(Path.Combine(_work.Path, below));
        using var output = new HashingOutput(Path.Combine(_work.Path, name));
        write(output);
        output.Flush();
        return new HashedFile(name, output.Sha256);
    });

    /// <summary>Writes what is added to the run's own files.</summary>
    internal void Write(IReadOnlyList<AddedFile> added)
    {
        foreach (var file in added) Write(file);
    }

    internal HashedFile Write(AddedFile added) =>
        IsOurs(added.Name) ? Write(added.Name, added.Write) : throw new ArgumentException("A run holds no file of this name.", nameof(added));

    /// <summary>Makes the key of the run and writes it.</summary>
    internal RunKey WriteKey(IEnumerable<string> parts, IEnumerable<HashedFile> files)
    {
        var key = RunKey.Create(parts, files);
        Write(RunKey.FileName, key.Write);
        return key;
    }

    /// <summary>Has the manifest seen, if anybody wants to, and gives the folder its name.</summary>
    /// <exception cref="OutputException">The name can't be taken.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before.</exception>
    internal WrittenRun Commit(HashedFile manifest, Action<HashedFile>? beforeCommit = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        beforeCommit?.Invoke(manifest);
        Commit();
        return new WrittenRun(manifest, Notes);
    }

    /// <summary>Gives the folder its name: from here on the output is there, whole, and stays whatever happens to the machine.</summary>
    /// <exception cref="OutputException">The name can't be taken.</exception>
    public void Commit() => Try(() =>
    {
        Disk.SyncFolder(_work.Path);
        if (_overwrite && Directory.Exists(_target))
        {
            Replace();
            return 0;
        }
        Directory.Move(_work.Path, _target);
        _isDone = true;
        SyncName();
        return 0;
    });

    /// <summary>Takes away what has been written, unless it has been committed.</summary>
    public void Dispose()
    {
        if (!_isDone && Directory.Exists(_work.Path)) Directory.Delete(_work.Path, recursive: true);
        _work.Dispose();
    }

    private void Replace()
    {
        if (Disk.IsOpenToOthers(_target)) _notes.Add($"The run that was replaced could be read by others on this machine (rights {Disk.Rights(_target)}); what is there now is yours alone.");
        var old = _work.Path;
        if (Native.TryExchange(_work.Path, _target))
        {
            _isDone = true;
            SyncName();
        }
        else
        {
            // Held, so that nobody takes it for a left one and puts it back.
            WorkFolder.TryHold(_target, out var held);
            using (held)
            {
                old = _work.Aside;
                Directory.Move(_target, old);
                try
                {
                    Directory.Move(_work.Path, _target);
                    _isDone = true;
                }
                catch
                {
                    Directory.Move(old, _target);
                    throw;
                }
                SyncName();
            }
        }
        // The new output is there, whole: that the old one can't be deleted is no failure, but somebody must know.
        Delete(old, _notes);
        SyncName();
    }

    // The output has its name: what fails from here on takes nothing back.
    private void SyncName()
    {
        try
        {
            Disk.SyncFolder(Path.GetDirectoryName(_target)!);
        }
        catch (IOException)
        {
            _notes.Add("The output is there, but the disk did not say that its name will last: after a power cut, look whether it is still there.");
        }
    }

    private static int Delete(string path, ICollection<string> notes)
    {
        try
        {
            Directory.Delete(path, recursive: true);
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notes.Add($"A replaced or interrupted run could not be deleted. Delete {path} by hand.");
            return 0;
        }
    }

    private static void PutBackIn(string target)
    {
        if (Path.GetDirectoryName(target) is not { } parent || Path.Exists(target)) return;
        Try(() =>
        {
            PutBack(parent, Path.GetFileName(target));
            return 0;
        });
    }

    // Killed between two renames: the new run where it is whole, else the one that it was to replace.
    private static void PutBack(string parent, string name, ICollection<string>? notes = null)
    {
        if (!Directory.Exists(parent)) return;
        foreach (var (path, _, _) in Leftovers(parent, name).Where(left => left.IsDisplaced))
        {
            if (!WorkFolder.TryHold(path, out var held)) continue;
            using (held)
            {
                var replacement = path[..^".old".Length];
                if (held is null || Path.Exists(Path.Combine(parent, name))) continue;
                Directory.Move(IsRun(replacement) ? replacement : path, Path.Combine(parent, name));
                Disk.SyncFolder(parent);
                notes?.Add($"An interrupted run had left {name} under a hidden name; it is back in its place.");
            }
        }
    }

    private static (string Path, string Place, bool IsDisplaced)[] Leftovers(string parent, string? place)
    {
        try
        {
            return [.. FindLeftovers(parent, place)];
        }
        catch (UnauthorizedAccessException)
        {
            // Who may write to a folder need not be allowed to read it.
            return [];
        }
    }

    private static IEnumerable<(string Path, string Place, bool IsDisplaced)> FindLeftovers(string parent, string? place) =>
    [
        .. Directory.EnumerateDirectories(parent, ".*").Order(StringComparer.Ordinal)
            .Select(path => (Path: path, IsBeside: WorkFolder.IsBeside(Path.GetFileName(path), out var name, out var isDisplaced), Place: name, IsDisplaced: isDisplaced))
            .Where(left => left.IsBeside && (place is null || left.Place == place) && Disk.KindOf(left.Path) == FileKind.Folder)
            .Select(left => (left.Path, left.Place!, left.IsDisplaced)),
    ];

    private static string Target(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static bool IsRun(string folder)
    {
        var manifest = Path.Combine(folder, Manifest);
        if (Disk.KindOf(manifest) != FileKind.File) return false;
        try
        {
            using var document = JsonDocument.Parse(Disk.Read(manifest, Limits.MaxManifestBytes));
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
        catch (StorageException e)
        {
            throw new OutputException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"The output cannot be written, and nothing of it was kept. Check that you may write to the folder and that the disk has room ({e.GetType().Name}).", e);
        }
    }
}
