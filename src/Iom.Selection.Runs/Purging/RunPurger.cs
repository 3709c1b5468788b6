using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Iom.Selection.Decisions;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Storage;

namespace Iom.Selection.Runs.Purging;

/// <summary>Takes away what a policy's retention rules say must go, and proves it.</summary>
/// <remarks>
/// <para>
/// Of a run, all files go but its manifest, which names nobody; its key goes too. Of a decision, what it says goes, and the chain stays whole. What interrupted runs left
/// goes. The proof holds counts, dates and the hashes of manifests: no id, and no hash of an id.
/// </para>
/// What is going to go is on the disk before anything goes. A purge that was stopped, at whatever moment, is finished by the next one, and its proof says all that went.
/// No link is followed.
/// </remarks>
public static class RunPurger
{
    private const string What = "The folder of runs";

    private const string PlanName = ".purge-plan.json";

    /// <summary>Looks at what a purge would take away.</summary>
    /// <param name="runs">Folder that holds the folders of the runs.</param>
    /// <param name="before">The day for which the rules are applied, as today.</param>
    /// <param name="policy">The policy; it has retention rules.</param>
    /// <returns>How many runs it would take, and of how many.</returns>
    /// <exception cref="ArgumentException">The policy has no retention rules.</exception>
    /// <exception cref="ExtractException">A folder can't be read.</exception>
    public static PurgePreview Preview(string runs, DateOnly before, Policy policy)
    {
        var upTo = UpTo(before, policy).Runs;
        return Readable(() =>
        {
            var there = Look(runs, []).Runs.Where(run => run.PersonalFiles().Length > 0).ToArray();
            return new PurgePreview(there.Count(run => run.AsOf <= upTo), there.Length);
        });
    }

    /// <summary>Purges.</summary>
    /// <param name="runs">Folder that holds the folders of the runs.</param>
    /// <param name="before">The day for which the rules are applied, as today.</param>
    /// <param name="policy">The policy; it has retention rules.</param>
    /// <param name="log">The log of decisions, open; null to leave decisions alone.</param>
    /// <param name="salt">Fresh random bytes, at least <see cref="DecisionLog.MinSaltBytes"/>.</param>
    /// <returns>What went.</returns>
    /// <exception cref="ArgumentException">The policy has no retention rules.</exception>
    /// <exception cref="ExtractException">A folder can't be read; or an earlier purge has to be finished that needs its log of decisions.</exception>
    /// <exception cref="OutputException">Something could not be taken away; to run it again takes the rest.</exception>
    public static PurgeResult Run(string runs, DateOnly before, Policy policy, DecisionLogFile? log, ReadOnlySpan<byte> salt)
    {
        var upTo = UpTo(before, policy);
        var notes = new List<string>();
        Look(runs, []);
        using var held = Hold(runs);
        try
        {
            var secret = salt.ToArray();
            return Readable(() => Run(runs, before, policy, upTo, log, secret, notes, held));
        }
        catch when (!held.Handle.IsClosed && RandomAccess.GetLength(held.Handle) == 0)
        {
            Forget(runs, held);
            throw;
        }
    }

    /// <summary>Sees whether what a proof says is so.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="runs">Folder that holds the folders of the runs.</param>
    /// <param name="log">The log of decisions; null to leave it out.</param>
    /// <returns>What is not as the proof says, in sentences; none where it is true.</returns>
    /// <exception cref="ExtractException">A folder can't be read.</exception>
    public static IReadOnlyList<string> Verify(PurgeProof proof, string runs, DecisionLog? log)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return Readable(() => FindWrong(proof, runs, log));
    }

    private static List<string> FindWrong(PurgeProof proof, string runs, DecisionLog? log)
    {
        var wrong = new List<string>();
        var there = Look(runs, []).Runs.ToLookup(run => run.ManifestSha256, StringComparer.Ordinal);
        foreach (var run in proof.Runs)
        {
            if (run.FilesLeft > 0) wrong.Add(FormattableString.Invariant($"The proof itself says that {Plural.Format(run.FilesLeft, "file")} of the run of {run.AsOf:yyyy-MM-dd} could not be deleted."));
            if (!there.Contains(run.ManifestSha256)) wrong.Add(FormattableString.Invariant($"The run.json of the run of {run.AsOf:yyyy-MM-dd} is not in the folder, or was changed since."));
            else if (there[run.ManifestSha256].Sum(folder => folder.PersonalFiles().Length) is > 0 and var left)
                wrong.Add(FormattableString.Invariant($"The folder of the run of {run.AsOf:yyyy-MM-dd} still holds {Plural.Format(left, "file")} besides run.json."));
        }
        if (log is null || proof.DecisionsHead is not { } head) return wrong;
        if (log.Find(head) is not { } at)
        {
            wrong.Add("The log does not hold the head hash of the proof: its end was cut off, or it was rewritten.");
            return wrong;
        }
        var gone = log.Entries.Take(at).Select(entry => entry.Purge).OfType<DecisionPurge>().Where(purge => purge.Before == proof.Before && purge.PolicySha256 == proof.PolicySha256)
            .SelectMany(purge => purge.Sequences).Distinct().Count();
        // The same rule may have been applied for the same day more than once.
        if (gone < proof.DecisionsGone) wrong.Add(string.Create(CultureInfo.InvariantCulture, $"The log shows {gone} decisions that went by this rule for this day, the proof {proof.DecisionsGone}."));
        return wrong;
    }

    private static PurgeResult Run(
        string runs, DateOnly before, Policy policy, (DateOnly Runs, DateOnly Decisions) upTo, DecisionLogFile? log, ReadOnlySpan<byte> salt, List<string> notes, FileLock held)
    {
        var finished = PurgePlan.Parse(Content(held)) is { } interrupted ? Finish(runs, interrupted, log, salt, notes, held) : null;

        OutputFolder.PutBack(runs, notes);
        // Everything is looked at before anything goes.
        var (folders, without) = Look(runs, notes);
        var old = folders.Where(run => run.AsOf <= upTo.Runs).Select(run => (Run: run, Files: run.PersonalFiles())).Where(pair => pair.Files.Length > 0)
            .OrderBy(pair => pair.Run.AsOf).ThenBy(pair => pair.Run.ManifestSha256, StringComparer.Ordinal).ToArray();
        if (old.FirstOrDefault(pair => pair.Files.Any(file => !OutputFolder.IsOurs(file))) is { Run: { } foreign })
            throw new ExtractException(FormattableString.Invariant($"A folder with the run of {foreign.AsOf:yyyy-MM-dd} holds other files too: remove what this tool did not write, and purge again."));
        NoteRuns(folders, old, before, log, notes);
        var plan = new PurgePlan
        {
            Before = before,
            PolicyId = policy.Id,
            PolicyVersion = policy.Version,
            PolicySha256 = policy.Sha256,
            RunsUpTo = upTo.Runs,
            DecisionsUpTo = upTo.Decisions,
            Runs = [.. old.Select(pair => (Path.GetFileName(pair.Run.Path), new PurgedRun(pair.Run.AsOf, pair.Run.Kind, pair.Run.ManifestSha256, [.. pair.Files], 0)))],
            Entries = log is null ? [] : [.. log.Log.Entries.Where(entry => entry.Decision?.Date <= upTo.Decisions).Select(entry => entry.Sequence)],
            Head = log?.Head,
            Leftovers = OutputFolder.CountLeftovers(runs),
            ProofName = ProofName(runs, before),
        };
        var result = new PurgeResult(upTo.Runs, upTo.Decisions, [], 0, without, null) { Finished = finished?.Manifest };
        if (plan.Runs.IsEmpty && plan.Entries.IsEmpty && plan.Leftovers == 0)
        {
            // What can't be cleared is told.
            OutputFolder.ClearLeftovers(runs, null, notes);
            Forget(runs, held);
            return result with { Notes = [.. notes] };
        }
        Begin(runs, plan, held);
        return Finish(runs, plan, log, salt, notes, held) with { FoldersWithoutRun = without, Finished = finished?.Manifest, Notes = [.. notes] };
    }

    private static (DateOnly Runs, DateOnly Decisions) UpTo(DateOnly before, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Retention is not { } retention) throw new ArgumentException("The policy has no retention rules.", nameof(policy));
        return (retention.RunsUpTo(before), retention.DecisionsUpTo(before));
    }

    private static T Readable<T>(Func<T> look)
    {
        try
        {
            return look();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"Something in the folder of runs cannot be read or cleared away. What had been begun is finished by purging again ({e.GetType().Name}).", e);
        }
    }

    // One purge of a folder at a time: whoever holds the plan.
    private static FileLock Hold(string runs)
    {
        var path = Path.Combine(runs, PlanName);
        try
        {
            while (true)
            {
                var held = FileLock.Acquire(path, What, append: false, FileLock.MaxTries, CancellationToken.None);
                // Who held it before may have been done, and have deleted it meanwhile.
                if (OperatingSystem.IsWindows() || Native.Look(path) is not { } stat || Native.NumberOf(held.Handle) == stat.Number) return held;
                held.Dispose();
            }
        }
        catch (StorageException e)
        {
            throw new OutputException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"The proof cannot be written, so nothing was purged. Check that you may write to the folder of runs ({e.GetType().Name}).", e);
        }
    }

    private static byte[] Content(FileLock held)
    {
        var bytes = new byte[RandomAccess.GetLength(held.Handle)];
        for (int done = 0, read; done < bytes.Length; done += read)
        {
            if ((read = RandomAccess.Read(held.Handle, bytes.AsSpan(done), done)) == 0) break;
        }
        return bytes;
    }

    private static void Begin(string runs, PurgePlan plan, FileLock held)
    {
        try
        {
            // What can't be proved is not begun: that the proof can be written is tried with one as long.
            var trial = Path.Combine(runs, $".{plan.ProofName}.{Path.GetRandomFileName()}");
            Write(trial, Proof(plan, Gone(plan), plan.Entries.Length, plan.Leftovers, null));
            File.Delete(trial);
            RandomAccess.SetLength(held.Handle, 0);
            RandomAccess.Write(held.Handle, plan.ToUtf8(), 0);
            Disk.Sync(held.Handle);
            Disk.SyncFolder(runs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            Forget(runs, held);
            ClearDrafts(runs);
            throw new OutputException($"The proof cannot be written, so nothing was purged. Check that you may write to the folder of runs and that the disk has room ({e.GetType().Name}).", e);
        }
    }

    private static PurgeResult Finish(string runs, PurgePlan plan, DecisionLogFile? log, ReadOnlySpan<byte> salt, List<string> notes, FileLock held)
    {
        if (plan.Head is { } head && !plan.Entries.IsEmpty)
        {
            if (log is null) throw new ExtractException(FormattableString.Invariant($"An interrupted purge for {plan.Before:yyyy-MM-dd} has to be finished first, and it takes decisions too: give their log with --decisions."));
            if (log.Log.Find(head) is null) throw new ExtractException(FormattableString.Invariant($"An interrupted purge for {plan.Before:yyyy-MM-dd} has to be finished first, and the log given with --decisions is not the one it began with."));
            int[] left = [.. plan.Entries.Where(entry => !log.Log.Entries[entry - 1].IsPurged)];
            log.Purge(left, plan.Before, plan.PolicySha256, salt);
        }
        var leftovers = OutputFolder.CountLeftovers(runs);
        OutputFolder.ClearLeftovers(runs, null, notes);
        // As many as the plan says, but for those that could not be deleted; and those that came since.
        var leftoversGone = Math.Max(plan.Leftovers, leftovers) - OutputFolder.CountLeftovers(runs);
        var (purged, failure) = Delete(runs, plan);
        ClearDrafts(runs);
        var proof = Path.Combine(runs, plan.ProofName);
        var result = new PurgeResult(plan.RunsUpTo, plan.DecisionsUpTo, purged, plan.Entries.Length, 0, null) { LeftoversGone = leftoversGone };
        try
        {
            // Stopped at the very end, the proof is there already.
            if (Disk.KindOf(proof) == FileKind.None)
            {
                var draft = Path.Combine(runs, $".{plan.ProofName}.{Path.GetRandomFileName()}");
                Write(draft, Proof(plan, purged, plan.Entries.Length, leftoversGone, plan.Head is null ? null : log));
                File.Move(draft, proof);
                Disk.SyncFolder(runs);
            }
            result = result with { Manifest = new HashedFile(plan.ProofName, PurgeProof.Load(proof).Sha256) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            throw new OutputException($"Everything due was deleted, but the proof could not be written. Check that you may write to the folder and that the disk has room, and purge again: that writes it ({e.GetType().Name}).", e);
        }
        Forget(runs, held);
        if (failure is not null)
            throw new OutputException($"A file of a run could not be deleted. {plan.ProofName} proves what was deleted before it; purge again to delete the rest ({failure.GetType().Name}).", failure);
        return result;
    }

    private static ImmutableArray<PurgedRun> Gone(PurgePlan plan) => [.. plan.Runs.Select(pair => pair.Run)];

    private static (ImmutableArray<PurgedRun> Purged, Exception? Failure) Delete(string runs, PurgePlan plan)
    {
        var purged = ImmutableArray.CreateBuilder<PurgedRun>();
        Exception? failure = null;
        foreach (var (name, run) in plan.Runs)
        {
            var folder = Path.Combine(runs, name);
            // A link that took its place since is not followed.
            if (Disk.KindOf(folder) != FileKind.Folder)
            {
                purged.Add(run);
                continue;
            }
            try
            {
                foreach (var file in run.FilesGone) File.Delete(Path.Combine(folder, file));
                Disk.SyncFolder(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failure = e;
            }
            // Looked at again: that they are gone is seen, not assumed.
            var left = PurgeableRun.PersonalFiles(folder);
            purged.Add(run with { FilesGone = [.. run.FilesGone.Except(left).Order(StringComparer.Ordinal)], FilesLeft = left.Length });
            if (failure is not null) break;
        }
        return (purged.ToImmutable(), failure);
    }

    // The plan has been carried out: an empty one says nothing, should it stay.
    private static void Forget(string runs, FileLock held)
    {
        try
        {
            RandomAccess.SetLength(held.Handle, 0);
            if (OperatingSystem.IsWindows()) held.Dispose();
            File.Delete(Path.Combine(runs, PlanName));
            Disk.SyncFolder(runs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The next purge finds it, and finds it done.
        }
    }

    // Proofs that were never finished, of this version and of the one before, which wrote in them that all had gone.
    private static void ClearDrafts(string runs)
    {
        foreach (var draft in Directory.EnumerateFiles(runs, ".purge-*").Where(path => path.LastIndexOf(".json.", StringComparison.Ordinal) is > 0 and var end
            && Leftover.IsRandomName(path.AsSpan(end + ".json.".Length)) && Disk.KindOf(path) == FileKind.File).ToArray())
            File.Delete(draft);
    }

    // The runs, and how many folders hold none. A link is no folder of this one, and is not followed.
    private static (IReadOnlyList<PurgeableRun> Runs, int Without) Look(string runs, List<string> notes)
    {
        ArgumentException.ThrowIfNullOrEmpty(runs);
        string[] folders;
        try
        {
            folders = [.. Directory.EnumerateDirectories(runs).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The folder of runs cannot be read: {runs}", e);
        }
        if (Path.Exists(Path.Combine(runs, OutputFolder.Manifest))) throw new ExtractException($"The folder is itself a run: {runs}. Give the folder that holds the folders of the runs.");
        var (found, without, links) = (new List<PurgeableRun>(), 0, 0);
        foreach (var folder in folders)
        {
            if (Disk.KindOf(folder) == FileKind.Link) links++;
            else if (WorkFolder.IsBeside(Path.GetFileName(folder), out _, out _)) continue;
            else if (Disk.KindOf(Path.Combine(folder, OutputFolder.Manifest)) == FileKind.None) without++;
            else found.Add(PurgeableRun.Open(folder));
        }
        if (links > 0) notes.Add($"{Plural.Format(links, "link")} in the folder of runs {(links == 1 ? "was" : "were")} not followed. What {(links == 1 ? "it leads" : "they lead")} to was not purged: purge the folder in which it is.");
        return (found, without);
    }

    private static void NoteRuns(
        IReadOnlyList<PurgeableRun> runs, (PurgeableRun Run, string[] Files)[] old, DateOnly before, DecisionLogFile? log, List<string> notes)
    {
        var files = old.SelectMany(pair => pair.Files.Select(file => Path.Combine(pair.Run.Path, file))).ToArray();
        if (runs.Count(run => run.AsOf > before && run.PersonalFiles().Length > 0) is > 0 and var future)
            notes.Add(FormattableString.Invariant($"{Plural.Format(future, "run is", "runs are")} dated after {before:yyyy-MM-dd} and stay{(future == 1 ? "s" : "")}. If a date was changed, delete the folder by hand."));
        if (log?.Log.Decisions.Count(decision => decision.Date > before) is > 0 and var late)
            notes.Add(FormattableString.Invariant($"{Plural.Format(late, "decision is", "decisions are")} dated after {before:yyyy-MM-dd} and stay{(late == 1 ? "s" : "")}."));
        if (files.Count(file => Disk.KindOf(file) == FileKind.Link) is > 0 and var links)
            notes.Add($"{Plural.Format(links, "file")} of the runs {(links == 1 ? "was a link" : "were links")}: the {(links == 1 ? "link is" : "links are")} gone, and what {(links == 1 ? "it led" : "they led")} to is not.");
        if (files.Count(file => Native.Look(file) is { Links: > 1 } && Disk.KindOf(file) == FileKind.File) is > 0 and var named)
            notes.Add($"{Plural.Format(named, "file")} of the runs {(named == 1 ? "has" : "have")} other names (hard links), under which {(named == 1 ? "it is" : "they are")} still there.");
        if (old.Count(pair => pair.Run.HasPlainHashes) is > 0 and var plain)
            notes.Add($"{Plural.Format(plain, "run")} purged {(plain == 1 ? "is" : "are")} of version 0.1.0: run.json, which stays, holds plain hashes of the files, and those of short files can confirm a guess at who is in them.");
    }

    private static string ProofName(string runs, DateOnly before)
    {
        for (var number = 1; ; number++)
        {
            var name = FormattableString.Invariant($"purge-{before:yyyy-MM-dd}{(number == 1 ? "" : $"-{number}")}.json");
            if (!Path.Exists(Path.Combine(runs, name))) return name;
        }
    }

    private static void Write(string path, byte[] bytes)
    {
        using var output = Disk.Create(path);
        output.Write(bytes);
        output.Flush(flushToDisk: true);
    }

    private static byte[] Proof(PurgePlan plan, ImmutableArray<PurgedRun> runs, int decisionsGone, int leftoversGone, DecisionLogFile? log)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonText.Indented))
        {
            json.WriteStartObject();
            json.WriteString("tool", "iom");
            json.WriteString("kind", "purge");
            json.WriteString("before", IsoDate.Text(plan.Before));
            json.WriteStartObject("policy");
            json.WriteString("id", plan.PolicyId);
            json.WriteString("version", plan.PolicyVersion);
            json.WriteString("sha256", plan.PolicySha256);
            json.WriteEndObject();
            json.WriteString("runsUpTo", IsoDate.Text(plan.RunsUpTo));
            json.WriteString("decisionsUpTo", IsoDate.Text(plan.DecisionsUpTo));
            json.WriteStartArray("runs");
            foreach (var run in runs)
            {
                json.WriteStartObject();
                json.WriteString("asOf", IsoDate.Text(run.AsOf));
                json.WriteString("kind", run.Kind);
                json.WriteString("runSha256", run.ManifestSha256);
                json.WriteTexts("filesGone", run.FilesGone);
                json.WriteNumber("filesLeft", run.FilesLeft);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("leftoversGone", leftoversGone);
            json.WriteNumber("decisionsGone", decisionsGone);
            if (log is not null)
            {
                json.WriteNumber("decisionsLeft", log.Log.Decisions.Count());
                json.WriteString("decisionsHead", log.Log.Head);
            }
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
        return stream.ToArray();
    }
}
