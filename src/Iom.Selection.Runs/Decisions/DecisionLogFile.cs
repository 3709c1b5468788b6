using Iom.Selection.Decisions;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Decisions;

/// <summary>A log of decisions in a file. While it is open nobody else writes to it.</summary>
/// <remarks>
/// A change is first written beside the file and then takes its name in one step, so that the log is the old one or the new one, whole. Who may
/// change it holds an empty file beside it, of its name and <c>.lock</c>, which stays: were it deleted, two could each hold one.
/// </remarks>
public sealed class DecisionLogFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _lock;

    private DecisionLogFile(string path, FileStream held, DecisionLog log) => (_path, _lock, Log) = (path, held, log);

    /// <summary>The log as it stands.</summary>
    public DecisionLog Log { get; private set; }

    /// <summary>Reads a log and checks every byte of it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The log.</returns>
    /// <exception cref="ExtractException">The file can't be opened.</exception>
    /// <exception cref="DecisionLogException">It is not what was written.</exception>
    public static DecisionLog Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return DecisionLog.Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The log of decisions cannot be opened: {path}", e);
        }
    }

    /// <summary>Opens a log to change it; a file that is not there is an empty log.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The log, to be disposed.</returns>
    /// <exception cref="OutputException">Somebody else has it open, or it can't be written.</exception>
    /// <exception cref="DecisionLogException">It is not what was written.</exception>
    public static DecisionLogFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        FileStream held;
        try
        {
            // Through a link the log itself is changed; else the link would be replaced, and two logs grow on.
            if (new FileInfo(full) is { LinkTarget: not null } link) full = link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
            held = new FileStream(full + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"The log of decisions cannot be changed: someone else is using it, or you may not write to its folder: {path}", e);
        }
        try
        {
            return new DecisionLogFile(full, held, File.Exists(full) ? Read(full) : DecisionLog.Empty);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Writes another state of the log: with more entries, or with some purged.</summary>
    /// <param name="log">The log.</param>
    /// <exception cref="OutputException">It can't be written; the file is as it was.</exception>
    public void Save(DecisionLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var beside = $"{_path}.{Path.GetRandomFileName()}";
        try
        {
            using (var output = new HashingOutput(beside))
            {
                // Who may not read the log may not read it from now on either.
                if (!OperatingSystem.IsWindows() && File.Exists(_path)) File.SetUnixFileMode(beside, File.GetUnixFileMode(_path));
                output.Write(log.ToUtf8());
                output.Flush();
            }
            File.Move(beside, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(beside);
            throw new OutputException($"The log of decisions cannot be written and is unchanged. Check that you may write to the folder and that the disk has room ({e.GetType().Name}).", e);
        }
        Log = log;
    }

    /// <summary>Appends decisions, each once: one that the log holds already, word for word, is left out.</summary>
    /// <param name="decisions">The decisions.</param>
    /// <param name="salt">Gives fresh random bytes, at least <see cref="DecisionLog.MinSaltBytes"/>, for each of them.</param>
    /// <returns>How many were new.</returns>
    /// <exception cref="OutputException">The log can't be written; it is as it was.</exception>
    public int Append(IEnumerable<RecordedDecision> decisions, Func<byte[]> salt)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(salt);
        var known = Log.Decisions.ToHashSet();
        var log = Log;
        foreach (var decision in decisions.Where(known.Add)) log = log.Append(decision, salt());
        var added = log.Entries.Length - Log.Entries.Length;
        if (added > 0) Save(log);
        return added;
    }

    /// <summary>Takes out what decisions up to a day say.</summary>
    /// <param name="decidedUpTo">Decisions after this day stay.</param>
    /// <param name="before">The day the rule is applied for.</param>
    /// <param name="policySha256">The hash of the policy whose rule it is.</param>
    /// <param name="salt">Fresh random bytes, at least <see cref="DecisionLog.MinSaltBytes"/>.</param>
    /// <returns>How many were taken out.</returns>
    /// <exception cref="OutputException">The log can't be written; it is as it was.</exception>
    public int Purge(DateOnly decidedUpTo, DateOnly before, string policySha256, ReadOnlySpan<byte> salt)
    {
        int[] old = [.. Log.Entries.Where(entry => entry.Decision?.Date <= decidedUpTo).Select(entry => entry.Sequence)];
        if (old.Length > 0) Save(Log.Append(new DecisionPurge(before, policySha256, [.. old]), salt));
        return old.Length;
    }

    /// <summary>Lets others at the log again.</summary>
    public void Dispose() => _lock.Dispose();
}
