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
    public static void Write(Stream stream, BacktestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new HtmlDocument();
        BacktestFiles.Describe(text, report);
        new Page
        {
            Texts = ExplanationTexts.Standard,
            Title = "Would a ranking of the past have found what followed?",
            Introduction = text.Introduction,
            Sections = [text.Sections[0], new Section("In pictures", report.Dates.SelectMany(Pictures)), .. text.Sections.Skip(1)],
            Foot = Html.Of($"<p>Made by iom {report.ToolVersion}. The same figures stand in backtest.csv and backtest.json; missed.csv names who was missed, and is for the partnership alone.</p>"),
        }.Write(stream);
    }

    /// <summary>Writes the page for everybody else: what each order was worth where enough people are behind it, and nobody in particular.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="report">The backtest.</param>
    public static void WriteStatistics(Stream stream, BacktestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var smallest = report.Policies.Max(policy => policy.Policy.Fairness.SmallestCell);
        new Page
        {
            Texts = ExplanationTexts.Standard,
            Title = "A backtest in figures",
            Introduction = Html.Of($"<p class=\"say\">{BacktestFiles.Notice}</p>{SmallCounts.Note(ExplanationTexts.Standard, smallest)}"),
            Sections = [.. report.Dates.Select(date => new Section($"As of {IsoDate.Text(date.AsOf)}, {Plural.Format(date.HorizonMonths, "month")} on", Released(date, smallest)))],
            Foot = Html.Of($"<p>Made by iom {report.ToolVersion}. {report.Policies.Select(policy => Html.Of($"Policy SHA-256 <code>{policy.Policy.Sha256}</code>. "))}</p>"),
        }.Write(stream);
    }

    private static IEnumerable<Html> Released(BacktestDate date, int smallest)
    {
        // Whoever did not offend among those taken, and whoever did among the others, could be few too.
        if (date.TakenCount < smallest || date.OffendedCount < smallest || date.PeopleCount - date.OffendedCount < smallest)
        {
            yield return RunParts.Note("Not shown: too few people were taken, or too few offended.");
            yield break;
        }
        yield return Html.Of($"<p>{RunParts.Number(SmallCounts.Round(date.PeopleCount))} people, of whom {RunParts.Number(SmallCounts.Round(date.TakenCount))} are taken; {RunParts.Number(SmallCounts.Round(date.OffendedCount))} offended.</p>");
        if (Captures(date, isRounded: true) is { } captures) yield return captures.Render(ExplanationTexts.Standard);
        yield return FigureTable.Render(
            ExplanationTexts.Standard, ["Order", "Of those taken, offended", "AUC"],
            date.Rows.Select(row => (string[])[People.Short(row.Method), SmallCounts.Show(row.Drawn, smallest) is { Rate: { } rate } ? Whole(rate) : "not shown", row.Auc?.ToString("0.00", CultureInfo.InvariantCulture) ?? ""]));
        foreach (var row in date.Rows.Where(row => row.IsPolicy && !row.Calibration.IsEmpty))
        {
            yield return Html.Of($"<h3>Offended, by total points ({People.Short(row.Method)})</h3>");
            yield return FigureTable.Render(
                ExplanationTexts.Standard, ["Points", "People", "Offended"],
                row.Calibration.Select(band => SmallCounts.Show(band.Offended, smallest) is { Rate: { } rate } shown
                    ? (string[])[string.Create(CultureInfo.InvariantCulture, $"{band.From} to {band.To}"), RunParts.Number(shown.Of), Whole(rate)]
                    : [string.Create(CultureInfo.InvariantCulture, $"{band.From} to {band.To}"), "not shown", "not shown"]));
        }
    }

    private static IEnumerable<Html> Pictures(BacktestDate date)
    {
        var asOf = IsoDate.Text(date.AsOf);
        yield return Html.Of($"<h3>As of {asOf}</h3>");
        if (Captures(date, isRounded: false) is { } captures) yield return captures.Render(ExplanationTexts.Standard);
        var lorenz = date.Lorenz.Where(point => point.Share is not null).Select(point => new PlotPoint(point.PeoplePercent, 100 * point.Share!.Value)).ToArray();
        if (lorenz.Length > 0)
        {
            var plot = new Plot("People, per cent, those who did most first", "Later offences, per cent")
            {
                XRange = (0, 100),
                YRange = (0, 100),
                HasDiagonal = true,
                Series = [new Series(SeriesKind.Line, "", 1, [new PlotPoint(0, 0), .. lorenz, .. lorenz[^1].X < 100 ? [new PlotPoint(100, 100)] : Array.Empty<PlotPoint>()])],
            };
            yield return new Figure(
                string.Create(CultureInfo.InvariantCulture, $"{lorenz[0].X} per cent of people account for {lorenz[0].Y:0} per cent of what followed"), "Lorenz curve of later proven offences; the dotted line is what would be if everybody did the same",
                [], plot.Render(ExplanationTexts.Standard), ["People, per cent", "Later offences, per cent"], [.. lorenz.Select(point => (string[])[point.X.ToString("0", CultureInfo.InvariantCulture), point.Y.ToString("0.0", CultureInfo.InvariantCulture)])]).Render(ExplanationTexts.Standard);
        }
        foreach (var row in date.Rows.Where(row => row.IsPolicy && !row.Calibration.IsEmpty))
        {
            var bands = row.Calibration.Where(band => band.Offended.Rate is not null).ToArray();
            var plot = new Plot("Total, points", "Offended, per cent")
            {
                XRange = (0, bands.Length == 0 ? 1 : bands.Max(band => (band.From + band.To) / 2.0) + 1),
                YRange = (0, 100),
                Series = [new Series(SeriesKind.Points, "", 1, [.. bands.Select(band => new PlotPoint((band.From + band.To) / 2.0, 100 * band.Offended.Rate!.Value, 100 * band.Offended.Lower, 100 * band.Offended.Upper))])],
            };
            yield return new Figure(
                bands.Zip(bands.Skip(1)).All(pair => pair.Second.Offended.Rate >= pair.First.Offended.Rate) ? "With more points, more people offended, band by band" : "More points do not mean more offending in every band",
                $"Share of ranked people who offended, by band of total points ({People.Short(row.Method)}), with intervals at 95 per cent", [], plot.Render(ExplanationTexts.Standard), ["Points", "People", "Offended", "Share", "From", "To"],
                [.. bands.Select(band => (string[])[string.Create(CultureInfo.InvariantCulture, $"{band.From} to {band.To}"), band.Offended.Of.ToString(CultureInfo.InvariantCulture), band.Offended.Count.ToString(CultureInfo.InvariantCulture),
                    Percent(band.Offended.Rate), Percent(band.Offended.Lower), Percent(band.Offended.Upper)])]).Render(ExplanationTexts.Standard);
        }
    }

    private static Figure? Captures(BacktestDate date, bool isRounded)
    {
        var captured = date.Rows.Where(row => row.Capture.Expected is not null).ToArray();
        if (captured.Where(row => row.Method is not "oracle").MaxBy(row => row.Capture.Expected) is not { } best) return null;
        var text = isRounded ? (Func<double?, string>)Whole : Percent;
        var policy = captured.FirstOrDefault(row => row.IsPolicy);
        return new Figure(
            policy is null || best.IsPolicy ? $"{People.Short(best.Method)} captures most: {text(best.Capture.Expected)} of what followed"
                : $"The policy captures {text(policy.Capture.Expected)} of what followed; {People.Short(best.Method)}, which needs no policy, {text(best.Capture.Expected)}",
            isRounded ? "Share of all later proven offences that the first of each order account for; oracle knows what followed"
                : $"Share of all later proven offences that the first {date.TakenCount.ToString(CultureInfo.InvariantCulture)} of each order account for, with intervals at 95 per cent; oracle knows what followed",
            [new KeyEntry("policy", 1, KeyKind.Mark), new KeyEntry("an order that needs no policy", 2, KeyKind.Mark)],
            new BarList("Share of later offences, per cent", [.. captured.Select(row => new Bar(People.Short(row.Method), Drawn(row.Capture.Expected), row.IsPolicy ? 1 : 2, text(row.Capture.Expected))
                { Low = Drawn(row.CapturedInterval?.Low ?? row.Capture.Expected), High = Drawn(row.CapturedInterval?.High ?? row.Capture.Expected) })])
            { Most = 100 }.Render(ExplanationTexts.Standard),
            ["Order", "Captured", "From", "To", .. isRounded ? Array.Empty<string>() : ["AUC"]],
            [.. captured.Select(row => (string[])[row.Method, text(row.Capture.Expected), text(row.CapturedInterval?.Low), text(row.CapturedInterval?.High), .. isRounded ? Array.Empty<string>() : [row.Auc?.ToString("0.000", CultureInfo.InvariantCulture) ?? ""]])]);

        double Drawn(double? share) => isRounded ? Math.Round(100 * share!.Value) : 100 * share!.Value;
    }

    private static string Whole(double? share) => share is { } known ? (100 * known).ToString("0", CultureInfo.InvariantCulture) + "%" : "";

    private static string Percent(double? share) => share is { } known ? (100 * known).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "";
}
