using System.Globalization;
using Iom.Selection.Cli.Shared;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Audits;

namespace Iom.Selection.Cli.Commands.Audit;

/// <summary>What <c>iom audit</c> prints when it is done.</summary>
internal static class AuditSummary
{
    public static void Print(AuditReport report, string folder, IReadOnlyList<string> notes)
    {
        var audit = report.Audit;
        ConsoleOutput.Heading($"Audit of {string.Join(", ", audit.AsOf.Select(date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))} by policy {audit.Policy.Id} {audit.Policy.Version}");
        ConsoleOutput.Line(audit.Audience == AuditAudience.Partnership
            ? "  Unsuppressed: for the partnership and its committee only."
            : string.Create(CultureInfo.InvariantCulture, $"  For publication: no cell under {audit.Policy.Fairness.SmallestCell} people."));
        ConsoleOutput.Line();
        foreach (var column in audit.Columns)
        {
            var groups = column.Grouping.Groups;
            ConsoleOutput.Heading($"By {column.Grouping.Column}, compared with {groups[column.Grouping.ReferenceGroup]}");
            ConsoleOutput.Table(
                ["rate", .. groups],
                column.Stages.Select(step => (string[])[Vocabulary.Word(step.Step), .. step.Table.Rates.Select(rate => rate.Rate?.ToString("F4", CultureInfo.InvariantCulture) ?? "")]));
            foreach (var sentence in AuditFiles.Findings(report, column)) ConsoleOutput.Line($"  {sentence}");
            ConsoleOutput.Line();
        }
        if (report.Notes.Count > 0 || !audit.Withheld.IsEmpty)
        {
            ConsoleOutput.Heading("Notes");
            foreach (var note in report.Notes) ConsoleOutput.Line($"  {note}");
            if (!audit.Withheld.IsEmpty) ConsoleOutput.Line($"  Not shown, because some counts would be too small: {string.Join("; ", audit.Withheld.Select(withheld => $"{withheld.Column}: {withheld.What}"))}.");
            ConsoleOutput.Line();
        }
        foreach (var sentence in AuditFiles.ThresholdsNotLookedAt(report)) ConsoleOutput.Line(sentence);
        foreach (var crossing in audit.Crossings) ConsoleOutput.Line($"Threshold crossed: {AuditFiles.Sentence(crossing)}");
        foreach (var note in notes) ConsoleOutput.Line(note);
        ConsoleOutput.Line($"Written to {folder}. An audit finds differences. People decide what they mean.");
    }
}
