using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies.Checks;

namespace Iom.Selection.Cli.Shared;

/// <summary>What a verb that reads extracts and writes a run prints last.</summary>
internal static class SummaryEnd
{
    public static void Print(IReadOnlyList<PolicyWarning> warnings, ExtractAccount account, bool tooManyRefused, string? leftOver, string last)
    {
        if (warnings.Count > 0)
        {
            ConsoleOutput.Heading("To know");
            foreach (var warning in warnings) ConsoleOutput.Line($"  {warning.Message}");
            ConsoleOutput.Line();
        }
        if (tooManyRefused)
            ConsoleOutput.Line(FormattableString.Invariant($"More rows were refused than --max-refused allows ({account.RefusedCount} of {account.ReadCount}): see refused.csv."));
        if (leftOver is not null) ConsoleOutput.Line($"The run that was replaced could not be deleted: delete {leftOver} by hand.");
        ConsoleOutput.Line(last);
    }
}
