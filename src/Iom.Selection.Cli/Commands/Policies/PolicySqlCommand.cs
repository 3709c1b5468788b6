using System.CommandLine;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Cli.Commands.Policies;

/// <summary>The verb <c>iom policy sql</c>.</summary>
internal static class PolicySqlCommand
{
    private static readonly string[] Dialects = [.. Enum.GetValues<SqlDialect>().Select(Word)];

    public static Command Create()
    {
        var policy = Options.Path("--policy", "Policy file.", "FILE");
        policy.Required = true;
        var catalogue = Options.Catalogue();
        var asOf = Options.Date("--as-of", "Date to rank people for.");
        asOf.Required = true;
        var capacity = Options.Whole("--capacity", "Number of places in the cohort.", 0, RankingOptions.LargestCapacity);
        capacity.Required = true;
        var dialect = new Option<string>("--dialect") { Description = "Database that will run it.", Required = true };
        dialect.AcceptOnlyFromAmong(Dialects);
        var lotValue = Options.LotValue();
        var schema = Options.Schema("Schema of the tables and views.");
        var allPoints = new Option<bool>("--all-points") { Description = "Also show the points of people below the entry line." };
        var dbt = new Option<bool>("--dbt") { Description = "Write a dbt project, a model a step, instead of two views." };
        var output = Options.Path("--out", "Output folder (must not exist yet).", "DIR");
        output.Required = true;

        var command = new Command("sql", "Compiles a policy into SQL that gives the same ranking where the data is.")
        {
            policy, catalogue, asOf, capacity, dialect, lotValue, schema, allPoints, dbt, output,
        };
        command.SetAction(parsed => PolicySqlWriter.Run(new SqlRequest(
            parsed.GetRequiredValue(policy), parsed.GetValue(catalogue), parsed.GetValue(asOf), parsed.GetValue(capacity),
            Enum.GetValues<SqlDialect>().Single(one => Word(one) == parsed.GetRequiredValue(dialect)),
            parsed.GetValue(lotValue), parsed.GetValue(schema), parsed.GetValue(allPoints), parsed.GetValue(dbt), parsed.GetRequiredValue(output))));
        return command;
    }

    private static string Word(SqlDialect dialect) => dialect.ToString().ToLowerInvariant();
}
