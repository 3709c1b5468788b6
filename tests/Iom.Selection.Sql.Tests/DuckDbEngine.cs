using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Iom.Selection.Extracts;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Sql.Tests;

/// <summary>DuckDB, in memory.</summary>
internal sealed class DuckDbEngine : ISqlEngine
{
    private readonly HashSet<string> _made = [];
    private DuckDBConnection? _connection;

    public SqlDialect Dialect => SqlDialect.DuckDb;

    private DuckDBConnection Connection
    {
        get
        {
            if (_connection is { } open) return open;
            _connection = new DuckDBConnection("DataSource=:memory:");
            _connection.Open();
            // So few rows are read faster by one thread.
            Run("SET threads = 1");
            return _connection;
        }
    }

    public void Load(string? schema, IEnumerable<ExtractTable> tables)
    {
        // Tables are made once for each schema, which takes longer than to fill them.
        if (_made.Add(schema ?? "")) Run(ContractTables.CreateScript(Dialect, schema));
        foreach (var name in ContractTables.Names) Run($"DELETE FROM {(schema is null ? "" : Quoted(schema) + ".")}{Quoted(name)}");
        foreach (var table in tables)
        {
            if (ContractTables.InsertScript(Dialect, table.Name, table.Rows, schema) is { Length: > 0 } script) Run(script);
        }
    }

    public void Run(string script)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }

    public List<string[]> Cells(string query)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        return Read(reader);
    }

    public void Dispose() => _connection?.Dispose();

    /// <summary>The cells of a reader, header first.</summary>
    public static List<string[]> Read(DbDataReader reader)
    {
        var rows = new List<string[]> { (string[])[.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)] };
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!)]);
        return rows;
    }

    internal static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
