using System.Globalization;
using System.Security.Cryptography;
using Iom.Selection.Cli.Terminal;
using Iom.Selection.Deselection;
using Iom.Selection.Extracts.Runs;
using Iom.Selection.Policies;

namespace Iom.Selection.Cli.Decisions;

/// <summary>Records decisions, and verifies the record.</summary>
internal static class DecisionRecording
{
    public static int Record(string logPath, string from, string? policyPath, string? runFolder, string dates)
    {
        var (decisions, undecided) = DecisionSheet.Read(from, dates);
        if (policyPath is not null) CheckAgencies(decisions, Inputs.Policy(policyPath));
        if (runFolder is not null) CheckRun(decisions, RunFolder.Open(runFolder));

        using var log = Opened(() => DecisionLogFile.Open(logPath));
        var added = log.Append(decisions, static () => RandomNumberGenerator.GetBytes(DecisionLog.LeastSaltBytes));
        Lines.Line(Text($"Recorded {added}; already in the log {decisions.Count - added}; without a decision {undecided}."));
        Lines.Line(Text($"Head hash for the minutes, after entry {log.Log.Entries.Length}:"));
        Lines.Line($"  {log.Log.Head}");
        return ExitCode.Done;
    }

    public static int Verify(string logPath, string? head)
    {
        var log = Opened(() => DecisionLogFile.Read(logPath));
        var last = log.Entries.Length;
        if (head is not null)
        {
            var at = log.Find(head) ?? throw new InputException("The log does not hold the head hash: its end was cut off, or it was written anew. Compare it with a copy.");
            Lines.Line(Text($"The head hash is that of entry {at}; {last - at} came after."));
        }
        else
        {
            Lines.Line("The chain is whole. Whether its end was cut off, or all of it written anew, only --head with the hash of the minutes shows.");
        }
        var purged = log.Entries.Count(entry => entry.IsPurged);
        Lines.Line(Text($"Entries: {last}; decisions: {log.Decisions.Count()}; purged by retention: {purged}."));
        Lines.Line(Text($"Head hash for the minutes, after entry {last}:"));
        Lines.Line($"  {log.Head}");
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
            throw new InputException($"The log of decisions is not as it was written, {e.Message}. Nothing is added to it; compare it with a copy.", e);
        }
    }

    // A name in a log that belongs to no agency is a voice nobody can answer for.
    private static void CheckAgencies(IReadOnlyList<RecordedDecision> decisions, Policy policy)
    {
        if (policy.Panel is not { } panel) throw new InputException("The policy has no block \"panel\", so nobody's agency can be checked.");
        var unknown = decisions.Count(decision => panel.IdOf(decision.Agency) is null);
        if (unknown > 0) throw new InputException(Text($"The list of decisions names an agency that the panel does not list, in {unknown} of its decisions. The panel: {string.Join(", ", policy.Agencies)}."));
    }

    // A spreadsheet may have changed an id, and somebody a recommendation.
    private static void CheckRun(IReadOnlyList<RecordedDecision> decisions, RunFolder run)
    {
        var made = DecisionSheet.Recommendations(run);
        var foreign = decisions.Count(decision => !made.TryGetValue(decision.OffenderId, out var recommendation) || recommendation != decision.Recommendation);
        if (foreign > 0) throw new InputException(Text($"The list of decisions has {foreign} with a person or a recommendation that is not in the run: see that no spreadsheet changed the first two columns."));
        if (decisions.Any(decision => decision.Date < run.AsOf)) throw new InputException(Text($"A decision is dated before {run.AsOf:yyyy-MM-dd}, the date of the run it is about."));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
