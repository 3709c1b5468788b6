using System.Security.Cryptography;
using Iom.Selection.Batch;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Api;

/// <summary>Ranks people, keeps the run, and gives it again.</summary>
internal sealed class RankingCalls(StoreDatabase database, PolicyShelf policies, OnceOnly once, RunAnswers answers, TimeProvider clock, long maxBytes)
{
    /// <summary>How large a body in one piece may be.</summary>
    public const int MaxWholeBytes = 64 * 1024 * 1024;

    private const int PartBytes = 256 * 1024;
    private const int IdBytes = 16;

    /// <summary>Ranks: an object with everybody, or a header and then a line for each.</summary>
    public async Task<Answer> RankAsync(Call call)
    {
        var key = OnceOnly.ReadKey(call);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, call.Caller.Secret);
        RankingIntake intake;
        RankingHeader header;
        Policy policy;
        if (RequestBody.IsOfType(call.Http.Request, Answer.LinesType))
        {
            RequestBody.Limit(call, maxBytes);
            var lines = new RequestLines(call.Http.Request.BodyReader, hash, AssessmentCalls.MaxPersonBytes);
            header = RankingHeader.Parse(await lines.ReadAsync(call.Aborted).ConfigureAwait(false) ?? throw new ProblemException(ProblemKind.Malformed, "The body is empty: its first line is the header object."));
            intake = new RankingIntake(policy = await policies.FindAsync(call, header.Question).ConfigureAwait(false), header.Question);
            while (await lines.ReadAsync(call.Aborted).ConfigureAwait(false) is { } line) intake.Add(line);
        }
        else
        {
            var body = await RequestBody.ReadAsync(call, MaxWholeBytes).ConfigureAwait(false);
            hash.AppendData(body);
            (header, var people) = RankingHeader.ParseWhole(body);
            intake = new RankingIntake(policy = await policies.FindAsync(call, header.Question).ConfigureAwait(false), header.Question);
            foreach (var person in people) intake.Add(person);
        }
        call.People = intake.Count;
        return await once.DoAsync(call, key, hash.GetHashAndReset(), attempt => StoreAsync(call, attempt, policy, header, intake), kept => AgainAsync(call, kept)).ConfigureAwait(false);
    }

    /// <summary>Gives a run again.</summary>
    public async Task<Answer> ReadAsync(Call call, string id)
    {
        var run = await RunTable.FindAsync(database, call.Caller.Partnership, id, call.Aborted).ConfigureAwait(false) ?? throw new ProblemException(ProblemKind.NotFound, "The partnership has no such run.");
        call.Hashes.Add("run:" + run.Id);
        return answers.Create(call, run, StatusCodes.Status200OK);
    }

    private async Task<Answer> AgainAsync(Call call, StoredAnswer kept)
    {
        var run = await RunTable.FindAsync(database, call.Caller.Partnership, kept.Run!, call.Aborted).ConfigureAwait(false) ?? throw new ProblemException(ProblemKind.Purged, "The run is gone.");
        call.Hashes.Add("run:" + run.Id);
        return answers.Create(call, run, kept.Status);
    }

    private async Task<Answer> StoreAsync(Call call, IdempotentWork attempt, Policy policy, RankingHeader header, RankingIntake intake)
    {
        var rows = intake.Rank(header.Capacity);
        var run = new StoredRun(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), header.Question.AsOf, [], IsPurged: false);
        run = run with { Manifest = Manifest(run.Id, policy, header, rows.Summary(intake.Seed, header.Capacity)) };
        call.Hashes.Add("run:" + run.Id);
        var answer = answers.Create(call, run, StatusCodes.Status201Created);
        await database.WriteAsync(async transaction =>
        {
            await RunTable.AddAsync(transaction, call.Caller.Partnership, run, clock.GetUtcNow()).ConfigureAwait(false);
            var part = 0;
            foreach (var lines in Parts(rows)) await RunTable.AddPartAsync(transaction, call.Caller.Partnership, run.Id, part++, lines).ConfigureAwait(false);
            await call.AuditAsync(transaction, answer.Status).ConfigureAwait(false);
            await attempt.CompleteAsync(transaction, OnceOnly.ToKeep(answer, run.Id)).ConfigureAwait(false);
            return 0;
        }, call.Aborted).ConfigureAwait(false);
        attempt.IsCommitted();
        call.IsCommitted();
        return answer;
    }

    private static IEnumerable<byte[]> Parts(RankedRows rows)
    {
        using var part = new MemoryStream();
        foreach (var row in rows.ToJson())
        {
            part.Write(row);
            part.WriteByte((byte)'\n');
            if (part.Length < PartBytes) continue;
            yield return part.ToArray();
            part.SetLength(0);
        }
        if (part.Length > 0) yield return part.ToArray();
    }

    private static byte[] Manifest(string id, Policy policy, RankingHeader header, ProposalSummary proposal) => JsonText.Utf8(json =>
    {
        json.WriteStartObject();
        json.WriteString("run", id);
        json.WriteString("note", "A recommendation. People decide.");
        json.WriteString("asOf", IsoDate.Text(header.Question.AsOf));
        AssessmentCalls.WritePolicy(json, policy);
        json.WriteString("seed", proposal.Seed);
        json.WriteNumber("capacity", proposal.Capacity);
        json.WriteNumber("members", proposal.MemberCount);
        json.WriteNumber("freePlaces", proposal.FreePlaces);
        json.WriteEndObject();
    });
}
