using System.Globalization;
using Iom.Selection.Explanations;
using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Foundation;
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

    // The steps themselves: not their summaries, nor who was left out.
    private static readonly PipelineStage[] Drawn =
    [
        PipelineStage.InScope, PipelineStage.Eligible, PipelineStage.AboveLine, PipelineStage.Proposed, PipelineStage.Decided, PipelineStage.ChangeOfApproach, PipelineStage.Deselected, PipelineStage.EverybodyProposed,
    ];

    /// <summary>Writes it.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="report">The audit.</param>
    /// <param name="context">What the page is made with.</param>
    public static void Write(Stream stream, AuditReport report, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(context);
        var (texts, text) = (context.Texts, new HtmlDocument(context.Texts));
        AuditFiles.Describe(text, report);
        var level = report.Audit.Policy.Fairness.Level;
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.audit.title"),
            Introduction = text.Introduction,
            Sections =
            [
                text.Sections[0],
                new Section(texts.Phrase("page.audit.pictures"), report.Audit.Columns.SelectMany(column => Pictures(column, level, texts))),
                .. text.Sections.Skip(1),
            ],
            Foot = Html.Of($"<p>{texts.Phrase("page.foot.made", report.ToolVersion)} {texts.Phrase("page.foot.policy")} <code>{report.Audit.Policy.Sha256}</code>. {texts.Phrase("page.audit.foot")}</p>"),
        }.Write(stream);
    }

    /// <summary>Writes the page of statistics for publication: what <c>audit.md</c> says of them, and nothing else of the audit.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="report">The statistics.</param>
    /// <param name="context">What the page is made with.</param>
    public static void WriteStatistics(Stream stream, ReleaseReport report, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(context);
        var (texts, text) = (context.Texts, new HtmlDocument(context.Texts));
        ReleaseFiles.Describe(text, report);
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.statistics.audit"),
            Introduction = text.Introduction,
            Sections = text.Sections,
            Foot = Html.Of($"<p>{texts.Phrase("page.foot.made", report.ToolVersion)} {texts.Phrase("page.audit.foot")}</p>"),
        }.Write(stream);
    }

    private static IEnumerable<Html> Pictures(ColumnAudit column, double level, ExplanationTexts texts)
    {
        string[] groups = [.. column.Grouping.Groups.Select(group => group == GroupAssignment.NotRecorded ? texts.Phrase("page.audit.notRecorded") : group)];
        var bars = new List<Bar>();
        var rows = new List<string[]>();
        foreach (var step in column.Stages.Where(step => Drawn.Contains(step.Step)))
        {
            for (var i = 0; i < groups.Length && i < step.Table.Rates.Length; i++)
            {
                if (step.Table.Rates[i] is not { Rate: { } rate } own) continue;
                var interval = own.IntervalAt(level);
                bars.Add(new Bar($"{texts.Phrase($"page.step.{Vocabulary.Word(step.Step)}")}: {People.Short(groups[i])}", 100 * rate, i % MaxStyles + 1, Percent(rate)) { Low = 100 * interval?.Low, High = 100 * interval?.High });
                rows.Add([texts.Phrase($"page.stepTitle.{Vocabulary.Word(step.Step)}"), groups[i], own.Count.ToString(CultureInfo.InvariantCulture), own.Of.ToString(CultureInfo.InvariantCulture), Percent(rate), Percent(interval?.Low), Percent(interval?.High)]);
            }
        }
        if (bars.Count == 0) yield break;
        yield return new Figure(
            Finding(column, texts), texts.Phrase("page.audit.shown", column.Grouping.Column, (100 * level).ToString("0.#", CultureInfo.InvariantCulture)),
            [.. groups.Take(MaxStyles).Select((group, i) => new KeyEntry(group, i + 1, KeyKind.Mark))],
            new BarList(texts.Phrase("page.audit.axis"), bars) { Most = 100 }.Render(texts),
            FigureTable.Columns(texts, "step", "group", "goOn", "of", "part", "from", "to"), rows)
        { Note = texts.Phrase("page.audit.note") }.Render(texts);
    }

    private static string Finding(ColumnAudit column, ExplanationTexts texts)
    {
        var shown = column.Stages.Count(step => step.Table.Comparisons.Any(comparison => comparison.Verdict == Verdict.DifferenceShown));
        return shown == 0 ? texts.Phrase("page.audit.noneShown", column.Grouping.Column)
            : texts.Phrase("page.audit.shownAt", column.Grouping.Column, shown.ToString(CultureInfo.InvariantCulture), column.Stages.Length.ToString(CultureInfo.InvariantCulture));
    }

    private static string Percent(double? share) => share is { } known ? (100 * known).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "";
}
