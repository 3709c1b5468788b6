using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Iom.Selection.Decisions;
using Iom.Selection.Foundation;
using Iom.Selection.Panels;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Api;

/// <summary>Records what panels decided, and gives the log.</summary>
internal sealed class DecisionCalls(StoreDatabase database, PolicyShelf policies, OnceOnly once, TimeProvider clock)
{
    private const int MaxBodyBytes = 1024 * 1024;
    private const int MaxDecisions = 1000;

    /// <summary>Records decisions, for the caller's agency.</summary>
    public async Task<Answer> RecordAsync(Call call)
    {
        var key = OnceOnly.ReadKey(call);
        var body = await RequestBody.ReadAsync(call, MaxBodyBytes).ConfigureAwait(false);
        var (asked, run, decisions) = RequestBody.Parse(body, root =>
        {
            var fields = root.Object("policy", "run", "decisions");
            return (AskedPolicy.Read(fields), fields.Optional("run")?.Text(), Decisions(fields));
        });
        call.People = decisions.Select(decision => decision.OffenderId).Distinct().Count();
        return await once.DoAsync(call, key, HMACSHA256.HashData(call.Caller.Secret, body), attempt => AppendAsync(call, attempt, asked!, run, decisions), kept => Task.FromResult(OnceOnly.Kept(kept)))
            .ConfigureAwait(false);
    }

    /// <summary>How the log ends: for the minutes.</summary>
    public async Task<Answer> HeadAsync(Call call)
    {
        var (sequence, head) = await database.ReadAsync(connection => DecisionTable.HeadAsync(connection, null, call.Caller.Partnership), call.Aborted).ConfigureAwait(false);
        call.Hashes.Add("head:" + head);
        return Answer.Json(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            WriteHead(json, sequence, head);
            json.WriteEndObject();
        });
    }

    /// <summary>Looks at every byte of the log.</summary>
    public async Task<Answer> VerifyAsync(Call call)
    {
        var (sequence, _) = await database.ReadAsync(connection => DecisionTable.HeadAsync(connection, null, call.Caller.Partnership), call.Aborted).ConfigureAwait(false);
        using var bytes = new MemoryStream();
        await DecisionTable.WriteAsync(database, call.Caller.Partnership, sequence, bytes, call.Aborted).ConfigureAwait(false);
        DecisionLog? log = null;
        DecisionLogException? problem = null;
        try
        {
            log = DecisionLog.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
        catch (DecisionLogException e)
        {
            problem = e;
        }
        if (log is not null) call.Hashes.Add("head:" + log.Head);
        return Answer.Json(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("isUnbroken", log is not null);
            if (log is not null)
            {
                WriteHead(json, log.Entries.Length, log.Head);
                json.WriteNumber("decisions", log.Decisions.Count());
                json.WriteNumber("purged", log.Entries.Count(entry => entry.IsPurged));
            }
            else
            {
                json.WriteNumber("entry", problem!.Line);
                json.WriteString("problem", problem.Message);
            }
            json.WriteEndObject();
        });
    }

    /// <summary>A page of the log.</summary>
    public async Task<Answer> ListAsync(Call call)
    {
        var limit = Paging.Limit(call);
        var after = Paging.After(call) is not { } cursor ? 0
            : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : throw Paging.Unknown();
        var lines = await database.ReadAsync(connection => DecisionTable.LinesAsync(connection, null, call.Caller.Partnership, after, int.MaxValue, limit + 1), call.Aborted).ConfigureAwait(false);
        var page = lines.Take(limit).ToArray();
        call.People = page.Length;
        return Answer.Json(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("entries");
            foreach (var (_, line) in page) json.WriteRawValue(line);
            json.WriteEndArray();
            if (lines.Count > limit) json.WriteString("next", Paging.Cursor(page[^1].Sequence.ToString(CultureInfo.InvariantCulture)));
            json.WriteEndObject();
        });
    }

    /// <summary>The log as the file that <c>iom decisions verify</c> verifies.</summary>
    public async Task<Answer> ExportAsync(Call call)
    {
        var (sequence, head) = await database.ReadAsync(connection => DecisionTable.HeadAsync(connection, null, call.Caller.Partnership), call.Aborted).ConfigureAwait(false);
        (call.People, _) = (sequence, sequence);
        call.Hashes.Add("head:" + head);
        var partnership = call.Caller.Partnership;
        return new Answer(StatusCodes.Status200OK, Answer.LinesType, null)
        {
            Headers = [("Content-Disposition", "attachment; filename=\"decisions.jsonl\"")],
            Write = (stream, token) => DecisionTable.WriteAsync(database, partnership, sequence, stream, token),
        };
    }

    private async Task<Answer> AppendAsync(Call call, IdempotentWork attempt, AskedPolicy asked, string? run, ImmutableArray<RecordedDecision> given)
    {
        var policy = await policies.FindAsync(call, asked).ConfigureAwait(false);
        ImmutableArray<RecordedDecision> decisions = [.. given.Select(decision => decision with { Agency = decision.Agency.Length == 0 ? call.Caller.Agency : decision.Agency })];
        CheckAgencies(call, policy, decisions);
        CheckRules(decisions, DateOnly.FromDateTime(clock.GetLocalNow().DateTime));
        if (run is not null) await CheckRunAsync(call, run, decisions).ConfigureAwait(false);
        try
        {
            var answer = await database.WriteAsync(async transaction =>
            {
                var (added, sequence, head) = await DecisionTable.AppendAsync(transaction, call.Caller.Partnership, call.Caller.Secret, decisions).ConfigureAwait(false);
                var done = Answer.Json(StatusCodes.Status201Created, json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("recorded", added);
                    json.WriteNumber("alreadyRecorded", decisions.Length - added);
                    json.WriteBoolean("checkedAgainstRun", run is not null);
                    WriteHead(json, sequence, head);
                    json.WriteEndObject();
                });
                call.Hashes.Add("head:" + head);
                await call.AuditAsync(transaction, done.Status).ConfigureAwait(false);
                await attempt.CompleteAsync(transaction, OnceOnly.ToKeep(done)).ConfigureAwait(false);
                return done;
            }, call.Aborted).ConfigureAwait(false);
            attempt.IsCommitted();
            call.IsCommitted();
            return answer;
        }
        catch (OppositeDecisionException e)
        {
            throw new ProblemException(ProblemKind.OtherDecision, At(e.Index, ""), "differs from the decision in the log about the same person and date; to reverse that one, send \"reverses\": true. Nothing was recorded");
        }
    }

    private static void WriteHead(Utf8JsonWriter json, int sequence, string head)
    {
        json.WriteNumber("entries", sequence);
        json.WriteString("head", head);
    }

    private static ImmutableArray<RecordedDecision> Decisions(JsonCursor.Fields fields)
    {
        var decisions = ImmutableArray.CreateBuilder<RecordedDecision>();
        foreach (var item in fields.Required("decisions")?.Array(most: MaxDecisions) ?? [])
        {
            var said = item.Object("offenderId", "recommendation", "decision", "reason", "by", "role", "agency", "date", "grounds", "reverses");
            var id = said.Required("offenderId")?.Text();
            var recommendation = said.Required("recommendation")?.Text();
            var decision = said.Required("decision")?.Word<PanelDecision>();
            var date = said.Required("date")?.Date();
            var by = said.Required("by")?.Text();
            var role = said.Required("role")?.Text();
            var reason = said.Optional("reason")?.Text();
            var agency = said.Optional("agency")?.Text();
            var reverses = said.Optional("reverses")?.Flag();
            ImmutableArray<string> grounds = [.. (said.Optional("grounds")?.Array(mayBeEmpty: true, Limits.MaxItems) ?? []).Select(ground => ground.Text()).OfType<string>()];
            if (id is null || recommendation is null || decision is null || date is null || by is null || role is null) continue;
            decisions.Add(new RecordedDecision(new OffenderId(id), recommendation.ToLowerInvariant(), decision.Value, date.Value)
            {
                Reason = reason?.Trim() ?? "",
                By = by.Trim(),
                Role = role.Trim(),
                Agency = agency?.Trim() ?? "",
                Grounds = grounds,
                Reverses = reverses == true,
            });
        }
        return decisions.ToImmutable();
    }

    // A key gives the views of its own agency alone, and the agency sits on the panel.
    private static void CheckAgencies(Call call, Policy policy, ImmutableArray<RecordedDecision> decisions)
    {
        if (policy.Panel is not { } panel) throw new ProblemException(ProblemKind.Fields, "/policy", "has no \"panel\" section, so agencies can't be checked");
        var own = panel.IdOf(call.Caller.Agency) ?? throw new ProblemException(ProblemKind.OtherAgency, "The agency of this key is not on the panel of the policy.");
        for (var i = 0; i < decisions.Length; i++)
        {
            if (panel.IdOf(decisions[i].Agency) != own) throw new ProblemException(ProblemKind.OtherAgency, At(i, "/agency"), "is not the agency of this key");
        }
    }

    private static void CheckRules(ImmutableArray<RecordedDecision> decisions, DateOnly today)
    {
        var errors = new List<FieldError>();
        for (var i = 0; i < decisions.Length; i++)
        {
            if (DecisionRules.FindProblem(decisions[i]) is { } problem) errors.Add(new FieldError(At(i, "/" + problem.Column), problem.Message));
            if (decisions[i].Date > today) errors.Add(new FieldError(At(i, "/date"), "is after the day of recording"));
        }
        if (errors.Count > 0) throw new ProblemException([.. errors.Take(RequestBody.MaxErrors)]);
    }

    // The people, recommendations and grounds are those of the run, and no decision is older than it.
    private async Task CheckRunAsync(Call call, string id, ImmutableArray<RecordedDecision> decisions)
    {
        var run = await RunTable.FindAsync(database, call.Caller.Partnership, id, call.Aborted).ConfigureAwait(false) ?? throw new ProblemException(ProblemKind.Fields, "/run", "There is no such run.");
        if (run.IsPurged) throw new ProblemException(ProblemKind.Fields, "/run", "was purged");
        call.Hashes.Add("run:" + id);
        var listed = await ListedAsync(call, id, decisions.Select(decision => decision.OffenderId.Value).ToHashSet(StringComparer.Ordinal)).ConfigureAwait(false);
        var errors = new List<FieldError>();
        for (var i = 0; i < decisions.Length; i++)
        {
            if (!listed.TryGetValue(decisions[i].OffenderId.Value, out var row)) errors.Add(new FieldError(At(i, "/offenderId"), "is not among the people the run lists for a decision"));
            else if (row.Recommendation != decisions[i].Recommendation) errors.Add(new FieldError(At(i, "/recommendation"), "is not the one in the run"));
            else if (!row.Reasons.SequenceEqual(decisions[i].Grounds)) errors.Add(new FieldError(At(i, "/grounds"), "are not the reasons in the run"));
            if (decisions[i].Date < run.AsOf) errors.Add(new FieldError(At(i, "/date"), "is before the date of the run"));
        }
        if (errors.Count > 0) throw new ProblemException([.. errors.Take(RequestBody.MaxErrors)]);
    }

    private async Task<Dictionary<string, (string Recommendation, string[] Reasons)>> ListedAsync(Call call, string id, HashSet<string> people)
    {
        var listed = new Dictionary<string, (string, string[])>(StringComparer.Ordinal);
        await foreach (var lines in RunTable.PartsAsync(database, call.Caller.Partnership, id, call.Aborted).ConfigureAwait(false))
        {
            for (var rest = lines.AsMemory(); !rest.IsEmpty;)
            {
                var end = rest.Span.IndexOf((byte)'\n');
                using var row = JsonDocument.Parse(rest[..end]);
                rest = rest[(end + 1)..];
                var root = row.RootElement;
                // Whether a member stays is for a review to ask.
                if (!people.Contains(root.GetProperty("offenderId").GetString()!) || root.GetProperty("member").GetBoolean()) continue;
                var recommendation = root.GetProperty("recommendation").GetString()!;
                if (root.GetProperty("nominated").GetBoolean() || root.GetProperty("tied").GetBoolean() || recommendation is "select" or "reserve")
                    listed[root.GetProperty("offenderId").GetString()!] = (recommendation, [.. root.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)]);
            }
        }
        return listed;
    }

    private static string At(int index, string more) => string.Create(CultureInfo.InvariantCulture, $"/decisions/{index}{more}");
}
