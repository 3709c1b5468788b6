namespace Iom.Selection.Extracts.Contract;

/// <summary>The dates that stand for no date, because systems and spreadsheets put them where there is none.</summary>
internal static class Sentinels
{
    private static readonly int[] Days =
    [
        .. new DateOnly[] { new(1, 1, 1), new(1753, 1, 1), new(1899, 12, 30), new(1899, 12, 31), new(1900, 1, 1), new(2999, 12, 31), new(9999, 12, 31) }.Select(date => date.DayNumber),
    ];

    // Of 2 January 1900 and 31 December 2999. Constants: code compiled ahead asks for a field each time whether it has been set.
    private const int FirstBetween = 693_596;
    private const int EndBetween = 1_095_361;

    /// <summary>Whether a day lies where there are none of them: nearly all do.</summary>
    public static bool IsClearlyADate(int day) => (uint)(day - FirstBetween) < EndBetween - FirstBetween;

    /// <summary>Whether a day is one of them.</summary>
    public static bool Contains(int day) => !IsClearlyADate(day) && Days.Contains(day);
}
