using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Check;

/// <summary>The verb <c>iom check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var extracts = Options.Path("--extracts", "The folder of extracts.", "DIR");
        extracts.Required = true;
        var map = Options.Path("--map", "The map of your own files, in place of extract-map.json beside them.", "FILE");
        var asOf = Options.Date("--as-of", "The date to look from; without it nothing is later, and nothing is old.");
        var catalogue = Options.Path("--catalogue", "A catalogue of offence codes in place of the built-in one.", "FILE");
        var command = new Command("check", "Says what the extracts hold, how old they are and what is wrong with them. Scores nobody.") { extracts, map, asOf, catalogue };
        command.SetAction(parsed => ExtractsCheck.Run(
            parsed.GetRequiredValue(extracts), parsed.GetValue(map), parsed.GetResult(asOf) is null ? null : parsed.GetValue(asOf), parsed.GetValue(catalogue), cancellationToken));
        return command;
    }
}
