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
            Lines.Heading("To know");
            foreach (var warning in warnings) Lines.Line($"  {warning.Message}");
            Lines.Line();
        }
        if (tooManyRefused)
            Lines.Line(FormattableString.Invariant($"More rows were refused than --max-refused allows ({account.RefusedCount} of {account.ReadCount}): see refused.csv."));
        if (leftOver is not null) Lines.Line($"The run that was replaced could not be deleted: delete {leftOver} by hand.");
        Lines.Line(last);
    }
}
