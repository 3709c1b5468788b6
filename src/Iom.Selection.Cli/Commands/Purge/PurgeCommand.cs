using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Iom.Selection.Cli.Commands.Decisions;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Decisions;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Purging;

namespace Iom.Selection.Cli.Commands.Purge;

/// <summary>The verb <c>iom purge</c>.</summary>
internal static class PurgeCommand
{
    public static Command Create(CancellationToken cancellationToken)
    {
        var runs = Options.Path("--runs", "The folder in which the folders of runs lie.", "DIR");
        var before = Options.Date("--before", "The day for which the policy's retention rules are applied, as today.");
        var policy = Options.Path("--policy", "The policy file.", "FILE");
        var log = Options.Path("--decisions", "The log of decisions, if old ones must go too.", "FILE");
        (runs.Required, before.Required, policy.Required) = (true, true, true);
        var command = new Command("purge", "Takes away what the policy's retention rules say must go, and writes the proof that it went.") { runs, before, policy, log };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(runs), parsed.GetValue(before), parsed.GetRequiredValue(policy), parsed.GetValue(log), cancellationToken));
        return command;
    }

    private static int Run(string runs, DateOnly before, string policyPath, string? logPath, CancellationToken cancellationToken)
    {
        var policy = Inputs.Policy(policyPath);
        if (policy.Retention is null) throw new InputException("The policy has no block \"retention\": it does not say what must go. See docs/policy.md.");
        if (logPath is not null && !File.Exists(logPath)) throw new InputException($"There is no log of decisions: {logPath}");
        using var log = logPath is null ? null : DecisionRecording.Opened(() => DecisionLogFile.Open(logPath));
        // What goes is gone: it is begun or not, and once begun it comes to its proof.
        cancellationToken.ThrowIfCancellationRequested();
        var result = RunPurger.Run(runs, before, policy, log, RandomNumberGenerator.GetBytes(DecisionLog.MinSaltBytes));

        ConsoleOutput.Line(Text($"Runs up to {result.RunsUpTo:yyyy-MM-dd}: {result.Runs.Length} purged, {result.Runs.Sum(run => run.FilesGone.Length)} files gone; their manifests stay."));
        ConsoleOutput.Line(Text($"Decisions up to {result.DecisionsUpTo:yyyy-MM-dd}: {result.DecisionsGone} purged{(log is null ? "; no log was named" : "")}."));
        if (result.FoldersWithoutRun > 0)
            ConsoleOutput.Line(Text($"{result.FoldersWithoutRun} {(result.FoldersWithoutRun == 1 ? "folder holds no run and was" : "folders hold no run and were")} left: see whether a run that was killed left them, and delete them by hand."));
        if (result.Manifest is { } manifest) ConsoleOutput.Line($"The proof is {manifest.Name} in the folder of runs: {manifest.Sha256}");
        else ConsoleOutput.Line("Nothing had to go, so nothing was written.");
        if (log is not null) ConsoleOutput.Line($"Head hash of the log for the minutes: {log.Log.Head}");
        return ExitCode.Done;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
