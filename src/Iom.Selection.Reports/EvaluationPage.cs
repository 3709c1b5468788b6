using System.Globalization;
using Iom.Selection.Evaluation;
using Iom.Selection.Explanations;
using Iom.Selection.Reports.Charts;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Runs.Evaluations;

namespace Iom.Selection.Reports;

/// <summary>The page of <c>iom evaluate</c>: what <c>evaluation.md</c> says, and pictures of it. It names nobody.</summary>
public static class EvaluationPage
{
    private const int MaxDistance = 20;
    private static readonly int[] Days = [90, 180, 365, 730];

    /// <summary>Writes it.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="report">The evaluation.</param>
    /// <param name="context">What the page is made with.</param>
    public static void Write(Stream stream, EvaluationReport report, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(context);
        var (texts, text) = (context.Texts, new HtmlDocument(context.Texts));
        EvaluationFiles.Describe(text, report);
        Figure?[] pictures = [Line(report, texts), Expected(report, texts), Survival(report, texts), BeforeAfter(report, texts)];
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.evaluate.title", texts.Say(report.AsOf)),
            Introduction = text.Introduction,
            Sections = [.. text.Sections.Take(2), new Section(texts.Phrase("page.evaluate.pictures"), pictures.OfType<Figure>().Select(picture => picture.Render(texts))), .. text.Sections.Skip(2)],
            Foot = Html.Of($"<p>{texts.Phrase("page.foot.made", report.ToolVersion)} {texts.Phrase("page.evaluate.foot")}</p>"),
        }.Write(stream);
    }

    /// <summary>Writes the page for everybody else: figures of enough people, rounded, and nobody in particular.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="report">The evaluation.</param>
    /// <param name="context">What the page is made with.</param>
    public static void WriteStatistics(Stream stream, EvaluationReport report, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(context);
        var texts = context.Texts;
        var smallest = report.Policies.Max(policy => policy.Policy.Fairness.SmallestCell);
        EvaluationFigure[] figures = [.. report.Result.Figures.Where(figure => figure.Group == EvaluationFigure.All)];
        EvaluationFigure[] released = [.. figures.Select(figure => Release(figure, smallest)).OfType<EvaluationFigure>()];
        var shown = report with { Result = report.Result with { Figures = [.. released] }, ByDistance = [] };
        Figure[] drawn = [.. new[] { Expected(shown, texts), BeforeAfter(shown, texts) }.OfType<Figure>()];
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.statistics.evaluate", texts.Say(report.AsOf)),
            Introduction = Html.Of($"{SmallCounts.Note(texts, smallest)}{RunParts.Note(texts.Phrase("page.evaluate.released", released.Length.ToString(CultureInfo.InvariantCulture), figures.Length.ToString(CultureInfo.InvariantCulture)))}"),
            Sections =
            [
                .. drawn.Length == 0 ? Array.Empty<Section>() : [new Section(texts.Phrase("page.inPictures"), drawn.Select(picture => picture.Render(texts)))],
                .. Enum.GetValues<EvaluationSection>().Where(section => released.Any(figure => figure.Section == section)).Select(section => new Section(EvaluationFiles.Title(section), Html.Of($"""
                    {Page.InEnglish(texts, Html.Of($"<p>{EvaluationFiles.Shows(section)}</p>"))}
                    {FigureTable.Render(texts, FigureTable.Columns(texts, "measure", "n", "value", "lower", "upper"), released.Where(figure => figure.Section == section).Select(figure => (string[])
                        [figure.Measure, RunParts.Number(figure.Count), Number(figure.Value), Number(figure.Low), Number(figure.High)]))}
                    """)) { IsEnglish = true }),
            ],
            Foot = Html.Of($"<p>{texts.Phrase("page.foot.made", report.ToolVersion)} {report.Policies.Select(policy => Html.Of($"{texts.Phrase("page.foot.policy")} <code>{policy.Policy.Sha256}</code>. "))}</p>"),
        }.Write(stream);
    }

    // A share of few, or of all but few, and a number of few, are nobody's to read. How a figure was worked out tells of few people too, and is left out.
    private static EvaluationFigure? Release(EvaluationFigure figure, int smallest)
    {
        if (figure.Count < smallest || figure.Value is not { } value || !double.IsFinite(value)) return null;
        var isShare = value is >= 0 and <= 1 && figure.Section is EvaluationSection.TimeToOffence or EvaluationSection.ProvenReoffending or EvaluationSection.ReviewTable;
        if (isShare ? value * figure.Count < smallest || (1 - value) * figure.Count < smallest : IsCount(figure) && value < smallest) return null;
        return figure with
        {
            Count = (int)SmallCounts.Round(figure.Count),
            Value = IsCount(figure) && !isShare ? SmallCounts.Round((long)Math.Round(value)) : Rounded(value),
            Low = figure.Low is { } low ? Rounded(low) : null,
            High = figure.High is { } high ? Rounded(high) : null,
        };
    }

    // Whole numbers are taken for counts, whatever they count.
    private static bool IsCount(EvaluationFigure figure) => figure.Value is { } value && Math.Abs(value - Math.Round(value)) < 1e-9;

    // Two digits: more would give the counts behind a rate away.
    private static double Rounded(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return value;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        return Math.Round(value / unit) * unit;
    }

    private static Figure? Line(EvaluationReport report, ExplanationTexts texts)
    {
        var near = report.ByDistance.Where(rate => Math.Abs(rate.Distance) <= MaxDistance).ToArray();
        if (near.Length == 0 || Find(report, "discontinuity") is not { Value: not null } jump) return null;
        var plot = new Plot(texts.Phrase("page.jump.axis"), texts.Phrase("page.offenceRate"))
        {
            Series =
            [
                new Series(SeriesKind.Points, texts.Phrase("page.jump.below"), 2, [.. near.Where(rate => rate.Distance < 0).Select(rate => new PlotPoint(rate.Distance, rate.PerYear))]),
                new Series(SeriesKind.Points, texts.Phrase("page.jump.above"), 1, [.. near.Where(rate => rate.Distance >= 0).Select(rate => new PlotPoint(rate.Distance, rate.PerYear))]),
            ],
            Lines = [(-0.5, texts.Phrase("page.jump.line"))],
        };
        return new Figure(
            jump is { Low: { } low, High: { } high } && (low > 0 || high < 0) ? texts.Phrase("page.jump.finding", Number(jump.Value)) : texts.Phrase("page.jump.none"),
            texts.Phrase("page.jump.shown"), plot.Key, plot.Render(texts), [.. FigureTable.Columns(texts, "distance", "people"), texts.Phrase("page.offenceRate")],
            [.. near.Select(rate => (string[])[rate.Distance.ToString(CultureInfo.InvariantCulture), rate.People.ToString(CultureInfo.InvariantCulture), Number(rate.PerYear)])])
        { Note = texts.Phrase("page.jump.note", Number(jump.Value), Number(jump.Low), Number(jump.High), jump.Count.ToString(CultureInfo.InvariantCulture)) };
    }

    private static Figure? Expected(EvaluationReport report, ExplanationTexts texts) => Find(report, "observed") is { Value: { } observed } seen && Find(report, "expected") is { Value: { } expected }
        ? new Figure(
            texts.Phrase("page.expected.finding", Number(observed / Math.Max(expected, 0.001))), texts.Phrase("page.expected.shown", seen.Count.ToString(CultureInfo.InvariantCulture)),
            [new KeyEntry(texts.Phrase("page.expected.keyDid"), 1), new KeyEntry(texts.Phrase("page.expected.keyExpected"), 2)],
            new BarList(texts.Phrase("page.col.offences"), [new Bar(texts.Phrase("page.expected.did"), observed, 1, Number(observed)), new Bar(texts.Phrase("page.expected.expected"), expected, 2, Number(expected))]).Render(texts),
            ["", texts.Phrase("page.col.offences")], [[texts.Phrase("page.expected.did"), Number(observed)], [texts.Phrase("page.expected.expected"), Number(expected)]])
        : null;

    private static Figure? Survival(EvaluationReport report, ExplanationTexts texts)
    {
        var series = new List<Series>();
        var rows = new List<string[]>();
        foreach (var (since, label, style) in new[] { ("joining", texts.Phrase("page.survival.joining"), 1), ("leaving", texts.Phrase("page.survival.leaving"), 2) })
        {
            var points = new List<PlotPoint>();
            foreach (var days in Days)
            {
                if (Find(report, FormattableString.Invariant($"no_offence_{since}_{days}_days")) is not { Value: { } value } figure) continue;
                // A little to the side, so that neither mark hides the other.
                points.Add(new PlotPoint(days + (style - 1) * 12, 100 * value, 100 * figure.Low, 100 * figure.High));
                rows.Add([label, days.ToString(CultureInfo.InvariantCulture), figure.Count.ToString(CultureInfo.InvariantCulture), Number(Find(report, FormattableString.Invariant($"at_risk_{since}_{days}_days"))?.Value), Number(100 * value), Number(100 * figure.Low), Number(100 * figure.High)]);
            }
            if (points.Count > 0) series.Add(new Series(SeriesKind.Points, label, style, points));
        }
        if (series.Count == 0) return null;
        var plot = new Plot(texts.Phrase("page.survival.axis"), texts.Phrase("page.survival.up")) { XRange = (0, 760), YRange = (0, 100), Series = series };
        return new Figure(
            Find(report, "median_days_joining") is { Value: { } median } ? texts.Phrase("page.survival.median", Number(median)) : texts.Phrase("page.survival.few"),
            texts.Phrase("page.survival.shown"), plot.Key, plot.Render(texts), FigureTable.Columns(texts, "since", "days", "spells", "atRisk", "percent", "from", "to"), rows)
        { Note = texts.Phrase("page.survival.note") };
    }

    private static Figure? BeforeAfter(EvaluationReport report, ExplanationTexts texts)
    {
        (string Measure, string Label)[] times = [("offences_per_year_before", texts.Phrase("page.around.before")), ("offences_per_year_during", texts.Phrase("page.around.during")), ("offences_per_year_after_12m", texts.Phrase("page.around.after"))];
        var figures = times.Select(time => (time.Label, Figure: Find(report, time.Measure))).Where(time => time.Figure?.Value is not null).ToArray();
        if (figures.Length == 0) return null;
        return new Figure(
            texts.Phrase("page.around.finding"), texts.Phrase("page.around.shown"), [],
            new BarList(texts.Phrase("page.offenceRate"), [.. figures.Select(time => new Bar(time.Label, time.Figure!.Value!.Value, 1, Number(time.Figure.Value)) { Low = time.Figure.Low, High = time.Figure.High })]).Render(texts),
            FigureTable.Columns(texts, "period", "n", "perYear", "from", "to"),
            [.. figures.Select(time => (string[])[time.Label, time.Figure!.Count.ToString(CultureInfo.InvariantCulture), Number(time.Figure.Value), Number(time.Figure.Low), Number(time.Figure.High)])])
        { Note = texts.Phrase("page.around.note") };
    }

    private static EvaluationFigure? Find(EvaluationReport report, string measure) => report.Result.Figures.FirstOrDefault(figure => figure.Measure == measure && figure.Group == EvaluationFigure.All);

    private static string Number(double? value) => value is { } known && double.IsFinite(known) ? known.ToString("0.##", CultureInfo.InvariantCulture) : "";
}
