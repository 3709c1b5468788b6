using System.Diagnostics;
using Iom.Selection.Foundation;
using Iom.Selection.Service.Access;
using Iom.Selection.Service.Storage;
using Microsoft.AspNetCore.Connections;

namespace Iom.Selection.Service.Api;

/// <summary>What goes for every call: who calls, what the key lets it do, on whose behalf, for what purpose; and that it is logged before it is answered.</summary>
internal sealed partial class CallRunner(StoreDatabase database, KeyTable keys, AuditTable audit, CallLimits limits, ServiceMeter meter, TimeProvider clock, ILogger<CallRunner> log)
{
    private const string OnBehalfOfHeader = "On-Behalf-Of";
    private const string PurposeHeader = "Purpose";
    private const int MaxUserLength = 64;
    private const int ClientGone = 499;
    private const long LargeBody = 1024 * 1024;

    /// <summary>Runs a call to its answer.</summary>
    public async Task RunAsync(HttpContext http, CallKind kind, Func<Call, Task<Answer>> handle)
    {
        var call = new Call(http, kind, clock.GetUtcNow());
        var began = Stopwatch.GetTimestamp();
        using var activity = meter.Begin(kind);
        var answer = await AnswerAsync(call, handle).ConfigureAwait(false);
        // What is left of a large body is not taken off the connection, so that it can't be used again; whoever sends is told.
        if (answer.Status >= StatusCodes.Status400BadRequest && http.Request.ContentLength is null or > LargeBody && http.Request.Method is not "GET") http.Response.Headers.Connection = "close";
        try
        {
            if (!http.RequestAborted.IsCancellationRequested) await answer.SendAsync(http).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The status has gone out: all that is left is to end the connection, so that nobody takes a part for the whole.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!http.RequestAborted.IsCancellationRequested) Broken(kind.Name, e.GetType().Name);
            http.Abort();
        }
        var took = Stopwatch.GetElapsedTime(began);
        meter.Count(call, answer.Status, took, activity);
        if (log.IsEnabled(LogLevel.Debug)) Called(kind.Name, answer.Status, took.TotalMilliseconds);
    }

    private async Task<Answer> AnswerAsync(Call call, Func<Call, Task<Answer>> handle)
    {
        var answer = await CatchAsync(call, async () =>
        {
            await IdentifyAsync(call).ConfigureAwait(false);
            return await handle(call).ConfigureAwait(false);
        }).ConfigureAwait(false);
        if (call.IsAudited || !call.IsToBeAudited) return answer;
        // Nobody reads what the log does not know of.
        return await CatchAsync(call, async () =>
        {
            await audit.AppendAsync(call.ToEntry(answer.Status)).ConfigureAwait(false);
            return answer;
        }).ConfigureAwait(false);
    }

    private async Task IdentifyAsync(Call call)
    {
        var request = call.Http.Request;
        if (await FindCallerAsync(call).ConfigureAwait(false) is not { } caller)
        {
            call.IsToBeAudited = false;
            limits.CountFailure(call.Http.Connection.RemoteIpAddress?.ToString() ?? "");
            call.IsToBeAudited = true;
            throw new ProblemException(ProblemKind.NoKey, "Send Authorization: Bearer KEY.") { Headers = [("WWW-Authenticate", "Bearer")] };
        }
        call.Caller = caller;
        call.IsToBeAudited = false;
        limits.Count(caller.KeyId);
        call.IsToBeAudited = true;
        if (call.Kind.Role is { } role && !caller.Roles.Contains(role)) throw new ProblemException(ProblemKind.Role, $"This call takes the role {Vocabulary.Word(role)}.");
        if (request.Headers[OnBehalfOfHeader] is [{ Length: > 0 and <= MaxUserLength } user] && user.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')) call.OnBehalfOf = user;
        if (request.Headers[PurposeHeader] is [{ } word] && Vocabulary.TryParse<Purpose>(word, out var purpose)) call.Purpose = purpose;
        if (!call.Kind.ConcernsPeople) return;
        if (call.OnBehalfOf is null)
            throw new ProblemException(ProblemKind.Header, $"{OnBehalfOfHeader} is needed: the agency's own word for its user, up to {MaxUserLength} letters, digits, points, hyphens and underscores, and no name.");
        if (call.Purpose is null) throw new ProblemException(ProblemKind.Header, $"{PurposeHeader} is needed: one of {string.Join(", ", Vocabulary.AllWords<Purpose>())}.");
    }

    private async Task<Caller?> FindCallerAsync(Call call)
    {
        const string scheme = "Bearer ";
        return call.Http.Request.Headers.Authorization is [{ } sent] && sent.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? await keys.FindAsync(sent[scheme.Length..].Trim(), call.Aborted).ConfigureAwait(false) : null;
    }

    private async Task<Answer> CatchAsync(Call call, Func<Task<Answer>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (ProblemException e)
        {
            return e.ToAnswer();
        }
        catch (BadHttpRequestException e)
        {
            return (e.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => RequestBody.TooLarge(),
                StatusCodes.Status408RequestTimeout => new ProblemException(ProblemKind.Slow, "Send the body faster."),
                _ => new ProblemException(ProblemKind.Malformed, "The body was cut off, or is not as HTTP has it."),
            }).ToAnswer();
        }
        catch (Exception e) when (call.Aborted.IsCancellationRequested || e is ConnectionResetException)
        {
            return new Answer(ClientGone, Answer.JsonType, []);
        }
        catch (Exception e) when (database.IsUnreachable(e))
        {
            Unreachable(e.GetType().Name);
            return new ProblemException(ProblemKind.Store, "Ask again; with the same Idempotency-Key, where the call has one.") { Headers = [("Retry-After", "5")] }.ToAnswer();
        }
#pragma warning disable CA1031 // The last resort. A message may repeat a value, so it is not told; where it happened is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var where = e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Iom.Selection", StringComparison.Ordinal))?.Trim() ?? "";
            Failed(call.Kind.Name, e.GetType().Name, where);
            return new ProblemException(ProblemKind.Fault, "Please report it, with what the service logged.").ToAnswer();
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Kind} answered with {Status} in {Milliseconds:0.0} ms")]
    private partial void Called(string kind, int status, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} failed: {Type} {Where}")]
    private partial void Failed(string kind, string type, string where);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} broke off while it was answered: {Type}")]
    private partial void Broken(string kind, string type);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store cannot be reached: {Type}")]
    private partial void Unreachable(string type);
}
