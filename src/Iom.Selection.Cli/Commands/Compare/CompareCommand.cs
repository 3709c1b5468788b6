using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Compare;

/// <summary>The verb <c>iom compare</c>.</summary>
internal static class CompareCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var before = Options.Path("--before", "The folder of the earlier run of iom rank.", "DIR");
        var after = Options.Path("--after", "The folder of the later run.", "DIR");
        var output = Options.Path("--out", "The folder to write; it must not exist.", "DIR");
        var policy = Options.Path("--policy", "The policy of the later run, for its thresholds.", "FILE");
        (before.Required, after.Required, output.Required) = (true, true, true);
        var command = new Command("compare", "Says who moved between two runs, and by which factor and records.") { before, after, output, policy };
        command.SetAction(parsed => RunComparer.Run(parsed.GetRequiredValue(before), parsed.GetRequiredValue(after), parsed.GetRequiredValue(output), parsed.GetValue(policy), cancellationToken));
        return command;
    }
}
