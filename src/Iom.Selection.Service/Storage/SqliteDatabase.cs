using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Iom.Selection.Service.Storage;

/// <summary>One file on this machine, with a log of what is written (WAL) beside it: for one service.</summary>
internal sealed class SqliteDatabase : StoreDatabase
{
    private const int SecondsToWait = 30;

    private readonly string _path;
    private readonly string _connection;
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>Names the file; it is opened later.</summary>
    public SqliteDatabase(string path)
    {
        _path = Path.GetFullPath(path);
        _connection = new SqliteConnectionStringBuilder { DataSource = _path, Mode = SqliteOpenMode.ReadWrite, ForeignKeys = true, DefaultTimeout = SecondsToWait }.ToString();
    }

    /// <inheritdoc/>
    protected override string Dialect => "sqlite";

    /// <inheritdoc/>
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<T> WriteAsync<T>(Func<StoreTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        // One writes at a time; whoever waits here does not ask the file over and over.
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await base.WriteAsync(write, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public override Task LockAsync(StoreTransaction transaction, string partnership) => Task.CompletedTask;    // a transaction here begins by locking all

    /// <inheritdoc/>
    public override Task GrantAsync(string role, CancellationToken cancellationToken) => throw new StoreException("A SQLite store has no roles. Leave out --service-role.");

    /// <inheritdoc/>
    public override async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(null, "VACUUM").ConfigureAwait(false);
        await connection.ExecuteAsync(null, "PRAGMA wal_checkpoint(TRUNCATE)").ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override bool IsUnreachable(Exception e) => e is SqliteException { SqliteErrorCode: not (SqliteError or SqliteConstraint) };

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        using (var connection = new SqliteConnection(_connection)) SqliteConnection.ClearPool(connection);
        _writing.Dispose();
        return base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override string Expand(string script) =>
        script.Replace("{bytes}", "BLOB", StringComparison.Ordinal).Replace("{sequence}", "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override async Task PrepareAsync(bool create, CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
        {
            if (!create) throw new StoreException($"There is no store at {_path}. Create it with: iom-service store create --store FILE");
            // It holds what is said of people: it is the user's alone before anything stands in it.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            try
            {
                await new FileStream(_path, options).DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StoreException($"The store cannot be created: check that the folder is there and that you may write to it: {_path}", e);
            }
        }
        try
        {
            await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(null, "PRAGMA journal_mode = WAL").ConfigureAwait(false);
        }
        catch (SqliteException e)
        {
            throw new StoreException($"The store cannot be opened: {_path}. Check that it is a store, and that you may write to it and to its folder.", e);
        }
    }

    private const int SqliteError = 1;
    private const int SqliteConstraint = 19;
}
