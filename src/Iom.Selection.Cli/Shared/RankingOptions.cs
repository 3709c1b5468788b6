using System.CommandLine;
using System.CommandLine.Parsing;

namespace Iom.Selection.Cli.Shared;

/// <summary>The options of every verb that ranks.</summary>
internal sealed class RankingOptions
{
    /// <summary>The most places that a cohort may have.</summary>
    public const int LargestCapacity = 10_000_000;

    private readonly Option<string> _extracts = Options.Path("--extracts", "Folder of extracts.", "DIR");
    private readonly Option<string> _policy = Options.Path("--policy", "Policy file.", "FILE");
    private readonly Option<DateOnly> _asOf = Options.Date("--as-of", "Date to rank for. Nothing later counts.");
    private readonly Option<int> _capacity = Options.Whole("--capacity", "Number of places in the cohort.", 0, LargestCapacity);
    private readonly Option<string> _map = Options.Map();
    private readonly Option<string> _catalogue = Options.Catalogue();
    private readonly Option<int> _threads = Options.Threads();
    private readonly Option<string> _lotValue = Options.LotValue();
    private readonly Option<string> _model = Options.Model();
    private readonly Option<bool> _quiet = Options.Quiet("Print only errors and what you asked for.");

    /// <param name="needsExtracts">Whether there is no other place to rank people of.</param>
    public RankingOptions(bool needsExtracts = true)
    {
        foreach (var required in new Option[] { _policy, _asOf, _capacity }) required.Required = true;
        _extracts.Required = needsExtracts;
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _extracts, _policy, _asOf, _capacity, _map, _catalogue, _lotValue, _model, _threads, _quiet }) command.Add(option);
    }

    /// <summary>Whether a folder of extracts is named.</summary>
    public bool HasExtracts(CommandResult result) => result.GetValue(_extracts) is not null;

    /// <summary>Whether a map of a folder's files is named.</summary>
    public bool HasMap(CommandResult result) => result.GetValue(_map) is not null;

    public RankingRequest Read(ParseResult parsed) => new(
        parsed.GetValue(_extracts) ?? "", parsed.GetRequiredValue(_policy), parsed.GetValue(_asOf), parsed.GetValue(_capacity),
        parsed.GetValue(_map), parsed.GetValue(_catalogue), parsed.GetValue(_threads), parsed.GetValue(_quiet), parsed.GetValue(_lotValue), parsed.GetValue(_model));
}
