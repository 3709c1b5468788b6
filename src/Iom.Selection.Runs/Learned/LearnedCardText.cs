using System.Text.Json;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Evaluations;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Runs.Learned;

/// <summary>The model card of a run, to be read and as data: what it is, what it was made from, and what it is not for.</summary>
internal static class LearnedCardText
{
    private static readonly string[] Limits =
    [
        "It knows what was found and proven, not what was done. Where police look more, more is found.",
        "It knows nothing of why. A measure that goes with the outcome need not cause it.",
        "It was tested on the dates named, on the same area's records. Other years and places may differ.",
        "It says nothing of harm where the outcome is any proven offence, and nothing of need or of whether a scheme would help.",
    ];

    private static readonly string[] NotTested =
    [
        "Whether selecting by it would change what happens.",
        "How people and agencies would act once they know it.",
        "People whom the policy does not rank.",
    ];

    public static string Render(LearningReport report)
    {
        var page = new MarkdownText();
        page.Heading(1, $"Model card: {report.Plan.Policy.Id}-learned");
        page.Strong(LearningSentences.Notice);
        page.Heading(2, "What it is");
        page.Paragraph($"A points matrix of whole numbers with at most {report.Learning.ChosenSteps} steps, over the measures of policy {report.Plan.Policy.Id} {report.Plan.Policy.Version}, learned by iom learn {report.ToolVersion}.");
        page.Table(["factor", "from", "points"], LearningMarkdown.Points(report, report.Learning.Card));
        page.Heading(2, "What it was made from");
        page.List(LearningSentences.Notes(report));
        page.Heading(2, "Measures, and the partnership's reason for each");
        page.Table(["factor", "measure", "why"], report.Plan.Policy.Factors.Select(factor => (IReadOnlyList<string>)[factor.Id, factor.Measure.Kind, factor.Why]));
        page.Heading(2, "How good it is");
        page.List([LearningSentences.Gap(report), $"On the test dates: {LearningMarkdown.Figures(report.Learning.Tested)}.", $"Your own matrix on the same dates: {LearningMarkdown.Figures(report.Learning.Own.Tested)}."]);
        page.Heading(2, "By group");
        if (report.CharacteristicsFile is null) page.Paragraph("Not known: no characteristics were given. See --characteristics.");
        page.Table(
            ["characteristic", "groups", "difference above the line, test dates", "interval"],
            report.Differences.Select(each => (IReadOnlyList<string>)
                [each.Column, $"{each.Highest} less {each.Lowest}", EvaluationNumber.Short(each.Learned.Difference), EvaluationNumber.Short(each.Learned.Interval)]));
        page.Heading(2, "Limits");
        page.List(Limits);
        page.Heading(2, "Not tested");
        page.List(NotTested);
        page.Heading(2, "Never an input");
        page.Paragraph("Protected characteristics, area, ids, contacts of a scheme, and anything after a date. Learning sees the levels of the policy's measures by row number, and nothing else.");
        return page.ToString();
    }

    public static void Write(Stream stream, LearningReport report)
    {
        using var json = new Utf8JsonWriter(stream, JsonText.Indented);
        json.WriteStartObject();
        LearningJson.WriteHead(json, report);
        json.WriteString("model", "points");
        json.WriteString("notice", LearningSentences.Notice);
        json.WriteTexts("madeFrom", LearningSentences.Notes(report));
        json.WriteStartArray("measures");
        foreach (var factor in report.Plan.Policy.Factors)
        {
            json.WriteStartObject();
            json.WriteString("factor", factor.Id);
            json.WriteString("measure", factor.Measure.Kind);
            json.WriteString("why", factor.Why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("gap", LearningSentences.Gap(report));
        LearningJson.WriteHeldOut(json, "tested", report.Learning.Tested);
        LearningJson.WriteHeldOut(json, "ownTested", report.Learning.Own.Tested);
        json.WriteStartArray("byGroup");
        foreach (var each in report.Differences)
        {
            json.WriteStartObject();
            json.WriteString("column", each.Column);
            json.WriteString("highest", each.Highest);
            json.WriteString("lowest", each.Lowest);
            json.WriteFigure("difference", each.Learned.Difference);
            json.WriteInterval("interval", each.Learned.Interval);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteTexts("limits", Limits);
        json.WriteTexts("notTested", NotTested);
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }
}
