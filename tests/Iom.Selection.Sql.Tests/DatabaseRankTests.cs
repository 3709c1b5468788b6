using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using FsCheck;
using FsCheck.Fluent;
using Iom.Selection.Agreement.Tests.Generation;
using Iom.Selection.Extracts;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Sql.Tests;

/// <summary><c>iom rank --database</c> writes what <c>iom rank</c> writes of the files that the tables were made of, to the byte.</summary>
public class DatabaseRankTests(PostgreSqlServerFixture postgres) : IClassFixture<PostgreSqlServerFixture>, IDisposable
{
    private const string Hostile = "Robert\"); DROP TABLE offences; --";

    private readonly DatabaseWorkspace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void DuckDB_ranks_the_files_of_a_check_where_they_lie()
    {
        var tables = _work.Check(_work.SampleExtracts);
        AssertSampleIsTheSame(_work.Connection($"duckdb:{tables}"));
    }

    [Fact]
    public void DuckDB_ranks_Parquet_where_it_lies()
    {
        var (tables, parquet) = (_work.Check(_work.SampleExtracts), _work.NewPath("it's"));
        Directory.CreateDirectory(parquet);
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            Run(connection, $"SET file_search_path = '{tables}'");
            Run(connection, string.Concat(ContractTables.InPlaceScript().Split('\n').Where(line => !line.StartsWith("SET ", StringComparison.Ordinal)).Select(line => line + "\n")));
            foreach (var table in ContractTables.Names)
                Run(connection, $"COPY (SELECT * FROM \"{table}\") TO '{Path.Combine(parquet, $"table-{table}.parquet").Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)");
        }
        AssertSampleIsTheSame(_work.Connection($"duckdb:{parquet}"));
    }

    [Fact]
    public void DuckDB_ranks_the_tables_of_a_database_in_a_schema_of_a_hostile_name()
    {
        AssertSampleIsTheSame(_work.Connection($"duckdb:{LoadedDuckDb(Hostile)}"), "--schema", Hostile);
    }

    [FactWithPostgres]
    public void PostgreSQL_ranks_the_tables_of_a_schema_of_a_hostile_name()
    {
        using var engine = new PostgreSqlEngine(postgres.Server);
        engine.Load(Hostile, ExtractFolder.Load(_work.SampleExtracts).ToTables());
        AssertSampleIsTheSame(_work.Connection(postgres.Server.ConnectionString()), "--schema", Hostile);
        AssertSampleIsTheSame(_work.Connection($"postgresql://{PostgresServer.User}@127.0.0.1:{postgres.Server.Port}/postgres?sslmode=disable"), "--schema", Hostile);
    }

    /// <summary>Few points, so that a lot cuts a tie; members between the lines; levels that are not known, so that recommendations are provisional.</summary>
    internal const string FewPoints = """
        { "schema": "iom-selection-policy/1", "id": "few", "version": "1.0.0", "title": "Few points",
          "matrix": { "factors": [
            { "id": "count", "title": "Offences", "why": "a test", "measure": { "kind": "offence-count", "months": 24, "atLiberty": true }, "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 6 }, { "from": 3, "points": 10 } ] },
            { "id": "level", "title": "MAPPA level", "why": "a test", "measure": { "kind": "mappa-level" }, "levels": { "1": 0, "2": 4, "3": 4 } },
            { "id": "risk", "title": "Risk", "why": "a test", "measure": { "kind": "risk-score", "instrument": "OGRS3-2yr" }, "bands": [ { "from": 0, "points": 0 }, { "from": 99.5, "points": 1 } ] } ] },
          "cohorts": [ { "id": "one", "when": { "field": "supervision", "is": ["statutory"] } }, { "id": "other" } ],
          "ranking": { "entryFrom": 10, "order": "cohort-then-points", "tieBreak": ["count"], "reserve": 3 }, "deselection": { "exitBelow": 6 } }
        """;

    [Theory]
    [InlineData("40", false, false)]
    [InlineData("0", false, true)]
    [InlineData("36", true, true)]
    public void Policies_with_a_lot_with_a_public_value_and_with_everybodys_points_give_the_same(string capacity, bool withLotValue, bool allPoints)
    {
        var policy = JsonNode.Parse(FewPoints)!.AsObject();
        if (withLotValue) policy["ranking"]!["lot"] = new JsonObject { ["source"] = "the numbers drawn on Saturday" };
        var path = _work.NewPath("policy");
        File.WriteAllText(path, policy.ToJsonString());

        string[] args = ["rank", "--policy", path, "--as-of", "2026-09-15", "--capacity", capacity, "--quiet", .. withLotValue ? ["--lot-value", "3-7/11 ' --"] : Array.Empty<string>(), .. allPoints ? ["--all-points"] : Array.Empty<string>()];
        var (files, database) = (_work.NewPath("files"), _work.NewPath("database"));
        DatabaseWorkspace.Tool([.. args, "--extracts", _work.SampleExtracts, "--out", files, "--no-report"]).IsDone();
        DatabaseWorkspace.Tool([.. args, "--database", _work.Connection($"duckdb:{_work.Check(_work.SampleExtracts)}"), "--out", database]).IsDone();
        Assert.Equal("", DatabaseWorkspace.Difference(files, database));
        var rows = File.ReadAllLines(Path.Combine(database, "ranking.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(capacity != "0", rows.Any(row => row[^1].Contains(";tie:", StringComparison.Ordinal)));
        Assert.Contains(rows, row => row[10] == "yes");
        // Between the lines who is a member stays, and who is none is not proposed.
        Assert.Contains(rows, row => row[2] == "retain" && row[8] is "6" or "7");
    }

    [SqlFolderProperty(folders: 8)]
    public Property DuckDB_agrees_with_rank_on_every_file_of_messy_folders() => Prop.ForAll(MessyFolders.Arbitrary, messy =>
    {
        var difference = InFolder(messy, (work, _, tables) => (work.Connection($"duckdb:{tables}"), null));
        return (difference.Length == 0).Label(difference);
    });

    [SqlFolderProperty(needsPostgres: true, folders: 8)]
    public Property PostgreSQL_agrees_with_rank_on_every_file_of_messy_folders() => Prop.ForAll(MessyFolders.Arbitrary, messy =>
    {
        var difference = InFolder(messy, (work, extracts, _) =>
        {
            using var engine = new PostgreSqlEngine(postgres.Server);
            engine.Load("messy", extracts.ToTables());
            return (work.Connection(postgres.Server.ConnectionString()), "messy");
        });
        return (difference.Length == 0).Label(difference);
    });

    [Fact]
    public void Without_the_checkers_table_nothing_is_said_of_what_is_to_be_settled_and_the_run_says_so()
    {
        var tables = _work.Check(_work.SampleExtracts);
        File.Delete(Path.Combine(tables, "table-settling.csv"));
        File.WriteAllLines(Path.Combine(tables, "table-supplied.csv"), File.ReadAllLines(Path.Combine(tables, "table-supplied.csv")).Where(line => line != "settling"));
        var output = _work.NewPath("out");
        var outcome = DatabaseWorkspace.Tool(_work.Sample("--database", _work.Connection($"duckdb:{tables}"), "--out", output)).IsDone();
        Assert.Contains("The table settling is not supplied", outcome.Out, StringComparison.Ordinal);

        var rows = File.ReadAllLines(Path.Combine(output, "ranking.csv")).Select(line => line.Split(',')).ToArray();
        Assert.All(rows.Skip(1), row => Assert.Equal("", row[11]));
        Assert.All(rows, row => Assert.DoesNotContain("to-settle", row[^1], StringComparison.Ordinal));
        Assert.All(File.ReadAllLines(Path.Combine(output, "explanations.jsonl")), line => Assert.Null(JsonNode.Parse(line)!["toSettle"]));
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(output, "run.json")))!;
        Assert.Null(manifest["people"]!["toSettle"]);
        Assert.Contains("settling", manifest["notSupplied"]!.AsArray().Select(name => (string)name!));
        Assert.Contains("settling-not-supplied", manifest["warnings"]!.AsArray().Select(warning => (string)warning!["code"]!));
    }

    [Fact]
    public void The_manifest_names_tables_and_counts_their_rows_and_the_run_is_read_like_any_other()
    {
        var tables = _work.Check(_work.SampleExtracts);
        string[] args = _work.Sample("--database", _work.Connection($"duckdb:{tables}"), "--quiet", "--out");
        var (once, twice) = (_work.NewPath("once"), _work.NewPath("twice"));
        DatabaseWorkspace.Tool([.. args, once]).IsDone();
        DatabaseWorkspace.Tool([.. args, twice, "--threads", "1"]).IsDone();
        Assert.All(Directory.GetFiles(once), path => Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(twice, Path.GetFileName(path)))));

        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(once, "run.json")))!;
        var inputs = manifest["inputs"]!.AsArray().ToDictionary(input => (string)input!["name"]!, input => (int)input!["rows"]!);
        Assert.Equal(File.ReadAllLines(Path.Combine(tables, "table-offences.csv")).Length - 1, inputs["offences"]);
        Assert.Equal(300, inputs["offenders"]);
        Assert.All(manifest["inputs"]!.AsArray(), input => Assert.Equal(["name", "rows"], input!.AsObject().Select(pair => pair.Key)));

        var compared = _work.NewPath("compared");
        DatabaseWorkspace.Tool("compare", "--before", once, "--after", twice, "--out", compared).IsDone();
        // Whether files are those that it was made from can't be seen.
        DatabaseWorkspace.Tool("audit", "--run", once, "--extracts", _work.SampleExtracts, "--policy", _work.SamplePolicy, "--characteristics", Path.Combine(_work.SampleExtracts, "characteristics.csv"), "--out", _work.NewPath("audit"))
            .IsRefused(3, "made in a database");
    }

    private static string InFolder(MessyFolder messy, Func<DatabaseWorkspace, ExtractFolder, string, (string Connection, string? Schema)> load)
    {
        var folder = messy.Write();
        using var work = new DatabaseWorkspace();
        try
        {
            string[] rank =
            [
                "rank", "--policy", Path.Combine(folder, "policy.json"), "--catalogue", Path.Combine(folder, "catalogue.csv"), "--as-of", messy.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                "--capacity", messy.Capacity.ToString(System.Globalization.CultureInfo.InvariantCulture), "--quiet",
            ];
            var (extracts, files, database) = (Path.Combine(folder, "extracts"), Path.Combine(folder, "files"), Path.Combine(folder, "database"));
            // Without the policy's panel, rows of an agency that is not on it are in the tables; no ranking reads them.
            if (DatabaseWorkspace.Tool([.. rank, "--extracts", extracts, "--out", files, "--no-report", "--max-refused", "100"]).ExitCode == 3) return "";
            var tables = Path.Combine(folder, "check");
            var catalogue = CatalogueFile.Load(Path.Combine(folder, "catalogue.csv")).Catalogue;
            var loaded = ExtractFolder.Load(extracts, new ExtractOptions { Catalogue = catalogue, Panel = Policies.Parsing.PolicyFile.Parse(File.ReadAllBytes(Path.Combine(folder, "policy.json"))).Panel });
            Runs.Ranking.CheckFiles.Write(loaded.AsOf(messy.AsOf).Account, tables, loaded.ToTables());
            var (connection, schema) = load(work, loaded, tables);
            var outcome = DatabaseWorkspace.Tool([.. rank, "--database", connection, .. schema is null ? Array.Empty<string>() : ["--schema", schema], "--out", database]);
            return outcome.ExitCode != 0 ? outcome.Error : DatabaseWorkspace.Difference(files, database);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void AssertSampleIsTheSame(string connection, params string[] more)
    {
        var (files, database) = (_work.NewPath("files"), _work.NewPath("database"));
        DatabaseWorkspace.Tool(_work.Sample("--extracts", _work.SampleExtracts, "--out", files, "--quiet", "--no-report")).IsDone();
        DatabaseWorkspace.Tool([.. _work.Sample("--database", connection, "--out", database, "--quiet"), .. more]).IsDone();
        Assert.Equal("", DatabaseWorkspace.Difference(files, database));
    }

    private string LoadedDuckDb(string schema)
    {
        var (tables, path) = (_work.Check(_work.SampleExtracts), _work.NewPath("iom.duckdb"));
        using var connection = new DuckDBConnection($"DataSource={path}");
        connection.Open();
        Run(connection, ContractTables.CreateScript(SqlDialect.DuckDb, schema));
        Run(connection, $"SET file_search_path = '{tables}'");
        Run(connection, ContractTables.LoadScript(SqlDialect.DuckDb, schema)!);
        return path;
    }

    private static void Run(DuckDBConnection connection, string script)
    {
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }
}
