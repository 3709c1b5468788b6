using System.Globalization;
using DuckDB.NET.Data;
using Npgsql;

namespace Iom.Selection.Peers;

/// <summary>The compiled policy where the data is, <c>iom rank --database</c>, beside <c>iom rank</c> of the files that the tables were made of.</summary>
/// <remarks>
/// Tables are made once by <c>iom check --tables</c>, and copied to Parquet by DuckDB and to a PostgreSQL server by COPY, where one is named: none of that is counted.
/// DuckDB's time is the tool's own, for it runs in the tool. Of PostgreSQL the CPU time of the server is added, as the system tells it of the server's processes; its memory is not told.
/// </remarks>
internal sealed class SqlJob(string folder, long offences, int rounds, string tool, bool keep)
{
    public const string Name = "sql";

    /// <summary>The variable that names a PostgreSQL server on this machine, and a database of it in which a schema may be made and taken away.</summary>
    private const string PostgresVariable = "IOM_PEERS_POSTGRES";
    private const string ConnectionVariable = "IOM_PEERS_CONNECTION";
    private const string LibraryVariable = "IOM_DUCKDB";
    private const string Schema = "iom_peers";
    private const int OffencesOfAPerson = 20;

    /// <summary>Makes the data, runs everything and takes away what it has made.</summary>
    /// <returns>A table in Markdown.</returns>
    public string Run()
    {
        var extracts = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Job.Full.Name}-{offences}"));
        var people = (int)(offences / OffencesOfAPerson);
        if (!Directory.Exists(extracts)) new SampleData(extracts, offences, people, isLight: false).Write();
        var (tables, parquet) = (Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"tables-{offences}")), Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"parquet-{offences}")));
        if (!Directory.Exists(tables)) Usage.Of(tool, "check", "--extracts", extracts, "--as-of", "2026-10-31", "--out", tables, "--tables");
        if (!Directory.Exists(parquet)) WriteParquet(tables, parquet);
        // The tool carries no engine; this program does.
        var library = Directory.EnumerateFiles(AppContext.BaseDirectory, "*duckdb.*", SearchOption.AllDirectories)
            .FirstOrDefault(file => file.Contains(System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier, StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(file) is "libduckdb" or "duckdb");
        if (Environment.GetEnvironmentVariable(LibraryVariable) is null && library is not null) Environment.SetEnvironmentVariable(LibraryVariable, library);
        var server = Environment.GetEnvironmentVariable(PostgresVariable);
        if (server is not null) Load(tables, server);

        var (files, database) = (Path.Combine(folder, "files"), Path.Combine(folder, "database"));
        string[] rank = ["rank", "--policy", Job.PathOf(Job.Full.Policy), "--as-of", "2026-10-31", "--capacity", Job.Full.Capacity.ToString(CultureInfo.InvariantCulture), "--all-points", "--quiet"];
        Usage InDatabase(string connection, params string[] more)
        {
            Environment.SetEnvironmentVariable(ConnectionVariable, connection);
            var usage = Fresh(database, [.. rank, "--database", $"env:{ConnectionVariable}", .. more, "--out", database]);
            foreach (var file in new[] { "ranking.csv", "cohort.csv", "explanations.jsonl" })
            {
                if (!File.ReadAllBytes(Path.Combine(files, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(database, file)))) throw new InvalidOperationException($"{file} differs.");
            }
            return usage;
        }

        Turn[] turns =
        [
            new("iom rank, CSV", null, null, () => Fresh(files, [.. rank, "--extracts", extracts, "--no-report", "--out", files])),
            new("--database, DuckDB, Parquet", null, null, () => InDatabase($"duckdb:{parquet}")),
            new("--database, DuckDB, CSV", null, null, () => InDatabase($"duckdb:{tables}")),
            .. server is null ? Array.Empty<Turn>() :
            [
                new("--database, PostgreSQL", null, null, () =>
                {
                    var before = ServerSeconds(server);
                    var usage = InDatabase(server, "--schema", Schema);
                    return usage with { Cpu = usage.Cpu + ServerSeconds(server) - before };
                }),
            ],
        ];
        var text = InTurn.Compare(string.Create(CultureInfo.InvariantCulture, $"SQL: {offences:N0} offences of {people:N0} people; the same ranking, list and explanations to the byte"), rounds, turns);
        foreach (var made in new[] { files, database }) Directory.Delete(made, recursive: true);
        if (server is not null && !keep) Execute(server, $"DROP SCHEMA {Schema} CASCADE");
        if (!keep)
        {
            foreach (var made in new[] { tables, parquet, extracts }) Directory.Delete(made, recursive: true);
        }
        return text + (server is null ? $"\nNo PostgreSQL: {PostgresVariable} names none.\n" : $"\nPostgreSQL {Ask(server, "SHOW server_version")}: CPU of the server is in, its memory is not.\n");
    }

    private Usage Fresh(string output, string[] args)
    {
        if (Directory.Exists(output)) Directory.Delete(output, recursive: true);
        return Usage.Of(tool, args);
    }

    private static void WriteParquet(string tables, string parquet)
    {
        Directory.CreateDirectory(parquet);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        Run(Sql.ContractTables.ViewScript(Sql.ContractTables.Names.ToDictionary(name => name, name => Path.Combine(tables, Sql.ContractTables.FileOf(name)))));
        foreach (var name in Sql.ContractTables.Names) Run($"COPY (SELECT * FROM \"{name}\") TO '{Path.Combine(parquet, $"table-{name}.parquet").Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)");
    }

    private static void Load(string tables, string server)
    {
        if (Ask(server, $"SELECT to_regclass('{Schema}.supplied')::text").Length > 0) return;
        Execute(server, Sql.ContractTables.CreateScript(Sql.Dialects.SqlDialect.PostgreSql, Schema));
        using var connection = Open(server);
        foreach (var name in Sql.ContractTables.Names)
        {
            using var file = new StreamReader(Path.Combine(tables, Sql.ContractTables.FileOf(name)));
            using var copy = connection.BeginTextImport($"COPY {Schema}.\"{name}\" FROM STDIN WITH (FORMAT csv, HEADER true)");
            var buffer = new char[1 << 16];
            while (file.Read(buffer) is > 0 and var length) copy.Write(buffer, 0, length);
        }
        Execute(server, "VACUUM ANALYZE");
    }

    // User and system time of the server and of all its processes that have ended, in seconds: of the parent of the process that answers us.
    private static double ServerSeconds(string server)
    {
        // The process of the query before has ended, and is counted, a moment later.
        Thread.Sleep(500);
        using var connection = Open(server);
        using var command = new NpgsqlCommand("SELECT pg_backend_pid()::text", connection);
        var parent = Stat((string)command.ExecuteScalar()!)[1];
        return Stat(parent)[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksOfASecond;

        // What follows the name of the program, which may hold blanks.
        static string[] Stat(string process) => File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
    }

    private const double TicksOfASecond = 100;

    private static NpgsqlConnection Open(string server)
    {
        var connection = new NpgsqlConnection(server + ";Pooling=false;Command Timeout=0");
        connection.Open();
        return connection;
    }

    private static void Execute(string server, string sql)
    {
        using var connection = Open(server);
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static string Ask(string server, string sql)
    {
        using var connection = Open(server);
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() as string ?? "";
    }
}
