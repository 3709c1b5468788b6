using Iom.Selection.Foundation;
using Iom.Selection.Service.Access;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Api;

/// <summary>One call while it is worked on, and what the audit log will say of it.</summary>
/// <param name="http">The request and the answer.</param>
/// <param name="kind">What kind of call.</param>
/// <param name="at">When it came.</param>
internal sealed class Call(HttpContext http, CallKind kind, DateTimeOffset at)
{
    private Caller? _caller;

    /// <summary>The request and the answer.</summary>
    public HttpContext Http => http;

    /// <summary>What kind of call.</summary>
    public CallKind Kind => kind;

    /// <summary>When it came.</summary>
    public DateTimeOffset At => at;

    /// <summary>Who calls, once that is known.</summary>
    public Caller Caller { get => _caller ?? throw new InvalidOperationException("Nobody knows yet who calls."); set => _caller = value; }

    /// <summary>On whose behalf: the agency's own word for its user.</summary>
    public string? OnBehalfOf { get; set; }

    /// <summary>For what purpose.</summary>
    public Purpose? Purpose { get; set; }

    /// <summary>How many people it is about.</summary>
    public int? People { get; set; }

    /// <summary>Whom it is about, where it is one person.</summary>
    public (string Month, byte[] Link)? Link { get; set; }

    /// <summary>Hashes of what is used and written.</summary>
    public List<string> Hashes { get; } = [];

    /// <summary>Whether it is to be logged; not of what there is too much of.</summary>
    public bool IsToBeAudited { get; set; } = true;

    /// <summary>Whether it stands in the audit log already, written with what it wrote.</summary>
    public bool IsAudited { get; private set; }

    /// <summary>Stops when the client has gone.</summary>
    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>What the audit log says.</summary>
    public AuditEntry ToEntry(int status) => new(kind.Name, status)
    {
        At = at,
        Partnership = _caller?.Partnership,
        KeyId = _caller?.KeyId,
        Agency = _caller?.Agency,
        OnBehalfOf = OnBehalfOf,
        Purpose = Purpose is { } purpose ? Vocabulary.Word(purpose) : null,
        People = People,
        Hashes = Hashes.Count == 0 ? null : string.Join(' ', Hashes),
        LinkMonth = Link?.Month,
        Link = Link?.Link,
    };

    /// <summary>Writes the call to the audit log, in the transaction that writes what it is about.</summary>
    public Task<int> AuditAsync(StoreTransaction transaction, int status) => AuditTable.AppendAsync(transaction, ToEntry(status));

    /// <summary>Says that the transaction in which it was logged was committed.</summary>
    public void IsCommitted() => IsAudited = true;
}
