using System.Data.Common;
using System.Globalization;

namespace Iom.Selection.Service.Storage;

/// <summary>The database behind the service: one schema and one set of commands, whichever database it is.</summary>
/// <remarks>May be shared between threads.</remarks>
internal abstract class StoreDatabase : IAsyncDisposable
{
    /// <summary>The version of the schema that this program works with.</summary>
    public const int SchemaVersion = 1;

    private protected StoreDatabase()
    {
    }

    /// <summary>Finds the database that an argument names: a connection string of PostgreSQL (<c>Host=...</c>), or the path of a file.</summary>
    public static StoreDatabase From(string store)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(store);
        return store.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? new PostgresDatabase(store) : new SqliteDatabase(store);
    }

    /// <summary>The name of the scripts that are this database's own.</summary>
    protected abstract string Dialect { get; }

    /// <summary>What is written for a token in the scripts.</summary>
    protected abstract string Expand(string script);

    /// <summary>Opens a connection, to be disposed.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Waits until nobody else writes to what a lock stands for; until the end of the transaction.</summary>
    public abstract Task LockAsync(StoreTransaction transaction, string partnership);

    /// <summary>Makes the database, if it is not there.</summary>
    protected abstract Task PrepareAsync(bool create, CancellationToken cancellationToken);

    /// <summary>Lets a role of the database do what the service does, and no more: it can't update or delete in a log.</summary>
    public abstract Task GrantAsync(string role, CancellationToken cancellationToken);

    /// <summary>Sees that what was taken away is not left in a corner of a file.</summary>
    public abstract Task ForgetAsync(CancellationToken cancellationToken);

    /// <summary>Reads.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await read(connection).ConfigureAwait(false);
    }

    /// <summary>Writes in one transaction: all of it is on the disk when this returns, or none of it ever is.</summary>
    public virtual async Task<T> WriteAsync<T>(Func<StoreTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var result = await write(new StoreTransaction(this, connection, transaction)).ConfigureAwait(false);
        // Nobody may stop it here: half of the callers would not know what became of it.
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return result;
    }

    /// <summary>Brings the schema up to date.</summary>
    /// <param name="create">Whether a database that is not there is made.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StoreException">It was made by a later version, or is not there.</exception>
    public async Task MigrateAsync(bool create, CancellationToken cancellationToken)
    {
        await PrepareAsync(create, cancellationToken).ConfigureAwait(false);
        await WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER NOT NULL PRIMARY KEY)").ConfigureAwait(false);
            await LockAsync(transaction, "").ConfigureAwait(false);
            var version = await VersionAsync(transaction.Connection, transaction).ConfigureAwait(false);
            if (version > SchemaVersion) throw TooNew();
            for (var next = version + 1; next <= SchemaVersion; next++)
            {
                var number = next.ToString("0000", CultureInfo.InvariantCulture);
                await transaction.ExecuteAsync(Expand(Script($"{number}.sql"))).ConfigureAwait(false);
                await transaction.ExecuteAsync(Expand(Script($"{number}.{Dialect}.sql"))).ConfigureAwait(false);
                await transaction.ExecuteAsync("INSERT INTO schema_versions (version) VALUES (@version)", ("version", next)).ConfigureAwait(false);
            }
            return 0;
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sees that the schema is the one this program works with.</summary>
    /// <exception cref="StoreException">It is not.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(create: false, cancellationToken).ConfigureAwait(false);
        int version;
        try
        {
            version = await ReadAsync(connection => VersionAsync(connection, null), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e) when (!IsUnreachable(e))
        {
            throw new StoreException("The store has not been created. Create it with: iom-service store create", e);
        }
        if (version > SchemaVersion) throw TooNew();
        if (version < SchemaVersion) throw new StoreException("The store was made by an earlier version. Stop the service everywhere, copy the store, and bring it up to date with: iom-service store create");
    }

    /// <summary>Whether the database could not be reached or could not write, so that the same may go well later.</summary>
    public abstract bool IsUnreachable(Exception e);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<int> VersionAsync(DbConnection connection, StoreTransaction? transaction) =>
        (int)(await connection.ScalarAsync(transaction, "SELECT CAST(COALESCE(MAX(version), 0) AS INTEGER) FROM schema_versions").ConfigureAwait(false)).ToInt64();

    private static StoreException TooNew() => new("The store was made by a later version of this program. Use that version.");

    private static string Script(string name)
    {
        using var stream = typeof(StoreDatabase).Assembly.GetManifestResourceStream($"Iom.Selection.Service.{name}") ?? throw new InvalidOperationException("A script is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
