using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;

namespace Iom.Selection.Service.Storage;

/// <summary>The policies of partnerships, and the signatures under them.</summary>
internal static class PolicyTable
{
    /// <summary>Finds a policy of a partnership.</summary>
    public static async Task<StoredPolicy?> FindAsync(DbConnection connection, StoreTransaction? transaction, string partnership, string id, string version)
    {
        var files = await connection.QueryAsync(transaction, "SELECT sha256, file FROM policies WHERE partnership = @partnership AND id = @id AND version = @version",
            row => (Sha256: row.GetString(0), File: row.Bytes(1)), ("partnership", partnership), ("id", id), ("version", version)).ConfigureAwait(false);
        if (files is not [var (sha256, file)]) return null;
        return new StoredPolicy(id, version, sha256, file, await SignaturesAsync(connection, transaction, partnership, id, version).ConfigureAwait(false));
    }

    /// <summary>Lists policies in order of id and version, behind one of them.</summary>
    public static Task<List<(string Id, string Version)>> ListAsync(DbConnection connection, string partnership, string afterId, string afterVersion, int limit) => connection.QueryAsync(null,
        """
        SELECT id, version FROM policies WHERE partnership = @partnership AND (id > @id OR (id = @id AND version > @version))
        ORDER BY id, version LIMIT @limit
        """,
        row => (row.GetString(0), row.GetString(1)), ("partnership", partnership), ("id", afterId), ("version", afterVersion), ("limit", limit));

    /// <summary>Stores a policy that is not there, or puts another in the place of one that nobody has signed.</summary>
    public static Task<int> StoreAsync(StoreTransaction transaction, string partnership, Policy policy, byte[] file, DateTimeOffset now) => transaction.ExecuteAsync(
        """
        INSERT INTO policies (partnership, id, version, sha256, file, stored_at) VALUES (@partnership, @id, @version, @sha256, @file, @now)
        ON CONFLICT (partnership, id, version) DO UPDATE SET sha256 = excluded.sha256, file = excluded.file, stored_at = excluded.stored_at
        """,
        ("partnership", partnership), ("id", policy.Id), ("version", policy.Version), ("sha256", policy.Sha256), ("file", file), ("now", StoreTime.Text(now)));

    /// <summary>Adds a signature.</summary>
    public static Task<int> SignAsync(StoreTransaction transaction, string partnership, string id, string version, PolicySignature signature, string keyId) => transaction.ExecuteAsync(
        """
        INSERT INTO policy_signatures (partnership, policy_id, policy_version, agency, signed_by, signed_role, signed_on, sha256, api_key)
        VALUES (@partnership, @id, @version, @agency, @by, @role, @on, @sha256, @key)
        """,
        ("partnership", partnership), ("id", id), ("version", version), ("agency", signature.Agency), ("by", signature.By), ("role", signature.Role), ("on", IsoDate.Text(signature.On)),
        ("sha256", signature.Sha256), ("key", keyId));

    private static async Task<ImmutableArray<PolicySignature>> SignaturesAsync(DbConnection connection, StoreTransaction? transaction, string partnership, string id, string version) =>
    [
        .. await connection.QueryAsync(transaction,
            """
            SELECT agency, signed_by, signed_role, signed_on, sha256 FROM policy_signatures
            WHERE partnership = @partnership AND policy_id = @id AND policy_version = @version ORDER BY agency
            """,
            row => new PolicySignature(row.GetString(0), row.GetString(1), row.GetString(2), DateOnly.ParseExact(row.GetString(3), IsoDate.Format, CultureInfo.InvariantCulture), row.GetString(4)),
            ("partnership", partnership), ("id", id), ("version", version)).ConfigureAwait(false),
    ];
}
