using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;
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

    private const int HashDigits = 64;

    private const string PayloadHash = "payloadHash";

    // As version 0.1.0 spelt it.
    private const string OldPayloadHash = "payload_hash";

    private static readonly string Beginning = new('0', HashDigits);

    private DecisionLog(ImmutableArray<DecisionLogEntry> entries) => Entries = entries;

    /// <summary>A log without an entry.</summary>
    public static DecisionLog Empty { get; } = new([]);

    /// <summary>The entries, in order.</summary>
    public ImmutableArray<DecisionLogEntry> Entries { get; }

    /// <summary>The hash of the last entry, to be kept elsewhere; 64 zeros where there is none.</summary>
    public string Head => Entries.IsEmpty ? Beginning : Entries[^1].Hash;

    /// <summary>The decisions that are still there, in the order in which they were recorded.</summary>
    public IEnumerable<RecordedDecision> Decisions => Entries.Select(entry => entry.Decision).OfType<RecordedDecision>();

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
            var entry = ParseLine(utf8[..end], number);
            if (entry.Sequence != number) throw new DecisionLogException(number, "the entry number is out of order: an entry was lost, added or moved");
            if (entry.Previous != previous) throw new DecisionLogException(number, "it does not follow from the previous entry: an entry was lost, changed or moved");
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
            stream.Write(Line(entry));
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
        return new DecisionLog(Entries.Add(Next(Payload(salt, json => Write(json, decision))) with { Decision = decision }));
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
        entries.Add(Next(Payload(salt, json => Write(json, purge))) with { Purge = purge });
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

    private DecisionLogEntry Next(byte[] payload)
    {
        var (sequence, payloadHash) = (Entries.Length + 1, Convert.ToHexStringLower(SHA256.HashData(payload)));
        return new DecisionLogEntry(sequence, Head, payloadHash, HashOf(sequence, Head, payloadHash)) { Payload = payload };
    }

    private static string HashOf(int sequence, string previous, string payloadHash) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sequence}\n{previous}\n{payloadHash}"))));

    private static DecisionLogEntry ParseLine(ReadOnlySpan<byte> line, int number)
    {
        DecisionLogEntry entry;
        try
        {
            using var document = JsonDocument.Parse(line.ToArray(), new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = document.RootElement;
            var payload = root.GetProperty("payload");
            var hasOldKeys = root.TryGetProperty(OldPayloadHash, out _);
            entry = new DecisionLogEntry(
                root.GetProperty("sequence").GetInt32(), Text(root, "previous"), Text(root, hasOldKeys ? OldPayloadHash : PayloadHash), Text(root, "hash"))
            { HasOldKeys = hasOldKeys };
            if (payload.ValueKind != JsonValueKind.Null)
            {
                entry = payload.TryGetProperty("purged", out _)
                    ? entry with { Purge = ReadPurge(payload), Payload = Encoding.UTF8.GetBytes(payload.GetRawText()) }
                    : entry with { Decision = ReadDecision(payload), Payload = Encoding.UTF8.GetBytes(payload.GetRawText()) };
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new DecisionLogException(number, "it is not an entry in a log of decisions");
        }

        if (!IsHash(entry.Previous) || !IsHash(entry.PayloadHash) || !IsHash(entry.Hash)) throw new DecisionLogException(number, "a hash is not 64 lower-case hexadecimal digits");
        if (entry.Payload is { } bytes && Convert.ToHexStringLower(SHA256.HashData(bytes)) != entry.PayloadHash) throw new DecisionLogException(number, "its content was changed");
        if (HashOf(entry.Sequence, entry.Previous, entry.PayloadHash) != entry.Hash) throw new DecisionLogException(number, "its hash does not match its content");
        if (!line.SequenceEqual(Line(entry))) throw new DecisionLogException(number, "its layout was changed");
        return entry;
    }

    private static byte[] Line(DecisionLogEntry entry) => JsonText.Utf8(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteString("previous", entry.Previous);
        json.WriteString(entry.HasOldKeys ? OldPayloadHash : PayloadHash, entry.PayloadHash);
        json.WriteString("hash", entry.Hash);
        json.WritePropertyName("payload");
        if (entry.Payload is null) json.WriteNullValue();
        else json.WriteRawValue(entry.Payload);
        json.WriteEndObject();
    });

    private static byte[] Payload(ReadOnlySpan<byte> salt, Action<Utf8JsonWriter> write)
    {
        if (salt.Length < MinSaltBytes) throw new ArgumentException($"A salt has at least {MinSaltBytes} bytes.", nameof(salt));
        var hex = Convert.ToHexStringLower(salt);
        return JsonText.Utf8(json =>
        {
            json.WriteStartObject();
            json.WriteString("salt", hex);
            write(json);
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, RecordedDecision decision)
    {
        json.WriteString("offenderId", decision.OffenderId.Value);
        json.WriteString("recommendation", decision.Recommendation);
        json.WriteString("decision", Vocabulary.Word(decision.Decision));
        json.WriteString("reason", decision.Reason);
        json.WriteString("by", decision.By);
        json.WriteString("role", decision.Role);
        json.WriteString("agency", decision.Agency);
        json.WriteString("date", IsoDate.Text(decision.Date));
        json.WriteStartArray("grounds");
        foreach (var ground in decision.Grounds) json.WriteStringValue(ground);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, DecisionPurge purge)
    {
        json.WriteStartArray("purged");
        foreach (var sequence in purge.Sequences) json.WriteNumberValue(sequence);
        json.WriteEndArray();
        json.WriteString("before", IsoDate.Text(purge.Before));
        json.WriteString("policySha256", purge.PolicySha256);
    }

    private static RecordedDecision ReadDecision(JsonElement payload) => new(
        new OffenderId(Text(payload, "offenderId", "offender_id")), Text(payload, "recommendation"),
        Vocabulary.TryParse<PanelDecision>(Text(payload, "decision"), out var decision) ? decision : throw new FormatException("Not a decision."),
        Date(payload, "date"))
    {
        Reason = Text(payload, "reason"),
        By = Text(payload, "by"),
        Role = Text(payload, "role"),
        Agency = Text(payload, "agency"),
        Grounds = [.. payload.GetProperty("grounds").EnumerateArray().Select(ground => ground.GetString() ?? throw new FormatException("A ground is null."))],
    };

    private static DecisionPurge ReadPurge(JsonElement payload) => new(
        Date(payload, "before"), Text(payload, "policySha256", "policy_sha256"), [.. payload.GetProperty("purged").EnumerateArray().Select(sequence => sequence.GetInt32())]);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException("A text is null.");

    private static string Text(JsonElement json, string name, string oldName) => Text(json, json.TryGetProperty(oldName, out _) ? oldName : name);

    private static DateOnly Date(JsonElement json, string name) => DateOnly.ParseExact(Text(json, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsHash(string text) => text.Length == HashDigits && text.All(char.IsAsciiHexDigitLower);
}
