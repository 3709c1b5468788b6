using System.Collections.Concurrent;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Api;

/// <summary>Finds the policies of a partnership. A file is parsed once; whether the partnership has it is asked each time.</summary>
internal sealed class PolicyShelf(StoreDatabase database)
{
    private const int MaxKept = 64;

    private readonly ConcurrentDictionary<string, Policy> _parsed = new(StringComparer.Ordinal);

    /// <summary>Finds a policy, for a call.</summary>
    /// <exception cref="ProblemException">The partnership has no such policy.</exception>
    public async Task<Policy> FindAsync(Call call, AskedPolicy asked)
    {
        var found = await database.ReadAsync(connection => connection.QueryAsync(null,
            "SELECT sha256 FROM policies WHERE partnership = @partnership AND id = @id AND version = @version", row => row.GetString(0),
            ("partnership", call.Caller.Partnership), ("id", asked.Id), ("version", asked.Version)), call.Aborted).ConfigureAwait(false);
        if (found is not [var sha256]) throw new ProblemException(ProblemKind.Fields, "/policy", "There is no such policy.");
        if (_parsed.TryGetValue(sha256, out var known))
        {
            call.Hashes.Add(known.Sha256);
            return known;
        }
        var stored = await database.ReadAsync(connection => PolicyTable.FindAsync(connection, null, call.Caller.Partnership, asked.Id, asked.Version), call.Aborted).ConfigureAwait(false);
        if (stored is null) throw new ProblemException(ProblemKind.Fields, "/policy", "There is no such policy.");
        var policy = PolicyFile.Parse(stored.File);
        if (_parsed.Count >= MaxKept) _parsed.Clear();
        _parsed[policy.Sha256] = policy;
        call.Hashes.Add(policy.Sha256);
        return policy;
    }

    /// <summary>Finds the policy by which people are to be assessed, with the value of its draw.</summary>
    /// <exception cref="ProblemException">There is no such policy, or it waits for a value, or for none.</exception>
    public async Task<Policy> FindAsync(Call call, Question question)
    {
        var policy = await FindAsync(call, question.Policy).ConfigureAwait(false);
        if (policy.Model is not null) throw new ProblemException(ProblemKind.Fields, "/policy", "The policy names a model learned from outcomes (ranking.model), which this service does not read: use iom rank, or a policy without it.");
        if (policy.LotSource is null)
            return question.LotValue is null ? policy : throw new ProblemException(ProblemKind.Fields, "/lotValue", "is given, but the policy names no source of a value for the draw (ranking.lot)");
        if (question.LotValue is null) throw new ProblemException(ProblemKind.Fields, "/lotValue", "is missing: the policy draws lots by a value that is known only later (ranking.lot)");
        try
        {
            return policy.WithLotValue(question.LotValue);
        }
        catch (ArgumentException)
        {
            throw new ProblemException(ProblemKind.Fields, "/lotValue", $"must have 1 to {Policy.MaxLotValueLength} characters");
        }
    }
}
