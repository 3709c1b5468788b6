using System.CommandLine;
using Iom.Selection.Cli.Shared;

namespace Iom.Selection.Cli.Commands.Compare;

/// <summary>The verb <c>iom compare</c>.</summary>
internal static class CompareCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var before = Options.Path("--before", "Folder of the earlier run of iom rank.", "DIR");
        var after = Options.Path("--after", "Folder of the later run.", "DIR");
        var output = Options.Path("--out", "Output folder (must not exist yet).", "DIR");
        var policy = Options.Path("--policy", "Policy of the later run, for its thresholds.", "FILE");
        var report = new ReportOptions(PageSubject.People);
        (before.Required, after.Required, output.Required) = (true, true, true);
        var command = new Command("compare", "Shows who moved between two runs, and which factors and records moved them.") { before, after, output, policy };
        report.AddTo(command);
        command.SetAction(parsed => RunComparer.Run(parsed.GetRequiredValue(before), parsed.GetRequiredValue(after), parsed.GetRequiredValue(output), parsed.GetValue(policy), report.Read(parsed), cancellationToken));
        return command;
    }
}
