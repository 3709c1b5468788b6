using System.Collections.Immutable;
using System.Globalization;
using Iom.Selection.Foundation;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Sql.Dialects;

namespace Iom.Selection.Sql.Steps;

/// <summary>Writes which offences pass a filter; NULL where what is asked is not known, which does not pass.</summary>
/// <param name="dialect">The engine.</param>
/// <param name="asOf">The as-of date.</param>
internal sealed class OffenceFilterSql(Dialect dialect, DateOnly asOf)
{
    /// <summary>The kinds of custody that a filter leaves out, as one text; null where none.</summary>
    public static string? Calendar(OffenceFilter filter) =>
        !filter.AtLiberty ? null : string.Join(',', filter.CustodyKinds.Select(Vocabulary.Word).Order(StringComparer.Ordinal));

    /// <summary>The column of how many days of custody a person's window at liberty reaches over, and so begins earlier.</summary>
    /// <param name="window">The number of the window, from 1.</param>
    public static string DaysInside(int window) => string.Create(CultureInfo.InvariantCulture, $"window_{window}_inside");

    /// <summary>Writes a filter over a row of offences.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="window">The number of its window at liberty; 0 without.</param>
    public string Write(OffenceFilter filter, int window)
    {
        var parts = new List<string> { $"outcome IN ({dialect.Texts(filter.Outcomes.Select(Vocabulary.Word))})" };
        if (!filter.Groups.IsEmpty) parts.Add($"offence_group IN ({dialect.Texts(filter.Groups)})");
        if (!filter.Codes.IsEmpty) parts.Add(Covered(filter.Codes));
        if (!filter.ExceptCodes.IsEmpty) parts.Add($"NOT {Covered(filter.ExceptCodes)}");
        if (filter.Neighbourhood) parts.Add("neighbourhood");
        if (filter.Acquisitive) parts.Add("acquisitive");
        if (filter.Trigger) parts.Add("trigger_from <= offence_date AND coalesce(trigger_to >= offence_date, TRUE)");
        if (!filter.DetectedBy.IsEmpty) parts.Add($"detected_by IN ({dialect.Texts(filter.DetectedBy.Select(Vocabulary.Word))})");
        if (filter.ExceptAsYouth) parts.Add("NOT may_be_as_youth");
        // A breach is about the process: it passes only where it is named.
        if (filter.Codes.IsEmpty && !filter.Groups.Contains(OffenceCatalogue.BreachGroup)) parts.Add("NOT is_breach");
        parts.AddRange(Window(filter, window));
        return string.Join(" AND ", parts);
    }

    private IEnumerable<string> Window(OffenceFilter filter, int window)
    {
        var date = filter.ByOutcomeDate ? "outcome_on" : "offence_date";
        if (filter.Months is not { } months)
        {
            if (filter.ByOutcomeDate) yield return "outcome_on IS NOT NULL";
            yield break;
        }
        var before = MonthWindow.DayBefore(asOf, months);
        if (filter.AtLiberty)
            yield return $"{dialect.DayNumber(date)} > {Dialect.Whole(before)} - coalesce({DaysInside(window)}, 0)";
        else if (before >= 0)
            yield return $"{date} > {Dialect.Date(DateOnly.FromDayNumber(before))}";
        else if (filter.ByOutcomeDate)
            yield return "outcome_on IS NOT NULL";
    }

    private string Covered(ImmutableArray<string> codes)
    {
        var list = dialect.Texts(codes);
        return $"(offence_code IN ({list}) OR offence_class IN ({list}))";
    }
}
