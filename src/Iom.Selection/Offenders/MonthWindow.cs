namespace Iom.Selection.Offenders;

/// <summary>The months before a date: the one place where they are counted.</summary>
/// <remarks>
/// m months at D are the days d with <c>D.AddMonths(-m) &lt; d &lt;= D</c>. Counting back from the end of a month gives the last day of a
/// shorter one: one month before 31 March 2024 is 29 February 2024, so that day is outside and 1 March inside.
/// </remarks>
public static class MonthWindow
{
    /// <summary>The day before the first day of the window, as a day number; -1 where the calendar begins later than the window.</summary>
    /// <param name="asOf">The last day of the window.</param>
    /// <param name="months">Its length in months, 1 or more.</param>
    /// <returns>See <see cref="DateOnly.DayNumber"/>.</returns>
    public static int DayBefore(DateOnly asOf, int months) =>
        (asOf.Year - 1) * 12 + (asOf.Month - 1) < months ? -1 : asOf.AddMonths(-months).DayNumber;

    /// <summary>Whether a day lies in the window.</summary>
    /// <param name="day">The day.</param>
    /// <param name="asOf">The last day of the window.</param>
    /// <param name="months">Its length in months, 1 or more.</param>
    /// <returns>True from the first day to the last.</returns>
    public static bool Contains(DateOnly day, DateOnly asOf, int months) => day <= asOf && day.DayNumber > DayBefore(asOf, months);
}
