using System.Globalization;
using Iom.Selection.Evaluation;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;
using static Iom.Selection.Runs.Evaluations.EvaluationNumber;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>Writes <c>evaluation.md</c>: the evaluation to be read, in plain words. It holds no id.</summary>
internal static class EvaluationMarkdown
{
    public static string Render(EvaluationReport report)
    {
        var page = new MarkdownText();
        Write(page, report);
        return page.ToString();
    }

    /// <summary>Writes the same as whatever text it is given.</summary>
    public static void Write(DocumentText page, EvaluationReport report)
    {
        page.Heading(1, $"Evaluation as of {IsoDate.Text(report.AsOf)}");
        page.Strong(EvaluationSentences.Notice);
        page.Heading(2, "What can be said, the strongest first");
        page.List(EvaluationSentences.Summary(report.Result));
        page.Heading(2, "What could mislead");
        page.List(report.Result.Notes);
        foreach (var section in Enum.GetValues<EvaluationSection>())
        {
            page.Heading(2, EvaluationSentences.Title(section));
            page.Paragraph(EvaluationSentences.Shows(section));
            EvaluationFigure[] figures = [.. report.Result.Figures.Where(figure => figure.Section == section)];
            if (figures.Length == 0) page.Paragraph("There is nothing to show.");
            page.Table(
                ["measure", "group", "n", "value", "lower", "upper", "how"],
                figures.Select(figure => (IReadOnlyList<string>)
                    [figure.Measure, figure.Group, figure.Count.ToString(CultureInfo.InvariantCulture), Short(figure.Value), Short(figure.Low), Short(figure.High), figure.Method]));
        }
        page.Heading(2, "How to read this");
        page.List(
        [
            "Intervals are at 95 per cent. A smallest effect is one that so many people would have shown four times in five.",
            "A rate ratio during to before is no effect. Only the first three sections compare with what would have happened anyway.",
            "docs/evaluation.md explains how each figure is worked out, with sources.",
        ]);
        page.List(report.Policies.Select(policy => $"Policy {policy.Policy.Id} {policy.Policy.Version}, sha256 {policy.Policy.Sha256}."));
    }
}
