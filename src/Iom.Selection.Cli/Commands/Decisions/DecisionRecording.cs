using System.Globalization;
using System.Security.Cryptography;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Decisions;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Cli.Commands.Decisions;

/// <summary>Records decisions, and verifies the record.</summary>
internal static class DecisionRecording
{
    public static int Record(string logPath, string from, string? policyPath, string? runFolder, string dates, CancellationToken cancellationToken)
    {
        // A name in a log that belongs to no agency is a voice nobody can answer for.
        var policy = policyPath is null ? null : Inputs.Policy(policyPath);
        if (policy is { Panel: null }) throw new InputException("The policy has no \"panel\" section, so agencies cannot be checked.");
        var (decisions, undecided) = DecisionSheet.Read(from, dates, policy?.Panel, runFolder is null ? null : RunFolder.Open(runFolder));

        // From here on it is done whole: what is short is not stopped half way.
        cancellationToken.ThrowIfCancellationRequested();
        using var log = Opened(() => DecisionLogFile.Open(logPath));
        var added = log.Append(decisions, static () => RandomNumberGenerator.GetBytes(DecisionLog.MinSaltBytes));
        ConsoleOutput.Line(Text($"Recorded: {added}. Already in the log: {decisions.Count - added}. Without a decision: {undecided}."));
        if (runFolder is null) ConsoleOutput.Line("Ids, recommendations and grounds were not checked. To check them, give the run that the list is from with --run.");
        if (policy is null) ConsoleOutput.Line("Agencies were not checked. To check them, give the policy with --policy.");
        ConsoleOutput.Line(Text($"Head hash for the minutes, after entry {log.Log.Entries.Length}:"));
        ConsoleOutput.Line($"  {log.Log.Head}");
        return ExitCode.Done;
    }

    public static int Verify(string logPath, string? head)
    {
        var log = Opened(() => DecisionLogFile.Read(logPath));
        var last = log.Entries.Length;
        if (head is not null)
        {
            var at = log.Find(head) ?? throw new InputException("The log does not hold this head hash: its end was cut off, or it was rewritten. Compare it with a copy.");
            ConsoleOutput.Line(Text($"The head hash is that of entry {at}. Entries since: {last - at}."));
        }
        else
        {
            ConsoleOutput.Line("The chain is unbroken. To check that its end was not cut off and that it was not rewritten, give the hash from the minutes with --head.");
        }
        var purged = log.Entries.Count(entry => entry.IsPurged);
        ConsoleOutput.Line(Text($"Entries: {last}; decisions: {log.Decisions.Count()}; purged under retention rules: {purged}."));
        ConsoleOutput.Line(Text($"Head hash for the minutes, after entry {last}:"));
        ConsoleOutput.Line($"  {log.Head}");
        return ExitCode.Done;
    }

    /// <summary>Opens a log, or says in one line what is wrong with it.</summary>
    public static T Opened<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (DecisionLogException e)
        {
            throw new InputException($"The log of decisions has been changed or damaged, {e.Message}. Nothing was added to it. Compare it with a copy.", e);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
