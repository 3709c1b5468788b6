using System.CommandLine;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Database;

namespace Iom.Selection.Cli.Commands.Rank;

/// <summary>The options by which tables of a database take the place of extracts.</summary>
internal sealed class DatabaseOptions
{
    private readonly Option<string> _database = new("--database")
    {
        Description = "Instead of --extracts: a DuckDB or PostgreSQL database with the tables of docs/sql.md. Its connection stands in an environment variable or a private file.",
        HelpName = "env:NAME|file:PATH",
    };

    private readonly Option<string> _schema = Options.Schema("Schema of the database's tables.");

    public void AddTo(Command command, RankingOptions common, WritingOptions writing, ReportOptions report)
    {
        command.Add(_database);
        command.Add(_schema);
        command.Validators.Add(result =>
        {
            var place = result.GetValue(_database);
            var problem = (place, common.HasExtracts(result)) switch
            {
                (null, false) or (not null, true) => "Give --extracts or --database, one of the two.",
                (null, true) => result.GetValue(_schema) is null ? null : "--schema is for --database alone, and not for --extracts.",
                // What was typed instead may be a connection: it is not repeated.
                (not null, false) when !DatabaseRequest.IsConnection(place) => "--database takes env:NAME, the name of an environment variable that holds the connection, or file:PATH, a file that only you may read.",
                (not null, false) when common.HasMap(result) => "--map is for --extracts alone: the tables of a database have the contract's own names.",
                (not null, false) when report.IsAskedFor(result) => "--for, --names and --texts are for --extracts alone: a database gives no page.",
                (not null, false) when writing.LimitsRefused(result) => "--max-refused is for --extracts alone: iom check refuses rows before they are in tables.",
                (not null, false) => null,
            };
            if (problem is not null) result.AddError(problem);
        });
    }

    /// <summary>Where the connection stands, and the schema of the tables; null where there are extracts.</summary>
    public (string Connection, string? Schema)? Read(ParseResult parsed) => parsed.GetValue(_database) is { } place ? (place, parsed.GetValue(_schema)) : null;
}
