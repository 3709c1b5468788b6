using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Map;

/// <summary>The verb <c>iom map</c>.</summary>
internal static class MapCommand
{
    public static Command Create()
    {
        var extracts = Options.Path("--extracts", "Folder of extracts.", "DIR");
        var output = Options.Path("--out", "Map to write (must not exist yet).", "FILE");
        (extracts.Required, output.Required) = (true, true);
        var command = new Command("map", "Drafts a map of your own files from their headers and the look of their cells. Prints no value.") { extracts, output };
        command.SetAction(parsed => MapDrafting.Run(parsed.GetRequiredValue(extracts), parsed.GetRequiredValue(output)));
        return command;
    }
}
