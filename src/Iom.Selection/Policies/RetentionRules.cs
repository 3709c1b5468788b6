using Iom.Selection.Foundation;

namespace Iom.Selection.Policies;

/// <summary>How long what names people is kept.</summary>
/// <param name="RunMonths">How many months after its date the files of a run are kept, its manifest apart.</param>
/// <param name="DecisionMonths">How many months after it what a recorded decision says is kept.</param>
public sealed record RetentionRules(int RunMonths, int DecisionMonths)
{
    /// <summary>The last date of runs that have been kept long enough.</summary>
    /// <param name="before">The day for which the rule is applied, as today.</param>
    /// <returns>Runs of this date and of earlier ones go.</returns>
    public DateOnly RunsUpTo(DateOnly before) => MonthsBefore(before, RunMonths);

    /// <summary>The last day of decisions that have been kept long enough.</summary>
    /// <param name="before">The day for which the rule is applied, as today.</param>
    /// <returns>Decisions of this day and of earlier ones go.</returns>
    public DateOnly DecisionsUpTo(DateOnly before) => MonthsBefore(before, DecisionMonths);

    // The last day that is so many months ago: at the end of a month several days may be.
    private static DateOnly MonthsBefore(DateOnly date, int months)
    {
        var day = (date.Year - 1) * 12 + date.Month - 1 < months ? DateOnly.MinValue : date.AddMonths(-months);
        while (day < date && Months.After(day.AddDays(1), months) <= date) day = day.AddDays(1);
        return day;
    }
}
