namespace Iom.Selection.Service.Storage;

/// <summary>One call, as the audit log has it: who, when, what kind, how many, which hashes, and no value.</summary>
/// <param name="Kind">The kind of call.</param>
/// <param name="Status">The status of the answer.</param>
internal sealed record AuditEntry(string Kind, int Status)
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The partnership; null where no key was good.</summary>
    public string? Partnership { get; init; }

    /// <summary>The key's id.</summary>
    public string? KeyId { get; init; }

    /// <summary>The agency.</summary>
    public string? Agency { get; init; }

    /// <summary>The agency's own user, by a word that only the agency can read.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The purpose, a word of a closed list.</summary>
    public string? Purpose { get; init; }

    /// <summary>How many people it was about; null where it was about none.</summary>
    public int? People { get; init; }

    /// <summary>Hashes of what was used or written: of policies, heads of the log, ids of runs.</summary>
    public string? Hashes { get; init; }

    /// <summary>The month whose key made the link; null where there is no link.</summary>
    public string? LinkMonth { get; init; }

    /// <summary>Whom it was about, by a key that a purge destroys.</summary>
    public byte[]? Link { get; init; }
}
