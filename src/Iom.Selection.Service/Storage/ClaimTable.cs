using System.Security.Cryptography;

namespace Iom.Selection.Service.Storage;

/// <summary>Who works on which call, and the first answers to calls that were done.</summary>
/// <remarks>A claim is committed before the work begins, with a lease. Whoever is killed leaves a lease that lapses, and somebody else may take it over.</remarks>
internal sealed class ClaimTable(StoreDatabase database, TimeProvider clock)
{
    /// <summary>How long a lease lasts unless it is renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const string Scope = "partnership = @partnership AND api_key = @api_key AND method = @method AND route = @route AND idempotency_key = @key";
    private const int TokenBytes = 16;

    /// <summary>Tries to take a call on.</summary>
    public Task<ClaimOutcome> TakeAsync(ClaimScope scope, byte[] bodyHash, CancellationToken cancellationToken) => database.WriteAsync(async transaction =>
    {
        var now = clock.GetUtcNow();
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        await transaction.ExecuteAsync($"DELETE FROM claims WHERE {Scope} AND claimed_at < @old", scope.With(("old", StoreTime.Text(now - Kept)))).ConfigureAwait(false);
        var inserted = await transaction.ExecuteAsync(
            """
            INSERT INTO claims (partnership, api_key, method, route, idempotency_key, body_hash, token, lease_until, claimed_at)
            VALUES (@partnership, @api_key, @method, @route, @key, @body_hash, @token, @lease, @now)
            ON CONFLICT (partnership, api_key, method, route, idempotency_key) DO NOTHING
            """,
            scope.With(("body_hash", bodyHash), ("token", token), ("lease", StoreTime.Text(now + Lease)), ("now", StoreTime.Text(now)))).ConfigureAwait(false);
        if (inserted == 1) return new ClaimOutcome.Taken(token);

        var rows = await transaction.QueryAsync($"SELECT body_hash, token, lease_until, status, headers, body, run FROM claims WHERE {Scope}",
            row => (BodyHash: row.Bytes(0), Token: row.GetString(1), LeaseUntil: row.GetString(2),
                Answer: row.IsDBNull(3) ? null : new StoredAnswer(row.GetInt32(3), row.TextOrNull(4) ?? "", row.BytesOrNull(5), row.TextOrNull(6))), scope.With()).ConfigureAwait(false);
        // It was given up between the two commands: the caller tries again.
        if (rows is not [var there]) return new ClaimOutcome.InProgress();
        if (!CryptographicOperations.FixedTimeEquals(there.BodyHash, bodyHash)) return new ClaimOutcome.OtherBody();
        if (there.Answer is { } answer) return new ClaimOutcome.Done(answer);
        if (string.CompareOrdinal(there.LeaseUntil, StoreTime.Text(now)) > 0) return new ClaimOutcome.InProgress();
        var taken = await transaction.ExecuteAsync($"UPDATE claims SET token = @token, lease_until = @lease WHERE {Scope} AND token = @old AND status IS NULL",
            scope.With(("token", token), ("lease", StoreTime.Text(now + Lease)), ("old", there.Token))).ConfigureAwait(false);
        return taken == 1 ? new ClaimOutcome.Taken(token) : (ClaimOutcome)new ClaimOutcome.InProgress();
    }, cancellationToken);

    /// <summary>Keeps a call a while longer.</summary>
    public Task<int> RenewAsync(ClaimScope scope, string token) => database.WriteAsync(transaction => transaction.ExecuteAsync(
        $"UPDATE claims SET lease_until = @lease WHERE {Scope} AND token = @token AND status IS NULL", scope.With(("lease", StoreTime.Text(clock.GetUtcNow() + Lease)), ("token", token))), CancellationToken.None);

    /// <summary>Completes a call, in the transaction that writes what it came to.</summary>
    /// <returns>False where somebody else has taken it over meanwhile: then nothing may be written.</returns>
    public static async Task<bool> CompleteAsync(StoreTransaction transaction, ClaimScope scope, string token, StoredAnswer answer) => await transaction.ExecuteAsync(
        $"UPDATE claims SET status = @status, headers = @headers, body = @body, run = @run WHERE {Scope} AND token = @token AND status IS NULL",
        scope.With(("status", answer.Status), ("headers", answer.Headers), ("body", answer.Body), ("run", answer.Run), ("token", token))).ConfigureAwait(false) == 1;

    /// <summary>Gives a call up of which nothing was written: whoever asks again may do it.</summary>
    public Task<int> ReleaseAsync(ClaimScope scope, string token) => database.WriteAsync(transaction => transaction.ExecuteAsync(
        $"DELETE FROM claims WHERE {Scope} AND token = @token AND status IS NULL", scope.With(("token", token))), CancellationToken.None);

    /// <summary>Takes away answers that have been kept for a day.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken) => database.WriteAsync(transaction => transaction.ExecuteAsync(
        "DELETE FROM claims WHERE claimed_at < @old", ("old", StoreTime.Text(clock.GetUtcNow() - Kept))), cancellationToken);
}
