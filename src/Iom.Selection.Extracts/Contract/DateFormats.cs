using System.Globalization;
using System.Text.RegularExpressions;

namespace Iom.Selection.Extracts.Contract;

/// <summary>The ways in which agencies write dates.</summary>
internal static partial class DateFormats
{
    /// <summary>Whether a format names day, month and year once each, the year in four digits.</summary>
    public static bool IsUsable(string format)
    {
        var parts = Part().Matches(format).Select(match => match.Value).ToArray();
        return parts.Count(part => part[0] == 'd') == 1 && parts.Count(part => part[0] == 'M') == 1 && parts.Count(part => part == "yyyy") == 1 && parts.Length == 3
            && parts.All(part => part is "d" or "dd" or "M" or "MM" or "MMM" or "yyyy")
            && Part().Replace(format, "").All(c => c is '/' or '-' or '.' or ' ');
    }

    /// <summary>Whether two formats can read one text as two days.</summary>
    public static bool CanClash(string first, string second)
    {
        // Every day and month of a year: if any text of the one is another day to the other, they clash.
        for (var date = new DateOnly(2024, 1, 1); date.Year == 2024; date = date.AddDays(1))
        {
            var text = date.ToString(first, CultureInfo.InvariantCulture);
            if (DateOnly.TryParseExact(text, second, CultureInfo.InvariantCulture, DateTimeStyles.None, out var other) && other != date) return true;
        }
        return false;
    }

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Part();
}
