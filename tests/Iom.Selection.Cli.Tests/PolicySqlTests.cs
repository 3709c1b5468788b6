using System.Text;

namespace Iom.Selection.Cli.Tests;

/// <summary><c>iom policy sql</c>, and the tables of <c>iom check</c>. That the scripts give the ranking, the tests of the compiler show.</summary>
public class PolicySqlTests
{
    private static readonly string SampleExtracts = Path.Combine(Workspace.Repository, "samples", "extracts");

    [Theory]
    [InlineData("duckdb", "create.sql in-place.sql load.sql person.sql query.sql ranking.sql")]
    [InlineData("postgresql", "create.sql load.sql person.sql query.sql ranking.sql")]
    [InlineData("spark", "create.sql load.sql person.sql query.sql ranking.sql")]
    [InlineData("trino", "create.sql person.sql query.sql ranking.sql")]
    public void Scripts_are_written_for_each_dialect_the_same_each_time(string dialect, string files)
    {
        using var work = new Workspace();
        Tool.Run(Arguments(work, "once", "--dialect", dialect)).IsDone();
        Tool.Run(Arguments(work, "again", "--dialect", dialect)).IsDone();
        Assert.Equal(files, string.Join(' ', Directory.GetFiles(work.PathOf("once")).Select(Path.GetFileName).Order(StringComparer.Ordinal)));
        foreach (var file in files.Split(' ')) Assert.Equal(File.ReadAllBytes(Path.Combine(work.PathOf("once"), file)), File.ReadAllBytes(Path.Combine(work.PathOf("again"), file)));
    }

    [Fact]
    public void A_dbt_project_has_its_models_below()
    {
        using var work = new Workspace();
        Tool.Run(Arguments(work, "dbt", "--dialect", "duckdb", "--dbt")).IsDone();
        Assert.True(File.Exists(Path.Combine(work.PathOf("dbt"), "dbt_project.yml")));
        Assert.True(File.Exists(Path.Combine(work.PathOf("dbt"), "models", "schema.yml")));
        Assert.True(File.Exists(Path.Combine(work.PathOf("dbt"), "models", "iom_ranking.sql")));
    }

    [Fact]
    public void What_a_dialect_cannot_say_is_refused_by_name_and_nothing_is_written()
    {
        using var work = new Workspace();
        var refused = Tool.Run(Arguments(work, "out", "--dialect", "postgresql", "--schema", new string('x', 64)));
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("63 bytes", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(work.PathOf("out")));
    }

    [Theory]
    [InlineData("--dialect", "oracle")]
    [InlineData("--dialect", "duckdb", "--lot-value", "1")]
    [InlineData("--dialect", "duckdb", "--schema", "")]
    public void A_wrong_command_line_is_told(params string[] wrong)
    {
        using var work = new Workspace();
        Assert.Equal(2, Tool.Run(Arguments(work, "out", wrong)).ExitCode);
        Assert.False(Directory.Exists(work.PathOf("out")));
    }

    [Fact]
    public void A_check_writes_tables_for_a_database_only_when_asked()
    {
        using var work = new Workspace();
        Tool.Run("check", "--extracts", SampleExtracts, "--as-of", "2026-10-31", "--out", work.PathOf("lists")).IsDone();
        Assert.DoesNotContain(Directory.GetFiles(work.PathOf("lists")), path => Path.GetFileName(path).StartsWith("table-", StringComparison.Ordinal));
        Tool.Run("check", "--extracts", SampleExtracts, "--as-of", "2026-10-31", "--out", work.PathOf("tables"), "--tables").IsDone();
        Assert.Equal(13, Directory.GetFiles(work.PathOf("tables"), "table-*.csv").Length);
        var offences = File.ReadAllBytes(Path.Combine(work.PathOf("tables"), "table-offences.csv"));
        Assert.StartsWith("offender_id,offence_id,offence_code,offence_date,outcome,", Encoding.UTF8.GetString(offences), StringComparison.Ordinal);
        Assert.Equal(2, Tool.Run("check", "--extracts", SampleExtracts, "--tables").ExitCode);
    }

    private static string[] Arguments(Workspace work, string output, params string[] more) =>
        ["policy", "sql", "--policy", Workspace.ReferencePolicy, "--as-of", "2026-10-31", "--capacity", "40", "--out", work.PathOf(output), .. more];
}
