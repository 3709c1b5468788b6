using System.Globalization;
using Iom.Selection.Evaluation;
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
            Title = "Would a ranking of the past have found what followed?",
            Introduction = text.Introduction,
            Sections = [text.Sections[0], new Section("In pictures", report.Dates.SelectMany(Pictures)), .. text.Sections.Skip(1)],
            Foot = Html.Of($"<p>Made by iom {report.ToolVersion}. The same figures stand in backtest.csv and backtest.json; missed.csv names who was missed, and is for the partnership alone.</p>"),
        }.Write(stream);
    }

    private static IEnumerable<Html> Pictures(BacktestDate date)
    {
        var asOf = IsoDate.Text(date.AsOf);
        yield return Html.Of($"<h3>As of {asOf}</h3>");
        var captured = date.Rows.Where(row => row.Capture.Expected is not null).ToArray();
        var best = captured.Where(row => row.Method is not "oracle").MaxBy(row => row.Capture.Expected);
        if (best is not null)
        {
            yield return new Figure(
                $"{People.Short(best.Method)} captures most: {Percent(best.Capture.Expected)} of what followed", $"Share of all later proven offences that the first {date.TakenCount.ToString(CultureInfo.InvariantCulture)} of each order account for, with intervals at 95 per cent; oracle knows what followed",
                [new KeyEntry("policy", 1, KeyKind.Mark), new KeyEntry("an order that needs no policy", 2, KeyKind.Mark)],
                new BarList("Share of later offences, per cent", [.. captured.Select(row => new Bar(People.Short(row.Method), 100 * row.Capture.Expected!.Value, row.IsPolicy ? 1 : 2, Percent(row.Capture.Expected))
                    { Low = 100 * (row.CapturedInterval?.Low ?? row.Capture.Expected), High = 100 * (row.CapturedInterval?.High ?? row.Capture.Expected) })])
                { Most = 100 }.Render(),
                ["Order", "Captured", "From", "To", "AUC"],
                [.. captured.Select(row => (string[])[row.Method, Percent(row.Capture.Expected), Percent(row.CapturedInterval?.Low), Percent(row.CapturedInterval?.High), row.Auc?.ToString("0.000", CultureInfo.InvariantCulture) ?? ""])]).Render();
        }
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
                [], plot.Render(), ["People, per cent", "Later offences, per cent"], [.. lorenz.Select(point => (string[])[point.X.ToString("0", CultureInfo.InvariantCulture), point.Y.ToString("0.0", CultureInfo.InvariantCulture)])]).Render();
        }
        foreach (var row in date.Rows.Where(row => row.IsPolicy && !row.Calibration.IsEmpty))
        {
            var bands = row.Calibration.Where(band => band.Offended.Rate is not null).ToArray();
            var plot = new Plot("Total, points", "Offended, per cent")
            {
                YRange = (0, 100),
                Series = [new Series(SeriesKind.Points, "", 1, [.. bands.Select(band => new PlotPoint((band.From + band.To) / 2.0, 100 * band.Offended.Rate!.Value, 100 * band.Offended.Lower, 100 * band.Offended.Upper))])],
            };
            yield return new Figure(
                bands.Zip(bands.Skip(1)).All(pair => pair.Second.Offended.Rate >= pair.First.Offended.Rate) ? "With more points, more people offended, band by band" : "More points do not mean more offending in every band",
                $"Share of ranked people who offended, by band of total points ({People.Short(row.Method)}), with intervals at 95 per cent", [], plot.Render(), ["Points", "People", "Offended", "Share", "From", "To"],
                [.. bands.Select(band => (string[])[string.Create(CultureInfo.InvariantCulture, $"{band.From} to {band.To}"), band.Offended.Of.ToString(CultureInfo.InvariantCulture), band.Offended.Count.ToString(CultureInfo.InvariantCulture),
                    Percent(band.Offended.Rate), Percent(band.Offended.Lower), Percent(band.Offended.Upper)])]).Render();
        }
    }

    private static string Percent(double? share) => share is { } known ? (100 * known).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "";
}
