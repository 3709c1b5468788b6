using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Evaluation;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Evaluations;

namespace Iom.Selection.Cli.Commands.Backtests;

/// <summary>What <c>iom backtest</c> prints when it is done.</summary>
internal static class BacktestSummary
{
    public static void Print(BacktestReport report, string folder, IReadOnlyList<string> notes)
    {
        foreach (var date in report.Dates)
        {
            ConsoleOutput.Heading($"As of {IsoDate.Text(date.AsOf)}, followed up to {IsoDate.Text(date.CutOffOn ?? date.Until)}");
            ConsoleOutput.Line($"  {Plural.Format(date.PeopleCount, "person", "people")}, {date.TakenCount.ToString(CultureInfo.InvariantCulture)} taken, {Plural.Format(date.LaterCount, "later proven offence")}");
            ConsoleOutput.Table(
                ["method", "captured", "worst", "best", "precision", "AUC"],
                date.Rows.Select(row => (string[])[row.Method, Text(row.Capture.Expected), Text(row.Capture.Worst), Text(row.Capture.Best), Text(row.Capture.PrecisionExpected), Text(row.Auc)]));
            ConsoleOutput.Line();
        }
        ConsoleOutput.Line($"decayed counts an offence half after {BaselineMethods.HalfLifeDays.ToString(CultureInfo.InvariantCulture)} days; oracle ranks by what followed, which nobody could know.");
        ConsoleOutput.Line();
        ConsoleOutput.Heading("Notes");
        foreach (var note in BacktestFiles.Notes(report)) ConsoleOutput.Line($"  {note}");
        ConsoleOutput.Line();
        SummaryEnd.Print([], notes, $"Written to {folder}. missed.csv names people and is for the partnership alone.");
    }

    private static string Text(double? value) => value?.ToString("F6", CultureInfo.InvariantCulture) ?? "";
}
