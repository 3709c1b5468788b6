namespace Iom.Selection.Foundation;

/// <summary>Months after a date: the day on which something that lasts so long is over.</summary>
internal static class Months
{
    /// <summary>The date so many months later; the last date there is where the calendar ends before.</summary>
    /// <remarks>From the last day of a month it is the last day of a shorter one: three months after 30 November is 28 or 29 February.</remarks>
    public static DateOnly After(DateOnly date, int months) =>
        (DateOnly.MaxValue.Year - date.Year) * 12 + DateOnly.MaxValue.Month - date.Month < months ? DateOnly.MaxValue : date.AddMonths(months);
}
