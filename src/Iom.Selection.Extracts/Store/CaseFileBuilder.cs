using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>Makes the case files of some people, of what stands on a date.</summary>
internal sealed class CaseFileBuilder
{
    private readonly People _people;
    private readonly DatedRecordTables _records;
    private readonly OffenceTables _tables;
    private readonly Dictionary<int, List<OffenceRow>> _rows;
    private readonly int[] _otherToSettle;

    /// <summary>Finds the rows of some people among those of all.</summary>
    public CaseFileBuilder(IEnumerable<int> wanted, ExtractStore store, DatedRecordTables records, DateOnly asOf)
    {
        (_people, _records, _tables, _otherToSettle) = (store.People, records, store.OffenceTables, store.OtherToSettle);
        _rows = wanted.Distinct().ToDictionary(person => person, _ => new List<OffenceRow>());
        var offences = store.Offences;
        var byPart = _rows.Keys.ToLookup(offences.PartOf);
        var parts = byPart.Select(part => part.Key).ToArray();
        // A person is in one part, and a part is one thread's.
        store.Workers.RunEach(parts.Length, (_, _) => part =>
        {
            var (first, end) = offences.PeopleOf(parts[part]);
            if (offences.Find(parts[part], out var chunks) is { } order)
            {
                foreach (var person in byPart[parts[part]])
                {
                    foreach (ref readonly var row in order.Of(person - first))
                    {
                        if (Stands(row.Day, row.Origin)) _rows[person].Add(row);
                    }
                    _rows[person].Sort(_tables.CompareInFiles);
                }
                return;
            }
            var lists = new List<OffenceRow>?[end - first];
            foreach (var person in byPart[parts[part]]) lists[person - first] = _rows[person];
            foreach (var chunk in chunks)
            {
                var kept = chunk.Rows;
                for (var at = 0; at < kept.Length; at += kept[at].Places)
                {
                    if (lists[kept[at].Person] is not { } own || !Stands(KeptRow.DayOf(kept, at), KeptRow.OriginOf(kept, at))) continue;
                    KeptRow.Copy(kept, at, first, out var row);
                    own.Add(row);
                }
            }
            foreach (var person in byPart[parts[part]]) _rows[person].Sort(_tables.CompareInFiles);
        });

        bool Stands(int day, int origin) => day <= asOf.DayNumber && _tables.Origins[origin].RecordedDay <= asOf.DayNumber;
    }

    /// <summary>The rows of offences that are named in the case files.</summary>
    public IEnumerable<RecordName> Names => _rows.Values.SelectMany(rows => rows).Select(row => _tables.NameOf(row));

    /// <summary>A person's records, in the order in which they stand in the files.</summary>
    public CaseFile Build(int person, LongIds ids) => new(_people.Offender(person))
    {
        Offences = [.. _rows[person].Select(row => Report(row, ids))],
        DrugTests = _records.DrugTests.Get(person),
        RiskScores = _records.RiskScores.Get(person),
        Nominations = _records.Nominations.Get(person),
        Memberships = _records.Memberships.Get(person),
        Custody = _records.Custody.Get(person),
        Supervisions = _records.Supervisions.Get(person),
        Contacts = _records.Contacts.Get(person),
        Support = _records.Support.Get(person),
        PanelViews = _records.PanelViews.Get(person),
        Identities = _records.Identities.Get(person),
        OtherToSettle = _otherToSettle[person],
    };

    private OffenceReport Report(in OffenceRow row, LongIds ids) => new(ids.Find(_tables.NameOf(row)), _tables.Codes[row.Code], DateOnly.FromDayNumber(row.Day), row.Outcome)
    {
        OutcomeDate = row.OutcomeDay == 0 ? null : DateOnly.FromDayNumber(row.OutcomeDay - 1),
        DetectedBy = row.DetectedBy,
        AsYouth = row.AsYouth,
        Source = _tables.Origins[row.Origin].Source,
        RecordedOn = _tables.Origins[row.Origin].RecordedDay is >= 0 and var recorded ? DateOnly.FromDayNumber(recorded) : null,
    };
}
