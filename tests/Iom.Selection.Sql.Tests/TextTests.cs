using System.Text;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Sql.Dialects;
using Iom.Selection.Tests;

namespace Iom.Selection.Sql.Tests;

/// <summary>What the text says, and what is refused by name.</summary>
public class TextTests
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);

    public static TheoryData<SqlDialect> Dialects => [.. Enum.GetValues<SqlDialect>()];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void The_same_policy_and_inputs_give_the_same_text(SqlDialect dialect)
    {
        SqlScripts once = Compile(Reference(), dialect), again = Compile(Reference(), dialect);
        Assert.Equal(once, again);
        Assert.Equal(Dbt(dialect), Dbt(dialect));
        static IEnumerable<SqlFile> Dbt(SqlDialect dialect) => PolicySql.CompileDbt(Reference(), OffenceCatalogue.BuiltIn, AsOf, 40, dialect);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Each_factor_and_rule_stands_in_a_comment_at_its_step(SqlDialect dialect)
    {
        var policy = Reference();
        var text = Compile(policy, dialect).Person;
        foreach (var (factor, i) in policy.Factors.Select((factor, i) => (factor, i))) Assert.Contains($"-- {i + 1}. {factor.Id}: {factor.Title}", text, StringComparison.Ordinal);
        foreach (var rule in policy.Eligibility) Assert.Contains($"-- {rule.Number}. ", text, StringComparison.Ordinal);
        Assert.Contains(policy.Sha256, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void No_date_is_reckoned_in_sql(SqlDialect dialect)
    {
        var text = Compile(Reference(), dialect).Query.ToUpperInvariant();
        foreach (var word in new[] { "INTERVAL", "ADD_MONTHS", "DATE_ADD", "CURRENT_DATE", "NOW(", "RANDOM" }) Assert.DoesNotContain(word, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Text_of_a_policy_never_leaves_its_comment_or_its_quotes(SqlDialect dialect)
    {
        // Line ends of every kind, and marks that turn the direction of text.
        var policy = Parse(Case("""{ "kind": "risk-score", "instrument": "O'X\\' OR 1=1 --" }""", title: "a\\nDROP TABLE offences;\\u2028b\\u0085c\\u202Ed", bands: true));
        var text = Compile(policy, dialect).Query;
        Assert.Contains("-- 1. f: a DROP TABLE offences; b c d\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\nDROP", text, StringComparison.Ordinal);
        Assert.Contains(
            dialect switch
            {
                SqlDialect.PostgreSql => "E'O''X\\\\'' OR 1=1 --'",
                SqlDialect.Spark => "'O\\'X\\\\\\' OR 1=1 --'",
                SqlDialect.DuckDb or SqlDialect.Trino => "'O''X\\'' OR 1=1 --'",
                _ => throw new ArgumentOutOfRangeException(nameof(dialect)),
            }, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_does_not_fit_is_refused_by_name()
    {
        var policy = Parse(Case("""{ "kind": "offence-severity", "statistic": "sum" }""", from: "0.00000000001"));
        var refusal = Assert.Throws<SqlRefusalException>(() => Compile(policy, SqlDialect.DuckDb));
        Assert.Contains("0.00000000001 does not fit DECIMAL(38, 10)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_PostgreSQL_would_cut_is_refused()
    {
        var id = "a" + new string('b', 60);
        var policy = Parse(Case("""{ "kind": "offence-count" }""", id: id));
        Assert.Contains("63 bytes", Assert.Throws<SqlRefusalException>(() => Compile(policy, SqlDialect.PostgreSql)).Message, StringComparison.Ordinal);
        Compile(policy, SqlDialect.DuckDb);
        Assert.Contains("63 bytes", Assert.Throws<SqlRefusalException>(() => Compile(Reference(), SqlDialect.PostgreSql, new string('é', 32))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_factors_than_PostgreSQL_has_columns_for_are_refused()
    {
        var factors = string.Join(", ", Enumerable.Range(0, 300).Select(i => $$"""{ "id": "f{{i}}", "title": "f", "why": "w", "measure": { "kind": "offence-count" }, "bands": [{ "from": 0, "points": 0 }] }"""));
        var policy = Parse($$"""{ "schema": "iom-selection-policy/1", "id": "p", "version": "1", "title": "t", "matrix": { "factors": [{{factors}}] }, "cohorts": [{ "id": "all" }], "ranking": { "entryFrom": 1 }, "deselection": { "exitBelow": 0 } }""");
        Assert.Contains("1600 columns", Assert.Throws<SqlRefusalException>(() => Compile(policy, SqlDialect.PostgreSql)).Message, StringComparison.Ordinal);
        Compile(policy, SqlDialect.Trino);
    }

    [Fact]
    public void A_zero_character_and_what_dbt_would_read_are_refused()
    {
        var zero = Parse(Case("""{ "kind": "risk-score", "instrument": "a\u0000b" }""", bands: true));
        Assert.Contains("zero character", Assert.Throws<SqlRefusalException>(() => Compile(zero, SqlDialect.PostgreSql)).Message, StringComparison.Ordinal);
        var template = Parse(Case("""{ "kind": "risk-score", "instrument": "{{ run_query('x') }}" }""", bands: true));
        Assert.Contains("dbt", Assert.Throws<SqlRefusalException>(() => PolicySql.CompileDbt(template, OffenceCatalogue.BuiltIn, AsOf, 1, SqlDialect.DuckDb)).Message, StringComparison.Ordinal);
        Compile(template, SqlDialect.DuckDb);
    }

    [Fact]
    public void A_table_that_must_hold_rows_and_has_none_stops_the_query_and_is_named()
    {
        using var engine = new DuckDbEngine();
        AssertMustHaveRows(engine);
        var unknown = Parse(Case("""{ "kind": "offence-count" }""", more: """, "extracts": { "mustHaveRows": ["identities"] }"""));
        Assert.Contains("identities", Assert.Throws<SqlRefusalException>(() => Compile(unknown, SqlDialect.DuckDb)).Message, StringComparison.Ordinal);
    }

    internal static void AssertMustHaveRows(ISqlEngine engine)
    {
        var policy = Parse(Case("""{ "kind": "offence-count" }""", more: """, "extracts": { "mustHaveRows": ["offences", "custody"] }"""));
        engine.Load(null, []);
        engine.Run(ContractTables.InsertScript(engine.Dialect, "offenders", [["n", null, null, null, null, null, null, null, null, null, null, null]]));
        engine.Run(ContractTables.InsertScript(engine.Dialect, "offences", [["n", "f", "028", "2026-01-01", "convicted", null, null, null, null, null]]));
        var query = Compile(policy, engine.Dialect).Query;
        Assert.Contains("it has none: custody", Assert.ThrowsAny<System.Data.Common.DbException>(() => engine.Cells(query)).Message, StringComparison.Ordinal);
        engine.Run(ContractTables.InsertScript(engine.Dialect, "custody", [["n", "2020-01-01", "2020-02-01", null]]));
        Assert.Equal(2, engine.Cells(query).Count);
    }

    [Fact]
    public void Rows_of_one_person_that_differ_are_a_conflict_and_a_filled_cell_stands_over_an_empty_one()
    {
        var policy = Parse(Case("""{ "kind": "offence-count" }""", more: """, "eligibility": [ { "when": { "field": "youth", "is": ["yes"] }, "ifMissing": "withhold", "then": "refer" } ]"""));
        using var engine = new DuckDbEngine();
        engine.Load(null, []);
        string?[] Row(string id, string? youth) => [id, null, null, null, null, null, null, youth, null, null, null, null];
        engine.Run(ContractTables.InsertScript(SqlDialect.DuckDb, "offenders", [Row("both", "yes"), Row("both", "no"), Row("filled", null), Row("filled", "no"), Row("empty", null)]));
        engine.Run(ContractTables.InsertScript(SqlDialect.DuckDb, "nominations", new[] { "both", "filled", "empty" }.Select(id => (string?[])[id, "police", "2026-10-01", null])));
        engine.Run(ContractTables.InsertScript(SqlDialect.DuckDb, "supplied", [["settling"]]));
        var rows = engine.Cells(Compile(policy, SqlDialect.DuckDb).Query).Skip(1).ToDictionary(row => row[1], row => $"{row[2]} {row[^1]}");
        Assert.Equal("withheld eligibility:1;conflict:youth;to-settle", rows["both"]);
        Assert.Equal("withheld eligibility:1;missing:youth", rows["empty"]);
        Assert.Equal("below_line below-entry", rows["filled"]);
    }

    [Fact]
    public void A_draw_that_waits_for_a_value_is_not_compiled_without_it()
    {
        var policy = Parse(Case("""{ "kind": "offence-count" }""", ranking: """, "lot": { "source": "a draw" }"""));
        Assert.Throws<InvalidOperationException>(() => Compile(policy, SqlDialect.DuckDb));
        Assert.NotEqual(Compile(policy.WithLotValue("1"), SqlDialect.DuckDb).Ranking, Compile(policy.WithLotValue("2"), SqlDialect.DuckDb).Ranking);
        Assert.Throws<ArgumentOutOfRangeException>(() => PolicySql.Compile(Reference(), OffenceCatalogue.BuiltIn, AsOf, -1, SqlDialect.DuckDb));
    }

    internal static SqlScripts Compile(Policy policy, SqlDialect dialect, string? schema = null) =>
        PolicySql.Compile(policy, OffenceCatalogue.BuiltIn, AsOf, 40, dialect, new SqlOptions { Schema = schema });

    internal static Policy Reference() => PolicyFile.Parse(File.ReadAllBytes(Repository.Path("samples", "reference", "policy.json")));

    private static Policy Parse(string json) => PolicyFile.Parse(Encoding.UTF8.GetBytes(json));

    private static string Case(string measure, string id = "f", string title = "t", string from = "1", bool bands = true, string ranking = "", string more = "") =>
        $$"""
        { "schema": "iom-selection-policy/1", "id": "p", "version": "1", "title": "t",
          "matrix": { "factors": [{ "id": "{{id}}", "title": "{{title}}", "why": "w", "measure": {{measure}}{{(bands ? $$""", "bands": [{ "from": 0, "points": 0 }, { "from": {{from}}, "points": 1 }]""" : "")}} }] },
          "cohorts": [{ "id": "all" }], "ranking": { "entryFrom": 1{{ranking}} }, "deselection": { "exitBelow": 0 }{{more}} }
        """;
}
