using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Service.Storage;
using Microsoft.Net.Http.Headers;

namespace Iom.Selection.Service.Api;

/// <summary>Stores policies, gives them, and has agencies sign them.</summary>
internal sealed class PolicyCalls(StoreDatabase database, OnceOnly once, TimeProvider clock)
{
    private const int MaxSignatureBytes = 64 * 1024;
    private const int MaxVersionLength = 64;

    /// <summary>A page of the policies there are.</summary>
    public async Task<Answer> ListAsync(Call call)
    {
        var limit = Paging.Limit(call);
        var after = Paging.After(call)?.Split('\n', 2) ?? ["", ""];
        if (after.Length != 2) throw Paging.Unknown();
        var (names, policies) = await database.ReadAsync(async connection =>
        {
            var found = await PolicyTable.ListAsync(connection, call.Caller.Partnership, after[0], after[1], limit + 1).ConfigureAwait(false);
            var read = new List<StoredPolicy>();
            foreach (var (id, version) in found.Take(limit))
            {
                if (await PolicyTable.FindAsync(connection, null, call.Caller.Partnership, id, version).ConfigureAwait(false) is { } policy) read.Add(policy);
            }
            return (found, read);
        }, call.Aborted).ConfigureAwait(false);
        return Answer.Json(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("policies");
            foreach (var policy in policies)
            {
                json.WriteStartObject();
                WriteName(json, policy);
                json.WriteTexts("signedBy", policy.Signatures.Select(signature => signature.Agency));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (names.Count > limit) json.WriteString("next", Paging.Cursor($"{policies[^1].Id}\n{policies[^1].Version}"));
            json.WriteEndObject();
        });
    }

    /// <summary>A policy with its file and signatures.</summary>
    public async Task<Answer> ReadAsync(Call call, string id, string version)
    {
        var policy = await FindAsync(call, null, id, version).ConfigureAwait(false) ?? throw NotFound();
        call.Hashes.Add(policy.Sha256);
        if (Matches(call.Http.Request.Headers.IfNoneMatch, policy)) return new Answer(StatusCodes.Status304NotModified, Answer.JsonType, null) { Headers = [("ETag", policy.ETag)] };
        return ToAnswer(policy, StatusCodes.Status200OK);
    }

    /// <summary>Stores a policy. One that an agency signed never changes.</summary>
    public async Task<Answer> StoreAsync(Call call, string id, string version)
    {
        var body = await RequestBody.ReadAsync(call, Limits.MaxPolicyBytes).ConfigureAwait(false);
        var policy = Parse(body, id, version);
        call.Hashes.Add(policy.Sha256);
        var (status, stored) = await database.WriteAsync(async transaction =>
        {
            await database.LockAsync(transaction, call.Caller.Partnership).ConfigureAwait(false);
            var there = await FindAsync(call, transaction, id, version).ConfigureAwait(false);
            var headers = call.Http.Request.Headers;
            if (there is not null && headers.IfNoneMatch.Count > 0) throw new ProblemException(ProblemKind.Changed, "The policy is there.");
            if (headers.IfMatch.Count > 0 && (there is null || !Matches(headers.IfMatch, there))) throw new ProblemException(ProblemKind.Changed, "The policy is not there, or has changed.");
            if (there?.Sha256 == policy.Sha256) return (StatusCodes.Status200OK, there);
            if (there is { Signatures.Length: > 0 }) throw new ProblemException(ProblemKind.Signed, "Store it under another version.");
            if (there is not null && headers.IfMatch.Count == 0) throw new ProblemException(ProblemKind.Condition, "Send the ETag of what is to be replaced.");
            var made = there is null ? StatusCodes.Status201Created : StatusCodes.Status200OK;
            await PolicyTable.StoreAsync(transaction, call.Caller.Partnership, policy, body, clock.GetUtcNow()).ConfigureAwait(false);
            await call.AuditAsync(transaction, made).ConfigureAwait(false);
            return (made, new StoredPolicy(policy.Id, policy.Version, policy.Sha256, body, []));
        }, call.Aborted).ConfigureAwait(false);
        // What was there already was not logged with what it wrote, and is as any other call.
        if (stored.File == body) call.IsCommitted();
        return ToAnswer(stored, status);
    }

    /// <summary>Signs a policy for the caller's agency.</summary>
    public async Task<Answer> SignAsync(Call call, string id, string version)
    {
        var key = OnceOnly.ReadKey(call);
        var body = await RequestBody.ReadAsync(call, MaxSignatureBytes).ConfigureAwait(false);
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var (by, role, on, sha256) = RequestBody.Parse(body, root =>
        {
            var fields = root.Object("by", "role", "on", "sha256");
            var onAt = fields.Optional("on");
            var day = onAt?.Date() ?? today;
            if (day > today) onAt!.Value.Problem("must not be after today");
            return (fields.Required("by")?.Text(), fields.Required("role")?.Text(), day, fields.Required("sha256")?.Text());
        });
        return await once.DoAsync(call, key, HMACSHA256.HashData(call.Caller.Secret, body), async attempt =>
        {
            var answer = await database.WriteAsync(async transaction =>
            {
                await database.LockAsync(transaction, call.Caller.Partnership).ConfigureAwait(false);
                var stored = await FindAsync(call, transaction, id, version).ConfigureAwait(false) ?? throw NotFound();
                call.Hashes.Add(stored.Sha256);
                // Who signs says what: a policy that changed meanwhile is another one.
                if (!string.Equals(stored.Sha256, sha256, StringComparison.OrdinalIgnoreCase)) throw new ProblemException(ProblemKind.Fields, "/sha256", "is not the hash of this policy as it is now");
                var policy = PolicyFile.Parse(stored.File);
                var agency = policy.Panel is null ? call.Caller.Agency
                    : policy.Panel.IdOf(call.Caller.Agency) ?? throw new ProblemException(ProblemKind.OtherAgency, "The agency of this key is not on the panel of the policy.");
                if (stored.Signatures.Any(signature => signature.Agency == agency)) throw new ProblemException(ProblemKind.AlreadySigned, "A signature stands for good.");
                var signature = new PolicySignature(agency, by!.Trim(), role!.Trim(), on, stored.Sha256);
                await PolicyTable.SignAsync(transaction, call.Caller.Partnership, id, version, signature, call.Caller.KeyId).ConfigureAwait(false);
                var done = Answer.Json(StatusCodes.Status201Created, json => WriteSignature(json, signature)) with
                {
                    Headers = [("ETag", (stored with { Signatures = [.. stored.Signatures, signature] }).ETag)],
                };
                await call.AuditAsync(transaction, done.Status).ConfigureAwait(false);
                await attempt.CompleteAsync(transaction, OnceOnly.ToKeep(done)).ConfigureAwait(false);
                return done;
            }, call.Aborted).ConfigureAwait(false);
            attempt.IsCommitted();
            call.IsCommitted();
            return answer;
        }, kept => Task.FromResult(OnceOnly.Kept(kept))).ConfigureAwait(false);
    }

    private static Policy Parse(byte[] body, string id, string version)
    {
        Policy policy;
        try
        {
            policy = PolicyFile.Parse(body);
        }
        catch (PolicyException e)
        {
            throw new ProblemException([.. e.Problems.Take(RequestBody.MaxErrors).Select(problem => RequestBody.ToError(problem.Path, problem.StrangeKey, problem.Message))]);
        }
        if (policy.Id != id) throw new ProblemException(ProblemKind.Fields, "/id", "is not the id in the address");
        if (policy.Version != version) throw new ProblemException(ProblemKind.Fields, "/version", "is not the version in the address");
        if (version.Length > MaxVersionLength || !version.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            throw new ProblemException(ProblemKind.Fields, "/version", $"must have up to {MaxVersionLength} letters, digits, points, hyphens and underscores, so that it can stand in an address");
        return policy;
    }

    private Answer ToAnswer(StoredPolicy stored, int status)
    {
        var policy = PolicyFile.Parse(stored.File);
        var warnings = PolicyChecks.Warnings(policy, OffenceCatalogue.BuiltIn, DateOnly.FromDateTime(clock.GetLocalNow().DateTime), [.. stored.Signatures]);
        return Answer.Json(status, json =>
        {
            json.WriteStartObject();
            WriteName(json, stored);
            json.WriteString("title", policy.Title);
            json.WriteStartArray("signatures");
            foreach (var signature in stored.Signatures) WriteSignature(json, signature);
            json.WriteEndArray();
            json.WriteStartArray("warnings");
            foreach (var warning in warnings)
            {
                json.WriteStartObject();
                json.WriteString("code", warning.Code);
                json.WriteString("message", warning.Message);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            // As text, so that its bytes, comments included, are those that were hashed and signed.
            json.WriteString("file", Encoding.UTF8.GetString(stored.File));
            json.WriteEndObject();
        }) with
        { Headers = [("ETag", stored.ETag)] };
    }

    private async Task<StoredPolicy?> FindAsync(Call call, StoreTransaction? transaction, string id, string version) => transaction is null
        ? await database.ReadAsync(connection => PolicyTable.FindAsync(connection, null, call.Caller.Partnership, id, version), call.Aborted).ConfigureAwait(false)
        : await PolicyTable.FindAsync(transaction.Connection, transaction, call.Caller.Partnership, id, version).ConfigureAwait(false);

    private static bool Matches(Microsoft.Extensions.Primitives.StringValues condition, StoredPolicy policy) => condition.Count > 0
        && (condition.ToString() == "*" || (EntityTagHeaderValue.TryParseList(condition, out var tags) && tags.Any(tag => !tag.IsWeak && tag.Tag.Value == policy.ETag)));

    private static void WriteName(Utf8JsonWriter json, StoredPolicy policy)
    {
        json.WriteString("id", policy.Id);
        json.WriteString("version", policy.Version);
        json.WriteString("sha256", policy.Sha256);
    }

    private static void WriteSignature(Utf8JsonWriter json, PolicySignature signature)
    {
        json.WriteStartObject();
        json.WriteString("agency", signature.Agency);
        json.WriteString("by", signature.By);
        json.WriteString("role", signature.Role);
        json.WriteString("on", IsoDate.Text(signature.On));
        json.WriteString("sha256", signature.Sha256);
        json.WriteEndObject();
    }

    private static ProblemException NotFound() => new(ProblemKind.NotFound, "The partnership has no such policy.");
}
