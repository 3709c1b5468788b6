using System.Globalization;

namespace Iom.Selection.Extracts.Store;

/// <summary>Turns dates that have been found in order into day numbers.</summary>
internal static class FileDates
{
    public static int Day(string cell) => DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
}
