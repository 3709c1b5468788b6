using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Iom.Selection.Service.Storage;

/// <summary>A PostgreSQL database, for a team: several services may work with it at once.</summary>
internal sealed class PostgresDatabase(string connection) : StoreDatabase
{
    // The classes of errors in which the server, and not what it was asked, is to blame: connection, resources, operator, system, and transactions that can be tried again.
    private static readonly string[] TransientClasses = ["08", "53", "57", "58", "40"];

    // What the service does: it adds to logs, and changes none.
    private static readonly string[] Grants =
    [
        "SELECT ON partnerships, api_keys, schema_versions, purge_under_way", "SELECT, INSERT ON audit, decision_entries, policy_signatures, runs, run_parts, link_keys",
        "SELECT, INSERT, UPDATE ON policies", "SELECT, INSERT, UPDATE, DELETE ON claims",
    ];

    private static readonly string[] Purged = ["decision_entries", "run_parts", "link_keys"];

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connection);

    /// <inheritdoc/>
    protected override string Dialect => "postgres";

    /// <inheritdoc/>
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override Task LockAsync(StoreTransaction transaction, string partnership) =>
        transaction.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(@partnership, 18))", ("partnership", partnership));

    /// <inheritdoc/>
    public override async Task GrantAsync(string role, CancellationToken cancellationToken)
    {
        if (role.Length is 0 or > 63 || !role.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) throw new StoreException("A role of the database has up to 63 letters, digits and underscores.");
        await WriteAsync(async transaction =>
        {
            if ((await transaction.QueryAsync("SELECT 1 FROM pg_roles WHERE rolname = @role", _ => 0, ("role", role)).ConfigureAwait(false)).Count == 0)
                throw new StoreException("The database has no such role. Create it first, with a password and LOGIN and nothing else.");
            foreach (var grant in Grants)
            {
                await transaction.ExecuteAsync($"GRANT {grant} TO \"{role}\"").ConfigureAwait(false);
            }
            return 0;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        foreach (var table in Purged) await connection.ExecuteAsync(null, $"VACUUM FULL {table}").ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override bool IsUnreachable(Exception e) => e switch
    {
        PostgresException postgres => TransientClasses.Contains(postgres.SqlState[..2]),
        NpgsqlException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override string Expand(string script) =>
        script.Replace("{bytes}", "bytea", StringComparison.Ordinal).Replace("{sequence}", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override async Task PrepareAsync(bool create, CancellationToken cancellationToken)
    {
        try
        {
            await using var _ = await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException)
        {
            throw new StoreException("The PostgreSQL database cannot be reached. Check host, port, database, user and password in the connection string, and that the server runs.", e);
        }
    }
}
