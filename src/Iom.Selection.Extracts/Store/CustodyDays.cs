using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>The days that everybody spent in custody, as the whole extract has them; spells that overlap or abut are one, and those in conflict are none.</summary>
internal sealed class CustodyDays
{
    private readonly Dictionary<int, List<(int First, int Last)>> _spells = [];

    /// <param name="custody">The spells.</param>
    /// <param name="people">Everybody.</param>
    /// <param name="asOf">The date on which people are where their fields say; null where they say nothing, so that a spell stands whatever their location.</param>
    public CustodyDays(DatedRecords<CustodySpell> custody, People people, DateOnly? asOf)
    {
        for (var person = 0; person < people.Count; person++)
        {
            if (!custody.HasAny(person)) continue;
            var location = asOf is null ? null : people.FieldsOf(person).Location;
            List<(int First, int Last)> spells =
            [
                .. custody.Get(person).Where(spell => !spell.IsInConflictOn(asOf ?? DateOnly.MaxValue, location))
                    .Select(spell => (spell.From.DayNumber, spell.To?.DayNumber ?? int.MaxValue)),
            ];
            DaySpans.Merge(spells);
            if (spells.Count > 0) _spells.Add(person, spells);
        }
    }

    /// <summary>The days of a person in custody from one day to another, both included.</summary>
    public int Between(int person, int from, int to) => _spells.TryGetValue(person, out var spells) ? DaySpans.Between(spells, from, to) : 0;
}
