using System.Text;
using Iom.Selection.Decisions;
using Iom.Selection.Records;

namespace Iom.Selection.Tests.Deselection;

public class DecisionLogTests
{
    private static readonly DecisionLog Three = Log(3);

    [Fact]
    public void What_is_written_is_read_again()
    {
        var read = DecisionLog.Parse(Three.ToUtf8());
        Assert.Equal(Three.Decisions, read.Decisions);
        Assert.Equal(Three.Head, read.Head);
        Assert.Equal(Three.ToUtf8(), read.ToUtf8());
    }

    [Fact]
    public void The_head_of_a_log_without_entries_is_zeros() => Assert.Equal(new string('0', 64), DecisionLog.Parse([]).Head);

    [Fact]
    public void Changing_taking_out_or_adding_any_byte_is_found_with_the_head_hash()
    {
        var bytes = Three.ToUtf8();
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var other in new byte[] { (byte)(bytes[at] ^ 1), (byte)(bytes[at] ^ 32), (byte)' ', (byte)'0', (byte)'\n', 0 })
            {
                if (other != bytes[at]) AssertFound([.. bytes[..at], other, .. bytes[(at + 1)..]]);
            }
            AssertFound([.. bytes[..at], .. bytes[(at + 1)..]]);
            AssertFound([.. bytes[..at], (byte)' ', .. bytes[at..]]);
        }
    }

    [Fact]
    public void A_cut_tail_a_lost_entry_an_exchange_and_a_rewrite_are_found_with_the_head_hash()
    {
        var lines = Encoding.UTF8.GetString(Three.ToUtf8()).Split('\n')[..^1];
        string[][] tampered = [lines[..2], lines[1..], [lines[0], lines[2]], [lines[1], lines[0], lines[2]], [.. lines, lines[2]], []];
        // The last but one: with a line twice the head would still be there, and the number shows it.
        foreach (var some in tampered) AssertFound(Encoding.UTF8.GetBytes(string.Concat(some.Select(line => line + "\n"))));
        AssertFound(Log(3, "Another").ToUtf8());
    }

    [Fact]
    public void A_log_that_grew_still_holds_the_head_of_the_minutes()
    {
        var grown = Three.Append(Decision(4), Salt(4));
        Assert.Equal(3, DecisionLog.Parse(grown.ToUtf8()).Find(Three.Head));
        Assert.Null(Three.Find(grown.Head));
        Assert.Equal(0, Three.Find(DecisionLog.Empty.Head));
    }

    [Fact]
    public void A_purge_leaves_the_chain_whole_and_nothing_of_the_person()
    {
        var purged = Three.Append(new DecisionPurge(new DateOnly(2030, 1, 1), new string('a', 64), [2]), Salt(9));
        var text = Encoding.UTF8.GetString(purged.ToUtf8());
        var read = DecisionLog.Parse(purged.ToUtf8());
        Assert.DoesNotContain("SYNTHETIC-2", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(Salt(2)), text, StringComparison.Ordinal);
        Assert.Equal([Decision(1), Decision(3)], read.Decisions);
        Assert.Equal(3, read.Find(Three.Head));
        Assert.True(read.Entries[1].IsPurged);
    }

    [Fact]
    public void Taking_a_payload_out_without_a_purge_is_found()
    {
        var line = Encoding.UTF8.GetString(Three.ToUtf8()).Split('\n')[1];
        var emptied = line[..(line.IndexOf("\"payload\":", StringComparison.Ordinal) + "\"payload\":".Length)] + "null}";
        AssertFound(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Three.ToUtf8()).Replace(line, emptied, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_no_decision_any_more_is_not_purged_again()
    {
        var purge = new DecisionPurge(new DateOnly(2030, 1, 1), new string('a', 64), [2]);
        var purged = Three.Append(purge, Salt(9));
        Assert.Throws<ArgumentException>(() => purged.Append(purge, Salt(10)));
        Assert.Throws<ArgumentException>(() => Three.Append(purge with { Sequences = [4] }, Salt(10)));
    }

    [Fact]
    public void A_short_salt_is_refused() => Assert.Throws<ArgumentException>(() => Three.Append(Decision(4), new byte[15]));

    [Fact]
    public void A_message_repeats_nothing_that_stands_in_the_log()
    {
        var text = Encoding.UTF8.GetString(Three.ToUtf8()).Replace("SYNTHETIC-2", "SYNTHETIC-X", StringComparison.Ordinal);
        var e = Assert.Throws<DecisionLogException>(() => DecisionLog.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(2, e.Line);
        Assert.DoesNotContain("SYNTHETIC", e.Message, StringComparison.Ordinal);
    }

    private static void AssertFound(byte[] bytes)
    {
        try
        {
            if (DecisionLog.Parse(bytes).Find(Three.Head) is null) return;
        }
        catch (DecisionLogException)
        {
            return;
        }
        Assert.Fail("Tampering was not found.");
    }

    private static DecisionLog Log(int entries, string by = "Chair") =>
        Enumerable.Range(1, entries).Aggregate(DecisionLog.Empty, (log, i) => log.Append(Decision(i) with { By = by }, Salt(i)));

    private static RecordedDecision Decision(int i) => new(new OffenderId($"SYNTHETIC-{i}"), "retain", (PanelDecision)(i % 6), new DateOnly(2026, 11, i))
    {
        Reason = "because, \"so\"\nand é",
        By = "Chair",
        Role = "chair",
        Agency = "police",
        Grounds = ["support_complete"],
    };

    private static byte[] Salt(int i) => [.. Enumerable.Repeat((byte)i, 16)];
}
