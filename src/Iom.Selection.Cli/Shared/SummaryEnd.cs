using Iom.Selection.Policies.Checks;

namespace Iom.Selection.Cli.Shared;

/// <summary>What a verb that reads extracts and writes a run prints last.</summary>
internal static class SummaryEnd
{
    public static void Print(IReadOnlyList<PolicyWarning> warnings, IReadOnlyList<string> notes, string last)
    {
        if (warnings.Count > 0)
        {
            ConsoleOutput.Heading("Notes");
            foreach (var warning in warnings) ConsoleOutput.Line($"  {warning.Message}");
            ConsoleOutput.Line();
        }
        foreach (var note in notes) ConsoleOutput.Line(note);
        ConsoleOutput.Line(last);
    }
}
