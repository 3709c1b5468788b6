using DuckDB.NET.Data;
using Iom.Selection.Cli.Tests;
using Iom.Selection.Database.Connections;
using Iom.Selection.Extracts;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Sql.Tests;

/// <summary>What <c>iom rank --database</c> may do to a database, what a database may do to it, and what is never told.</summary>
public class DatabaseSafetyTests(PostgreSqlServerFixture postgres) : IClassFixture<PostgreSqlServerFixture>, IDisposable
{
    private readonly DatabaseWorkspace _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("Host=127.0.0.1;Username=iom;Password=SYNTHETIC-SECRET-7")]
    [InlineData("postgresql://iom:SYNTHETIC-SECRET-7@127.0.0.1/iom")]
    [InlineData("env:")]
    [InlineData("env:A=B")]
    [InlineData("file:")]
    [InlineData("")]
    public void A_connection_on_the_command_line_is_2_and_is_not_repeated(string database) =>
        DatabaseWorkspace.Tool(_work.Sample("--database", database, "--out", _work.NewPath("out"))).IsRefused(2, "--database takes env:NAME");

    [Theory]
    [InlineData("postgresql://iom:SYNTHETIC-SECRET-7@127.0.0.1:1/SYNTHETIC-SECRET-7", "cannot be reached")]
    [InlineData("Host=127.0.0.1;Port=1;Database=SYNTHETIC-SECRET-7;Username=SYNTHETIC-SECRET-7;Password=SYNTHETIC-SECRET-7", "cannot be reached")]
    [InlineData("postgresql:Host=127.0.0.1;Port=1;Password=SYNTHETIC-SECRET-7;Unheard=SYNTHETIC-SECRET-7", "no connection to PostgreSQL")]
    [InlineData("postgresql://127.0.0.1:1/x?SYNTHETIC-SECRET-7=1", "no connection to PostgreSQL")]
    [InlineData("mysql://iom:SYNTHETIC-SECRET-7@127.0.0.1/iom", "is no connection")]
    [InlineData("duckdb:/nowhere/SYNTHETIC-SECRET-7.db", "no file and no folder")]
    public void A_database_that_is_not_there_is_one_line_without_the_connection(string connection, string words)
    {
        var output = _work.NewPath("out");
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection(connection), "--out", output)).IsRefused(3, words);
        Assert.False(Directory.Exists(output));
    }

    [Fact]
    public void A_file_that_others_may_read_a_variable_that_is_not_set_and_a_file_that_is_not_there_are_3()
    {
        string[] Rank(string database) => _work.Sample("--database", database, "--out", _work.NewPath("out"));
        var connection = _work.Connection("duckdb:/nowhere");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(connection["file:".Length..], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            DatabaseWorkspace.Tool(Rank(connection)).IsRefused(3, "chmod 600");
        }
        DatabaseWorkspace.Tool(Rank("env:IOM_NO_SUCH_VARIABLE")).IsRefused(3, "IOM_NO_SUCH_VARIABLE", "duckdb:PATH");
        DatabaseWorkspace.Tool(Rank($"file:{_work.NewPath("absent")}")).IsRefused(3, "cannot be opened");
    }

    [Fact]
    public void Options_that_are_for_extracts_alone_are_2()
    {
        var connection = _work.Connection("duckdb:/nowhere");
        foreach (var (option, value) in new[] { ("--extracts", _work.SampleExtracts), ("--map", "map.json"), ("--max-refused", "5"), ("--for", "statistics"), ("--texts", "texts.json") })
            DatabaseWorkspace.Tool([.. _work.Sample("--database", connection, "--out", _work.NewPath("out")), option, value]).IsRefused(2, "--extracts");
        DatabaseWorkspace.Tool(_work.Sample("--extracts", _work.SampleExtracts, "--schema", "s", "--out", _work.NewPath("out"))).IsRefused(2, "--schema");
        DatabaseWorkspace.Tool(_work.Sample("--out", _work.NewPath("out"))).IsRefused(2, "--extracts or --database");
    }

    [FactWithPostgres]
    public void Nothing_of_the_connection_is_printed_logged_or_in_a_file_of_the_run()
    {
        using var engine = new PostgreSqlEngine(postgres.Server);
        engine.Load("iom", ExtractFolder.Load(_work.SampleExtracts).ToTables());
        engine.Run($"DROP ROLE IF EXISTS reader_of_secrets; CREATE ROLE reader_of_secrets LOGIN PASSWORD '{Outcome.Secret}'; GRANT USAGE ON SCHEMA iom TO reader_of_secrets; GRANT SELECT ON ALL TABLES IN SCHEMA iom TO reader_of_secrets");
        var (output, log) = (_work.NewPath("out"), _work.NewPath("log"));
        var connection = _work.Connection($"postgresql://reader_of_secrets:{Outcome.Secret}@127.0.0.1:{postgres.Server.Port}/postgres?application_name={Outcome.Secret}");
        var outcome = DatabaseWorkspace.Tool(_work.Sample("--database", connection, "--schema", "iom", "--out", output, "--log", log)).IsDone();
        string[] texts = [outcome.Out, outcome.Error, .. Directory.GetFiles(output).Append(log).Select(File.ReadAllText)];
        foreach (var part in new[] { Outcome.Secret, "reader_of_secrets", "127.0.0.1", postgres.Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), connection["file:".Length..] })
            Assert.All(texts, text => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
        engine.Run("REVOKE SELECT ON iom.offences FROM reader_of_secrets");
        DatabaseWorkspace.Tool(_work.Sample("--database", connection, "--schema", "iom", "--out", _work.NewPath("out"))).IsRefused(3, "GRANT SELECT");
        DatabaseWorkspace.Tool(_work.Sample("--database", connection, "--out", _work.NewPath("out"))).IsRefused(3, "offenders");
    }

    [FactWithPostgres]
    public void PostgreSQL_is_read_in_one_snapshot_and_can_be_written_to_by_no_statement()
    {
        using var other = new PostgreSqlEngine(postgres.Server);
        other.Load("snapshot", ExtractFolder.Load(_work.SampleExtracts).ToTables());
        using var engine = Engine.Open(ConnectionText.Read(_work.Connection(postgres.Server.ConnectionString())), "snapshot", 1, default);
        var before = Count(engine, "SELECT count(*) FROM snapshot.offences");
        other.Run("DELETE FROM snapshot.offences");
        Assert.Equal(before, Count(engine, "SELECT count(*) FROM snapshot.offences"));
        Assert.Throws<DatabaseException>(() => engine.Query("DELETE FROM snapshot.offenders", null, _ => { }));
    }

    /// <summary>Functions of the names that the compiled policy calls, in a schema that the server looks through first.</summary>
    [FactWithPostgres]
    public void Functions_of_somebody_elses_do_not_stand_in_the_place_of_the_servers_own()
    {
        using var admin = new PostgreSqlEngine(postgres.Server);
        admin.Load("tables", ExtractFolder.Load(_work.SampleExtracts).ToTables());
        admin.Run("""
            CREATE SCHEMA IF NOT EXISTS evil;
            CREATE OR REPLACE FUNCTION evil.sha256(bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT '\x00'::bytea $$;
            CREATE OR REPLACE FUNCTION evil.strpos(text, text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT 1 $$;
            CREATE OR REPLACE FUNCTION evil.never(date, date) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT FALSE $$;
            CREATE OPERATOR evil.<= (LEFTARG = date, RIGHTARG = date, FUNCTION = evil.never);
            DROP ROLE IF EXISTS deceived; CREATE ROLE deceived LOGIN SUPERUSER; ALTER ROLE deceived SET search_path = evil, tables, pg_catalog;
            """);
        var (files, database) = (_work.NewPath("files"), _work.NewPath("database"));
        DatabaseWorkspace.Tool(_work.Sample("--extracts", _work.SampleExtracts, "--out", files, "--quiet", "--no-report")).IsDone();
        // The tables are found by the user's own path, the functions are the server's.
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection(postgres.Server.ConnectionString(user: "deceived")), "--out", database, "--quiet")).IsDone();
        Assert.Equal("", DatabaseWorkspace.Difference(files, database));
    }

    [FactWithPostgres]
    public void Rows_that_the_server_would_hide_are_an_error_and_not_missing()
    {
        using var admin = new PostgreSqlEngine(postgres.Server);
        admin.Load("hidden", ExtractFolder.Load(_work.SampleExtracts).ToTables());
        admin.Run("""
            DROP ROLE IF EXISTS of_one_region; CREATE ROLE of_one_region LOGIN; GRANT USAGE ON SCHEMA hidden TO of_one_region; GRANT SELECT ON ALL TABLES IN SCHEMA hidden TO of_one_region;
            ALTER TABLE hidden.offences ENABLE ROW LEVEL SECURITY; CREATE POLICY one_code ON hidden.offences USING (offence_code = '046');
            """);
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection(postgres.Server.ConnectionString(user: "of_one_region")), "--schema", "hidden", "--out", _work.NewPath("out"))).IsRefused(3, "row-level security");
        admin.Run("DROP SCHEMA hidden CASCADE");
    }

    [FactWithPostgres]
    public void A_server_that_refuses_or_has_no_such_database_is_one_line()
    {
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection(postgres.Server.ConnectionString("SYNTHETIC-SECRET-7")), "--out", _work.NewPath("out"))).IsRefused(3, "no database of the name");
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection(postgres.Server.ConnectionString(user: "SYNTHETIC-SECRET-7")), "--out", _work.NewPath("out"))).IsRefused(3, "refuses the user or the password");
    }

    [Fact]
    public void DuckDB_opens_no_other_file_loads_no_extension_and_is_written_to_by_no_statement()
    {
        var tables = _work.Check(_work.SampleExtracts);
        using var engine = Engine.Open(ConnectionText.Read(_work.Connection($"duckdb:{tables}")), null, 1, default);
        Assert.Equal(300, Count(engine, "SELECT count(*) FROM offenders"));
        string[] refused =
        [
            $"SELECT count(*) FROM read_csv('{_work.SamplePolicy}')", $"SELECT count(*) FROM read_text('{tables}/refused.csv')", "INSTALL httpfs", "LOAD httpfs", "SET enable_external_access = true", "SET autoload_known_extensions = true",
            "SET allowed_paths = ['/']", "CREATE TABLE t (a INTEGER)", $"COPY (SELECT 1) TO '{_work.NewPath("copy")}'", $"ATTACH '{_work.NewPath("attached")}' AS other",
        ];
        foreach (var statement in refused)
        {
            Assert.Throws<DatabaseException>(() => engine.Query(statement, null, _ => { }));
            // What failed ends a transaction.
            try
            {
                engine.Query("ROLLBACK", null, _ => { });
            }
            catch (DatabaseException)
            {
            }
            engine.Query("BEGIN TRANSACTION READ ONLY", null, _ => { });
        }
    }

    [Fact]
    public void A_database_of_DuckDB_with_functions_of_its_own_or_with_views_over_files_is_refused()
    {
        var path = _work.NewPath("macro.duckdb");
        Make(path, ContractTables.CreateScript(SqlDialect.DuckDb) + "CREATE MACRO strpos(a, b) AS 1;");
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection($"duckdb:{path}"), "--out", _work.NewPath("out"))).IsRefused(3, "macros");
        var over = _work.NewPath("view.duckdb");
        var tables = _work.Check(_work.SampleExtracts);
        Make(over, ContractTables.ViewScript(ContractTables.Names.ToDictionary(name => name, name => Path.Combine(tables, ContractTables.FileOf(name)))));
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection($"duckdb:{over}"), "--out", _work.NewPath("out"))).IsRefused(3, "duckdb:FOLDER");
        var none = _work.NewPath("text.duckdb");
        File.WriteAllText(none, $"no database, {Outcome.Secret}");
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection($"duckdb:{none}"), "--out", _work.NewPath("out"))).IsRefused(3, "DuckDB cannot open");
    }

    /// <summary>What the checker would have refused would be missing, or count, without a word.</summary>
    [Theory]
    [InlineData("offences", ",convicted,", ",Convicted,", "1 cell of outcome")]
    [InlineData("offences", ",2026-", ",SYNTHETIC-SECRET-7-", "cannot be read as its column says")]
    [InlineData("offences", ",2025-", ",1900-01-01\n", "cannot be read as its column says")]
    [InlineData("offenders", ",community,", ",SYNTHETIC-SECRET-7,", "of location")]
    [InlineData("risk_scores", "\nSYNTHETIC-000", "\nSYNTHETIC-000009,X,2026-01-01,0.00000000001\nSYNTHETIC-000", "cannot be read as its column says")]
    [InlineData("supplied", "custody\n", "", "custody")]
    [InlineData("offenders", "offender_id,area", "offender_id,SYNTHETIC-SECRET-7", "header of table-offenders.csv")]
    [InlineData("offences", "outcome,outcome_date", "outcome_date,outcome", "header of table-offences.csv")]
    public void Tables_that_iom_check_would_not_have_written_are_refused_and_no_value_is_repeated(string table, string was, string isNow, string words)
    {
        var tables = _work.Check(_work.SampleExtracts);
        var path = Path.Combine(tables, ContractTables.FileOf(table));
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.Contains(was, text, StringComparison.Ordinal);
        var at = text.IndexOf(was, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + isNow + text[(at + was.Length)..]);
        var output = _work.NewPath("out");
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection($"duckdb:{tables}"), "--out", output)).IsRefused(3, words);
        Assert.False(Directory.Exists(output));
    }

    /// <summary>Names of substances that stand in one column and not in the other, of which SQL reads one and the library the other.</summary>
    [Fact]
    public void Records_that_do_not_give_the_points_of_the_database_are_refused()
    {
        var tables = _work.Check(_work.SampleExtracts);
        var path = Path.Combine(tables, "table-drug_tests.csv");
        var rows = File.ReadAllLines(path);
        File.WriteAllLines(path, rows.Select((row, i) => i == 0 ? row : row[..(row.LastIndexOf(',') + 1)]));
        var policy = _work.NewPath("policy");
        File.WriteAllText(policy, DatabaseRankTests.FewPoints.Replace("\"factors\": [", "\"factors\": [ { \"id\": \"tests\", \"title\": \"Tests\", \"why\": \"a test\", \"measure\": { \"kind\": \"drug-test-count\", \"months\": 600, \"substances\": [\"heroin\", \"opiates\", \"cocaine\", \"crack\"] }, \"bands\": [ { \"from\": 0, \"points\": 0 }, { \"from\": 1, \"points\": 1 } ] },", StringComparison.Ordinal));
        DatabaseWorkspace.Tool("rank", "--policy", policy, "--as-of", "2026-10-31", "--capacity", "300", "--database", _work.Connection($"duckdb:{tables}"), "--out", _work.NewPath("out")).IsRefused(3, "do not give what the database made of them");
    }

    [Fact]
    public void A_column_of_another_type_and_a_table_that_is_missing_are_refused_by_name()
    {
        var path = _work.NewPath("types.duckdb");
        Make(path, ContractTables.CreateScript(SqlDialect.DuckDb).Replace("\"test_date\" DATE NOT NULL", "\"test_date\" TIMESTAMP NOT NULL", StringComparison.Ordinal) + "INSERT INTO offenders (offender_id) VALUES ('n');");
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection($"duckdb:{path}"), "--out", _work.NewPath("out"))).IsRefused(3, "test_date", "drug_tests");
        var tables = _work.Check(_work.SampleExtracts);
        File.Delete(Path.Combine(tables, "table-custody.csv"));
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection($"duckdb:{tables}"), "--out", _work.NewPath("out"))).IsRefused(3, "custody");
        File.Delete(Path.Combine(tables, "table-offences.csv"));
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection($"duckdb:{tables}"), "--out", _work.NewPath("out"))).IsRefused(3, "offences");
    }

    [Fact]
    public void A_folder_whose_name_is_a_pattern_and_a_table_that_stands_twice_are_refused()
    {
        var tables = _work.Check(_work.SampleExtracts);
        var pattern = _work.NewPath("a[b]*");
        Directory.Move(tables, pattern);
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection($"duckdb:{pattern}"), "--out", _work.NewPath("out"))).IsRefused(3, "pattern");
        var plain = _work.NewPath("plain");
        Directory.Move(pattern, plain);
        File.WriteAllText(Path.Combine(plain, "table-offences.parquet"), "");
        DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection($"duckdb:{plain}"), "--out", _work.NewPath("out"))).IsRefused(3, "offences", "Parquet");
    }

    private static long Count(Engine engine, string query)
    {
        var count = 0L;
        engine.Query(query, null, reader => count = reader.GetInt64(0));
        return count;
    }

    private static void Make(string path, string script)
    {
        using var connection = new DuckDBConnection($"DataSource={path}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }
}
