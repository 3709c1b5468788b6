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
            Lines.Heading("Notes");
            foreach (var warning in warnings) Lines.Line($"  {warning.Message}");
            Lines.Line();
        }
        if (tooManyRefused)
            Lines.Line(FormattableString.Invariant($"{account.RefusedCount} of {account.ReadCount} rows were refused, more than --max-refused allows. See refused.csv."));
        if (leftOver is not null) Lines.Line($"The replaced run could not be deleted. Delete {leftOver} by hand.");
        Lines.Line(last);
    }
}
