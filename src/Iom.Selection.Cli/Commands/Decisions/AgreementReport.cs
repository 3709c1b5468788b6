using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Decisions;
using Iom.Selection.Foundation;

namespace Iom.Selection.Cli.Commands.Decisions;

/// <summary>Prints how panels' decisions stand to what was recommended.</summary>
internal static class AgreementReport
{
    public static int Print(string logPath, IReadOnlyList<string> heads, string? policyPath)
    {
        var policy = policyPath is null ? null : Inputs.Policy(policyPath);
        var log = DecisionRecording.Read(logPath, heads);
        // Of several about one person on one day the last counts. By whatever name it was written, an agency is one.
        var decisions = log.Standing.Select(decision => decision with { Agency = policy?.Panel?.IdOf(decision.Agency) ?? decision.Agency }).ToArray();
        var report = DecisionReport.Create(decisions, policy?.Panel?.Alarm);

        ConsoleOutput.Heading("Decisions and recommendations");
        Table([report.All]);
        Part("By recommendation", report.ByRecommendation);
        Part("By agency that recorded the decision", report.ByAgency);
        Part("By ground or reason of the recommendation", report.ByGround);
        ConsoleOutput.Line();
        var purged = log.Entries.Count(entry => entry.IsPurged);
        if (log.Decisions.Count() - decisions.Length is > 0 and var replaced)
            ConsoleOutput.Line(Text($"{Plural.Format(replaced, "decision")} about a person and day that a later one is about too {(replaced == 1 ? "is" : "are")} not counted; {log.Decisions.Count(decision => decision.Reverses)} of the later ones {(log.Decisions.Count(decision => decision.Reverses) == 1 ? "reverses" : "reverse")} an earlier one."));
        if (purged > 0) ConsoleOutput.Line(Text($"{purged} more {(purged == 1 ? "was" : "were")} purged under the retention rules and not counted."));
        ConsoleOutput.Line(report.IsAlarm switch
        {
            null => "No alarm is set. To set one, give a policy with panel.agreementAlarm.",
            true => Text($"ALARM: the panel almost certainly agreed with more than {policy!.Panel!.Alarm!.AbovePercent}% of the recommendations. Is it still deciding for itself?"),
            false => Text($"No alarm (above {policy!.Panel!.Alarm!.AbovePercent}%, with at least {Plural.Format(policy.Panel.Alarm.LeastDecisions, "decision")})."),
        });
        return ExitCode.Done;
    }

    private static void Part(string heading, IReadOnlyList<AgreementCount> counts)
    {
        if (counts.Count == 0) return;
        ConsoleOutput.Line();
        ConsoleOutput.Heading(heading);
        Table(counts);
    }

    private static void Table(IReadOnlyList<AgreementCount> counts) => ConsoleOutput.Table(
        ["of", "decided", "agreed", "rate", "95% interval", "towards leaving", "towards staying", "towards joining", "against joining", "deferred"],
        counts.Select(count => (string[])
        [
            count.Of, Number(count.Agreed.Of), Number(count.Agreed.Count), Rate(count.Agreed.Rate), count.Agreed.Of == 0 ? "" : $"{Rate(count.Agreed.Lower)} to {Rate(count.Agreed.Upper)}",
            Number(count.TowardLeaving), Number(count.TowardStaying), Number(count.TowardJoining), Number(count.AgainstJoining), Number(count.Deferred),
        ]));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Rate(double? rate) => rate?.ToString("F3", CultureInfo.InvariantCulture) ?? "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
