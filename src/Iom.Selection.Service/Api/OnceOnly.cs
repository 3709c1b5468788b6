using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Api;

/// <summary>Has a call that writes done once, however often it is sent with one <c>Idempotency-Key</c>.</summary>
internal sealed class OnceOnly(ClaimTable claims)
{
    /// <summary>How long a body is that is kept for replays, in bytes.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    private const string Header = "Idempotency-Key";
    private const int MaxKeyLength = 255;

    /// <summary>Reads the key; to be done before any work.</summary>
    /// <exception cref="ProblemException">There is none, or it is not as it must be.</exception>
    public static string ReadKey(Call call)
    {
        var sent = call.Http.Request.Headers[Header];
        return sent is [{ Length: > 0 and <= MaxKeyLength } key] && key.All(c => c is > ' ' and <= '~') ? key
            : throw new ProblemException(ProblemKind.Header, $"{Header} is needed: once, 1 to {MaxKeyLength} visible ASCII characters, such as a random UUID.");
    }

    /// <summary>Does the work, or gives the first answer again.</summary>
    /// <param name="call">The call.</param>
    /// <param name="key">Its key.</param>
    /// <param name="bodyHash">A keyed hash of its body.</param>
    /// <param name="work">Does it, and completes it in the transaction that writes.</param>
    /// <param name="rebuild">Rebuilds the first answer from a run.</param>
    public async Task<Answer> DoAsync(Call call, string key, byte[] bodyHash, Func<IdempotentWork, Task<Answer>> work, Func<StoredAnswer, Task<Answer>> rebuild)
    {
        var request = call.Http.Request;
        var scope = ClaimScope.Create(call.Caller, request.Method, request.Path.Value ?? "", key);
        switch (await claims.TakeAsync(scope, bodyHash, call.Aborted).ConfigureAwait(false))
        {
            case ClaimOutcome.Taken taken:
                var attempt = new IdempotentWork(claims, scope, taken.Token);
                await using (attempt.ConfigureAwait(false))
                {
                    attempt.Start();
                    return await work(attempt).ConfigureAwait(false);
                }
            case ClaimOutcome.Done done:
                var again = await rebuild(done.Answer).ConfigureAwait(false);
                return again with { Headers = [.. again.Headers, ("Idempotency-Replayed", "true")] };
            case ClaimOutcome.OtherBody:
                throw new ProblemException(ProblemKind.KeyUsed, "Use a new key for another body.");
            case ClaimOutcome.InProgress:
                throw new ProblemException(ProblemKind.InProgress, "Ask again with the same key and body in a while.") { Headers = [("Retry-After", "1")] };
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The first answer, where its body is kept.</summary>
    public static Answer Kept(StoredAnswer answer) => new(answer.Status, Answer.JsonType, answer.Body ?? [])
    {
        Headers = [.. answer.Headers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2)).Select(parts => (parts[0], parts[1]))],
    };

    /// <summary>An answer as it is kept.</summary>
    public static StoredAnswer ToKeep(Answer answer, string? run = null) =>
        new(answer.Status, string.Join('\n', answer.Headers.Select(header => $"{header.Name}: {header.Value}")), run is null ? answer.Body : null, run);
}
