using System.Globalization;
using Iom.Selection.Explanations;
using Iom.Selection.Fairness;
using Iom.Selection.Policies;
using Iom.Selection.Reports.Charts;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Runs.Audits;

namespace Iom.Selection.Reports;

/// <summary>The page of <c>iom audit</c>: what <c>audit.md</c> says, and the road by group in pictures. It names nobody, and shows no more than the audit does.</summary>
public static class AuditPage
{
    private const int MaxStyles = 6;

    /// <summary>Writes it.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="report">The audit.</param>
    public static void Write(Stream stream, AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new HtmlDocument();
        AuditFiles.Describe(text, report);
        var level = report.Audit.Policy.Fairness.Level;
        new Page
        {
            Texts = ExplanationTexts.Standard,
            Title = "Fairness audit",
            Introduction = text.Introduction,
            Sections =
            [
                text.Sections[0],
                new Section("The road in pictures", report.Audit.Columns.SelectMany(column => Pictures(column, level))),
                .. text.Sections.Skip(1),
            ],
            Foot = Html.Of($"<p>Made by iom {report.ToolVersion}. Policy SHA-256 <code>{report.Audit.Policy.Sha256}</code>. The same figures stand in audit.csv and audit.json.</p>"),
        }.Write(stream);
    }

    /// <summary>Writes the page of statistics for publication: what <c>audit.md</c> says of them, and nothing else of the audit.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="report">The statistics.</param>
    public static void WriteStatistics(Stream stream, ReleaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new HtmlDocument();
        ReleaseFiles.Describe(text, report);
        new Page
        {
            Texts = ExplanationTexts.Standard,
            Title = "Fairness statistics",
            Introduction = text.Introduction,
            Sections = text.Sections,
            Foot = Html.Of($"<p>Made by iom {report.ToolVersion}. The same figures stand in audit.csv and audit.json.</p>"),
        }.Write(stream);
    }

    private static IEnumerable<Html> Pictures(ColumnAudit column, double level)
    {
        var groups = column.Grouping.Groups;
        var bars = new List<Bar>();
        var rows = new List<string[]>();
        foreach (var step in column.Stages.Where(step => step.Step is not (PipelineStage.Selection or PipelineStage.PanelSelection or PipelineStage.Standing
            or PipelineStage.EverybodyRanked or PipelineStage.KeptOut or PipelineStage.Withheld or PipelineStage.Incomplete)))
        {
            for (var i = 0; i < groups.Length && i < step.Table.Rates.Length; i++)
            {
                if (step.Table.Rates[i] is not { Rate: { } rate } own) continue;
                var interval = own.IntervalAt(level);
                bars.Add(new Bar($"{Short(step.Step)}: {People.Short(groups[i])}", 100 * rate, i % MaxStyles + 1, Percent(rate)) { Low = 100 * interval?.Low, High = 100 * interval?.High });
                rows.Add([AuditFiles.Title(step.Step), groups[i], own.Count.ToString(CultureInfo.InvariantCulture), own.Of.ToString(CultureInfo.InvariantCulture), Percent(rate), Percent(interval?.Low), Percent(interval?.High)]);
            }
        }
        if (bars.Count == 0) yield break;
        var finding = AuditFindings(column);
        yield return new Figure(
            finding, $"Share of each group of {column.Grouping.Column} that goes on at each step, with intervals at {(100 * level).ToString("0.#", CultureInfo.InvariantCulture)} per cent",
            [.. groups.Take(MaxStyles).Select((group, i) => new KeyEntry(group, i + 1, KeyKind.Mark))],
            new BarList("Share, per cent", bars) { Most = 100 }.Render(ExplanationTexts.Standard),
            ["Step", "Group", "Go on", "Of", "Share", "From", "To"], rows)
        { Note = "Wide intervals say that few people were looked at, not that groups are alike." }.Render(ExplanationTexts.Standard);
    }

    private static string AuditFindings(ColumnAudit column)
    {
        var shown = column.Stages.Count(step => step.Table.Comparisons.Any(comparison => comparison.Verdict == Fairness.Groups.Verdict.DifferenceShown));
        return shown == 0 ? $"By {column.Grouping.Column}, no difference is shown at any step; that does not prove there is none" : $"By {column.Grouping.Column}, differences are shown at {shown.ToString(CultureInfo.InvariantCulture)} of {column.Stages.Length.ToString(CultureInfo.InvariantCulture)} steps";
    }

    private static string Short(PipelineStage step) => step switch
    {
        PipelineStage.InScope => "In scope",
        PipelineStage.Eligible => "Ranked",
        PipelineStage.AboveLine => "Above the line",
        PipelineStage.Proposed => "Proposed",
        PipelineStage.Decided => "Selected",
        PipelineStage.ChangeOfApproach => "New approach",
        PipelineStage.Deselected => "Deselected",
        PipelineStage.Selection => "Selection",
        PipelineStage.PanelSelection => "Panel selection",
        PipelineStage.Standing => "Cohort",
        PipelineStage.EverybodyRanked => "Everybody to ranked",
        PipelineStage.EverybodyProposed => "Everybody to proposed",
        PipelineStage.KeptOut => "Kept out",
        PipelineStage.Withheld => "Withheld",
        PipelineStage.Incomplete => "Records missing",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Percent(double? share) => share is { } known ? (100 * known).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "";
}
