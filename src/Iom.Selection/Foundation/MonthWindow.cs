namespace Iom.Selection.Foundation;

/// <summary>The months before a date: the one place where they are counted.</summary>
/// <remarks>
/// m months at D are the days d with <c>D.AddMonths(-m) &lt; d &lt;= D</c>. Counting back from the end of a month gives the last day of a
/// shorter one: one month before 31 March 2024 is 29 February 2024, so that day is outside and 1 March inside.
/// </remarks>
internal static class MonthWindow
{
    /// <summary>The day before the first day of the window, as a day number; -1 where the calendar begins later than the window.</summary>
    /// <param name="asOf">The last day of the window.</param>
    /// <param name="months">Its length in months, 1 or more.</param>
    /// <returns>See <see cref="DateOnly.DayNumber"/>.</returns>
    public static int DayBefore(DateOnly asOf, int months) =>
        (asOf.Year - 1) * 12 + (asOf.Month - 1) < months ? -1 : asOf.AddMonths(-months).DayNumber;

    /// <summary>The first day whose window a day is no longer in.</summary>
    /// <param name="day">The day, as a day number.</param>
    /// <param name="months">The window's length in months, 1 or more.</param>
    /// <returns>A day number; null where the calendar ends before.</returns>
    internal static int? LeftOn(int day, int months)
    {
        var from = DateOnly.FromDayNumber(day);
        if (((DateOnly.MaxValue.Year - from.Year) * 12) + (12 - from.Month) < months) return null;
        // The same day of a later month, or its last day where it is shorter: of such months the window still holds the day to their end.
        var left = from.AddMonths(months);
        while (DayBefore(left, months) < day)
        {
            if (left == DateOnly.MaxValue) return null;
            left = left.AddDays(1);
        }
        return left.DayNumber;
    }

    /// <summary>Whether a day lies in the window.</summary>
    /// <param name="day">The day.</param>
    /// <param name="asOf">The last day of the window.</param>
    /// <param name="months">Its length in months, 1 or more.</param>
    /// <returns>True from the first day to the last.</returns>
    public static bool Contains(DateOnly day, DateOnly asOf, int months) => day <= asOf && day.DayNumber > DayBefore(asOf, months);
}
