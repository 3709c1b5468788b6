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
        var yes = new Option<bool>("--yes") { Description = "Delete even if the date lies in the future or most of the runs would go." };
        (runs.Required, before.Required, policy.Required) = (true, true, true);
        var command = new Command("purge", "Deletes what the policy's retention rules require, and writes a proof of what was deleted.") { runs, before, policy, log, yes };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(runs), parsed.GetValue(before), parsed.GetRequiredValue(policy), parsed.GetValue(log), parsed.GetValue(yes), cancellationToken));
        command.Add(VerifyCommand());
        return command;
    }

    private static Command VerifyCommand()
    {
        var (proof, runs, log) = (Options.Path("--proof", "Proof of the purge, purge-<date>.json.", "FILE"), Options.Path("--runs", "Folder that holds the folders of the runs.", "DIR"),
            Options.Path("--decisions", "Log of decisions, to check what the proof says of it.", "FILE"));
        var sha256 = new Option<string>("--sha256") { Description = "Hash of the proof from the minutes.", HelpName = "HASH" };
        (proof.Required, runs.Required) = (true, true);
        var command = new Command("verify", "Checks that what the proof of a purge says is so.") { proof, runs, log, sha256 };
        command.SetAction(parsed => Verify(parsed.GetRequiredValue(proof), parsed.GetRequiredValue(runs), parsed.GetValue(log), parsed.GetValue(sha256)));
        return command;
    }

    private static int Run(string runs, DateOnly before, string policyPath, string? logPath, bool yes, CancellationToken cancellationToken)
    {
        var policy = Inputs.Policy(policyPath);
        if (policy.Retention is null) throw new InputException("The policy has no \"retention\" section, so it does not say what must be deleted. See docs/policy.md.");
        if (logPath is not null && !File.Exists(logPath)) throw new InputException($"The log of decisions does not exist: {logPath}");
        if (!yes) CheckMeant(RunPurger.Preview(runs, before, policy), before);
        using var log = logPath is null ? null : DecisionRecording.Opened(() => DecisionLogFile.Open(logPath, cancellationToken));
        // What goes is gone: it is begun or not. Should it be stopped all the same, the next purge finishes it.
        Interruption.BeginWriting(cancellationToken);
        var result = RunPurger.Run(runs, before, policy, log, RandomNumberGenerator.GetBytes(DecisionLog.MinSaltBytes));

        ConsoleOutput.Line(Text($"Runs up to {result.RunsUpTo:yyyy-MM-dd}: {result.Runs.Length} purged, {Plural.Format(result.Runs.Sum(run => run.FilesGone.Length), "file")} deleted. Their manifests stay."));
        ConsoleOutput.Line(Text($"Decisions up to {result.DecisionsUpTo:yyyy-MM-dd}: {result.DecisionsGone} purged{(log is null ? " (no log was given)" : "")}."));
        if (result.FoldersWithoutRun > 0)
            ConsoleOutput.Line(Text($"{result.FoldersWithoutRun} {(result.FoldersWithoutRun == 1 ? "folder holds no run and was" : "folders hold no run and were")} kept. If {(result.FoldersWithoutRun == 1 ? "it holds" : "they hold")} records about people, delete {(result.FoldersWithoutRun == 1 ? "it" : "them")} by hand."));
        foreach (var note in (log?.Notes ?? []).Concat(result.Notes)) ConsoleOutput.Line(note);
        if (result.Finished is { } finished) ConsoleOutput.Line($"An interrupted purge was finished first. Proof: {finished.Name} in the folder of runs, sha256 {finished.Sha256}");
        if (result.Manifest is { } manifest) ConsoleOutput.Line($"Proof: {manifest.Name} in the folder of runs, sha256 {manifest.Sha256}");
        else ConsoleOutput.Line($"Nothing {(result.Finished is null ? "" : "more ")}had to be deleted, so nothing {(result.Finished is null ? "" : "more ")}was written.");
        if (log is not null) ConsoleOutput.Line($"Head hash of the log, for the minutes: {log.Head}");
        return ExitCode.Done;
    }

    private static void CheckMeant(PurgePreview preview, DateOnly before)
    {
        var isFuture = before > DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        if (isFuture)
            throw new CommandLineException(Text($"--before {before:yyyy-MM-dd} lies in the future, and {preview.RunsDue} of {Plural.Format(preview.RunsThere, "run")} would go, before their time. Nothing was deleted. If this is what you want, add --yes."));
        if (preview.RunsDue * 2 > preview.RunsThere)
            throw new CommandLineException(Text($"Most of the runs, {preview.RunsDue} of {preview.RunsThere}, would go. Nothing was deleted. If this is what you want, add --yes."));
    }

    private static int Verify(string proofPath, string runs, string? logPath, string? sha256)
    {
        var proof = PurgeProof.Load(proofPath);
        if (sha256 is not null && !string.Equals(sha256, proof.Sha256, StringComparison.OrdinalIgnoreCase)) throw new InputException("The proof is not the one whose hash is in the minutes: it was changed, or is another.");
        var wrong = RunPurger.Verify(proof, runs, logPath is null ? null : DecisionRecording.Opened(() => DecisionLogFile.Read(logPath)));
        if (wrong is [var first, ..]) throw new InputException($"The proof is not true: {first}{(wrong.Count > 1 ? Text($" And {wrong.Count - 1} more.") : "")}");
        ConsoleOutput.Line(Text($"The proof of the purge for {proof.Before:yyyy-MM-dd} is true: {Plural.Format(proof.Runs.Length, "run")} and {Plural.Format(proof.DecisionsGone, "decision")} are gone."));
        if (logPath is null && proof.DecisionsHead is not null) ConsoleOutput.Line("What it says of decisions was not checked. To check it, give the log with --decisions.");
        if (sha256 is null) ConsoleOutput.Line($"Compare its sha256 with the minutes: {proof.Sha256}");
        return ExitCode.Done;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
