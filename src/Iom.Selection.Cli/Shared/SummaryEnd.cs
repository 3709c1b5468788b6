using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies.Checks;

namespace Iom.Selection.Cli.Shared;

/// <summary>What a verb that reads extracts and writes a run prints last.</summary>
internal static class SummaryEnd
{
    public static void Print(IReadOnlyList<PolicyWarning> warnings, ExtractAccount account, bool tooManyRefused, IReadOnlyList<string> notes, string last)
    {
        if (warnings.Count > 0)
        {
            ConsoleOutput.Heading("Notes");
            foreach (var warning in warnings) ConsoleOutput.Line($"  {warning.Message}");
            ConsoleOutput.Line();
        }
        if (tooManyRefused)
            ConsoleOutput.Line(FormattableString.Invariant($"{account.RefusedCount} of {account.ReadCount} rows were refused, more than --max-refused allows. See refused.csv."));
        foreach (var note in notes) ConsoleOutput.Line(note);
        ConsoleOutput.Line(last);
    }
}
