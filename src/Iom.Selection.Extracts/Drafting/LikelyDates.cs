using Iom.Selection.Extracts.Contract;

namespace Iom.Selection.Extracts.Drafting;

/// <summary>Finds out how dates are written.</summary>
internal static class LikelyDates
{
    /// <summary>The latest year that a draft lets two digits stand for.</summary>
    public const int TwoDigitsUpTo = 2049;

    private const int MaxFormats = 4;

    private static readonly string[] Days =
    [
        "yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "d MMM yyyy", "dd-MMM-yyyy", "d MMMM yyyy", "yyyyMMdd", "ddMMyyyy", "yyyy/MM/dd", "MM/dd/yyyy", "M/d/yyyy", "MM-dd-yyyy",
        "dd-MMM-yy", "d-MMM-yy", "dd/MM/yy", "d/M/yy", "MM/dd/yy",
    ];

    private static readonly string[] Times =
    [
        "", " HH:mm", " H:mm", " HH:mm:ss", " H:mm:ss", " HH:mm:ss.fff", " HH:mm:ss.fffffff", " hh:mm:ss tt", " h:mm:ss tt", " hh:mm tt", " h:mm tt",
        "THH:mm:ss", "THH:mm:ssK", "THH:mm:ss.fffK", "THH:mm:ss.fffffff", "THH:mm:sszzz", " HH:mm:sszzz", "HHmmss",
    ];

    private static readonly DateFormat[] Candidates =
        [.. Days.SelectMany(day => Times.Select(time => DateFormat.Create(day + time, day.Contains("yyyy", StringComparison.Ordinal) ? null : TwoDigitsUpTo, out _))).OfType<DateFormat>()];

    /// <summary>The formats that read the cells, and how many of them they leave unread.</summary>
    /// <param name="texts">Different cells of columns of dates, none empty.</param>
    /// <param name="isAmbiguous">Whether the same cells can be read with day and month the other way round.</param>
    /// <param name="unread">The cells that no format reads.</param>
    public static IReadOnlyList<DateFormat> Find(IReadOnlyCollection<string> texts, out bool isAmbiguous, out IReadOnlyList<string> unread)
    {
        var chosen = new List<DateFormat>();
        isAmbiguous = false;
        List<string> rest = [.. texts];
        while (rest.Count > 0 && chosen.Count < MaxFormats)
        {
            DateFormat? best = null;
            var most = 0;
            foreach (var candidate in Candidates)
            {
                var reads = rest.Count(text => candidate.TryRead(text, out _));
                if (reads <= most || chosen.Exists(other => other.CanClash(candidate))) continue;
                (best, most) = (candidate, reads);
            }
            if (best is null) break;
            var read = rest.Where(text => best.TryRead(text, out _)).ToArray();
            // Another way that reads the same cells, some of them as other days: which is right only the agency knows.
            isAmbiguous |= Candidates.Any(other => read.All(text => other.TryRead(text, out _)) && read.Any(text => Differ(best, other, text)));
            chosen.Add(best);
            rest = [.. rest.Except(read)];
        }
        unread = rest;
        return chosen;
    }

    private static bool Differ(DateFormat one, DateFormat other, string text) => one.TryRead(text, out var first) && other.TryRead(text, out var second) && first != second;
}
