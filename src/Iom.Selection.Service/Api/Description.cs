namespace Iom.Selection.Service.Api;

/// <summary>What the OpenAPI document says of a call, besides its address.</summary>
/// <param name="Kind">The kind of call.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Status">The status of an answer that went well.</param>
/// <param name="Answer">The schema of the answer.</param>
internal sealed record Description(CallKind Kind, string Summary, int Status, string Answer)
{
    /// <summary>The schema of the body; null where there is none.</summary>
    public string? Body { get; init; }

    /// <summary>Whether the body may come as lines, and the answer too.</summary>
    public bool TakesLines { get; init; }

    /// <summary>Whether the answer comes as lines.</summary>
    public bool GivesLines { get; init; }

    /// <summary>Whether it takes an <c>Idempotency-Key</c>.</summary>
    public bool IsOnceOnly { get; init; }

    /// <summary>Whether it is a page of a list.</summary>
    public bool IsPaged { get; init; }

    /// <summary>Whether it takes and gives an <c>ETag</c>.</summary>
    public bool HasETag { get; init; }
}
