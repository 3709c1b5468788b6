using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Iom.Selection.Extracts;

namespace Iom.Selection.Sql.Tests;

/// <summary>DuckDB, in memory.</summary>
internal sealed class DuckDbEngine : ISqlEngine
{
    private DuckDBConnection? _connection;

    public SqlDialect Dialect => SqlDialect.DuckDb;

    private DuckDBConnection Connection
    {
        get
        {
            if (_connection is { } open) return open;
            _connection = new DuckDBConnection("DataSource=:memory:");
            _connection.Open();
            return _connection;
        }
    }

    public void Load(string? schema, IEnumerable<ExtractTable> tables)
    {
        _connection?.Dispose();
        _connection = null;
        Run(ContractTables.CreateScript(Dialect, schema));
        foreach (var table in tables)
        {
            string[][] rows = [.. table.Rows.Select(row => (string[])[.. ContractTables.ColumnsOf(table.Name).Select(column => Literal(Cell(table, row, column)))])];
            if (rows.Length > 0) Run($"INSERT INTO {Name(schema)}{Quoted(table.Name)} VALUES {string.Join(", ", rows.Select(row => $"({string.Join(", ", row)})"))}");
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

    private static string Name(string? schema) => schema is null ? "" : Quoted(schema) + ".";

    // A table made by hand may leave columns out.
    private static string? Cell(ExtractTable table, IReadOnlyList<string?> row, string column) => table.Columns.ToList().IndexOf(column) is >= 0 and var at ? row[at] : null;

    private static string Literal(string? cell) => cell is null ? "NULL" : $"'{cell.Replace("'", "''", StringComparison.Ordinal)}'";
}
