using System.Collections.Immutable;
using System.Text.Json;
using Iom.Selection.Decisions;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Purging;

/// <summary>Takes away what a policy's retention rules say must go, and proves it.</summary>
/// <remarks>
/// Of a run, all files go but its manifest, which names nobody. Of a decision, what it says goes, and the chain stays whole. The proof holds
/// counts, dates and the hashes of manifests: no id, and no hash of an id.
/// </remarks>
public static class RunPurger
{
    /// <summary>Purges.</summary>
    /// <param name="runs">Folder that holds the folders of the runs.</param>
    /// <param name="before">The day for which the rules are applied, as today.</param>
    /// <param name="policy">The policy; it has retention rules.</param>
    /// <param name="log">The log of decisions, open; null to leave decisions alone.</param>
    /// <param name="salt">Fresh random bytes, at least <see cref="DecisionLog.MinSaltBytes"/>.</param>
    /// <returns>What went.</returns>
    /// <exception cref="ArgumentException">The policy has no retention rules.</exception>
    /// <exception cref="ExtractException">A folder can't be read.</exception>
    /// <exception cref="OutputException">Something could not be taken away; to run it again takes the rest.</exception>
    public static PurgeResult Run(string runs, DateOnly before, Policy policy, DecisionLogFile? log, ReadOnlySpan<byte> salt)
    {
        ArgumentException.ThrowIfNullOrEmpty(runs);
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Retention is not { } retention) throw new ArgumentException("The policy has no retention rules.", nameof(policy));
        var (runsUpTo, decisionsUpTo) = (MonthsBefore(before, retention.RunMonths), MonthsBefore(before, retention.DecisionMonths));

        // Everything is looked at before anything goes.
        var (folders, without) = Folders(runs);
        (string Path, RunFolder Run, string[] Files)[] old =
        [
            .. folders.Select(path => (Path: path, Run: RunFolder.Open(path))).Where(pair => pair.Run.AsOf <= runsUpTo)
                .Select(pair => (pair.Path, pair.Run, Files: PersonalFiles(pair.Path))).Where(triple => triple.Files.Length > 0).OrderBy(triple => triple.Run.AsOf)
                .ThenBy(triple => triple.Run.ManifestSha256, StringComparer.Ordinal),
        ];
        if (old.FirstOrDefault(triple => triple.Files.Any(file => !OutputFolder.IsOurs(file))) is { Run: not null } foreign)
            throw new ExtractException(FormattableString.Invariant($"A folder with the run of {foreign.Run.AsOf:yyyy-MM-dd} holds other files too: remove what this tool did not write, and purge again."));
        var result = new PurgeResult(runsUpTo, decisionsUpTo, [], log?.Log.Decisions.Count(decision => decision.Date <= decisionsUpTo) ?? 0, without, null);
        if (old.Length == 0 && result.DecisionsGone == 0) return result;

        var name = ProofName(runs, before);
        var draft = Path.Combine(runs, $".{name}.{Path.GetRandomFileName()}");
        try
        {
            // What can't be proved is not begun: that the proof can be written is tried with one as long.
            Write(draft, Proof(before, policy, result with { Runs = [.. old.Select(triple => new PurgedRun(triple.Run.AsOf, triple.Run.Kind, triple.Run.ManifestSha256, [.. triple.Files], 0))] }, log),
                "The proof cannot be written, so nothing was purged. Check that you may write to the folder of runs and that the disk has room");
            log?.Purge(decisionsUpTo, before, policy.Sha256, salt);
            var (purged, failure) = Delete(old);
            File.Delete(draft);
            result = result with { Runs = purged };
            var sha256 = Write(draft, Proof(before, policy, result, log), "Everything due was deleted, but the proof could not be written. Check that you may write to the folder and that the disk has room");
            File.Move(draft, Path.Combine(runs, name));
            if (failure is not null)
                throw new OutputException($"A file of a run could not be deleted. {name} proves what was deleted before it; purge again to delete the rest ({failure.GetType().Name}).", failure);
            return result with { Manifest = new HashedFile(name, sha256) };
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static (ImmutableArray<PurgedRun> Purged, Exception? Failure) Delete((string Path, RunFolder Run, string[] Files)[] old)
    {
        var purged = ImmutableArray.CreateBuilder<PurgedRun>();
        Exception? failure = null;
        foreach (var (path, run, files) in old)
        {
            try
            {
                foreach (var file in files) File.Delete(Path.Combine(path, file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failure = e;
            }
            // Looked at again: that they are gone is seen, not assumed.
            var left = PersonalFiles(path);
            purged.Add(new PurgedRun(run.AsOf, run.Kind, run.ManifestSha256, [.. files.Except(left).Order(StringComparer.Ordinal)], left.Length));
            if (failure is not null) break;
        }
        return (purged.ToImmutable(), failure);
    }

    // The last day that is so many months ago: at the end of a month several days may be.
    private static DateOnly MonthsBefore(DateOnly date, int months)
    {
        var day = (date.Year - 1) * 12 + date.Month - 1 < months ? DateOnly.MinValue : date.AddMonths(-months);
        while (day < date && Months.After(day.AddDays(1), months) <= date) day = day.AddDays(1);
        return day;
    }

    // Those that hold a run, and how many do not: what a killed run left is of no known day.
    private static (string[] WithRun, int WithoutRun) Folders(string runs)
    {
        try
        {
            var folders = Directory.EnumerateDirectories(runs).ToLookup(path => File.Exists(Path.Combine(path, OutputFolder.Manifest)));
            return ([.. folders[true].Order(StringComparer.Ordinal)], folders[false].Count());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExtractException($"The folder of runs cannot be read: {runs}", e);
        }
    }

    private static string[] PersonalFiles(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Where(name => name != OutputFolder.Manifest)];

    private static string ProofName(string runs, DateOnly before)
    {
        for (var number = 1; ; number++)
        {
            var name = FormattableString.Invariant($"purge-{before:yyyy-MM-dd}{(number == 1 ? "" : $"-{number}")}.json");
            if (!Path.Exists(Path.Combine(runs, name))) return name;
        }
    }

    private static string Write(string path, byte[] bytes, string problem)
    {
        try
        {
            using var output = new HashingOutput(path);
            output.Write(bytes);
            output.Flush();
            return output.Sha256;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{problem} ({e.GetType().Name}).", e);
        }
    }

    private static byte[] Proof(DateOnly before, Policy policy, PurgeResult result, DecisionLogFile? log)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonText.Indented))
        {
            json.WriteStartObject();
            json.WriteString("tool", "iom");
            json.WriteString("kind", "purge");
            json.WriteString("before", IsoDate.Text(before));
            json.WriteStartObject("policy");
            json.WriteString("id", policy.Id);
            json.WriteString("version", policy.Version);
            json.WriteString("sha256", policy.Sha256);
            json.WriteEndObject();
            json.WriteString("runsUpTo", IsoDate.Text(result.RunsUpTo));
            json.WriteString("decisionsUpTo", IsoDate.Text(result.DecisionsUpTo));
            json.WriteStartArray("runs");
            foreach (var run in result.Runs)
            {
                json.WriteStartObject();
                json.WriteString("asOf", IsoDate.Text(run.AsOf));
                json.WriteString("kind", run.Kind);
                json.WriteString("runSha256", run.ManifestSha256);
                json.WriteStartArray("filesGone");
                foreach (var file in run.FilesGone) json.WriteStringValue(file);
                json.WriteEndArray();
                json.WriteNumber("filesLeft", run.FilesLeft);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteNumber("decisionsGone", result.DecisionsGone);
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
