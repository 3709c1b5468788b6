using System.Diagnostics;
using System.Text.Json;
using Iom.Selection.Sql.Dialects;
using Iom.Selection.Tests;

namespace Iom.Selection.Sql.Tests;

/// <summary>Where an engine can't be had, its grammar reads the scripts: those of dt-sql-parser, an npm package, in Node.js.</summary>
/// <remarks>Looked for in <c>IOM_SQL_PARSER</c>, a folder with <c>node_modules/dt-sql-parser</c>; see docs/sql.md for how to get it.</remarks>
public class GrammarTests
{
    // The parser takes a second for each script; IOM_SQL_FOLDERS, where the run may take long, has all of them read.
    private static readonly int CasesApart = Environment.GetEnvironmentVariable("IOM_SQL_FOLDERS") is { Length: > 0 } ? 1 : 15;

    [FactWithSqlParser]
    public void The_scripts_of_Spark_and_Trino_are_read_by_their_grammars()
    {
        var texts = new List<object>();
        SqlDialect[] dialects = [SqlDialect.Spark, SqlDialect.Trino];
        // A short catalogue: the built-in one takes the parser a minute.
        var cases = ConformanceTests.Cases();
        foreach (var dialect in dialects)
        {
            var scripts = PolicySql.Compile(TextTests.Reference(), cases[0].Catalogue, cases[0].AsOf, 40, dialect, new SqlOptions { Schema = "iom" });
            texts.Add(Case("reference", dialect, scripts.Query));
            texts.Add(Case("reference, by views", dialect, scripts.Person + scripts.Ranking));
            texts.Add(Case("tables", dialect, ContractTables.CreateScript(dialect, "iom")));
            if (dialect == SqlDialect.Spark) texts.Add(Case("loading", dialect, ContractTables.LoadScript(dialect, "iom")!));
            foreach (var one in cases.Where((_, i) => i % CasesApart == 0))
                texts.Add(Case(one.Name, dialect, PolicySql.Compile(one.Policy, one.Catalogue, one.AsOf, one.Capacity, dialect).Query));
        }
        // A parser that lets everything pass would find nothing wrong.
        foreach (var dialect in dialects) texts.Add(Case("wrong on purpose", dialect, "SELECT 1 FROM (SELECT a b c FROM t WHERE;"));
        var (answers, errors) = Parse(JsonSerializer.Serialize(texts));
        Assert.True(answers.Count == texts.Count, errors);
        Assert.Equal(dialects.Length, answers.Count(answer => answer.Name == "wrong on purpose" && answer.Errors.Length > 0));
        Assert.Empty(answers.Where(answer => answer.Name != "wrong on purpose" && answer.Errors.Length > 0).Select(answer => $"{answer.Dialect}, {answer.Name}: {string.Join(" / ", answer.Errors.Take(3))}"));
    }

    private static object Case(string name, SqlDialect dialect, string text) => new { name, dialect = dialect.ToString(), text };

    private sealed record Answer(string Name, string Dialect, string[] Errors);

    private static (List<Answer> Answers, string Errors) Parse(string cases)
    {
        using var node = new Process
        {
            StartInfo = new ProcessStartInfo("node", [Repository.Path("tests", "Iom.Selection.Sql.Tests", "parse.js")])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = FactWithSqlParserAttribute.Folder!,
            },
        };
        node.Start();
        var errors = node.StandardError.ReadToEndAsync();
        node.StandardInput.Write(cases);
        node.StandardInput.Close();
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return (output.Length == 0 ? [] : JsonSerializer.Deserialize<List<Answer>>(output, JsonSerializerOptions.Web)!, errors.Result);
    }
}
