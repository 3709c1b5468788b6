using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Decisions;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Records;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Storage;
using Microsoft.Win32.SafeHandles;

namespace Iom.Selection.Runs.Decisions;

/// <summary>A log of decisions in a file. While it is open nobody else writes to it; others wait, ten seconds at most.</summary>
/// <remarks>
/// <para>
/// Decisions are added at its end, and are on the disk when <see cref="Append"/> returns. A recording that is stopped half way leaves nothing of itself: a file
/// beside the log, of its name and <c>.lock</c>, says how far the log goes, and the next who opens it takes the rest away. That file stays. One more decision costs
/// the same on a log of any length: only the last entry is looked at, unless the file shows that somebody else wrote to it. <see cref="Read"/> looks at all.
/// </para>
/// A purge writes the log anew beside it, which then takes its name in one step.
/// </remarks>
public sealed class DecisionLogFile : IDisposable
{
    private const string What = "The log of decisions";

    // How often a reader looks again while somebody writes.
    private const int MaxLooks = 100;

    private readonly string _path;
    private readonly FileLock _lock;
    private readonly LogState _state;
    private readonly List<string> _notes = [];
    private LogHead? _head;
    private DecisionLog? _log;

    private DecisionLogFile(string path, FileLock held)
    {
        (_path, _lock) = (path, held);
        _state = new LogState(held.Handle);
    }

    /// <summary>The log as it stands, every byte of it checked.</summary>
    /// <exception cref="ExtractException">The file can't be read.</exception>
    /// <exception cref="DecisionLogException">It is not what was written.</exception>
    public DecisionLog Log => _log ??= Disk.KindOf(_path) == FileKind.File ? Read(_path) : DecisionLog.Empty;

    /// <summary>How many entries it has.</summary>
    public int Count => checked((int)(_head?.Count ?? 0));

    /// <summary>The hash of the last entry, for the minutes.</summary>
    public string Head => _head?.Hash ?? DecisionLog.Beginning;

    /// <summary>What whoever opens the log should know, in sentences: what a stopped recording left, and who may read it.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Reads a log and checks every byte of it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The log; without what a recording that was stopped left behind its end.</returns>
    /// <exception cref="ExtractException">The file can't be opened.</exception>
    /// <exception cref="DecisionLogException">It is not what was written.</exception>
    public static DecisionLog Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return DecisionLog.Parse(WholeEntries(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The log of decisions cannot be opened: {path}", e);
        }
    }

    /// <summary>Opens a log to change it; a file that is not there is an empty log.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the waiting for others.</param>
    /// <returns>The log, to be disposed.</returns>
    /// <exception cref="OutputException">Somebody else has it open all the time, it can't be written, it is no file, or its file system gives no locks.</exception>
    /// <exception cref="DecisionLogException">It is not what was written.</exception>
    /// <exception cref="OperationCanceledException">The waiting was stopped.</exception>
    public static DecisionLogFile Open(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        var held = Try($"The log of decisions cannot be changed: you may not write to it or to its folder: {path}", () =>
        {
            Disk.IsThere(full, What);
            return FileLock.Acquire(full + ".lock", What, append: false, FileLock.MaxTries, cancellationToken);
        });
        try
        {
            var file = new DecisionLogFile(full, held);
            Try($"The log of decisions cannot be changed: you may not write to it or to its folder: {path}", () =>
            {
                file.Recover();
                return 0;
            });
            return file;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The entries of purge that nothing confirms: after the last of the entries whose hashes were noted elsewhere, without the seal of this log, and in no proof.</summary>
    /// <param name="path">The file, for the key beside it.</param>
    /// <param name="log">What it holds.</param>
    /// <param name="confirmedUpTo">The number of the last entry whose hash was noted elsewhere; 0 for none.</param>
    /// <param name="proven">The head hashes that stand in proofs of purges.</param>
    /// <returns>Their numbers, rising.</returns>
    public static IReadOnlyList<int> UnconfirmedPurges(string path, DecisionLog log, int confirmedUpTo, IEnumerable<string> proven)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(log);
        var heads = proven.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var key = Beside(path, LogState.ReadKey);
        return [.. log.Entries.Where(entry => entry.Purge is { } purge && entry.Sequence > confirmedUpTo && !heads.Contains(entry.Hash)
            && (key is null || purge.Seal is null || purge.Seal != Seal(key, entry.Sequence, entry.Previous, purge))).Select(entry => entry.Sequence)];
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
            var old = Native.Look(_path);
            if (old is { Links: > 1 }) throw new StorageException($"{What} has other names (hard links), under which what is purged would stay. Delete those first.");
            // Before the log takes another form: what the table says of anybody goes first.
            _state.Forget();
            using (var output = Disk.Create(beside))
            {
                output.Write(log.ToUtf8());
                output.Flush(flushToDisk: true);
            }
            if (Disk.KindOf(_path) == FileKind.File && !OperatingSystem.IsWindows())
            {
                if (old is not null && Native.Look(beside) is { } made && (made.User, made.Group) != (old.User, old.Group) && !Native.TryGive(beside, old.User, old.Group) && made.User != old.User)
                    throw new StorageException($"{What} belongs to another user, to whom what is written anew cannot be given. Purge as that user.");
                // Who may not read the log may not read it from now on either.
                File.SetUnixFileMode(beside, File.GetUnixFileMode(_path));
            }
            File.Move(beside, _path, overwrite: true);
            Disk.SyncFolder(Path.GetDirectoryName(_path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Disk.KindOf(beside) == FileKind.File) File.Delete(beside);
            if (e is StorageException) throw new OutputException(e.Message, e);
            throw new OutputException($"The log of decisions cannot be written and is unchanged. Check that you may write to the folder and that the disk has room ({e.GetType().Name}).", e);
        }
        _log = log;
        Index(log);
    }

    /// <summary>Adds decisions at the end, each once; they are on the disk when this returns.</summary>
    /// <remarks>
    /// Of decisions about one person on one day the last that is recorded stands. One that differs from it is added only if it says that it reverses it. What the log
    /// ends with already, in the same order and word for word, is left out.
    /// </remarks>
    /// <param name="decisions">The decisions.</param>
    /// <param name="salt">Gives fresh random bytes, at least <see cref="DecisionLog.MinSaltBytes"/>, for each of them.</param>
    /// <returns>How many were new.</returns>
    /// <exception cref="OppositeDecisionException">One differs from what stands about the same person and day; none was recorded.</exception>
    /// <exception cref="OutputException">The log can't be written; it is as it was.</exception>
    public int Append(IEnumerable<RecordedDecision> decisions, Func<byte[]> salt)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(salt);
        var added = DecisionRules.FindNew([.. decisions], Recorded);
        if (added.Count == 0) return 0;

        var (count, head, length) = (Count, Head, _head?.Length ?? 0);
        using var bytes = new MemoryStream();
        var lines = new List<(string Person, DateOnly Date, long Start)>(added.Count);
        foreach (var decision in added)
        {
            var entry = DecisionLogEntry.Create(++count, head, decision, salt());
            lines.Add((decision.OffenderId.Value, decision.Date, length + bytes.Length));
            bytes.Write(entry.ToUtf8());
            bytes.WriteByte((byte)'\n');
            head = entry.Hash;
        }
        Add(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), count, head, lines);
        return added.Count;
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
        Purge(old, before, policySha256, salt);
        return old.Length;
    }

    /// <summary>Lets others at the log again.</summary>
    public void Dispose() => _lock.Dispose();

    internal void Purge(IReadOnlyList<int> sequences, DateOnly before, string policySha256, ReadOnlySpan<byte> salt)
    {
        if (sequences.Count == 0) return;
        if (salt.Length < DecisionLog.MinSaltBytes) throw new ArgumentException($"A salt has at least {DecisionLog.MinSaltBytes} bytes.", nameof(salt));
        var secret = salt.ToArray();
        var key = Try("The file beside the log of decisions cannot be written, and nothing was purged. Check that the disk has room", () => _state.EnsureKey(secret));
        var purge = new DecisionPurge(before, policySha256, [.. sequences]);
        // The key can't be found from the salt that stands in the entry.
        Save(Log.Append(purge with { Seal = Seal(key, Count + 1, Head, purge) }, SHA256.HashData([.. "salt\n"u8, .. salt])));
    }

    private static string Seal(byte[] key, int sequence, string previous, DecisionPurge purge) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{sequence}\n{previous}\n{purge.Before:yyyy-MM-dd}\n{purge.PolicySha256}\n{string.Join(',', purge.Sequences)}"))));

    private List<RecordedDecision> Recorded(OffenderId person, DateOnly date)
    {
        var recorded = new List<RecordedDecision>();
        if (_head is null) return recorded;
        var starts = _state.Find(_head, person.Value, date).Where(start => start < _head.Length).ToArray();
        if (starts.Length == 0) return recorded;
        using var file = OpenLog(FileAccess.Read);
        foreach (var start in starts)
        {
            if (DecisionLogEntry.Parse(Line(file, start), 0).Decision is { } decision && decision.OffenderId == person && decision.Date == date) recorded.Add(decision);
        }
        return recorded;
    }

    private void Add(ReadOnlySpan<byte> bytes, int count, string hash, List<(string Person, DateOnly Date, long Start)> lines)
    {
        var before = _head;
        var (length, tableKey) = (before?.Length ?? 0, before?.TableKey ?? SHA256.HashData(Encoding.UTF8.GetBytes(hash)));
        var isNew = Disk.KindOf(_path) != FileKind.File;
        try
        {
            // First what is about to be done: so what is found half done is known for what it is.
            var slots = before?.Slots ?? _state.Add(null, tableKey, []);
            var begun = before ?? new LogHead(0, 0, 0, DecisionLog.Beginning, 0, default, tableKey, slots, 0);
            _state.WriteHead(begun with { Pending = length + bytes.Length });
            if (isNew) Disk.Create(_path).Dispose();
            using (var file = OpenLog(FileAccess.Write))
            {
                RandomAccess.Write(file, bytes, length);
                Disk.Sync(file);
            }
            if (isNew) Disk.SyncFolder(Path.GetDirectoryName(_path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            Undo(before, length, isNew);
            throw new OutputException($"The log of decisions cannot be written and is unchanged. Check that you may write to it and that the disk has room ({e.GetType().Name}).", e);
        }
        _log = null;
        var done = new LogHead(count, length + bytes.Length, lines[^1].Start, hash, 0, LogStamp.Of(_path), tableKey, before?.Slots ?? 64, (before?.Taken ?? 0) + lines.Count);
        Keep(() => done with { Slots = _state.Add(before ?? _state.Head, tableKey, lines) }, done);
    }

    // The decisions are in the log. That the file beside it can't be written costs the next one a look at all of it, and nothing else.
    private void Keep(Func<LogHead> table, LogHead known)
    {
        _head = known;
        try
        {
            _state.WriteHead(_head = table());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            try
            {
                _state.Forget();
            }
            catch (Exception left) when (left is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

    private void Undo(LogHead? before, long length, bool isNew)
    {
        try
        {
            if (isNew && Disk.KindOf(_path) == FileKind.File)
            {
                File.Delete(_path);
            }
            else if (!isNew)
            {
                using var file = OpenLog(FileAccess.Write);
                if (RandomAccess.GetLength(file) > length) RandomAccess.SetLength(file, length);
            }
            if (before is null) _state.Forget();
            else _state.WriteHead(before with { Stamp = LogStamp.Of(_path) });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // What is left behind the end is known for what it is, and the next who opens the log takes it away.
        }
    }

    private void Recover()
    {
        Private(_path + ".lock");
        ClearLeftovers();
        if (Disk.KindOf(_path) != FileKind.File)
        {
            // Without a log there is nothing to know of it.
            if (_state.Head is not null) _state.Forget();
            return;
        }
        if (Disk.IsOpenToOthers(_path)) _notes.Add($"{What} can be read or changed by others on this machine (rights {Disk.Rights(_path)}). To close it: chmod 600.");
        var known = _state.Head;
        if (known is { Pending: > 0 } && new FileInfo(_path).Length is var length && length >= known.Length && length <= known.Pending) known = Resume(known, length);
        if (known is { Pending: 0 } && new FileInfo(_path).Length == known.Length && LogStamp.Of(_path) == known.Stamp && EndsAs(known))
        {
            _head = known;
            return;
        }
        // Somebody else wrote to it: all of it is looked at.
        Index(Log);
    }

    // A recording was stopped. It is there whole, and then it is done; or it is not, and then nothing of it stays: nobody was told that it was recorded.
    private LogHead? Resume(LogHead known, long length)
    {
        var bytes = Disk.Read(_path);
        try
        {
            if (length == known.Pending && DecisionLog.Parse(bytes) is { } whole)
            {
                _log = whole;
                return null;
            }
        }
        catch (DecisionLogException)
        {
            // The file grew, and what it grew by did not come on to the disk.
        }
        if (length > known.Length)
        {
            using var file = OpenLog(FileAccess.Write);
            RandomAccess.SetLength(file, known.Length);
            Disk.Sync(file);
            _notes.Add("A recording that was interrupted had left part of itself at the end of the log; that was taken away. Record its list again.");
        }
        // An interrupted recording may have been the first.
        if (known.Count == 0)
        {
            _state.Forget();
            return null;
        }
        return known with { Pending = 0, Stamp = LogStamp.Of(_path) };
    }

    private bool EndsAs(LogHead known)
    {
        try
        {
            using var file = OpenLog(FileAccess.Read);
            var entry = DecisionLogEntry.Parse(Line(file, known.LastStart), (int)known.Count);
            return entry.Hash == known.Hash && entry.Sequence == known.Count;
        }
        catch (Exception e) when (e is DecisionLogException or IOException)
        {
            return false;
        }
    }

    // Makes the table anew from the log.
    private void Index(DecisionLog log)
    {
        var lines = new List<(string, DateOnly, long)>();
        var (start, last) = (0L, 0L);
        foreach (var entry in log.Entries)
        {
            last = start;
            if (entry.Decision is { } decision) lines.Add((decision.OffenderId.Value, decision.Date, start));
            start += entry.ToUtf8().Length + 1;
        }
        var tableKey = SHA256.HashData(Encoding.UTF8.GetBytes(log.Head));
        var known = new LogHead(log.Entries.Length, start, last, log.Head, 0, LogStamp.Of(_path), tableKey, 64, lines.Count);
        Keep(() =>
        {
            _state.Forget();
            return known with { Slots = _state.Add(null, tableKey, lines) };
        }, known);
    }

    // What a version before this one left of a log that it was writing anew: the whole of it, people included.
    private void ClearLeftovers()
    {
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(_path)!)
            .Where(path => path.StartsWith(_path + ".", StringComparison.Ordinal) && Leftover.IsRandomName(path.AsSpan(_path.Length + 1)) && IsOfLog(path)).ToArray())
        {
            File.Delete(left);
            _notes.Add("A copy of the log that an interrupted recording or purge had left beside it was deleted.");
        }
    }

    private static bool IsOfLog(string path)
    {
        if (Disk.KindOf(path) != FileKind.File) return false;
        var begin = "{\"sequence\":1,"u8;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> bytes = stackalloc byte[begin.Length];
        var read = RandomAccess.Read(file, bytes, 0);
        return begin.StartsWith(bytes[..read]);
    }

    // A version before this one made it readable by others, and there was nothing in it.
    private static void Private(string path)
    {
        if (!Disk.IsOpenToOthers(path)) return;
        try
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, Disk.OwnFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is another user's, who shares the log and so decided who reads it.
        }
    }

    private SafeFileHandle OpenLog(FileAccess access) => File.OpenHandle(_path, FileMode.Open, access, FileShare.ReadWrite);

    private static byte[] Line(SafeFileHandle file, long start)
    {
        const int portion = 4096;
        var line = new byte[portion];
        for (var count = 0; ;)
        {
            var read = RandomAccess.Read(file, line.AsSpan(count), start + count);
            if (read == 0) throw new DecisionLogException(0, "the file beside it does not fit it");
            var end = line.AsSpan(count, read).IndexOf((byte)'\n');
            if (end >= 0) return line[..(count + end)];
            count += read;
            if (count == line.Length) Array.Resize(ref line, line.Length * 2);
        }
    }

    // Without what a recording under way, or one that was stopped, has written behind the end.
    private static byte[] WholeEntries(string path)
    {
        for (var look = 1; ; look++)
        {
            var before = Beside(path, LogState.ReadHead);
            var bytes = Disk.Read(path);
            var after = Beside(path, LogState.ReadHead);
            // Somebody wrote meanwhile.
            if ((before?.Length, before?.Pending, before?.Hash) != (after?.Length, after?.Pending, after?.Hash) && look < MaxLooks) continue;
            return after is { Pending: > 0 } && after.Length <= bytes.Length && bytes.Length <= after.Pending ? bytes[..(int)after.Length] : bytes;
        }
    }

    private static T? Beside<T>(string path, Func<SafeFileHandle, T?> read) where T : class
    {
        var full = Path.GetFullPath(path);
        var beside = (Disk.KindOf(full) == FileKind.Link ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full) + ".lock";
        if (Disk.KindOf(beside) != FileKind.File) return null;
        try
        {
            using var file = OperatingSystem.IsWindows() ? File.OpenHandle(beside, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : Native.Open(beside, write: false);
            return read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static T Try<T>(string otherwise, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (StorageException e)
        {
            throw new OutputException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            throw new OutputException(otherwise, e);
        }
    }
}
