using System.Collections.Immutable;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Iom.Selection.Decisions;
using Iom.Selection.Panels;
using Iom.Selection.Records;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Extracts.Tests.Runs;

public sealed class DecisionLogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iom-test-").FullName;

    private string Log => Path.Combine(_folder, "decisions.jsonl");

    [Fact]
    public void While_it_is_open_nobody_else_opens_it_to_change_it_and_anybody_reads_it()
    {
        using (var file = DecisionLogFile.Open(Log))
        {
            Assert.Equal(1, file.Append([Decision(1)], Salt));
            using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            Assert.Throws<OperationCanceledException>(() => DecisionLogFile.Open(Log, soon.Token));
            Assert.Equal([Decision(1)], DecisionLogFile.Read(Log).Decisions);
        }
        using (var file = DecisionLogFile.Open(Log))
            Assert.Equal(1, file.Append([Decision(1), Decision(2), Decision(2)], Salt));
        Assert.Equal([Decision(1), Decision(2)], DecisionLogFile.Read(Log).Decisions);
        Assert.Equal(["decisions.jsonl", "decisions.jsonl.lock"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Who_waits_ten_seconds_for_somebody_else_is_told_so()
    {
        using var file = DecisionLogFile.Open(Log);
        Assert.Contains("someone else", Assert.Throws<OutputException>(() => DecisionLogFile.Open(Log)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_at_once_wait_for_each_other_lose_nothing_and_never_hold_it_both()
    {
        const int writers = 8, each = 10;
        var holders = 0;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                using var file = DecisionLogFile.Open(Log);
                Assert.Equal(1, Interlocked.Increment(ref holders));
                Assert.Equal(1, file.Append([Decision(writer * each + i)], Salt));
                Interlocked.Decrement(ref holders);
            }
        })));
        Assert.Equal(
            Enumerable.Range(0, writers * each).Select(i => Decision(i).OffenderId.Value).Order(StringComparer.Ordinal),
            DecisionLogFile.Read(Log).Decisions.Select(decision => decision.OffenderId.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_last_word_of_a_day_stands_and_none_is_taken_for_a_repeat()
    {
        var (select, decline) = (Decision(1) with { Decision = PanelDecision.Select }, Decision(1) with { Decision = PanelDecision.Decline, Reason = "other" });
        var (reversed, again) = (decline with { Reverses = true }, select with { Reverses = true });
        using var file = DecisionLogFile.Open(Log);
        Assert.Equal(1, file.Append([select], Salt));
        Assert.Equal(0, Assert.Throws<OppositeDecisionException>(() => file.Append([decline], Salt)).Index);
        Assert.Equal(1, Assert.Throws<OppositeDecisionException>(() => file.Append([Decision(2), decline], Salt)).Index);
        Assert.Equal(1, file.Count);
        Assert.Equal(1, file.Append([reversed], Salt));
        Assert.Equal([decline], file.Log.Standing.Select(decision => decision with { Reverses = false }));
        // The list of before would undo the reversal, and says nothing of it.
        Assert.Throws<OppositeDecisionException>(() => file.Append([select], Salt));
        Assert.Equal(1, file.Append([again], Salt));
        Assert.Equal([select], file.Log.Standing.Select(decision => decision with { Reverses = false }));
        Assert.Equal([select, reversed, again], file.Log.Decisions);
        // The same lists once more: what the log ends with, and what one list says in that order.
        Assert.Equal(0, file.Append([again], Salt));
        Assert.Equal(0, file.Append([reversed, again], Salt));
        Assert.Equal(0, file.Append([select, reversed, again], Salt));
        Assert.Equal(1, file.Append([reversed], Salt));
        // In other words it is another entry, and no reversal.
        Assert.Equal(1, file.Append([decline with { Reason = "in other words" }], Salt));
        Assert.Equal(5, file.Count);
        Assert.Single(file.Log.Standing);
    }

    [Fact]
    public void What_the_file_beside_the_log_says_is_what_the_log_says_after_any_number_of_lists()
    {
        var random = new Random(3);
        var recorded = new List<RecordedDecision>();
        for (var list = 0; list < 40; list++)
        {
            using var file = DecisionLogFile.Open(Log);
            Assert.Equal((recorded.Count, recorded.Count == 0 ? DecisionLog.Beginning : DecisionLogFile.Read(Log).Head), (file.Count, file.Head));
            RecordedDecision[] decisions = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => Decision(random.Next(300)))];
            RecordedDecision[] expected = [.. decisions.Distinct().Where(decision => !recorded.Contains(decision))];
            Assert.Equal(expected.Length, file.Append(decisions, Salt));
            recorded.AddRange(expected);
            // A copy that was put back, and a file beside it that was lost.
            if (list == 10) File.Delete(Log + ".lock");
            if (list == 20) File.SetLastWriteTimeUtc(Log, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }
        Assert.Equal(recorded, DecisionLogFile.Read(Log).Decisions);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(0)]
    public void What_a_stopped_recording_left_behind_the_end_is_taken_away_and_a_cut_log_is_not_taken_for_that(int left)
    {
        using (var file = DecisionLogFile.Open(Log)) file.Append([Decision(1), Decision(2)], Salt);
        var (whole, state) = (File.ReadAllBytes(Log), File.ReadAllBytes(Log + ".lock"));
        byte[] bytes, pending;
        using (var file = DecisionLogFile.Open(Log)) file.Append([Decision(3)], Salt);
        bytes = File.ReadAllBytes(Log);
        pending = Pending(state, bytes.Length);
        File.WriteAllBytes(Log, bytes[..(whole.Length + left)]);
        File.WriteAllBytes(Log + ".lock", pending);
        Assert.Equal(2, DecisionLogFile.Read(Log).Entries.Length);
        using (var file = DecisionLogFile.Open(Log))
        {
            Assert.Equal(2, file.Count);
            Assert.Equal(left > 0, file.Notes.Any(note => note.Contains("interrupted", StringComparison.Ordinal)));
            Assert.Equal(1, file.Append([Decision(3)], Salt));
        }
        Assert.Equal(3, DecisionLogFile.Read(Log).Entries.Length);

        // All of it came on to the disk, and nobody was told.
        File.WriteAllBytes(Log, bytes);
        File.WriteAllBytes(Log + ".lock", pending);
        using (var file = DecisionLogFile.Open(Log)) Assert.Equal((3, 0), (file.Count, file.Append([Decision(3)], Salt)));

        // A log that was cut, with or without the file beside it, is not the work of a recording.
        File.WriteAllBytes(Log, bytes[..^1]);
        Assert.Throws<DecisionLogException>(() => DecisionLogFile.Open(Log));
        File.Delete(Log + ".lock");
        Assert.Throws<DecisionLogException>(() => DecisionLogFile.Open(Log));
    }

    [Fact]
    public void A_purge_is_sealed_by_what_does_not_stand_in_the_log_and_another_is_found()
    {
        using (var file = DecisionLogFile.Open(Log))
        {
            file.Append([Decision(1), Decision(2)], Salt);
            Assert.Equal(2, file.Purge(Decision(1).Date, new DateOnly(2030, 1, 1), new string('a', 64), Salt()));
        }
        var log = DecisionLogFile.Read(Log);
        Assert.Empty(DecisionLogFile.UnconfirmedPurges(Log, log, 2, []));
        // Without the file beside it nobody can tell, unless its head was noted or proven.
        File.Copy(Log, Log + "-copy");
        Assert.Equal([3], DecisionLogFile.UnconfirmedPurges(Log + "-copy", log, 2, []));
        Assert.Empty(DecisionLogFile.UnconfirmedPurges(Log + "-copy", log, 3, []));
        Assert.Empty(DecisionLogFile.UnconfirmedPurges(Log + "-copy", log, 2, [log.Head]));

        using (var file = DecisionLogFile.Open(Log)) file.Append([Decision(4), Decision(5)], Salt);
        log = DecisionLogFile.Read(Log);
        foreach (var forged in new[] { new DecisionPurge(new DateOnly(2031, 1, 1), new string('0', 64), [4]), log.Entries[2].Purge! with { Sequences = [4] } })
        {
            File.WriteAllBytes(Log, log.Append(forged, Salt()).ToUtf8());
            Assert.Equal([6], DecisionLogFile.UnconfirmedPurges(Log, DecisionLogFile.Read(Log), 5, []));
        }
    }

    [FactWith(Needed.Unix)]
    [UnsupportedOSPlatform("windows")]
    public void Log_and_what_is_beside_it_are_the_users_alone_and_rights_that_somebody_gave_stay_and_are_told()
    {
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite, shared = own | UnixFileMode.GroupRead;
        using (var file = DecisionLogFile.Open(Log)) file.Append([Decision(1)], Salt);
        Assert.Equal((own, own), (File.GetUnixFileMode(Log), File.GetUnixFileMode(Log + ".lock")));
        File.SetUnixFileMode(Log, shared);
        using (var file = DecisionLogFile.Open(Log))
        {
            Assert.Contains(file.Notes, note => note.Contains("640", StringComparison.Ordinal));
            file.Append([Decision(2)], Salt);
            file.Purge(Decision(1).Date, new DateOnly(2030, 1, 1), new string('a', 64), Salt());
        }
        Assert.Equal((shared, own), (File.GetUnixFileMode(Log), File.GetUnixFileMode(Log + ".lock")));
    }

    [FactWith(Needed.Linux)]
    public void A_log_with_another_name_is_not_purged_for_the_people_would_stay_under_that()
    {
        using var file = DecisionLogFile.Open(Log);
        file.Append([Decision(1)], Salt);
        Assert.Equal(0, Link(Log, Log + "-other"));
        Assert.Contains("hard links", Assert.Throws<OutputException>(() => file.Purge(Decision(1).Date, new DateOnly(2030, 1, 1), new string('a', 64), Salt())).Message, StringComparison.Ordinal);
        Assert.Single(DecisionLogFile.Read(Log).Decisions);

        static int Link(string path, string other)
        {
            using var process = System.Diagnostics.Process.Start("ln", [path, other]);
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    [Fact]
    public void The_copy_that_a_version_before_left_is_deleted_and_nothing_else()
    {
        using (var file = DecisionLogFile.Open(Log)) file.Append([Decision(1)], Salt);
        File.Copy(Log, Log + ".ab2cdefg.hij");
        File.Copy(Log, Log + ".backup99.csv");
        File.WriteAllText(Log + ".ab2cdefg.abc", "somebody's own");
        using (var file = DecisionLogFile.Open(Log)) Assert.Contains(file.Notes, note => note.Contains("interrupted", StringComparison.Ordinal));
        Assert.Equal(
            ["decisions.jsonl", "decisions.jsonl.ab2cdefg.abc", "decisions.jsonl.backup99.csv", "decisions.jsonl.lock"],
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_log_that_is_not_whole_is_not_opened_and_lets_others_at_it_again()
    {
        File.WriteAllText(Log, "{}\n");
        Assert.Throws<DecisionLogException>(() => DecisionLogFile.Open(Log));
        Assert.Throws<DecisionLogException>(() => DecisionLogFile.Open(Log));
        Assert.Equal("{}\n", File.ReadAllText(Log));
        File.Delete(Log);
        DecisionLogFile.Open(Log).Dispose();
    }

    [Fact]
    public void Nothing_to_add_or_to_purge_writes_nothing()
    {
        using var file = DecisionLogFile.Open(Log);
        Assert.Equal(0, file.Append([], Salt));
        Assert.False(File.Exists(Log));
        file.Append([Decision(1)], Salt);
        var bytes = File.ReadAllBytes(Log);
        Assert.Equal(0, file.Append([Decision(1)], Salt));
        Assert.Equal(0, file.Purge(Decision(1).Date.AddDays(-1), new DateOnly(2030, 1, 1), new string('a', 64), Salt()));
        Assert.Equal(bytes, File.ReadAllBytes(Log));
        Assert.Equal(1, file.Purge(Decision(1).Date, new DateOnly(2030, 1, 1), new string('a', 64), Salt()));
        Assert.Empty(DecisionLogFile.Read(Log).Decisions);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The file beside a log as it is while a recording is under way: the fourth number of its head, and the checksum behind.
    private static byte[] Pending(byte[] state, int length)
    {
        var bytes = state.ToArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(512 + 8 + (3 * 8)), (long)length);
        SHA256.HashData(bytes.AsSpan(512, 480)).CopyTo(bytes, 512 + 480);
        return bytes;
    }

    private static byte[] Salt() => RandomNumberGenerator.GetBytes(DecisionLog.MinSaltBytes);

    private static RecordedDecision Decision(int i) => new(new OffenderId(FormattableString.Invariant($"SYNTHETIC-{i}")), "retain", PanelDecision.Retain, new DateOnly(2026, 1, 5))
    {
        By = "A",
        Role = "b",
        Agency = "c",
        Grounds = ImmutableArray.Create("support_complete"),
    };
}
