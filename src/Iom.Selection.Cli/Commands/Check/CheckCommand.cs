using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Check;

/// <summary>The verb <c>iom check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var extracts = Options.Path("--extracts", "Folder of extracts.", "DIR");
        extracts.Required = true;
        var map = Options.Map();
        var asOf = Options.Date("--as-of", "Date to check for. Without it, no row counts as later and no age is shown.");
        var catalogue = Options.Catalogue();
        var output = Options.Path("--out", "Folder for the lists of rows refused, repeated or in conflict (must not exist yet).", "DIR");
        var maxRefused = Options.Percent("--max-refused", "Exit with 4 if a larger share of all rows than this is refused.", WritingOptions.StandardMaxRefusedPercent);
        var showValues = new Option<bool>("--show-values") { Description = "Show the words that were not understood. On a terminal only: they are values of your extracts." };
        var tables = new Option<bool>("--tables") { Description = "Write the rows that can be used to --out too, as tables for a database." };
        var command = new Command("check", "Checks what the extracts hold, how old they are and what is wrong with them. Scores nobody.")
        {
            extracts, map, asOf, catalogue, output, maxRefused, showValues, tables,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(tables) && result.GetResult(output) is null) result.AddError("--tables goes together with --out.");
        });
        command.SetAction(parsed => ExtractsCheck.Run(
            new CheckRequest(
                parsed.GetRequiredValue(extracts), parsed.GetValue(map), parsed.GetResult(asOf) is null ? null : parsed.GetValue(asOf), parsed.GetValue(catalogue),
                parsed.GetValue(output), parsed.GetValue(maxRefused), parsed.GetValue(showValues), parsed.GetValue(tables)),
            cancellationToken));
        return command;
    }
}
