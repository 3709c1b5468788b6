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
    public static void Write(Stream stream, EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new HtmlDocument();
        EvaluationFiles.Describe(text, report);
        Figure?[] pictures = [Line(report), Expected(report), Survival(report), BeforeAfter(report)];
        new Page
        {
            Texts = ExplanationTexts.Standard,
            Title = $"Does the scheme work? As of {ExplanationTexts.Standard.Say(report.AsOf)}",
            Introduction = text.Introduction,
            Sections = [.. text.Sections.Take(2), new Section("In pictures, what can show most first", pictures.OfType<Figure>().Select(picture => picture.Render(ExplanationTexts.Standard))), .. text.Sections.Skip(2)],
            Foot = Html.Of($"<p>Made by iom {report.ToolVersion}. The same figures stand in evaluation.csv and evaluation.json.</p>"),
        }.Write(stream);
    }

    /// <summary>Writes the page for everybody else: figures of enough people, rounded, and nobody in particular.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="report">The evaluation.</param>
    public static void WriteStatistics(Stream stream, EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var smallest = report.Policies.Max(policy => policy.Policy.Fairness.SmallestCell);
        EvaluationFigure[] figures = [.. report.Result.Figures.Where(figure => figure.Group == EvaluationFigure.All)];
        EvaluationFigure[] released = [.. figures.Select(figure => Release(figure, smallest)).OfType<EvaluationFigure>()];
        var shown = report with { Result = report.Result with { Figures = [.. released] }, ByDistance = [] };
        Figure[] drawn = [.. new[] { Expected(shown), BeforeAfter(shown) }.OfType<Figure>()];
        new Page
        {
            Texts = ExplanationTexts.Standard,
            Title = $"Does the scheme work? In figures, as of {ExplanationTexts.Standard.Say(report.AsOf)}",
            Introduction = Html.Of($"{SmallCounts.Note(ExplanationTexts.Standard, smallest)}{RunParts.Note($"{released.Length} of {figures.Length} figures are shown. The others rest on too few people. Intervals are at 95 per cent.")}"),
            Sections =
            [
                .. drawn.Length == 0 ? Array.Empty<Section>() : [new Section("In pictures", drawn.Select(picture => picture.Render(ExplanationTexts.Standard)))],
                .. Enum.GetValues<EvaluationSection>().Where(section => released.Any(figure => figure.Section == section)).Select(section => new Section(EvaluationFiles.Title(section), Html.Of($"""
                    <p>{EvaluationFiles.Shows(section)}</p>
                    {FigureTable.Render(ExplanationTexts.Standard, ["measure", "n", "value", "lower", "upper"], released.Where(figure => figure.Section == section).Select(figure => (string[])
                        [figure.Measure, RunParts.Number(figure.Count), Number(figure.Value), Number(figure.Low), Number(figure.High)]))}
                    """))),
            ],
            Foot = Html.Of($"<p>Made by iom {report.ToolVersion}. {report.Policies.Select(policy => Html.Of($"Policy SHA-256 <code>{policy.Policy.Sha256}</code>. "))}</p>"),
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

    private static Figure? Line(EvaluationReport report)
    {
        var near = report.ByDistance.Where(rate => Math.Abs(rate.Distance) <= MaxDistance).ToArray();
        if (near.Length == 0 || Find(report, "discontinuity") is not { Value: not null } jump) return null;
        var plot = new Plot("Points from the line: below it to the left", "Offences per year at liberty")
        {
            Series =
            [
                new Series(SeriesKind.Points, "below the line", 2, [.. near.Where(rate => rate.Distance < 0).Select(rate => new PlotPoint(rate.Distance, rate.PerYear))]),
                new Series(SeriesKind.Points, "on or above it", 1, [.. near.Where(rate => rate.Distance >= 0).Select(rate => new PlotPoint(rate.Distance, rate.PerYear))]),
            ],
            Lines = [(-0.5, "the line")],
        };
        return new Figure(
            jump is { Low: { } low, High: { } high } && (low > 0 || high < 0) ? $"There is a jump of {Number(jump.Value)} at the line" : "No jump is shown at the line, and none is excluded",
            "Proven offences per year at liberty in the 12 months after, of people of the archived runs, by how far they were from the line", plot.Key, plot.Render(ExplanationTexts.Standard), ["Points from the line", "People", "Offences per year at liberty"],
            [.. near.Select(rate => (string[])[rate.Distance.ToString(CultureInfo.InvariantCulture), rate.People.ToString(CultureInfo.InvariantCulture), Number(rate.PerYear)])])
        { Note = FormattableString.Invariant($"Estimated jump {Number(jump.Value)}, from {Number(jump.Low)} to {Number(jump.High)}, n {jump.Count}.") };
    }

    private static Figure? Expected(EvaluationReport report) => Find(report, "observed") is { Value: { } observed } seen && Find(report, "expected") is { Value: { } expected }
        ? new Figure(
            $"Those chosen had {Number(observed / Math.Max(expected, 0.001))} times the offences that were to be expected of them", FormattableString.Invariant($"Offences in the 12 months after, of {seen.Count} people whom archived runs recommended first"),
            [new KeyEntry("what they did", 1), new KeyEntry("what was to be expected without a scheme", 2)],
            new BarList("Offences", [new Bar("What they did", observed, 1, Number(observed)), new Bar("To be expected", expected, 2, Number(expected))]).Render(ExplanationTexts.Standard),
            ["", "Offences"], [["What they did", Number(observed)], ["To be expected", Number(expected)]])
        : null;

    private static Figure? Survival(EvaluationReport report)
    {
        var series = new List<Series>();
        var rows = new List<string[]>();
        foreach (var (since, label, style) in new[] { ("joining", "from joining", 1), ("leaving", "from leaving", 2) })
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
        var plot = new Plot("Days at liberty", "Without a new proven offence, per cent") { XRange = (0, 760), YRange = (0, 100), Series = series };
        return new Figure(
            Find(report, "median_days_joining") is { Value: { } median } ? $"Half had offended {Number(median)} days at liberty after joining" : "Fewer than half offended after joining",
            "Share without a new proven offence, Kaplan-Meier on days at liberty, with intervals at 95 per cent", plot.Key, plot.Render(ExplanationTexts.Standard), ["Since", "Days", "Spells", "At risk", "Per cent", "From", "To"], rows)
        { Note = "Description. It compares with nobody." };
    }

    private static Figure? BeforeAfter(EvaluationReport report)
    {
        (string Measure, string Label)[] times = [("offences_per_year_before", "12 months before"), ("offences_per_year_during", "During"), ("offences_per_year_after_12m", "12 months after")];
        var figures = times.Select(time => (time.Label, Figure: Find(report, time.Measure))).Where(time => time.Figure?.Value is not null).ToArray();
        if (figures.Length == 0) return null;
        return new Figure(
            "Before, during and after shows what happened, and no effect", "Proven offences per year at liberty of everybody who was in the cohort, with intervals at 95 per cent", [],
            new BarList("Offences per year at liberty", [.. figures.Select(time => new Bar(time.Label, time.Figure!.Value!.Value, 1, Number(time.Figure.Value)) { Low = time.Figure.Low, High = time.Figure.High })]).Render(ExplanationTexts.Standard),
            ["Time", "n", "Per year", "From", "To"],
            [.. figures.Select(time => (string[])[time.Label, time.Figure!.Count.ToString(CultureInfo.InvariantCulture), Number(time.Figure.Value), Number(time.Figure.Low), Number(time.Figure.High)])])
        { Note = "People are chosen when they offend most, so most would have offended less afterwards whatever was done. The comparison is above: what was to be expected, and the line." };
    }

    private static EvaluationFigure? Find(EvaluationReport report, string measure) => report.Result.Figures.FirstOrDefault(figure => figure.Measure == measure && figure.Group == EvaluationFigure.All);

    private static string Number(double? value) => value is { } known && double.IsFinite(known) ? known.ToString("0.##", CultureInfo.InvariantCulture) : "";
}
