using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Measures;

/// <summary>A person's days at liberty and in custody up to the as-of date.</summary>
/// <remarks>Made to be loaded again for the next person without allocating.</remarks>
internal sealed class LibertyCalendar
{
    // Invariant: sorted, disjoint and not touching, none after _asOf; both days included.
    private readonly List<(int First, int Last)> _custody = [];
    private int _asOf;

    /// <summary>Loads a person's spells; days after the as-of date don't exist yet.</summary>
    /// <param name="spells">The spells that stand on the date; see <see cref="CaseFile.CustodyAsOf"/>.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="kinds">A bit for each kind that counts as custody; <see cref="LibertyCalendars.AnyCustody"/> for all, those of no known kind too.</param>
    public void Load(IReadOnlyList<CustodySpell> spells, DateOnly asOf, int kinds = LibertyCalendars.AnyCustody)
    {
        _custody.Clear();
        _asOf = asOf.DayNumber;
        for (var i = 0; i < spells.Count; i++)
        {
            if (!LibertyCalendars.IsCustody(spells[i], kinds)) continue;
            var first = spells[i].From.DayNumber;
            var last = Math.Min(spells[i].To?.DayNumber ?? _asOf, _asOf);
            if (first <= last) _custody.Add((first, last));
        }
        DaySpans.Merge(_custody);
    }

    /// <summary>The day before the shortest run of days that ends on the as-of date and holds so many days at liberty.</summary>
    /// <returns>A day number; -1 where the calendar begins later than the run.</returns>
    public int DayBefore(int daysAtLiberty)
    {
        var day = _asOf;
        for (var i = _custody.Count - 1; i >= 0; i--)
        {
            var free = day - _custody[i].Last;
            if (free >= daysAtLiberty) break;
            daysAtLiberty -= free;
            day = _custody[i].First - 1;
        }
        return Math.Max(day - daysAtLiberty, -1);
    }

    /// <summary>How many days at liberty there are after a day, up to the as-of date and with it.</summary>
    public int DaysAfter(int day)
    {
        var days = _asOf - day;
        for (var i = _custody.Count - 1; i >= 0 && _custody[i].Last > day; i--)
            days -= _custody[i].Last - Math.Max(_custody[i].First, day + 1) + 1;
        return days;
    }
}
