namespace Iom.Selection.Extracts.Contract;

/// <summary>The dates that stand for no date, because systems and spreadsheets put them where there is none.</summary>
internal static class Sentinels
{
    private static readonly int[] Days =
    [
        .. new DateOnly[] { new(1, 1, 1), new(1753, 1, 1), new(1899, 12, 30), new(1899, 12, 31), new(1900, 1, 1), new(2999, 12, 31), new(9999, 12, 31) }.Select(date => date.DayNumber),
    ];

    private static readonly int FirstBetween = new DateOnly(1900, 1, 2).DayNumber;
    private static readonly int DaysBetween = new DateOnly(2999, 12, 31).DayNumber - FirstBetween;

    /// <summary>Whether a day lies where there are none of them: nearly all do.</summary>
    public static bool IsClearlyADate(int day) => (uint)(day - FirstBetween) < (uint)DaysBetween;

    /// <summary>Whether a day is one of them.</summary>
    public static bool Contains(int day) => !IsClearlyADate(day) && Days.Contains(day);
}
