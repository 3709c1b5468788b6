using Iom.Selection.Cli.Shared;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Evaluations;

namespace Iom.Selection.Cli.Commands.Evaluations;

/// <summary>What <c>iom evaluate</c> prints when it is done.</summary>
internal static class EvaluationSummary
{
    public static void Print(EvaluationReport report, string folder, IReadOnlyList<string> notes)
    {
        ConsoleOutput.Heading($"Evaluation as of {IsoDate.Text(report.AsOf)}, the strongest first");
        foreach (var sentence in EvaluationFiles.Summary(report)) ConsoleOutput.Line($"  {sentence}");
        ConsoleOutput.Line();
        ConsoleOutput.Heading("What could mislead");
        foreach (var note in report.Result.Notes) ConsoleOutput.Line($"  {note}");
        ConsoleOutput.Line();
        if (report.DataLab is not null) ConsoleOutput.Line("data-lab.csv names people and is for the Justice Data Lab alone.");
        SummaryEnd.Print([], notes, $"Written to {folder}. See evaluation.md for every figure and how it was worked out.");
    }
}
