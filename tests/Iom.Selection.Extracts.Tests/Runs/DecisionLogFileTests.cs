using System.Collections.Immutable;
using System.Security.Cryptography;
using Iom.Selection.Decisions;
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
            Assert.Throws<OutputException>(() => DecisionLogFile.Open(Log));
            Assert.Equal([Decision(1)], DecisionLogFile.Read(Log).Decisions);
        }
        using (var file = DecisionLogFile.Open(Log))
            Assert.Equal(1, file.Append([Decision(1), Decision(2), Decision(2)], Salt));
        Assert.Equal([Decision(1), Decision(2)], DecisionLogFile.Read(Log).Decisions);
        Assert.Equal(["decisions.jsonl", "decisions.jsonl.lock"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_at_once_lose_nothing_and_never_hold_it_both()
    {
        const int writers = 8, each = 25;
        var holders = 0;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                while (true)
                {
                    try
                    {
                        using var file = DecisionLogFile.Open(Log);
                        Assert.Equal(1, Interlocked.Increment(ref holders));
                        Assert.Equal(1, file.Append([Decision(writer * each + i)], Salt));
                        Interlocked.Decrement(ref holders);
                        break;
                    }
                    catch (OutputException)
                    {
                        Thread.Yield();
                    }
                }
            }
        })));
        Assert.Equal(
            Enumerable.Range(0, writers * each).Select(i => Decision(i).OffenderId.Value).Order(StringComparer.Ordinal),
            DecisionLogFile.Read(Log).Decisions.Select(decision => decision.OffenderId.Value).Order(StringComparer.Ordinal));
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

    private static byte[] Salt() => RandomNumberGenerator.GetBytes(DecisionLog.MinSaltBytes);

    private static RecordedDecision Decision(int i) => new(new OffenderId(FormattableString.Invariant($"SYNTHETIC-{i}")), "retain", PanelDecision.Retain, new DateOnly(2026, 1, 5))
    {
        By = "A",
        Role = "b",
        Agency = "c",
        Grounds = ImmutableArray.Create("support_complete"),
    };
}
