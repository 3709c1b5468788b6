using System.Globalization;
using Iom.Selection.Cli.Shared;
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
        ConsoleOutput.Line("  Unsuppressed: for the partnership and its committee only.");
        ConsoleOutput.Line();
        foreach (var sentence in AuditFiles.Head(report)) ConsoleOutput.Line(sentence);
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
        if (report.Notes.Count > 0)
        {
            ConsoleOutput.Heading("Notes");
            foreach (var note in report.Notes) ConsoleOutput.Line($"  {note}");
            ConsoleOutput.Line();
        }
        foreach (var sentence in AuditFiles.ThresholdsNotLookedAt(report)) ConsoleOutput.Line(sentence);
        foreach (var crossing in audit.Crossings) ConsoleOutput.Line($"Threshold crossed: {AuditFiles.Sentence(crossing)}");
        foreach (var note in notes) ConsoleOutput.Line(note);
        ConsoleOutput.Line($"Written to {folder}. An audit finds differences. People decide what they mean.");
    }

    public static void Print(ReleaseReport report, string folder, IReadOnlyList<string> notes)
    {
        ConsoleOutput.Heading($"Statistics as of {report.Release.Entry.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} by policy {report.Policy.Id} {report.Policy.Version}");
        ConsoleOutput.Line($"  {ReleaseFiles.Notice(report)}");
        ConsoleOutput.Line();
        foreach (var table in report.Release.Entry.Tables)
        {
            ConsoleOutput.Heading($"By {table.Name}: {Vocabulary.Word(table.Step)}");
            ConsoleOutput.Table(["group", "people", "counted"], table.Groups.Select(group => (string[])[group.Name, Number(group.People), Number(group.Count)]));
        }
        foreach (var sentence in ReleaseFiles.Refused(report)) ConsoleOutput.Line(sentence);
        foreach (var note in notes) ConsoleOutput.Line(note);
        ConsoleOutput.Line($"Written to {folder}.");

        static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "not shown";
    }
}
