using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Records;

namespace Iom.Selection.Decisions;

/// <summary>One link of a chain of decisions.</summary>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="Previous">The hash of the entry before; 64 zeros for the first.</param>
/// <param name="PayloadHash">SHA-256 of the payload's bytes, salt included, 64 lower-case hexadecimal digits. It stays when the payload goes.</param>
/// <param name="Hash">SHA-256 of number, previous hash and payload hash.</param>
public sealed record DecisionLogEntry(int Sequence, string Previous, string PayloadHash, string Hash)
{
    internal const int HashDigits = 64;

    private const string PayloadHashKey = "payloadHash";

    // As version 0.1.0 spelt it.
    private const string OldPayloadHashKey = "payload_hash";

    /// <summary>The decision; null where the entry is a purge, and where the decision was purged.</summary>
    public RecordedDecision? Decision { get; init; }

    /// <summary>The purge; null where the entry is a decision.</summary>
    public DecisionPurge? Purge { get; init; }

    /// <summary>Whether what the entry held was taken out.</summary>
    public bool IsPurged => Payload is null;

    /// <summary>The payload's bytes as they were hashed; null where they were taken out.</summary>
    internal byte[]? Payload { get; init; }

    /// <summary>Whether the entry spells its keys as version 0.1.0 did: it stays as it was written.</summary>
    internal bool HasOldKeys { get; init; }

    /// <summary>Makes the entry of a decision.</summary>
    /// <param name="sequence">Its number, from 1.</param>
    /// <param name="previous">The hash of the entry before; <see cref="DecisionLog.Beginning"/> for the first.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="salt">Fresh random bytes, at least <see cref="DecisionLog.MinSaltBytes"/>.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="ArgumentException">The salt is too short.</exception>
    public static DecisionLogEntry Create(int sequence, string previous, RecordedDecision decision, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return Create(sequence, previous, WritePayload(salt, json => Write(json, decision))) with { Decision = decision };
    }

    /// <summary>Makes the entry of a purge.</summary>
    /// <param name="sequence">Its number, from 1.</param>
    /// <param name="previous">The hash of the entry before.</param>
    /// <param name="purge">The purge.</param>
    /// <param name="salt">Fresh random bytes, at least <see cref="DecisionLog.MinSaltBytes"/>.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="ArgumentException">The salt is too short.</exception>
    public static DecisionLogEntry Create(int sequence, string previous, DecisionPurge purge, ReadOnlySpan<byte> salt)
    {
        ArgumentNullException.ThrowIfNull(purge);
        return Create(sequence, previous, WritePayload(salt, json => Write(json, purge))) with { Purge = purge };
    }

    /// <summary>Reads an entry and checks every byte of it.</summary>
    /// <param name="line">Its line of the file, without the line feed.</param>
    /// <param name="number">The number it must have, from 1.</param>
    /// <param name="previous">The hash of the entry before it; <see cref="DecisionLog.Beginning"/> for the first.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="DecisionLogException">It is not what was written, or does not follow from the entry before.</exception>
    public static DecisionLogEntry Parse(ReadOnlySpan<byte> line, int number, string previous)
    {
        var entry = Parse(line, number);
        if (entry.Sequence != number) throw new DecisionLogException(number, "the entry number is out of order: an entry was lost, added or moved");
        if (entry.Previous != previous) throw new DecisionLogException(number, "it does not follow from the previous entry: an entry was lost, changed or moved");
        return entry;
    }

    /// <summary>Reads an entry and checks all of it but where it stands.</summary>
    /// <param name="line">Its line of the file, without the line feed.</param>
    /// <param name="number">The line of the file, from 1, for messages.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="DecisionLogException">It is not what was written.</exception>
    public static DecisionLogEntry Parse(ReadOnlySpan<byte> line, int number)
    {
        DecisionLogEntry entry;
        try
        {
            using var document = JsonDocument.Parse(line.ToArray(), new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = document.RootElement;
            var payload = root.GetProperty("payload");
            var hasOldKeys = root.TryGetProperty(OldPayloadHashKey, out _);
            entry = new DecisionLogEntry(
                root.GetProperty("sequence").GetInt32(), Text(root, "previous"), Text(root, hasOldKeys ? OldPayloadHashKey : PayloadHashKey), Text(root, "hash"))
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
        if (!line.SequenceEqual(entry.ToUtf8())) throw new DecisionLogException(number, "its layout was changed");
        return entry;
    }

    /// <summary>Writes the entry.</summary>
    /// <returns>Its line of the file, without the line feed.</returns>
    public byte[] ToUtf8() => JsonText.Utf8(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("sequence", Sequence);
        json.WriteString("previous", Previous);
        json.WriteString(HasOldKeys ? OldPayloadHashKey : PayloadHashKey, PayloadHash);
        json.WriteString("hash", Hash);
        json.WritePropertyName("payload");
        if (Payload is null) json.WriteNullValue();
        else json.WriteRawValue(Payload);
        json.WriteEndObject();
    });

    /// <summary>Does not repeat what the entry holds.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(DecisionLogEntry);

    private static DecisionLogEntry Create(int sequence, string previous, byte[] payload)
    {
        var payloadHash = Convert.ToHexStringLower(SHA256.HashData(payload));
        return new DecisionLogEntry(sequence, previous, payloadHash, HashOf(sequence, previous, payloadHash)) { Payload = payload };
    }

    private static string HashOf(int sequence, string previous, string payloadHash) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sequence}\n{previous}\n{payloadHash}"))));

    private static byte[] WritePayload(ReadOnlySpan<byte> salt, Action<Utf8JsonWriter> write)
    {
        if (salt.Length < DecisionLog.MinSaltBytes) throw new ArgumentException($"A salt has at least {DecisionLog.MinSaltBytes} bytes.", nameof(salt));
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
        json.WriteTexts("grounds", decision.Grounds);
        if (decision.Reverses) json.WriteBoolean("reverses", true);
    }

    private static void Write(Utf8JsonWriter json, DecisionPurge purge)
    {
        json.WriteStartArray("purged");
        foreach (var sequence in purge.Sequences) json.WriteNumberValue(sequence);
        json.WriteEndArray();
        json.WriteString("before", IsoDate.Text(purge.Before));
        json.WriteString("policySha256", purge.PolicySha256);
        if (purge.Seal is { } seal) json.WriteString("seal", seal);
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
        Reverses = payload.TryGetProperty("reverses", out var reverses) && reverses.GetBoolean(),
        Grounds = [.. payload.GetProperty("grounds").EnumerateArray().Select(ground => ground.GetString() ?? throw new FormatException("A ground is null."))],
    };

    private static DecisionPurge ReadPurge(JsonElement payload) => new(
        Date(payload, "before"), Text(payload, "policySha256", "policy_sha256"), [.. payload.GetProperty("purged").EnumerateArray().Select(sequence => sequence.GetInt32())])
    {
        Seal = payload.TryGetProperty("seal", out var seal) ? seal.GetString() ?? throw new FormatException("A text is null.") : null,
    };

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException("A text is null.");

    private static string Text(JsonElement json, string name, string oldName) => Text(json, json.TryGetProperty(oldName, out _) ? oldName : name);

    private static DateOnly Date(JsonElement json, string name) => DateOnly.ParseExact(Text(json, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsHash(string text) => text.Length == HashDigits && text.All(char.IsAsciiHexDigitLower);
}
