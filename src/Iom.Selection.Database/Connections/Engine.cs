using System.Data.Common;
using Iom.Selection.Sql;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Database.Connections;

/// <summary>A connection to a database that only reads, in one snapshot.</summary>
internal abstract class Engine : IDisposable
{
    private readonly CancellationToken _cancellationToken;

    protected Engine(CancellationToken cancellationToken) => _cancellationToken = cancellationToken;

    /// <summary>The engine.</summary>
    public abstract SqlDialect Dialect { get; }

    /// <summary>What it is called.</summary>
    public abstract string Title { get; }

    /// <summary>Stops what runs.</summary>
    protected CancellationToken CancellationToken => _cancellationToken;

    /// <summary>Connects to what a variable or a private file names, and begins the snapshot.</summary>
    /// <exception cref="DatabaseException">The database is not there, or refuses.</exception>
    public static Engine Open(ConnectionText connection, string? schema, int threads, CancellationToken cancellationToken)
    {
        Engine engine = connection.Dialect switch
        {
            SqlDialect.DuckDb => new DuckDbEngine(connection, threads, cancellationToken),
            SqlDialect.PostgreSql => new PostgreSqlEngine(connection, cancellationToken),
            SqlDialect.Spark or SqlDialect.Trino => throw new System.Diagnostics.UnreachableException(),
        };
        try
        {
            engine.Guard(() => engine.Begin(schema));
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Which tables of the contract are there.</summary>
    public abstract IReadOnlyList<string> FindTables(string? schema);

    /// <summary>The columns of a table, each with its type.</summary>
    public abstract IReadOnlyList<DatabaseColumn> ColumnsOf(string table, string? schema);

    /// <summary>Runs a query, and reads what it gives.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="ids">Its one parameter, if it has one.</param>
    /// <param name="read">Reads one row.</param>
    /// <exception cref="DatabaseException">The database fails.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Query(string sql, IReadOnlyList<string>? ids, Action<DbDataReader> read) => Guard(() =>
    {
        using var command = NewCommand(sql);
        if (ids is not null) command.Parameters.Add(ListParameter(ids));
        using var stop = _cancellationToken.Register(() => Cancel(command));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            read(reader);
            _cancellationToken.ThrowIfCancellationRequested();
        }
    });

    /// <summary>Sees that what was read is still what is there, where the engine can't keep a snapshot of it.</summary>
    /// <exception cref="DatabaseException">It has changed.</exception>
    public abstract void CheckUnchanged();

    /// <inheritdoc/>
    public abstract void Dispose();

    protected abstract void Begin(string? schema);

    protected abstract DbCommand NewCommand(string sql);

    protected abstract DbParameter ListParameter(IReadOnlyList<string> texts);

    /// <summary>Says in one line what went wrong, without what the engine itself says: that may hold a value or the connection. Null for what is no failure of the database.</summary>
    protected abstract string? Explain(Exception exception);

    protected void Execute(string sql)
    {
        using var command = NewCommand(sql);
        command.ExecuteNonQuery();
    }

    private static void Cancel(DbCommand command)
    {
        try
        {
            command.Cancel();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is not DatabaseException)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            // What a cell holds has no place in a value of ours; it is not repeated.
            if (e is OverflowException or InvalidCastException or FormatException) throw new DatabaseException("A value in a table cannot be reckoned with: a number or a date is out of range. Load the tables from what iom check --tables writes.");
            if (Explain(e) is { } message) throw new DatabaseException(message);
            throw;
        }
    }
}
