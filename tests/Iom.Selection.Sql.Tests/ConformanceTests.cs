using Iom.Selection.Agreement.Tests;
using Iom.Selection.Tests;

namespace Iom.Selection.Sql.Tests;

/// <summary>Every case of docs/conformance comes out of an engine as it says.</summary>
public class ConformanceTests(PostgreSqlServerFixture postgres) : IClassFixture<PostgreSqlServerFixture>
{
    internal static readonly string Folder = Repository.Path("docs", "conformance");

    internal static IReadOnlyList<ConformanceCase> Cases() => [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(path => new ConformanceCase(path))];

    [Fact]
    public void Every_case_comes_out_of_DuckDB()
    {
        using var engine = new DuckDbEngine();
        AssertAll(engine);
    }

    [FactWithPostgres]
    public void Every_case_comes_out_of_PostgreSQL()
    {
        using var engine = new PostgreSqlEngine(postgres.Server);
        AssertAll(engine);
    }

    [FactWithPostgres]
    public void A_table_that_must_hold_rows_and_has_none_stops_PostgreSQL_too()
    {
        using var engine = new PostgreSqlEngine(postgres.Server);
        TextTests.AssertMustHaveRows(engine);
    }

    private static void AssertAll(ISqlEngine engine)
    {
        var cases = Cases();
        Assert.True(cases.Count >= 74);
        var differences = cases.Select(one =>
        {
            engine.Load(null, one.Tables);
            // By the views this time, one on the other.
            var scripts = PolicySql.Compile(one.Policy, one.Catalogue, one.AsOf, one.Capacity, engine.Dialect, new SqlOptions { AllPoints = true });
            engine.Run(scripts.Person);
            engine.Run(scripts.Ranking);
            var difference = Difference.Between(one.Expected, engine.Cells($"SELECT * FROM {PolicySql.RankingView} ORDER BY \"rank\" IS NULL, \"rank\", offender_id"));
            return difference.Length == 0 ? "" : $"{one.Name}: {difference}";
        });
        Assert.Equal("", string.Join("\n", differences.Where(difference => difference.Length > 0)));
    }
}
