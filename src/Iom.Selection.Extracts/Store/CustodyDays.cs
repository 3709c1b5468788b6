using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>The days that everybody spent in custody, as the whole extract has them; spells that overlap or abut are one, and those in conflict are none.</summary>
internal sealed class CustodyDays
{
    private readonly Dictionary<int, (int From, int To)[]> _spells = [];

    /// <param name="custody">The spells.</param>
    /// <param name="people">Everybody.</param>
    /// <param name="asOf">The date on which people are where their fields say; null where they say nothing, so that a spell stands whatever their location.</param>
    public CustodyDays(DatedRecords<CustodySpell> custody, People people, DateOnly? asOf)
    {
        for (var person = 0; person < people.Count; person++)
        {
            if (!custody.HasAny(person)) continue;
            var spells = new List<(int From, int To)>();
            var location = asOf is null ? null : people.FieldsOf(person).Location;
            foreach (var (from, to) in custody.Get(person).Where(spell => !spell.IsInConflictOn(asOf ?? DateOnly.MaxValue, location)).Select(spell => (From: spell.From.DayNumber, To: spell.To?.DayNumber ?? int.MaxValue)).Order())
            {
                if (spells.Count > 0 && from - 1L <= spells[^1].To) spells[^1] = (spells[^1].From, Math.Max(to, spells[^1].To));
                else spells.Add((from, to));
            }
            if (spells.Count > 0) _spells.Add(person, [.. spells]);
        }
    }

    /// <summary>The days of a person in custody from one day to another, both included.</summary>
    public int Between(int person, int from, int to)
    {
        if (!_spells.TryGetValue(person, out var spells)) return 0;
        var days = 0;
        foreach (var spell in spells) days += Math.Max(0, Math.Min(spell.To, to) - Math.Max(spell.From, from) + 1);
        return days;
    }
}
