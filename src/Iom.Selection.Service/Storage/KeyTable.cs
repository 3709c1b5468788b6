using System.Data.Common;
using System.Security.Cryptography;
using Iom.Selection.Foundation;
using Iom.Selection.Service.Access;

namespace Iom.Selection.Service.Storage;

/// <summary>Partnerships and the keys of their agencies.</summary>
internal sealed class KeyTable(StoreDatabase database, TimeProvider clock)
{
    private const int SecretBytes = 32;

    // Compared with where there is no such key, so that both take as long.
    private static readonly byte[] NoKey = new byte[SHA256.HashSizeInBytes];

    /// <summary>Finds whose key it is. It is looked up at each call, so that a revocation holds at once.</summary>
    /// <returns>The caller; null for a key that is unknown, wrong, revoked or over.</returns>
    public async Task<Caller?> FindAsync(string sent, CancellationToken cancellationToken)
    {
        if (ApiKey.Parse(sent) is not { } key) return null;
        var now = StoreTime.Text(clock.GetUtcNow());
        var rows = await database.ReadAsync(connection => connection.QueryAsync(null,
            """
            SELECT k.sha256, k.partnership, k.agency, k.roles, k.expires_at, k.revoked_at, p.secret
            FROM api_keys k JOIN partnerships p ON p.id = k.partnership WHERE k.id = @id
            """,
            row => (Sha256: row.Bytes(0), IsOver: string.CompareOrdinal(row.GetString(4), now) <= 0 || !row.IsDBNull(5),
                Caller: new Caller(row.GetString(1), key.Id, row.GetString(2), [.. row.GetString(3).Split(' ').Select(ToRole)], row.Bytes(6))),
            ("id", key.Id)), cancellationToken).ConfigureAwait(false);
        var fits = key.Fits(rows is [var found] ? found.Sha256 : NoKey);
        return fits && rows is [{ IsOver: false } one] ? one.Caller : null;
    }

    /// <summary>Makes a partnership, unless it is there.</summary>
    public Task<int> AddPartnershipAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(transaction => transaction.ExecuteAsync(
        "INSERT INTO partnerships (id, secret, created_at) VALUES (@id, @secret, @now) ON CONFLICT (id) DO NOTHING",
        ("id", id), ("secret", RandomNumberGenerator.GetBytes(SecretBytes)), ("now", StoreTime.Text(clock.GetUtcNow()))), cancellationToken);

    /// <summary>Makes a key for an agency of a partnership that is there.</summary>
    /// <exception cref="StoreException">There is no such partnership.</exception>
    public async Task<ApiKey> AddAsync(string partnership, string agency, IEnumerable<Role> roles, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var key = ApiKey.Create();
        await database.WriteAsync(async transaction =>
        {
            if ((await transaction.QueryAsync("SELECT 1 FROM partnerships WHERE id = @id", _ => 0, ("id", partnership)).ConfigureAwait(false)).Count == 0)
                throw new StoreException("There is no such partnership. Create it with: iom-service partnership create");
            return await transaction.ExecuteAsync(
                "INSERT INTO api_keys (id, partnership, agency, roles, sha256, created_at, expires_at) VALUES (@id, @partnership, @agency, @roles, @sha256, @now, @expires)",
                ("id", key.Id), ("partnership", partnership), ("agency", agency), ("roles", string.Join(' ', roles.Distinct().Order().Select(Vocabulary.Word))), ("sha256", key.Sha256),
                ("now", StoreTime.Text(clock.GetUtcNow())), ("expires", StoreTime.Text(expires))).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        return key;
    }

    /// <summary>Revokes a key, from the next call on.</summary>
    /// <returns>Whether there was one that was not revoked.</returns>
    public async Task<bool> RevokeAsync(string id, CancellationToken cancellationToken) => await database.WriteAsync(transaction => transaction.ExecuteAsync(
        "UPDATE api_keys SET revoked_at = @now WHERE id = @id AND revoked_at IS NULL", ("id", id), ("now", StoreTime.Text(clock.GetUtcNow()))), cancellationToken).ConfigureAwait(false) == 1;

    /// <summary>All keys, without what is secret.</summary>
    public Task<List<KeyListing>> ListAsync(CancellationToken cancellationToken) => database.ReadAsync(connection => connection.QueryAsync(
        null, "SELECT id, partnership, agency, roles, expires_at, revoked_at FROM api_keys ORDER BY partnership, agency, id", ToListing), cancellationToken);

    private static KeyListing ToListing(DbDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.TextOrNull(5));

    private static Role ToRole(string word) => Vocabulary.TryParse<Role>(word, out var role) ? role : throw new StoreException("A key in the store has a role that this version does not know.");
}
