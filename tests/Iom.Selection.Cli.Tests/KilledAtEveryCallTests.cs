using System.Globalization;
using System.Text;
using System.Text.Json;
using Iom.Selection.Decisions;
using Xunit.Abstractions;

namespace Iom.Selection.Cli.Tests;

/// <summary>
/// The tool is killed on entry to a call that writes, names or syncs: once at each of them. Afterwards nothing that was answered is lost, nothing half there, nobody purged
/// remains, and every proof is true. CI takes some of the calls; <c>IOM_KILL=all</c> takes every one.
/// </summary>
[Trait("Category", "Slow")]
public sealed class KilledAtEveryCallTests(ITestOutputHelper output)
{
    private const string Header = "offender_id,recommendation,decision,reason,by,role,agency,date,grounds";

    // How many kills of each command a run of all tests takes.
    private const int FewKills = 5;

    private static readonly bool All = Environment.GetEnvironmentVariable("IOM_KILL") == "all";

    [FactWith(Needed.Strace)]
    public void A_recording_killed_at_any_call_is_there_whole_or_not_and_nothing_answered_is_lost()
    {
        using var work = new Workspace();
        var (log, list) = (Path.Combine(work.Outputs, "decisions.jsonl"), List(work, "list.csv", 3, 4, 5));
        Tool.Run("decisions", "record", "--unchecked", "--log", log, "--from", List(work, "first.csv", 1, 2)).IsDone();
        var answered = File.ReadAllBytes(log);
        var head = DecisionLog.Parse(answered).Head;
        AtEveryCall(work, [], ["decisions", "record", "--unchecked", "--log", log, "--from", list], () =>
        {
            var now = Runs.Decisions.DecisionLogFile.Read(log).Entries.Length;
            Assert.True(now is 2 or 5, FormattableString.Invariant($"{now} entries"));
            Tool.Run("decisions", "verify", "--log", log, "--head", head).IsDone();
            Tool.Run("decisions", "record", "--unchecked", "--log", log, "--from", list).IsDone();
            Assert.Equal(5, File.ReadAllLines(log).Length);
            Assert.Equal(answered, File.ReadAllBytes(log)[..answered.Length]);
            Tool.Run("decisions", "verify", "--log", log, "--head", head).IsDone();
            Assert.Equal(["decisions.jsonl", "decisions.jsonl.lock"], Names(work.Outputs));
        });
    }

    [FactWith(Needed.Strace)]
    public void The_first_recording_killed_at_any_call_is_there_whole_or_not()
    {
        using var work = new Workspace();
        var (log, list) = (Path.Combine(work.Outputs, "decisions.jsonl"), List(work, "list.csv", 3, 4, 5));
        AtEveryCall(work, [], ["decisions", "record", "--unchecked", "--log", log, "--from", list], () =>
        {
            if (File.Exists(log)) Assert.True(Runs.Decisions.DecisionLogFile.Read(log).Entries.Length is 0 or 3);
            Tool.Run("decisions", "record", "--unchecked", "--log", log, "--from", list).IsDone();
            Tool.Run("decisions", "verify", "--log", log).IsDone();
            Assert.Equal(3, File.ReadAllLines(log).Length);
            Assert.Equal(["decisions.jsonl", "decisions.jsonl.lock"], Names(work.Outputs));
        });
    }

    [FactWith(Needed.Strace)]
    public void A_run_killed_at_any_call_is_there_whole_or_not_and_the_next_clears_up()
    {
        using var work = new Workspace();
        var log = work.PathOf("log.jsonl");
        AtEveryCall(work, [], work.RankArgs("--log", log, "--threads", "1"), () =>
        {
            AssertLinesWhole(log);
            if (Directory.Exists(work.Out))
            {
                RunFolder.AssertWhole(work.Out);
                Assert.NotEmpty(File.ReadAllLines(log));
                work.Rank("--overwrite").IsDone();
            }
            else
            {
                work.Rank().IsDone();
            }
            work.AssertWhole();
            File.Delete(log);
        });
    }

    [TheoryWith(Needed.Strace)]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_that_replaces_another_killed_at_any_call_leaves_the_old_or_the_new_under_its_name(bool exchanges)
    {
        using var work = new Workspace();
        Tool.Run([.. work.RankArgsWith("--capacity", "9"), "--threads", "1"]).IsDone();
        var old = work.Hashes();
        string[] options = exchanges ? [] : ["-e", "inject=renameat2:error=EINVAL"];
        AtEveryCall(work, options, work.RankArgs("--overwrite", "--threads", "1"), () =>
        {
            if (exchanges) Assert.True(Directory.Exists(work.Out), "The place is empty.");
            // Without the option nothing is replaced; what was killed between two names is back in its place.
            work.Rank().IsRefused(3, "exists");
            RunFolder.AssertWhole(work.Out);
            var now = work.Hashes();
            work.Rank("--overwrite").IsDone();
            work.AssertWhole();
            if (!now.SequenceEqual(old)) Assert.Equal(now, work.Hashes());
        });
    }

    [FactWith(Needed.Strace)]
    public void A_purge_killed_at_any_call_is_finished_by_the_next_leaves_nobody_and_its_proofs_are_true()
    {
        using var work = Cohort.Workspace();
        var (runs, log) = (Path.Combine(work.Outputs, "runs"), Path.Combine(work.Outputs, "decisions.jsonl"));
        Directory.CreateDirectory(runs);
        foreach (var (date, name) in new[] { ("2025-06-14", "a"), ("2025-06-15", "b"), ("2025-12-01", "stays"), ("2025-12-01", ".left.abcdefgh.ij2") })
            Tool.Run([.. work.RankArgs()[..5], "--as-of", date, "--capacity", "3", "--out", Path.Combine(runs, name)]).IsDone();
        Tool.Run("decisions", "record", "--unchecked", "--log", log, "--from", work.File("list.csv", string.Join("\r\n",
            [Header, $"{Outcome.Secret},retain,retain,,A Chair,chair,police,2021-06-15,", "SYNTHETIC-9,retain,retain,,A Chair,chair,police,2026-01-05,"]) + "\r\n")).IsDone();
        var head = DecisionLog.Parse(File.ReadAllBytes(log)).Head;
        string[] purge = ["purge", "--yes", "--runs", runs, "--before", "2027-06-15", "--policy", Workspace.ReferencePolicy, "--decisions", log];
        AtEveryCall(work, [], purge, () =>
        {
            Verify();
            Tool.Run(purge).IsDone();
            Verify();
            foreach (var name in new[] { "a", "b" }) Assert.Equal(["run.json"], Names(Path.Combine(runs, name)));
            RunFolder.AssertWhole(Path.Combine(runs, "stays"));
            // The proofs together say all that went, each of it once.
            var proofs = Directory.GetFiles(runs, "purge-*.json");
            Assert.Equal(["a", "b", .. proofs.Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal), "stays"], Names(runs));
            var parsed = proofs.Select(path => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement).ToArray();
            Assert.Equal(2 * (Workspace.RunFiles.Length - 1), parsed.Sum(proof => proof.GetProperty("runs").EnumerateArray().Sum(run => run.GetProperty("filesGone").GetArrayLength())));
            Assert.All(parsed.SelectMany(proof => proof.GetProperty("runs").EnumerateArray()), run => Assert.Equal(0, run.GetProperty("filesLeft").GetInt32()));
            Assert.Equal((1, 1), (parsed.Sum(proof => proof.GetProperty("decisionsGone").GetInt32()), parsed.Sum(proof => proof.GetProperty("leftoversGone").GetInt32())));
            foreach (var file in Directory.GetFiles(work.Outputs, "*", SearchOption.AllDirectories).Where(path => !path.Contains("stays", StringComparison.Ordinal)))
                Assert.DoesNotContain(Outcome.Secret, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
            Tool.Run("decisions", "verify", "--log", log, "--head", head).IsDone();
            Assert.Equal(["decisions.jsonl", "decisions.jsonl.lock", "runs"], Names(work.Outputs));
        });

        void Verify()
        {
            foreach (var proof in Directory.GetFiles(runs, "purge-*.json"))
                Tool.Run("purge", "verify", "--proof", proof, "--runs", runs, "--decisions", log).IsDone();
        }
    }

    private void AtEveryCall(Workspace work, string[] options, string[] args, Action check)
    {
        var before = work.PathOf("before");
        Copy(work.Outputs, before);
        var calls = Strace.Count(options, work.Root, args).SelectMany(pair => Enumerable.Range(1, pair.Count).Select(number => (pair.Call, Number: number))).ToArray();
        Assert.NotEmpty(calls);
        // Spread over all of them, and other ones for each command.
        var step = All ? 1 : Math.Max(1, calls.Length / FewKills);
        for (var i = step / 2; i < calls.Length; i += step)
        {
            Directory.Delete(work.Outputs, recursive: true);
            Copy(before, work.Outputs);
            File.Delete(work.PathOf("log.jsonl"));
            Strace.Kill(calls[i].Call, calls[i].Number, options, args);
            try
            {
                check();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Killed at {calls[i].Call} {calls[i].Number}: {e.Message}"), e);
            }
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls.Length} calls, killed at {(calls.Length - (step / 2) + step - 1) / step} of them: {string.Join(", ", calls.CountBy(call => call.Call).Select(pair => $"{pair.Key} {pair.Value}"))}"));
    }

    private static string List(Workspace work, string name, params int[] people) => work.File(name, string.Join("\r\n",
        [Header, .. people.Select(i => FormattableString.Invariant($"SYNTHETIC-{i},retain,retain,,A Chair,chair,police,2026-01-05,"))]) + "\r\n");

    private static void AssertLinesWhole(string log)
    {
        if (!File.Exists(log)) return;
        foreach (var line in File.ReadAllLines(log)) JsonDocument.Parse(line).Dispose();
    }

    private static string[] Names(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    // With times and rights, so that a log is not taken for one that somebody changed.
    private static void Copy(string from, string to) => Assert.Equal(0, Tool.Other("cp", "-a", from, to));
}
