using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Decisions;
using Iom.Selection.Foundation;
using Iom.Selection.Records;
using Iom.Selection.Runs.Decisions;

namespace Iom.Selection.Service.Storage;

/// <summary>The logs of decisions: a partnership's is the <c>decisions.jsonl</c> of the tool, line for line, kept in a table.</summary>
internal static class DecisionTable
{
    private const int LinesAtOnce = 500;

    /// <summary>Adds those of some decisions that are new, behind whoever writes to the same log.</summary>
    /// <returns>How many were new, and how the log ends now.</returns>
    /// <exception cref="OppositeDecisionException">One differs from what stands about the same person and day.</exception>
    public static async Task<(int Added, int Sequence, string Head)> AppendAsync(StoreTransaction transaction, string partnership, byte[] secret, IReadOnlyList<RecordedDecision> decisions)
    {
        await transaction.Database.LockAsync(transaction, partnership).ConfigureAwait(false);
        var recorded = new Dictionary<(OffenderId, DateOnly), IReadOnlyList<RecordedDecision>>();
        foreach (var about in decisions.Select(decision => (decision.OffenderId, decision.Date)).Distinct())
            recorded[about] = await RecordedAsync(transaction, partnership, secret, about.OffenderId, about.Date).ConfigureAwait(false);
        var added = DecisionRules.FindNew(decisions, (person, date) => recorded[(person, date)]);

        var (sequence, head) = await HeadAsync(transaction.Connection, transaction, partnership).ConfigureAwait(false);
        foreach (var decision in added)
        {
            var entry = DecisionLogEntry.Create(++sequence, head, decision, RandomNumberGenerator.GetBytes(DecisionLog.MinSaltBytes));
            await InsertAsync(transaction, partnership, entry, PersonDay(secret, decision.OffenderId, decision.Date), decision.Date).ConfigureAwait(false);
            head = entry.Hash;
        }
        return (added.Count, sequence, head);
    }

    /// <summary>How a log ends.</summary>
    public static async Task<(int Sequence, string Head)> HeadAsync(DbConnection connection, StoreTransaction? transaction, string partnership) =>
        await connection.QueryAsync(transaction, "SELECT sequence, hash FROM decision_entries WHERE partnership = @partnership ORDER BY sequence DESC LIMIT 1",
            row => (row.GetInt32(0), row.GetString(1)), ("partnership", partnership)).ConfigureAwait(false) is [var last] ? last : (0, DecisionLog.Beginning);

    /// <summary>Some lines of a log, behind one of them.</summary>
    public static Task<List<(int Sequence, byte[] Line)>> LinesAsync(DbConnection connection, StoreTransaction? transaction, string partnership, int after, int upTo, int limit) => connection.QueryAsync(transaction,
        "SELECT sequence, line FROM decision_entries WHERE partnership = @partnership AND sequence > @after AND sequence <= @upto ORDER BY sequence LIMIT @limit",
        row => (row.GetInt32(0), row.Bytes(1)), ("partnership", partnership), ("after", after), ("upto", upTo), ("limit", limit));

    /// <summary>Writes a log up to one of its entries as the file that the tool verifies.</summary>
    public static async Task WriteAsync(StoreDatabase database, string partnership, int upTo, Stream stream, CancellationToken cancellationToken)
    {
        for (var after = 0; after < upTo;)
        {
            var start = after;
            var lines = await database.ReadAsync(connection => LinesAsync(connection, null, partnership, start, upTo, LinesAtOnce), cancellationToken).ConfigureAwait(false);
            if (lines.Count == 0) return;
            foreach (var (_, line) in lines)
            {
                await stream.WriteAsync(line, cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            }
            after = lines[^1].Sequence;
        }
    }

    /// <summary>Takes out what decisions up to a day say; the chain stays whole.</summary>
    /// <returns>How many went, and how the log ends now.</returns>
    public static async Task<(int Purged, string Head)> PurgeAsync(StoreTransaction transaction, string partnership, DateOnly decidedUpTo, DateOnly before, string policySha256)
    {
        await transaction.Database.LockAsync(transaction, partnership).ConfigureAwait(false);
        var lines = await LinesAsync(transaction.Connection, transaction, partnership, 0, int.MaxValue, int.MaxValue).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        foreach (var (_, line) in lines)
        {
            bytes.Write(line);
            bytes.WriteByte((byte)'\n');
        }
        var log = DecisionLog.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        int[] old = [.. log.Entries.Where(entry => entry.Decision?.Date <= decidedUpTo).Select(entry => entry.Sequence)];
        if (old.Length == 0) return (0, log.Head);
        var purged = log.Append(new DecisionPurge(before, policySha256, [.. old]), RandomNumberGenerator.GetBytes(DecisionLog.MinSaltBytes));
        foreach (var sequence in old)
        {
            await transaction.ExecuteAsync("UPDATE decision_entries SET line = @line, person_day = NULL, decided_on = NULL WHERE partnership = @partnership AND sequence = @sequence",
                ("line", purged.Entries[sequence - 1].ToUtf8()), ("partnership", partnership), ("sequence", sequence)).ConfigureAwait(false);
        }
        await InsertAsync(transaction, partnership, purged.Entries[^1], null, null).ConfigureAwait(false);
        return (old.Length, purged.Head);
    }

    private static Task<int> InsertAsync(StoreTransaction transaction, string partnership, DecisionLogEntry entry, byte[]? personDay, DateOnly? decidedOn) => transaction.ExecuteAsync(
        "INSERT INTO decision_entries (partnership, sequence, hash, person_day, decided_on, line) VALUES (@partnership, @sequence, @hash, @person_day, @decided_on, @line)",
        ("partnership", partnership), ("sequence", entry.Sequence), ("hash", entry.Hash), ("person_day", personDay), ("decided_on", IsoDate.Text(decidedOn)), ("line", entry.ToUtf8()));

    private static async Task<IReadOnlyList<RecordedDecision>> RecordedAsync(StoreTransaction transaction, string partnership, byte[] secret, OffenderId person, DateOnly date)
    {
        var lines = await transaction.QueryAsync("SELECT sequence, line FROM decision_entries WHERE partnership = @partnership AND person_day = @person_day ORDER BY sequence",
            row => (Sequence: row.GetInt32(0), Line: row.Bytes(1)), ("partnership", partnership), ("person_day", PersonDay(secret, person, date))).ConfigureAwait(false);
        return [.. lines.Select(line => DecisionLogEntry.Parse(line.Line, line.Sequence).Decision).OfType<RecordedDecision>().Where(decision => decision.OffenderId == person && decision.Date == date)];
    }

    private static byte[] PersonDay(byte[] secret, OffenderId person, DateOnly date) =>
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"person-day\n{date:yyyy-MM-dd}\n{person.Value}")));
}
