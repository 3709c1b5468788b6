using System.Data.Common;

namespace Iom.Selection.Service.Storage;

/// <summary>A transaction that is under way.</summary>
/// <param name="Database">The database.</param>
/// <param name="Connection">The connection.</param>
/// <param name="Transaction">The transaction.</param>
internal sealed record StoreTransaction(StoreDatabase Database, DbConnection Connection, DbTransaction Transaction)
{
    /// <summary>Executes a command.</summary>
    /// <returns>How many rows it changed.</returns>
    public Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] values) => Connection.ExecuteAsync(this, sql, values);

    /// <summary>Reads rows.</summary>
    public Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] values) => Connection.QueryAsync(this, sql, read, values);
}
