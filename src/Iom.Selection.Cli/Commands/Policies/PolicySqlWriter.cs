using System.Text;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Runs.Output;
using Iom.Selection.Sql;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Cli.Commands.Policies;

/// <summary>Does what <c>iom policy sql</c> is for.</summary>
internal static class PolicySqlWriter
{
    public static int Run(SqlRequest request)
    {
        OutputFolder.CheckAbsent(request.Out);
        var policy = Inputs.PolicyToRankBy(request.Policy, request.LotValue);
        var catalogue = Inputs.Catalogue(request.Catalogue);
        SqlFile[] files;
        try
        {
            var options = new SqlOptions { Schema = request.Schema, AllPoints = request.AllPoints };
            files =
            [
                .. request.Dbt ? PolicySql.CompileDbt(policy, catalogue.Catalogue, request.AsOf, request.Capacity, request.Dialect, options)
                    : Views(PolicySql.Compile(policy, catalogue.Catalogue, request.AsOf, request.Capacity, request.Dialect, options)),
                new SqlFile("create.sql", ContractTables.CreateScript(request.Dialect, request.Schema)),
                .. ContractTables.LoadScript(request.Dialect, request.Schema) is { } load ? [new SqlFile("load.sql", load)] : Array.Empty<SqlFile>(),
                .. request.Dialect == SqlDialect.DuckDb ? [new SqlFile("in-place.sql", ContractTables.InPlaceScript(request.Schema))] : Array.Empty<SqlFile>(),
            ];
        }
        catch (SqlRefusalException e)
        {
            throw new InputException($"The policy cannot be said in this dialect: {e.Message}", e);
        }

        using (var output = OutputFolder.Begin(request.Out, overwrite: false))
        {
            foreach (var file in files) output.Write(file.Path, stream => stream.Write(Encoding.UTF8.GetBytes(file.Text)));
            output.Commit();
        }
        ConsoleOutput.Line($"Written to {request.Out}: {string.Join(", ", files.Select(file => file.Path).Where(path => !path.StartsWith("models/", StringComparison.Ordinal)))}{(request.Dbt ? ", models" : "")}.");
        ConsoleOutput.Line($"  policy     {policy.Sha256}");
        ConsoleOutput.Line($"  catalogue  {catalogue.File.Sha256} ({catalogue.File.Name})");
        ConsoleOutput.Line("The tables are filled with rows that iom check has let pass (iom check --out DIR --tables). See docs/sql.md.");
        return ExitCode.Done;
    }

    private static SqlFile[] Views(SqlScripts scripts) => [new("person.sql", scripts.Person), new("ranking.sql", scripts.Ranking), new("query.sql", scripts.Query.TrimEnd() + ";\n")];
}
