using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Iom.Selection.Extracts.Contract;

/// <summary>One way in which an agency writes dates. Of a time it is read only that it is one: the day as written stands.</summary>
internal sealed partial class DateFormat
{
    // Years that show whether two ways can read one text as two days, 2012 because it can be day and month too.
    private static readonly int[] ProbeYears = [1912, 2011, 2012, 2024];

    private readonly string _format;
    private readonly CultureInfo _culture;

    private DateFormat(string pattern, string format, int? twoDigitsUpTo)
    {
        (Pattern, _format, _culture) = (pattern, format, CultureInfo.InvariantCulture);
        if (twoDigitsUpTo is not { } year) return;
        var calendar = new GregorianCalendar { TwoDigitYearMax = year };
        _culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        _culture.DateTimeFormat.Calendar = calendar;
    }

    /// <summary>As the contract has them.</summary>
    public static DateFormat Iso { get; } = new("yyyy-MM-dd", "yyyy-MM-dd", null);

    /// <summary>The way as the map says it.</summary>
    public string Pattern { get; }

    /// <summary>Makes a way of what the map says.</summary>
    /// <param name="pattern">As <c>dd/MM/yyyy HH:mm</c>.</param>
    /// <param name="twoDigitsUpTo">The latest year that two digits can stand for; null if not said.</param>
    /// <param name="wrong">What is wrong with it.</param>
    /// <returns>The way; null if it can't be used.</returns>
    public static DateFormat? Create(string pattern, int? twoDigitsUpTo, out string wrong)
    {
        wrong = "";
        var format = new StringBuilder();
        var seen = new List<string>();
        var kinds = new HashSet<char>();
        var isAfterDigits = false;
        foreach (Match match in Part().Matches(pattern))
        {
            var part = match.Value;
            if (part[0] is '/' or '-' or '.' or ' ' or ':' or ',' or 'T' or 'Z')
            {
                format.Append('\\').Append(part);
                isAfterDigits = false;
                continue;
            }
            // Digits one after another can be told apart only where each part has as many as it says.
            if (!IsKnown(part) || !kinds.Add(KindOf(part[0])) || (isAfterDigits && part is ("d" or "M" or "H" or "h" or "m" or "s" or "f" or "F"))) return Refuse(out wrong);
            seen.Add(part);
            isAfterDigits = part is not ("MMM" or "MMMM" or "tt" or "K");
            format.Append(part);
        }
        if (!kinds.IsSupersetOf(['d', 'M', 'y'])) return Refuse(out wrong);
        if (seen.Contains("yy") && twoDigitsUpTo is null)
        {
            wrong = "has a year of two digits: give \"yyUpTo\", the latest year it can stand for, as in \"yyUpTo\": 2029";
            return null;
        }
        return new DateFormat(pattern, format.ToString(), seen.Contains("yy") ? twoDigitsUpTo : null);
    }

    /// <summary>Reads a date.</summary>
    public bool TryRead(string text, out DateOnly date)
    {
        if (ReferenceEquals(this, Iso)) return DateOnly.TryParseExact(text, _format, _culture, DateTimeStyles.None, out date);
        // A zone is not reckoned with: the clock as written says which day it was.
        var isRead = DateTimeOffset.TryParseExact(text, _format, _culture, DateTimeStyles.AssumeUniversal, out var moment)
            || (Pattern.Contains("MMM", StringComparison.Ordinal) && September().IsMatch(text)
                && DateTimeOffset.TryParseExact(September().Replace(text, "Sep"), _format, _culture, DateTimeStyles.AssumeUniversal, out moment));
        date = isRead ? DateOnly.FromDateTime(moment.DateTime) : default;
        return isRead;
    }

    /// <summary>Writes a date, at midnight.</summary>
    public string Write(DateOnly date) => new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero).ToString(_format, _culture);

    /// <summary>Whether another way can read a text of this one as another day.</summary>
    public bool CanClash(DateFormat other)
    {
        // Every day of some years, early and late in the day.
        foreach (var year in ProbeYears)
        {
            for (var day = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc); day.Year == year; day = day.AddDays(1))
            {
                foreach (var moment in new[] { day.AddHours(1).AddMinutes(2).AddSeconds(3), day.AddHours(23).AddMinutes(45).AddSeconds(56) })
                {
                    var text = new DateTimeOffset(moment).ToString(_format, _culture);
                    if (TryRead(text, out var own) && other.TryRead(text, out var others) && own != others) return true;
                }
            }
        }
        return false;
    }

    private static bool IsKnown(string part) => part
        is "d" or "dd" or "M" or "MM" or "MMM" or "MMMM" or "yy" or "yyyy" or "H" or "HH" or "h" or "hh" or "m" or "mm" or "s" or "ss" or "tt" or "z" or "zz" or "zzz" or "K"
        || (part[0] is 'f' or 'F' && part.Length <= 7);

    // A format says each of these once at most.
    private static char KindOf(char part) => part switch { 'h' => 'H', 'F' => 'f', 'K' => 'z', _ => part };

    private static DateFormat? Refuse(out string wrong)
    {
        wrong = "must be made of d, dd, M, MM, MMM, MMMM, yyyy and yy, with day, month and year once each, and perhaps a time (H, HH, h, hh, mm, ss, fff, tt, T, zzz, K), as in \"dd/MM/yyyy\" or \"yyyy-MM-ddTHH:mm:ss\"";
        return null;
    }

    [GeneratedRegex("d+|M+|y+|H+|h+|m+|s+|f+|F+|t+|z+|K|.", RegexOptions.Singleline)]
    private static partial Regex Part();

    [GeneratedRegex("\\bSept\\b", RegexOptions.IgnoreCase)]
    private static partial Regex September();
}
