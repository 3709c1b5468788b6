namespace Iom.Selection.Service.Api;

/// <summary>A kind of problem (RFC 9457): its type, its status, its title. The list is closed and stands in docs/service.md.</summary>
internal sealed record ProblemKind(string Name, int Status, string Title)
{
    public static readonly ProblemKind Malformed = new("malformed", 400, "The body is not what this call takes.");
    public static readonly ProblemKind Header = new("header", 400, "A header is missing or not as it must be.");
    public static readonly ProblemKind Query = new("query", 400, "A parameter is not as it must be.");
    public static readonly ProblemKind Host = new("host", 400, "The service does not answer to this host name.");
    public static readonly ProblemKind NoKey = new("key", 401, "The API key is missing, wrong, expired or revoked.");
    public static readonly ProblemKind Role = new("role", 403, "The API key does not have the role that this call takes.");
    public static readonly ProblemKind OtherAgency = new("agency", 403, "The API key speaks for its own agency alone.");
    public static readonly ProblemKind NotFound = new("not-found", 404, "There is no such thing.");
    public static readonly ProblemKind Slow = new("slow", 408, "The body came too slowly.");
    public static readonly ProblemKind InProgress = new("in-progress", 409, "A call with this Idempotency-Key is being worked on.");
    public static readonly ProblemKind Signed = new("signed", 409, "The policy has been signed and does not change.");
    public static readonly ProblemKind AlreadySigned = new("already-signed", 409, "The agency has signed this policy.");
    public static readonly ProblemKind OtherDecision = new("other-decision", 409, "A decision differs from the one that stands.");
    public static readonly ProblemKind Purged = new("purged", 410, "What is asked for was purged.");
    public static readonly ProblemKind Changed = new("changed", 412, "What is there is not what the condition names.");
    public static readonly ProblemKind TooLarge = new("too-large", 413, "The body is larger than this call takes.");
    public static readonly ProblemKind MediaType = new("media-type", 415, "The body is of a type that this call does not take.");
    public static readonly ProblemKind Fields = new("fields", 422, "Something in the body cannot be used.");
    public static readonly ProblemKind KeyUsed = new("key-used", 422, "The Idempotency-Key was used with another body.");
    public static readonly ProblemKind Condition = new("condition", 428, "The policy is there: say with If-Match which version of it is to be replaced.");
    public static readonly ProblemKind Busy = new("busy", 429, "Too many calls.");
    public static readonly ProblemKind Fault = new("fault", 500, "Internal error.");
    public static readonly ProblemKind Store = new("store", 503, "The store cannot be reached.");

    /// <summary>The type, a reference relative to the service.</summary>
    public string Type => $"/problems/{Name}";
}
