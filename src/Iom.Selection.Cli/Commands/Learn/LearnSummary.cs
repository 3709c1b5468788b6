using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Runs.Learned;

namespace Iom.Selection.Cli.Commands.Learn;

/// <summary>What <c>iom learn</c> prints when it is done.</summary>
internal static class LearnSummary
{
    public static void Print(LearningReport report, string folder, IReadOnlyList<string> notes)
    {
        var learning = report.Learning;
        ConsoleOutput.Heading($"Learned from policy {report.Plan.Policy.Id} {report.Plan.Policy.Version}");
        ConsoleOutput.Table(
            ["steps", "training loss", "held-out loss", "Brier", "AUC"],
            learning.Path.Select(step => (string[])
            [
                step.Steps.ToString(CultureInfo.InvariantCulture), Text(step.Card.TrainingLoss), Text(step.HeldOut.MeanLoss), Text(step.HeldOut.Brier), Text(step.HeldOut.Auc?.Value),
            ]));
        ConsoleOutput.Line();
        ConsoleOutput.Heading("On the test dates");
        ConsoleOutput.Table(
            ["matrix", "log loss", "Brier", "AUC"],
            [
                ["learned", Text(learning.Tested.MeanLoss), Text(learning.Tested.Brier), Text(learning.Tested.Auc?.Value)],
                ["own", Text(learning.Own.Tested.MeanLoss), Text(learning.Own.Tested.Brier), Text(learning.Own.Tested.Auc?.Value)],
            ]);
        ConsoleOutput.Line();
        ConsoleOutput.Line(LearningFiles.Gap(report));
        ConsoleOutput.Line();
        ConsoleOutput.Heading("Notes");
        foreach (var note in LearningFiles.Notes(report)) ConsoleOutput.Line($"  {note}");
        ConsoleOutput.Line();
        SummaryEnd.Print([], notes, $"Written to {folder}. It is advice: nothing learned ranks anybody unless the partnership signs it.");
    }

    private static string Text(double? value) => value?.ToString("F6", CultureInfo.InvariantCulture) ?? "";
}
