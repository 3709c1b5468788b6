using System.Data.Common;
using System.Net.Sockets;
using Iom.Selection.Sql;
using Iom.Selection.Sql.Dialects;
using Npgsql;

namespace Iom.Selection.Database.Connections;

/// <summary>PostgreSQL, in one transaction that is read-only and repeatable-read.</summary>
internal sealed class PostgreSqlEngine : Engine
{
    private const int FirstVersion = 12;

    private readonly string _place;
    private readonly NpgsqlConnection _connection;

    public PostgreSqlEngine(ConnectionText connection, CancellationToken cancellationToken)
        : base(cancellationToken)
    {
        _place = connection.Place;
        _connection = new NpgsqlConnection(Settings(connection));
    }

    public override SqlDialect Dialect => SqlDialect.PostgreSql;

    public override string Title => "PostgreSQL";

    public override IReadOnlyList<string> FindTables(string? schema)
    {
        var found = new List<string>();
        string[] names = [.. ContractTables.Names.Select(table => ContractTables.NameOf(Dialect, table, schema))];
        // In the order in which they are asked for.
        Query("SELECT to_regclass(t.name) IS NOT NULL FROM unnest($1) WITH ORDINALITY AS t(name, place) ORDER BY t.place", names, reader => found.Add(reader.GetBoolean(0) ? ContractTables.Names[found.Count] : ""));
        return [.. found.Where(name => name.Length > 0)];
    }

    public override IReadOnlyList<DatabaseColumn> ColumnsOf(string table, string? schema)
    {
        using var command = NewCommand($"SELECT * FROM {ContractTables.NameOf(Dialect, table, schema)} LIMIT 0");
        var columns = new List<DatabaseColumn>();
        try
        {
            using var reader = command.ExecuteReader();
            for (var i = 0; i < reader.FieldCount; i++) columns.Add(new DatabaseColumn(reader.GetName(i), reader.GetDataTypeName(i)));
        }
        catch (DbException e)
        {
            throw new DatabaseException(Explain(e)!);
        }
        return columns;
    }

    public override void CheckUnchanged()
    {
        // The transaction sees one snapshot.
    }

    public override void Dispose() => _connection.Dispose();

    protected override void Begin(string? schema)
    {
        _connection.OpenAsync(CancellationToken).GetAwaiter().GetResult();
        if (_connection.PostgreSqlVersion.Major < FirstVersion) throw new DatabaseException("The server is older than PostgreSQL 12, which the compiled policy needs.");
        Execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        // What a name stands for is the server's own first, whatever somebody has put into a schema before it.
        var path = Ask("SHOW search_path");
        using (var command = NewCommand("SELECT pg_catalog.set_config('search_path', $1, true)"))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = path.Length == 0 ? "pg_catalog" : $"pg_catalog, {path}" });
            command.ExecuteNonQuery();
        }
        // A row that a policy of the server hides would be missing without a word: then it is an error.
        Execute("SET LOCAL row_security = off");
        Execute("SET LOCAL standard_conforming_strings = on");
        // To compile so long a query takes longer than it saves.
        Execute("SET LOCAL jit = off");
        if (Ask("SHOW server_encoding") != "UTF8") throw new DatabaseException("The database does not keep its texts in UTF-8, so that ids would be put in another order. Load the tables into a database of UTF-8.");
    }

    protected override DbCommand NewCommand(string sql) => new NpgsqlCommand(sql, _connection) { CommandTimeout = 0 };

    protected override DbParameter ListParameter(IReadOnlyList<string> texts) => new NpgsqlParameter<string[]> { TypedValue = [.. texts] };

    protected override string? Explain(Exception exception) => exception switch
    {
        PostgresException e => ExplainState(e.SqlState),
        NpgsqlException or SocketException or TimeoutException or System.Security.Authentication.AuthenticationException or IOException =>
            $"The PostgreSQL database cannot be reached, or the connection broke off. Check what is in {_place}, and that the server runs.",
        _ => null,
    };

    private string ExplainState(string state) => state switch
    {
        ['2', '8', ..] => $"The PostgreSQL server refuses the user or the password in {_place}.",
        "3D000" => $"The PostgreSQL server has no database of the name in {_place}.",
        "42501" => "The PostgreSQL server does not let this user read the tables of the contract, or hides rows by row-level security. GRANT SELECT on the tables; for a part of the rows make views of it, and name their schema.",
        "42P01" or "42703" or "3F000" => "A table or a column of the contract is not there. Run create.sql (iom policy sql), and name its schema with --schema.",
        "53200" or "53100" or "54000" => "The PostgreSQL server ran out of memory, disk or room for a query of this size.",
        ['5', '3', ..] or ['5', '7', ..] => "The PostgreSQL server ended the query or takes no more connections. Run the command again when it is free.",
        ['2', '2', ..] => "A value in a table cannot be reckoned with: a number or a date is out of range. Load the tables from what iom check --tables writes.",
        ['4', '0', ..] => "The PostgreSQL server could not keep its snapshot. Run the command again.",
        // The code is of a closed list of the engine, and says nothing of the data.
        _ => $"The PostgreSQL server stopped with the error code {(state.All(char.IsAsciiLetterOrDigit) ? state : "?")}.",
    };

    private string Ask(string sql)
    {
        using var command = NewCommand(sql);
        return command.ExecuteScalar() as string ?? "";
    }

    // Whatever the text asks for, nothing of it, and no value, gets into a message or a log.
    private static string Settings(ConnectionText connection)
    {
        try
        {
            var settings = connection.Target.Contains("://", StringComparison.Ordinal) ? PostgreSqlUri.Parse(connection.Target) : new NpgsqlConnectionStringBuilder(connection.Target);
            if (string.IsNullOrEmpty(settings.Host)) throw new FormatException("No host.");
            settings.Pooling = false;
            settings.Enlist = false;
            settings.PersistSecurityInfo = false;
            settings.IncludeErrorDetail = false;
            settings.LogParameters = false;
            settings.CommandTimeout = 0;
            settings.ApplicationName ??= "iom";
            return settings.ConnectionString;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            throw new DatabaseException($"What is in {connection.Place} is no connection to PostgreSQL: it takes postgresql://USER@HOST/DATABASE, or Host=...;Database=...;Username=...");
        }
    }
}
