using System.Collections.Immutable;
using Iom.Selection.Records;

namespace Iom.Selection.Decisions;

/// <summary>The decisions of panels as a chain: each entry holds the hash of the one before, so that none can be changed, lost or moved unseen.</summary>
/// <remarks>
/// <para>
/// The file has one JSON object a line: <c>sequence</c>, <c>previous</c>, <c>payloadHash</c>, <c>hash</c>, <c>payload</c>. The payload begins
/// with a random <c>salt</c>, so that nobody can find out from its hash what it said once it is gone; <c>hash</c> is the SHA-256 of the text
/// <c>sequence LF previous LF payloadHash</c>. A line has one way to be written, so that changing any byte of it shows.
/// Version 0.1.0 spelt keys in snake case (<c>payload_hash</c>). Its entries stay as they are; entries added to them are written in camelCase.
/// </para>
/// <para>
/// A chain alone can't show that somebody wrote the whole of it anew, or cut its end off. The head hash, kept elsewhere (in a meeting's
/// minutes), does: see <see cref="Find"/>.
/// </para>
/// Never changes; may be shared between threads.
/// </remarks>
public sealed class DecisionLog
{
    /// <summary>The least number of random bytes that a salt has.</summary>
    public const int MinSaltBytes = 16;

    private DecisionLog(ImmutableArray<DecisionLogEntry> entries) => Entries = entries;

    /// <summary>A log without an entry.</summary>
    public static DecisionLog Empty { get; } = new([]);

    /// <summary>The entries, in order.</summary>
    public ImmutableArray<DecisionLogEntry> Entries { get; }

    /// <summary>The hash of the last entry, to be kept elsewhere; 64 zeros where there is none.</summary>
    public string Head => Entries.IsEmpty ? Beginning : Entries[^1].Hash;

    /// <summary>The decisions that are still there, in the order in which they were recorded.</summary>
    public IEnumerable<RecordedDecision> Decisions => Entries.Select(entry => entry.Decision).OfType<RecordedDecision>();

    /// <summary>The decisions that stand: of several about one person on one day, the last that was recorded. In the order in which they were recorded.</summary>
    public IEnumerable<RecordedDecision> Standing
    {
        get
        {
            var last = new Dictionary<(OffenderId, DateOnly), int>();
            foreach (var entry in Entries)
            {
                if (entry.Decision is { } decision) last[(decision.OffenderId, decision.Date)] = entry.Sequence;
            }
            return Entries.Where(entry => entry.Decision is { } decision && last[(decision.OffenderId, decision.Date)] == entry.Sequence).Select(entry => entry.Decision!);
        }
    }

    /// <summary>The hash that stands before the first entry: 64 zeros.</summary>
    public static string Beginning { get; } = new('0', DecisionLogEntry.HashDigits);

    /// <summary>Reads a log and checks every byte of it.</summary>
    /// <param name="utf8">The bytes of the file.</param>
    /// <returns>The log.</returns>
    /// <exception cref="DecisionLogException">It is not what was written; the exception says where.</exception>
    public static DecisionLog Parse(ReadOnlySpan<byte> utf8)
    {
        var entries = ImmutableArray.CreateBuilder<DecisionLogEntry>();
        var previous = Beginning;
        while (!utf8.IsEmpty)
        {
            var number = entries.Count + 1;
            var end = utf8.IndexOf((byte)'\n');
            if (end < 0) throw new DecisionLogException(number, "the line is incomplete: the end of the file was cut off, or recording was interrupted");
            var entry = DecisionLogEntry.Parse(utf8[..end], number, previous);
            entries.Add(entry);
            previous = entry.Hash;
            utf8 = utf8[(end + 1)..];
        }

        var purged = entries.Select(entry => entry.Purge).OfType<DecisionPurge>().SelectMany(purge => purge.Sequences).ToHashSet();
        foreach (var entry in entries)
        {
            if (entry.IsPurged && !purged.Contains(entry.Sequence)) throw new DecisionLogException(entry.Sequence, "its content was removed without a purge");
            if (!entry.IsPurged && purged.Contains(entry.Sequence)) throw new DecisionLogException(entry.Sequence, "a purge should have removed its content, which is still there");
        }
        return new DecisionLog(entries.ToImmutable());
    }

    /// <summary>Writes the log.</summary>
    /// <returns>The bytes of the file, the same that <see cref="Parse"/> read.</returns>
    public byte[] ToUtf8()
    {
        using var stream = new MemoryStream();
        foreach (var entry in Entries)
        {
            stream.Write(entry.ToUtf8());
            stream.WriteByte((byte)'\n');
        }
        return stream.ToArray();
    }

    /// <summary>The log with one more decision.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="salt">Fresh random bytes, at least <see cref="MinSaltBytes"/>.</param>
    /// <returns>The longer log.</returns>
    /// <exception cref="ArgumentException">The salt is too short.</exception>
    public DecisionLog Append(RecordedDecision decision, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return new DecisionLog(Entries.Add(DecisionLogEntry.Create(Entries.Length + 1, Head, decision, salt)));
    }

    /// <summary>The log with more decisions, in time that grows with how many they are.</summary>
    /// <param name="decisions">The decisions.</param>
    /// <param name="salt">Gives fresh random bytes, at least <see cref="MinSaltBytes"/>, for each of them.</param>
    /// <returns>The longer log.</returns>
    /// <exception cref="ArgumentException">A salt is too short.</exception>
    public DecisionLog Append(IEnumerable<RecordedDecision> decisions, Func<byte[]> salt)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentNullException.ThrowIfNull(salt);
        var entries = Entries.ToBuilder();
        var head = Head;
        foreach (var decision in decisions)
        {
            var entry = DecisionLogEntry.Create(entries.Count + 1, head, decision, salt());
            entries.Add(entry);
            head = entry.Hash;
        }
        return new DecisionLog(entries.ToImmutable());
    }

    /// <summary>The log without what old decisions held: the chain stays whole, the person is gone.</summary>
    /// <param name="purge">Which entries, and by which rule; each a decision that is still there.</param>
    /// <param name="salt">Fresh random bytes, at least <see cref="MinSaltBytes"/>.</param>
    /// <returns>The log, one entry longer.</returns>
    /// <exception cref="ArgumentException">The salt is too short, or an entry is no decision that is still there.</exception>
    public DecisionLog Append(DecisionPurge purge, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(purge);
        var entries = Entries.ToBuilder();
        foreach (var sequence in purge.Sequences)
        {
            if (sequence < 1 || sequence > entries.Count || entries[sequence - 1].Decision is null)
                throw new ArgumentException("An entry to purge is no decision that is still there.", nameof(purge));
            entries[sequence - 1] = entries[sequence - 1] with { Decision = null, Payload = null };
        }
        entries.Add(DecisionLogEntry.Create(Entries.Length + 1, Head, purge, salt));
        return new DecisionLog(entries.ToImmutable());
    }

    /// <summary>Finds the entry whose hash was noted elsewhere: without it the log was cut, or written anew.</summary>
    /// <param name="head">The head hash of a meeting's minutes, 64 hexadecimal digits.</param>
    /// <returns>The entry's number, so that what came after can be counted; 0 for the hash of a log without entries; null where the log does not hold it.</returns>
    public int? Find(string head)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (string.Equals(head, Beginning, StringComparison.Ordinal)) return 0;
        return Entries.FirstOrDefault(entry => string.Equals(entry.Hash, head, StringComparison.OrdinalIgnoreCase))?.Sequence;
    }
}
