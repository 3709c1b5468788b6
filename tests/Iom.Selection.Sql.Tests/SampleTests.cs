using System.Diagnostics;
using Iom.Selection.Agreement.Tests;
using Iom.Selection.Extracts;
using Iom.Selection.Offences;
using Iom.Selection.Runs.Ranking;
using Iom.Selection.Sql.Dialects;
using Iom.Selection.Tests;

namespace Iom.Selection.Sql.Tests;

/// <summary>The sample's people, by the scripts as a user runs them: from the files that a check writes to the rows of <c>ranking.csv</c>.</summary>
public class SampleTests(PostgreSqlServerFixture postgres) : IClassFixture<PostgreSqlServerFixture>
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);
    private const int Capacity = 40;

    private static readonly string[] HostileNames = ["iom", "a\"b", "select", "Robert'); DROP TABLE offences; --", "sp ace.dot", "ünïcödé 事"];

    private static readonly Lazy<List<string[]>> Ranking = new(() =>
    {
        var question = new Question(Repository.Path("samples", "extracts"), Repository.Path("samples", "reference", "policy.json"), null, AsOf, Capacity);
        return Product.Undivided.Answer(question).Cells("ranking.csv", allPoints: false);
    });

    [Fact]
    public void The_scripts_of_DuckDB_load_what_a_check_writes_and_rank_it()
    {
        using var tables = new WrittenTables();
        foreach (var schema in HostileNames.Skip(1))
        {
            using var engine = new DuckDbEngine();
            engine.Run(ContractTables.CreateScript(SqlDialect.DuckDb, schema));
            engine.Run($"SET file_search_path = '{tables.Path}'");
            engine.Run(ContractTables.LoadScript(SqlDialect.DuckDb, schema)!);
            AssertRanking(engine, schema);
        }
    }

    [Fact]
    public void DuckDB_ranks_the_files_where_they_lie_with_its_configuration_locked()
    {
        using var tables = new WrittenTables();
        using var engine = new DuckDbEngine();
        engine.Run($"SET file_search_path = '{tables.Path}'");
        engine.Run(ContractTables.InPlaceScript("a\"b"));
        AssertRanking(engine, "a\"b");
        Assert.ThrowsAny<System.Data.Common.DbException>(() => engine.Run("SET autoload_known_extensions = true"));
        File.AppendAllText(Path.Combine(tables.Path, ContractTables.FileOf("risk_scores")), "SYNTHETIC-000001,X,2026-01-01,0.00000000001\n");
        Assert.ThrowsAny<System.Data.Common.DbException>(() => engine.Cells("SELECT * FROM \"a\"\"b\".risk_scores"));
    }

    [Fact]
    public void The_models_of_dbt_give_the_same()
    {
        using var tables = new WrittenTables();
        using var engine = new DuckDbEngine();
        engine.Run(ContractTables.CreateScript(SqlDialect.DuckDb));
        engine.Run($"SET file_search_path = '{tables.Path}'");
        engine.Run(ContractTables.LoadScript(SqlDialect.DuckDb)!);
        var files = PolicySql.CompileDbt(TextTests.Reference(), OffenceCatalogue.BuiltIn, AsOf, Capacity, SqlDialect.DuckDb);
        // What dbt does: each model a table, its references in place; the files stand in the order of the steps.
        foreach (var file in files.Where(file => file.Path.EndsWith(".sql", StringComparison.Ordinal)))
        {
            var text = file.Text.Replace("{{ ref('", "", StringComparison.Ordinal).Replace("{{ source('iom', '", "", StringComparison.Ordinal).Replace("') }}", "", StringComparison.Ordinal);
            Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
            engine.Run($"CREATE TABLE {Path.GetFileNameWithoutExtension(file.Path)} AS {text}");
        }
        AssertSame(engine.Cells("SELECT * FROM iom_ranking ORDER BY \"rank\" NULLS LAST, offender_id"));
        var schema = files.Single(file => file.Path == "models/schema.yml").Text;
        foreach (var file in files.Where(file => file.Path.EndsWith(".sql", StringComparison.Ordinal)))
            Assert.Contains($"- name: {Path.GetFileNameWithoutExtension(file.Path)}\n", schema, StringComparison.Ordinal);
    }

    [FactWithPostgres]
    public void The_scripts_of_PostgreSQL_run_in_its_own_shell_and_rank_it()
    {
        using var tables = new WrittenTables();
        foreach (var schema in HostileNames.Where((_, i) => i is 1 or 3))
        {
            var scripts = PolicySql.Compile(TextTests.Reference(), OffenceCatalogue.BuiltIn, AsOf, Capacity, SqlDialect.PostgreSql, new SqlOptions { Schema = schema });
            string[] texts = [ContractTables.CreateScript(SqlDialect.PostgreSql, schema), ContractTables.LoadScript(SqlDialect.PostgreSql, schema)!, scripts.Person, scripts.Ranking];
            for (var i = 0; i < texts.Length; i++)
            {
                var path = Path.Combine(tables.Path, $"{i}.sql");
                File.WriteAllText(path, texts[i]);
                using var psql = new Process { StartInfo = new ProcessStartInfo("psql", ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--file", path, $"postgresql://{PostgresServer.User}@127.0.0.1:{postgres.Server.Port}/postgres"]) { WorkingDirectory = tables.Path, RedirectStandardError = true } };
                psql.Start();
                var errors = psql.StandardError.ReadToEnd();
                psql.WaitForExit();
                Assert.True(psql.ExitCode == 0, errors);
            }
            using var engine = new PostgreSqlEngine(postgres.Server);
            AssertSame(engine.Cells($"SELECT * FROM {DuckDbEngine.Quoted(schema)}.iom_ranking ORDER BY \"rank\", offender_id COLLATE \"C\""));
        }
    }

    [Fact]
    public void A_view_made_for_another_policy_is_replaced()
    {
        using var engine = new DuckDbEngine();
        engine.Load(null, []);
        foreach (var one in ConformanceTests.Cases().Take(3))
        {
            var scripts = PolicySql.Compile(one.Policy, one.Catalogue, one.AsOf, one.Capacity, engine.Dialect);
            engine.Run(scripts.Person);
            engine.Run(scripts.Ranking);
        }
        Assert.Single(engine.Cells("SELECT * FROM iom_ranking"));
    }

    [Fact]
    public void Without_the_checkers_table_nobody_is_said_to_have_nothing_to_settle()
    {
        var one = ConformanceTests.Cases().Single(one => one.Name == "074-to-settle");
        using var engine = new DuckDbEngine();
        engine.Load(null, one.Tables.Where(table => table.Name is not ("settling" or "supplied")));
        var cells = engine.Cells(PolicySql.Compile(one.Policy, one.Catalogue, one.AsOf, one.Capacity, engine.Dialect).Query);
        Assert.All(cells.Skip(1), row => Assert.Equal("", row[11]));
        Assert.All(cells.Skip(1), row => Assert.DoesNotContain("to-settle", row[^1], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("offences", "offence_date", "1900-01-01")]
    [InlineData("offences", "outcome", "Convicted")]
    [InlineData("offences", "offence_id", "")]
    [InlineData("risk_scores", "value", "-1")]
    public void A_table_takes_nothing_that_the_checker_would_have_refused(string table, string column, string cell)
    {
        using var engine = new DuckDbEngine();
        engine.Load(null, []);
        var cells = new Dictionary<string, string>
        {
            ["offender_id"] = "n",
            ["offence_id"] = "f",
            ["offence_code"] = "028",
            ["offence_date"] = "2026-01-01",
            ["outcome"] = "convicted",
            ["instrument"] = "i",
            ["assessed_on"] = "2026-01-01",
            ["value"] = "1",
        };
        void Insert() => engine.Run($"INSERT INTO {table} VALUES ({string.Join(", ", ContractTables.ColumnsOf(table).Select(name => cells.TryGetValue(name, out var text) ? $"'{text}'" : "NULL"))})");
        Insert();
        cells[column] = cell;
        Assert.ThrowsAny<System.Data.Common.DbException>(Insert);
    }

    private static void AssertRanking(DuckDbEngine engine, string? schema)
    {
        var scripts = PolicySql.Compile(TextTests.Reference(), OffenceCatalogue.BuiltIn, AsOf, Capacity, engine.Dialect, new SqlOptions { Schema = schema });
        AssertSame(engine.Cells(scripts.Query));
    }

    private static void AssertSame(List<string[]> cells)
    {
        var difference = Difference.Between(Ranking.Value, cells);
        Assert.True(difference.Length == 0, difference);
    }

    /// <summary>The sample's tables as a check writes them.</summary>
    internal sealed class WrittenTables : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("iom-tables-").FullName;

        public WrittenTables()
        {
            var extracts = ExtractFolder.Load(Repository.Path("samples", "extracts"), new ExtractOptions { IsCheckOnly = true });
            CheckFiles.Write(extracts.AsOf(AsOf).Account, Path, extracts.ToTables());
        }

        public string Path => System.IO.Path.Combine(_folder, "check");

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
