using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Evaluation;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Evaluations;

namespace Iom.Selection.Cli.Commands.Backtests;

/// <summary>What <c>iom backtest</c> prints when it is done.</summary>
internal static class BacktestSummary
{
    public static void Print(BacktestReport report, string folder, string? leftOver, bool tooManyRefused)
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
        if (tooManyRefused)
            ConsoleOutput.Line(FormattableString.Invariant($"{report.Account.RefusedCount} of {report.Account.ReadCount} rows were refused, more than --max-refused allows. Run iom check to see them."));
        if (leftOver is not null) ConsoleOutput.Line($"The replaced output could not be deleted. Delete {leftOver} by hand.");
        ConsoleOutput.Line($"Written to {folder}. missed.csv names people and is for the partnership alone.");
    }

    private static string Text(double? value) => value?.ToString("F6", CultureInfo.InvariantCulture) ?? "";
}
