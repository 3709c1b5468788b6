using System.Data.Common;
using System.Globalization;

namespace Iom.Selection.Service.Storage;

/// <summary>Commands with named values, the same for either database.</summary>
internal static class StoreCommands
{
    /// <summary>Executes a command.</summary>
    /// <returns>How many rows it changed.</returns>
    public static async Task<int> ExecuteAsync(this DbConnection connection, StoreTransaction? transaction, string sql, params (string Name, object? Value)[] values)
    {
        await using var command = Command(connection, transaction, sql, values);
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    /// <summary>Reads one value.</summary>
    /// <returns>The value; null where there is none.</returns>
    public static async Task<object?> ScalarAsync(this DbConnection connection, StoreTransaction? transaction, string sql, params (string Name, object? Value)[] values)
    {
        await using var command = Command(connection, transaction, sql, values);
        return await command.ExecuteScalarAsync().ConfigureAwait(false) is { } value and not DBNull ? value : null;
    }

    /// <summary>Reads rows.</summary>
    public static async Task<List<T>> QueryAsync<T>(this DbConnection connection, StoreTransaction? transaction, string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] values)
    {
        await using var command = Command(connection, transaction, sql, values);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync().ConfigureAwait(false)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>Reads a text that may be absent.</summary>
    public static string? TextOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Reads bytes that may be absent.</summary>
    public static byte[]? BytesOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    /// <summary>Reads bytes.</summary>
    public static byte[] Bytes(this DbDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    /// <summary>A whole number, as whichever type a database gives it.</summary>
    public static long ToInt64(this object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static DbCommand Command(DbConnection connection, StoreTransaction? transaction, string sql, (string Name, object? Value)[] values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction?.Transaction;
#pragma warning disable CA2100 // Every command is a constant of this project; what varies is a value.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
