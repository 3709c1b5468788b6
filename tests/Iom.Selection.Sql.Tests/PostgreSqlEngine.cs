using Iom.Selection.Extracts;
using Npgsql;

namespace Iom.Selection.Sql.Tests;

/// <summary>A PostgreSQL server of the tests' own.</summary>
internal sealed class PostgreSqlEngine : ISqlEngine
{
    private readonly NpgsqlConnection _connection;

    public PostgreSqlEngine(PostgresServer server, string database = "postgres")
    {
        _connection = new NpgsqlConnection(server.ConnectionString(database));
        _connection.Open();
    }

    public SqlDialect Dialect => SqlDialect.PostgreSql;

    public void Load(string? schema, IEnumerable<ExtractTable> tables)
    {
        Run($"DROP SCHEMA IF EXISTS {DuckDbEngine.Quoted(schema ?? "public")} CASCADE; CREATE SCHEMA {DuckDbEngine.Quoted(schema ?? "public")};");
        Run(ContractTables.CreateScript(Dialect, schema));
        foreach (var table in tables)
        {
            var columns = string.Join(", ", table.Columns.Select(DuckDbEngine.Quoted));
            using var copy = _connection.BeginTextImport($"COPY {(schema is null ? "" : DuckDbEngine.Quoted(schema) + ".")}{DuckDbEngine.Quoted(table.Name)} ({columns}) FROM STDIN WITH (FORMAT csv)");
            foreach (var row in table.Rows) copy.Write(string.Join(',', row.Select(cell => cell is null ? "" : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n");
        }
    }

    public void Run(string script)
    {
        using var command = new NpgsqlCommand(script, _connection);
        command.ExecuteNonQuery();
    }

    public List<string[]> Cells(string query)
    {
        using var command = new NpgsqlCommand(query, _connection);
        using var reader = command.ExecuteReader();
        return DuckDbEngine.Read(reader);
    }

    public void Dispose() => _connection.Dispose();
}
