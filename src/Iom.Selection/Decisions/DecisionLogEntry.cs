namespace Iom.Selection.Decisions;

/// <summary>One link of a chain of decisions.</summary>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="Previous">The hash of the entry before; 64 zeros for the first.</param>
/// <param name="PayloadHash">SHA-256 of the payload's bytes, salt included, 64 lower-case hexadecimal digits. It stays when the payload goes.</param>
/// <param name="Hash">SHA-256 of number, previous hash and payload hash.</param>
public sealed record DecisionLogEntry(int Sequence, string Previous, string PayloadHash, string Hash)
{
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

    /// <summary>Does not repeat what the entry holds.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(DecisionLogEntry);
}
