using System.Globalization;
using Iom.Selection.Evaluation;
using Iom.Selection.Foundation;
using Iom.Selection.Runs.Output;
using static Iom.Selection.Runs.Evaluations.EvaluationNumber;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>Writes <c>backtest.md</c>: the backtest to be read. It holds no id.</summary>
internal static class BacktestMarkdown
{
    public static string Render(BacktestReport report)
    {
        var page = new MarkdownText();
        Write(page, report);
        return page.ToString();
    }

    /// <summary>Writes the same as whatever text it is given.</summary>
    public static void Write(DocumentText page, BacktestReport report)
    {
        page.Heading(1, "Backtest");
        page.Strong(BacktestSentences.Notice);
        page.List(report.Policies.Select(policy => $"Policy {policy.Policy.Id} {policy.Policy.Version}, sha256 {policy.Policy.Sha256}."));
        page.Paragraph($"Each method takes {BacktestSentences.Size(report.Size)} of the people in scope. decayed counts an offence half after {Whole(BaselineMethods.HalfLifeDays)} days. "
            + "oracle ranks by what followed, which nobody could know: no method can capture more.");
        page.Heading(2, "Before you read on");
        page.List(BacktestSentences.Notes(report));
        foreach (var date in report.Dates) Date(page, date);

        if (report.Drift.Count > 0)
        {
            page.Heading(2, "Drift between dates");
            page.Paragraph("The stability index of the totals, and how many ranked people lack something that could add points. Below 0.1 is little, from 0.25 much; these are habits, no tests.");
            page.Table(
                ["method", "from", "to", "stability index", "incomplete before", "incomplete after"],
                report.Drift.Select(step => (IReadOnlyList<string>)[step.Method, IsoDate.Text(step.From), IsoDate.Text(step.To), Short(step.StabilityIndex), Short(step.IncompleteBefore), Short(step.IncompleteAfter)]));
        }
        page.Heading(2, "How to read this");
        page.List(
        [
            "Captured is the share of all later proven offences that the people taken account for. Where people are equal at the line, worst and best are what the draw could have come to, and expected is its mean.",
            "Intervals are at 95 per cent. Those of captured and of differences come from drawing the people again 2,000 times, the line found anew each time. Dates share people, so their intervals are not independent and are shown apart.",
            "Later offences are those that were found and proven. Whoever is looked at more closely is found more often, and whoever is in custody can offend less: see the days in custody.",
            "People who were selected at the time were also helped or watched, so part of what followed is the scheme's own doing.",
            "missed.csv names who was missed. It is for the partnership alone.",
            "docs/evaluation.md explains how each figure is worked out, with sources.",
        ]);
    }

    private static void Date(DocumentText page, BacktestDate date)
    {
        page.Heading(2, $"As of {IsoDate.Text(date.AsOf)}, followed up to {IsoDate.Text(date.CutOffOn ?? date.Until)}");
        page.Paragraph($"{Plural.Format(date.PeopleCount, "person", "people")}, of whom {Whole(date.TakenCount)} are taken. {Plural.Format(date.LaterCount, "proven offence")} followed, of {Plural.Format(date.OffendedCount, "person", "people")}.");
        page.Table(
            ["method", "captured: expected", "interval", "worst", "best", "precision", "lift", "AUC", "interval", "C", "harm captured", "days in custody"],
            date.Rows.Select(row => (IReadOnlyList<string>)
            [
                row.Method, Short(row.Capture.Expected), Short(row.CapturedInterval), Short(row.Capture.Worst), Short(row.Capture.Best), Short(row.Capture.PrecisionExpected), Short(row.Lift),
                Short(row.Auc), Short(row.AucInterval), Short(row.Concordance), Short(row.Capture.HarmExpected), Short(row.CustodyDaysMean),
            ]));

        page.Heading(3, "Methods beside each other");
        page.Paragraph("How much more of the later offences the first captures than the second. Precision: Fisher's exact test of those whom only one of the two takes. Sensitivity: McNemar's exact test of those who offended.");
        page.Table(
            ["method", "beside", "captured", "interval", "only the first: offended", "only the second: offended", "precision: p", "sensitivity: p"],
            date.Differences.Select(difference => (IReadOnlyList<string>)
            [
                difference.Method, difference.Other, Short(difference.Captured), Short(difference.Interval), $"{Whole(difference.OnlyMethod.Count)} of {Whole(difference.OnlyMethod.Of)}",
                $"{Whole(difference.OnlyOther.Count)} of {Whole(difference.OnlyOther.Of)}", Short(difference.PrecisionP), Short(difference.SensitivityP),
            ]));

        page.Heading(3, "How unevenly it is spread");
        page.Paragraph($"Gini's coefficient of later offences over all people: {Short(date.Gini)}.");
        page.List(date.Lorenz.Where(point => point.Share is not null).Select(point => $"{Whole(point.PeoplePercent)} per cent of people account for {Percent(point.Share!.Value)} per cent of later offences.")
            .Concat(date.FewestPeople.Where(point => point.People is not null).Select(point => $"{Plural.Format(point.People!.Value, "person accounts", "people account")} for {Whole(point.LaterPercent)} per cent of them.")));

        foreach (var row in date.Rows.Where(row => row.IsPolicy && !row.Calibration.IsEmpty))
        {
            page.Heading(3, $"Points and later offending: {row.Method}");
            page.Table(
                ["total points", "people", "offended", "rate", "interval"],
                row.Calibration.Select(band => (IReadOnlyList<string>)
                [
                    $"{Whole(band.From)} to {Whole(band.To)}", Whole(band.Offended.Of), Whole(band.Offended.Count), Short(band.Offended.Rate), Short(band.Offended.IntervalAt(Backtest.Level)),
                ]));
        }
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("F1", CultureInfo.InvariantCulture);
}
