using Iom.Selection.Extracts;
using Iom.Selection.Sql.Dialects;
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
        // Tables are made once for each schema, which takes longer than to fill them.
        var space = schema is null ? "" : DuckDbEngine.Quoted(schema) + ".";
        if (Cells($"SELECT CAST(to_regclass('{space.Replace("'", "''", StringComparison.Ordinal)}supplied') AS text)")[1][0].Length == 0) Run(ContractTables.CreateScript(Dialect, schema));
        Run($"TRUNCATE {string.Join(", ", ContractTables.Names.Select(name => space + DuckDbEngine.Quoted(name)))}");
        foreach (var table in tables)
        {
            var columns = string.Join(", ", table.Columns.Select(DuckDbEngine.Quoted));
            using var copy = _connection.BeginTextImport($"COPY {space}{DuckDbEngine.Quoted(table.Name)} ({columns}) FROM STDIN WITH (FORMAT csv)");
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
