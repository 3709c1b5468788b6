using System.Globalization;
using System.Security.Cryptography;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Decisions;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Purging;

namespace Iom.Selection.Cli.Commands.Decisions;

/// <summary>Records decisions, and verifies the record.</summary>
internal static class DecisionRecording
{
    public static int Record(RecordingRequest request, CancellationToken cancellationToken)
    {
        // A name in a log that belongs to no agency is a voice nobody can answer for.
        var policy = request.Policy is null ? null : Inputs.Policy(request.Policy);
        if (policy is { Panel: null }) throw new InputException("The policy has no \"panel\" section, so agencies cannot be checked.");
        var sheet = DecisionSheet.Read(request.From, request.Dates, policy?.Panel, request.Run is null ? null : RunFolder.Open(request.Run), request.On);

        cancellationToken.ThrowIfCancellationRequested();
        using var log = Opened(() => DecisionLogFile.Open(request.Log, cancellationToken));
        // From here on it is done whole: what is short is not stopped half way.
        Interruption.BeginWriting(cancellationToken);
        var added = Append(log, sheet);
        ConsoleOutput.Line(Text($"Recorded: {added}. Already in the log: {sheet.Decisions.Count - added}. Without a decision: {sheet.Undecided}."));
        foreach (var note in log.Notes) ConsoleOutput.Line(note);
        if (request.Run is null) ConsoleOutput.Line("Ids, recommendations and grounds were not checked. To check them, give the run that the list is from with --run.");
        if (request.Policy is null) ConsoleOutput.Line("Agencies were not checked. To check them, give the policy with --policy.");
        ConsoleOutput.Line(Text($"Head hash for the minutes, after entry {log.Count}:"));
        ConsoleOutput.Line($"  {log.Head}");
        return ExitCode.Done;
    }

    public static int Verify(string logPath, IReadOnlyList<string> heads, IReadOnlyList<string> proofs)
    {
        var log = Opened(() => DecisionLogFile.Read(logPath));
        var last = log.Entries.Length;
        foreach (var head in heads)
        {
            var at = Entry(log, head);
            ConsoleOutput.Line(Text($"The head hash is that of entry {at}. Entries since: {last - at}."));
        }
        if (heads.Count == 0) ConsoleOutput.Line("The chain is unbroken. To check that its end was not cut off and that it was not rewritten, give the hash from the minutes with --head.");
        else CheckPurges(logPath, log, heads, proofs);
        var purged = log.Entries.Count(entry => entry.IsPurged);
        ConsoleOutput.Line(Text($"Entries: {last}; decisions: {log.Decisions.Count()}; purged under retention rules: {purged}."));
        ConsoleOutput.Line(Text($"Head hash for the minutes, after entry {last}:"));
        ConsoleOutput.Line($"  {log.Head}");
        return ExitCode.Done;
    }

    /// <summary>Reads a log of which the head hashes of the minutes are known, and sees that it holds them and that nothing was taken out since but by a purge of this tool.</summary>
    public static DecisionLog Read(string logPath, IReadOnlyList<string> heads)
    {
        var log = Opened(() => DecisionLogFile.Read(logPath));
        if (heads.Count > 0) CheckPurges(logPath, log, heads, []);
        return log;
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

    private static int Append(DecisionLogFile log, FilledSheet sheet)
    {
        try
        {
            return log.Append(sheet.Decisions, static () => RandomNumberGenerator.GetBytes(DecisionLog.MinSaltBytes));
        }
        catch (OppositeDecisionException e)
        {
            throw new InputException(
                Text($"The list of decisions, line {sheet.Lines[e.Index]}: decision differs from the one in the log about the same person and date. Nothing was recorded. To reverse that one, add a column reverses and write yes."), e);
        }
    }

    private static int Entry(DecisionLog log, string head) =>
        log.Find(head) ?? throw new InputException("The log does not hold this head hash: its end was cut off, or it was rewritten. Compare it with a copy.");

    private static void CheckPurges(string logPath, DecisionLog log, IReadOnlyList<string> heads, IReadOnlyList<string> proofs)
    {
        var confirmed = heads.Max(head => Entry(log, head));
        var unconfirmed = DecisionLogFile.UnconfirmedPurges(logPath, log, confirmed, proofs.Select(PurgeProof.Load).Select(proof => proof.DecisionsHead).OfType<string>());
        if (unconfirmed is [var entry, ..])
            throw new InputException(Text($"Entry {entry} takes out what earlier entries said, and it does not carry the seal of a purge of this log. If it was one, confirm it: give the head hash that iom purge printed with another --head, or its proof with iom decisions verify --proof. If nobody purged, the log was changed: compare it with a copy."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
