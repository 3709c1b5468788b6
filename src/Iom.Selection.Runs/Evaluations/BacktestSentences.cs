using System.Globalization;
using Iom.Selection.Evaluation;
using Iom.Selection.Foundation;

namespace Iom.Selection.Runs.Evaluations;

/// <summary>What is said of a backtest in sentences, one wording for all files.</summary>
internal static class BacktestSentences
{
    public const string Notice =
        "A backtest says whether an order would have found the offending that was recorded later. It does not say whether being selected would have changed it.";

    public const string FieldsHaveNoDate =
        "Fields of offenders.csv and support.csv have no date. Rules over them are applied as the extract has them today, not as they were at the date.";

    public const string LocationNotApplied = "Custody without an end is read as it stands at past dates, whatever location says today.";

    public static IEnumerable<string> Notes(BacktestReport report)
    {
        yield return FieldsHaveNoDate;
        foreach (var (method, rules) in report.Dates.SelectMany(date => date.Rows).Where(row => row.IsPolicy).GroupBy(row => row.Method, row => row.UndatedRules, (method, rules) => (method, rules.ToArray())))
        {
            foreach (var (rule, i) in rules[0].Select((rule, i) => (rule, i)))
            {
                yield return $"{method}, {rule.Rule} reads {string.Join(", ", rule.Fields)}: it decided for "
                    + $"{string.Join(", ", rules.Select(each => each[i].PeopleCount.ToString(CultureInfo.InvariantCulture)))} people{(rules.Length > 1 ? " at the dates in turn" : "")}.";
            }
        }
        yield return LocationNotApplied;
        foreach (var date in report.Dates)
        {
            var at = $"At {IsoDate.Text(date.AsOf)}: ";
            if (date.CutOffOn is { } cut)
                yield return at + $"the horizon ends on {IsoDate.Text(date.Until)} and the extract on {IsoDate.Text(cut)}, so the follow-up is cut short and offences are missing.";
            if (date.UndatedCount + date.EarlierUndatedCount > 0)
                yield return at + $"{Plural.Format(date.EarlierUndatedCount, "proven offence")} before and {date.UndatedCount.ToString(CultureInfo.InvariantCulture)} after have an outcome without a date. They are counted, though those before may have been proven later.";
            if (date.UnknownSeverityCount > 0)
                yield return at + $"{date.UnknownSeverityCount.ToString(CultureInfo.InvariantCulture)} of {Plural.Format(date.LaterCount, "later offence")} ({Percent(date.UnknownSeverityCount, date.LaterCount)}) are of unknown severity and count for no harm.";
            if (date.DiedCount > 0) yield return at + $"{Plural.Format(date.DiedCount, "person", "people")} in scope had died and {(date.DiedCount == 1 ? "is" : "are")} left out.";
            if (date.DiedLaterCount > 0) yield return at + $"{Plural.Format(date.DiedLaterCount, "person", "people")} died within the horizon. They are kept.";
            if (date.DeceasedWithoutDateCount > 0)
                yield return at + $"{Plural.Format(date.DeceasedWithoutDateCount, "person is", "people are")} said to have died, without a date (died_on). They are kept.";
            foreach (var row in date.Rows.Where(row => row.UnrankedTakenCount > 0))
                yield return at + $"{row.Method} does not rank {Plural.Format(row.UnrankedCount, "person", "people")}; {row.UnrankedTakenCount.ToString(CultureInfo.InvariantCulture)} of them fall in the {date.TakenCount.ToString(CultureInfo.InvariantCulture)} that are taken.";
        }
    }

    public static string Size(BacktestSize size) => size switch
    {
        BacktestSize.TopPercent top => string.Create(CultureInfo.InvariantCulture, $"the first {top.Percent} per cent, rounded up"),
        BacktestSize.Capacity capacity => string.Create(CultureInfo.InvariantCulture, $"the first {capacity.Places}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Percent(long count, long of) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / of:F1} per cent");
}
