using System.Globalization;
using Iom.Selection.Evaluation;
using Iom.Selection.Explanations;
using Iom.Selection.Foundation;
using Iom.Selection.Reports.Charts;
using Iom.Selection.Reports.Pages;
using Iom.Selection.Reports.Templates;
using Iom.Selection.Runs.Evaluations;

namespace Iom.Selection.Reports;

/// <summary>The page of <c>iom backtest</c>: what <c>backtest.md</c> says, and pictures of it. It names nobody.</summary>
public static class BacktestPage
{
    /// <summary>Writes it.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="report">The backtest.</param>
    /// <param name="context">What the page is made with.</param>
    public static void Write(Stream stream, BacktestReport report, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(context);
        var (texts, text) = (context.Texts, new HtmlDocument(context.Texts));
        BacktestFiles.Describe(text, report);
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.backtest.title"),
            Introduction = text.Introduction,
            Sections = [text.Sections[0], new Section(texts.Phrase("page.inPictures"), report.Dates.SelectMany(date => Pictures(date, texts))), .. text.Sections.Skip(1)],
            Foot = Html.Of($"<p>{texts.Phrase("page.foot.made", report.ToolVersion)} {texts.Phrase("page.backtest.foot")}</p>"),
        }.Write(stream);
    }

    /// <summary>Writes the page for everybody else: what each order was worth where enough people are behind it, and nobody in particular.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="report">The backtest.</param>
    /// <param name="context">What the page is made with.</param>
    public static void WriteStatistics(Stream stream, BacktestReport report, ReportContext context)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(context);
        var texts = context.Texts;
        var smallest = report.Policies.Max(policy => policy.Policy.Fairness.SmallestCell);
        new Page
        {
            Texts = texts,
            Title = texts.Phrase("page.statistics.backtest"),
            Introduction = Html.Of($"{Page.InEnglish(texts, Html.Of($"<p class=\"say\">{BacktestFiles.Notice}</p>"))}{SmallCounts.Note(texts, smallest)}"),
            Sections = [.. report.Dates.Select(date => new Section(texts.Phrase("page.backtest.date", IsoDate.Text(date.AsOf), date.HorizonMonths.ToString(CultureInfo.InvariantCulture)), Released(date, smallest, texts)))],
            Foot = Html.Of($"<p>{texts.Phrase("page.foot.made", report.ToolVersion)} {report.Policies.Select(policy => Html.Of($"{texts.Phrase("page.foot.policy")} <code>{policy.Policy.Sha256}</code>. "))}</p>"),
        }.Write(stream);
    }

    private static IEnumerable<Html> Released(BacktestDate date, int smallest, ExplanationTexts texts)
    {
        // Whoever did not offend among those taken, and whoever did among the others, could be few too.
        if (date.TakenCount < smallest || date.OffendedCount < smallest || date.PeopleCount - date.OffendedCount < smallest)
        {
            yield return RunParts.Note(texts.Phrase("page.backtest.few"));
            yield break;
        }
        yield return Html.Of($"<p>{texts.Phrase("page.backtest.people", RunParts.Number(SmallCounts.Round(date.PeopleCount)), RunParts.Number(SmallCounts.Round(date.TakenCount)), RunParts.Number(SmallCounts.Round(date.OffendedCount)))}</p>");
        if (Captures(date, isRounded: true, texts) is { } captures) yield return captures.Render(texts);
        yield return FigureTable.Render(
            texts, FigureTable.Columns(texts, "order", "offendedOfTaken", "auc"),
            date.Rows.Select(row => (string[])[People.Short(row.Method), SmallCounts.Show(row.Drawn, smallest) is { Rate: { } rate } ? Whole(rate) : texts.Phrase("page.notShown"), row.Auc?.ToString("0.00", CultureInfo.InvariantCulture) ?? ""]));
        foreach (var row in date.Rows.Where(row => row.IsPolicy && !row.Calibration.IsEmpty))
        {
            yield return Html.Of($"<h3>{texts.Phrase("page.backtest.byPoints", People.Short(row.Method))}</h3>");
            yield return FigureTable.Render(
                texts, FigureTable.Columns(texts, "points", "people", "offended"),
                row.Calibration.Select(band => SmallCounts.Show(band.Offended, smallest) is { Rate: { } rate } shown
                    ? (string[])[Range(band, texts), RunParts.Number(shown.Of), Whole(rate)]
                    : [Range(band, texts), texts.Phrase("page.notShown"), texts.Phrase("page.notShown")]));
        }
    }

    private static IEnumerable<Html> Pictures(BacktestDate date, ExplanationTexts texts)
    {
        yield return Html.Of($"<h3>{texts.Phrase("page.backtest.asOf", IsoDate.Text(date.AsOf))}</h3>");
        if (Captures(date, isRounded: false, texts) is { } captures) yield return captures.Render(texts);
        var lorenz = date.Lorenz.Where(point => point.Share is not null).Select(point => new PlotPoint(point.PeoplePercent, 100 * point.Share!.Value)).ToArray();
        if (lorenz.Length > 0)
        {
            var plot = new Plot(texts.Phrase("page.lorenz.axis"), texts.Phrase("page.col.laterPercent"))
            {
                XRange = (0, 100),
                YRange = (0, 100),
                HasDiagonal = true,
                Series = [new Series(SeriesKind.Line, "", 1, [new PlotPoint(0, 0), .. lorenz, .. lorenz[^1].X < 100 ? [new PlotPoint(100, 100)] : Array.Empty<PlotPoint>()])],
            };
            yield return new Figure(
                texts.Phrase("page.lorenz.finding", lorenz[0].X.ToString(CultureInfo.InvariantCulture), lorenz[0].Y.ToString("0", CultureInfo.InvariantCulture)), texts.Phrase("page.lorenz.shown"),
                [], plot.Render(texts), FigureTable.Columns(texts, "peoplePercent", "laterPercent"), [.. lorenz.Select(point => (string[])[point.X.ToString("0", CultureInfo.InvariantCulture), point.Y.ToString("0.0", CultureInfo.InvariantCulture)])]).Render(texts);
        }
        foreach (var row in date.Rows.Where(row => row.IsPolicy && !row.Calibration.IsEmpty))
        {
            var bands = row.Calibration.Where(band => band.Offended.Rate is not null).ToArray();
            var plot = new Plot(texts.Phrase("page.axis.total"), texts.Phrase("page.calibration.axis"))
            {
                XRange = (0, bands.Length == 0 ? 1 : bands.Max(band => (band.From + band.To) / 2.0) + 1),
                YRange = (0, 100),
                Series = [new Series(SeriesKind.Points, "", 1, [.. bands.Select(band => new PlotPoint((band.From + band.To) / 2.0, 100 * band.Offended.Rate!.Value, 100 * band.Offended.Lower, 100 * band.Offended.Upper))])],
            };
            yield return new Figure(
                bands.Zip(bands.Skip(1)).All(pair => pair.Second.Offended.Rate >= pair.First.Offended.Rate) ? texts.Phrase("page.calibration.rises") : texts.Phrase("page.calibration.falls"),
                texts.Phrase("page.calibration.shown", People.Short(row.Method)), [], plot.Render(texts), FigureTable.Columns(texts, "points", "people", "offended", "part", "from", "to"),
                [.. bands.Select(band => (string[])[Range(band, texts), band.Offended.Of.ToString(CultureInfo.InvariantCulture), band.Offended.Count.ToString(CultureInfo.InvariantCulture),
                    Percent(band.Offended.Rate), Percent(band.Offended.Lower), Percent(band.Offended.Upper)])]).Render(texts);
        }
    }

    private static Figure? Captures(BacktestDate date, bool isRounded, ExplanationTexts texts)
    {
        var captured = date.Rows.Where(row => row.Capture.Expected is not null).ToArray();
        if (captured.Where(row => row.Method is not "oracle").MaxBy(row => row.Capture.Expected) is not { } best) return null;
        var text = isRounded ? (Func<double?, string>)Whole : Percent;
        var policy = captured.FirstOrDefault(row => row.IsPolicy);
        return new Figure(
            policy is null || best.IsPolicy ? texts.Phrase("page.captures.best", People.Short(best.Method), text(best.Capture.Expected))
                : texts.Phrase("page.captures.policy", text(policy.Capture.Expected), People.Short(best.Method), text(best.Capture.Expected)),
            isRounded ? texts.Phrase("page.captures.rounded")
                : texts.Phrase("page.captures.shown", date.TakenCount.ToString(CultureInfo.InvariantCulture)),
            [new KeyEntry(texts.Phrase("page.captures.keyPolicy"), 1, KeyKind.Mark), new KeyEntry(texts.Phrase("page.captures.keyOther"), 2, KeyKind.Mark)],
            new BarList(texts.Phrase("page.captures.axis"), [.. captured.Select(row => new Bar(People.Short(row.Method), Drawn(row.Capture.Expected), row.IsPolicy ? 1 : 2, text(row.Capture.Expected))
                { Low = Drawn(row.CapturedInterval?.Low ?? row.Capture.Expected), High = Drawn(row.CapturedInterval?.High ?? row.Capture.Expected) })])
            { Most = 100 }.Render(texts),
            FigureTable.Columns(texts, ["order", "captured", "from", "to", .. isRounded ? Array.Empty<string>() : ["auc"]]),
            [.. captured.Select(row => (string[])[row.Method, text(row.Capture.Expected), text(row.CapturedInterval?.Low), text(row.CapturedInterval?.High), .. isRounded ? Array.Empty<string>() : [row.Auc?.ToString("0.000", CultureInfo.InvariantCulture) ?? ""]])]);

        double Drawn(double? share) => isRounded ? Math.Round(100 * share!.Value) : 100 * share!.Value;
    }

    private static string Range(CalibrationBand band, ExplanationTexts texts) => texts.Phrase("page.range", band.From.ToString(CultureInfo.InvariantCulture), band.To.ToString(CultureInfo.InvariantCulture));

    private static string Whole(double? share) => share is { } known ? (100 * known).ToString("0", CultureInfo.InvariantCulture) + "%" : "";

    private static string Percent(double? share) => share is { } known ? (100 * known).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "";
}
