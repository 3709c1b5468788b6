using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Iom.Selection.Cli.Commands.Decisions;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Decisions;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Purging;

namespace Iom.Selection.Cli.Commands.Purge;

/// <summary>The verb <c>iom purge</c>.</summary>
internal static class PurgeCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var runs = Options.Path("--runs", "Folder that holds the folders of the runs.", "DIR");
        var before = Options.Date("--before", "Date to apply the policy's retention rules for, as if it were today.");
        var policy = Options.Path("--policy", "Policy file.", "FILE");
        var log = Options.Path("--decisions", "Log of decisions, if old ones must go too.", "FILE");
        (runs.Required, before.Required, policy.Required) = (true, true, true);
        var command = new Command("purge", "Deletes what the policy's retention rules require, and writes a proof of what was deleted.") { runs, before, policy, log };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(runs), parsed.GetValue(before), parsed.GetRequiredValue(policy), parsed.GetValue(log), cancellationToken));
        return command;
    }

    private static int Run(string runs, DateOnly before, string policyPath, string? logPath, CancellationToken cancellationToken)
    {
        var policy = Inputs.Policy(policyPath);
        if (policy.Retention is null) throw new InputException("The policy has no \"retention\" section, so it does not say what must be deleted. See docs/policy.md.");
        if (logPath is not null && !File.Exists(logPath)) throw new InputException($"The log of decisions does not exist: {logPath}");
        using var log = logPath is null ? null : DecisionRecording.Opened(() => DecisionLogFile.Open(logPath));
        // What goes is gone: it is begun or not, and once begun it comes to its proof.
        cancellationToken.ThrowIfCancellationRequested();
        var result = RunPurger.Run(runs, before, policy, log, RandomNumberGenerator.GetBytes(DecisionLog.MinSaltBytes));

        ConsoleOutput.Line(Text($"Runs up to {result.RunsUpTo:yyyy-MM-dd}: {result.Runs.Length} purged, {Plural.Format(result.Runs.Sum(run => run.FilesGone.Length), "file")} deleted. Their manifests stay."));
        ConsoleOutput.Line(Text($"Decisions up to {result.DecisionsUpTo:yyyy-MM-dd}: {result.DecisionsGone} purged{(log is null ? " (no log was given)" : "")}."));
        if (result.FoldersWithoutRun > 0)
            ConsoleOutput.Line(Text($"{result.FoldersWithoutRun} {(result.FoldersWithoutRun == 1 ? "folder holds no run and was" : "folders hold no run and were")} kept. If an interrupted run left {(result.FoldersWithoutRun == 1 ? "it, delete it" : "them, delete them")} by hand."));
        if (result.Manifest is { } manifest) ConsoleOutput.Line($"Proof: {manifest.Name} in the folder of runs, sha256 {manifest.Sha256}");
        else ConsoleOutput.Line("Nothing had to be deleted, so nothing was written.");
        if (log is not null) ConsoleOutput.Line($"Head hash of the log, for the minutes: {log.Log.Head}");
        return ExitCode.Done;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
