using Iom.Selection.Policies.Checks;

namespace Iom.Selection.Cli.Shared;

/// <summary>What a verb that reads extracts and writes a run prints last.</summary>
internal static class SummaryEnd
{
    public static void Print(IReadOnlyList<PolicyWarning> warnings, string? leftOver, string last)
    {
        if (warnings.Count > 0)
        {
            ConsoleOutput.Heading("Notes");
            foreach (var warning in warnings) ConsoleOutput.Line($"  {warning.Message}");
            ConsoleOutput.Line();
        }
        if (leftOver is not null) ConsoleOutput.Line($"The replaced run could not be deleted. Delete {leftOver} by hand.");
        ConsoleOutput.Line(last);
    }
}
