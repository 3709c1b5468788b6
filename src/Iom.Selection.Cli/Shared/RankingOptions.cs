using System.CommandLine;
using System.CommandLine.Parsing;
using Iom.Selection.Database;

namespace Iom.Selection.Cli.Shared;

/// <summary>The options of every verb that ranks.</summary>
internal sealed class RankingOptions
{
    /// <summary>The most places that a cohort may have.</summary>
    public const int LargestCapacity = 10_000_000;

    private readonly bool _takesDatabase;
    private readonly Option<string> _extracts = Options.Path("--extracts", "Folder of extracts.", "DIR");
    private readonly Option<string> _database = new("--database") { Description = "Instead of --extracts: a DuckDB or PostgreSQL database with the tables of docs/sql.md. Its connection stands in an environment variable or a private file.", HelpName = "env:NAME|file:PATH" };
    private readonly Option<string> _schema = Options.Schema("Schema of the database's tables.");
    private readonly Option<string> _policy = Options.Path("--policy", "Policy file.", "FILE");
    private readonly Option<DateOnly> _asOf = Options.Date("--as-of", "Date to rank for. Nothing later counts.");
    private readonly Option<int> _capacity = Options.Whole("--capacity", "Number of places in the cohort.", 0, LargestCapacity);
    private readonly Option<string> _map = Options.Map();
    private readonly Option<string> _catalogue = Options.Catalogue();
    private readonly Option<int> _threads = Options.Threads();
    private readonly Option<string> _lotValue = Options.LotValue();
    private readonly Option<bool> _quiet = Options.Quiet("Print only errors and what you asked for.");

    /// <param name="takesDatabase">Whether the command may rank in a database instead.</param>
    public RankingOptions(bool takesDatabase = false)
    {
        _takesDatabase = takesDatabase;
        foreach (var required in new Option[] { _policy, _asOf, _capacity }) required.Required = true;
        _extracts.Required = !takesDatabase;
    }

    public void AddTo(Command command)
    {
        Option[] database = _takesDatabase ? [_database, _schema] : [];
        foreach (var option in (Option[])[_extracts, .. database, _policy, _asOf, _capacity, _map, _catalogue, _lotValue, _threads, _quiet]) command.Add(option);
        if (!_takesDatabase) return;
        command.Validators.Add(result =>
        {
            var (extracts, place) = (result.GetValue(_extracts), result.GetValue(_database));
            if (extracts is null == place is null) result.AddError("Give --extracts or --database, one of the two.");
            // What was typed instead may be a connection: it is not repeated.
            else if (place is not null && !DatabaseRequest.IsConnection(place)) result.AddError("--database takes env:NAME, the name of an environment variable that holds the connection, or file:PATH, a file that only you may read.");
            else if (place is null && result.GetValue(_schema) is not null) result.AddError("--schema is for --database alone.");
            else if (place is not null && result.GetValue(_map) is not null) result.AddError("--map is for --extracts alone: the tables of a database have the contract's own names.");
        });
    }

    /// <summary>Whether a database is named.</summary>
    public bool IsOfDatabase(CommandResult result) => result.GetValue(_database) is not null;

    /// <summary>Where the connection of a database stands, and the schema of its tables; null for extracts.</summary>
    public (string Connection, string? Schema)? ReadDatabase(ParseResult parsed) => parsed.GetValue(_database) is { } place ? (place, parsed.GetValue(_schema)) : null;

    public RankingRequest Read(ParseResult parsed) => new(
        parsed.GetValue(_extracts) ?? "", parsed.GetRequiredValue(_policy), parsed.GetValue(_asOf), parsed.GetValue(_capacity),
        parsed.GetValue(_map), parsed.GetValue(_catalogue), parsed.GetValue(_threads), parsed.GetValue(_quiet), parsed.GetValue(_lotValue));
}
