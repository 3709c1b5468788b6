using Iom.Selection.Offenders;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>The records of the few people who are explained, as objects.</summary>
internal sealed class Evidence
{
    private readonly People _people;
    private readonly SmallRecords _records;
    private readonly OffenceTables _tables;
    private readonly Dictionary<int, List<OffenceRow>> _rows;

    /// <summary>Finds the rows of some people among those of all.</summary>
    public Evidence(IEnumerable<int> wanted, People people, SmallRecords records, OffenceStore store, OffenceTables tables, Workers workers)
    {
        (_people, _records, _tables) = (people, records, tables);
        _rows = wanted.ToDictionary(person => person, _ => new List<OffenceRow>());
        var parts = _rows.Keys.Select(store.PartOf).Distinct().ToArray();
        // A person is in one part, and a part is one thread's.
        workers.RunEach(parts.Length, (_, _) => part =>
        {
            var (first, end) = store.PeopleOf(parts[part]);
            var lists = new List<OffenceRow>?[end - first];
            foreach (var (person, list) in _rows)
            {
                if (person >= first && person < end) lists[person - first] = list;
            }
            foreach (var chunk in store.RowsOf(parts[part]))
            {
                foreach (ref readonly var row in chunk.Rows) lists[row.Person - first]?.Add(row);
            }
        });
    }

    /// <summary>The rows of offences that are named in what is explained.</summary>
    public IEnumerable<RecordName> Names => _rows.Values.SelectMany(rows => rows).Select(NameOf);

    /// <summary>A person's records.</summary>
    public CaseFile Of(int person, LongIds ids) => new(_people.Offender(person))
    {
        Offences = [.. _rows[person].Select(row => new OffenceReport(ids.Of(NameOf(row)), _tables.Codes[row.Code], DateOnly.FromDayNumber(row.Day), row.Outcome)
        {
            OutcomeDate = row.OutcomeDay == 0 ? null : DateOnly.FromDayNumber(row.OutcomeDay - 1),
            DetectedBy = row.DetectedBy,
            Source = _tables.Origins[row.Origin].Source,
        })],
        DrugTests = _records.DrugTests.Of(person),
        RiskScores = _records.RiskScores.Of(person),
        Nominations = _records.Nominations.Of(person),
        Memberships = _records.Memberships.Of(person),
        Custody = _records.Custody.Of(person),
    };

    private RecordName NameOf(OffenceRow row) => new(row.Person, _tables.Origins[row.Origin].File, row.Line, row.IdFirst, row.IdLast, row.IdLength);
}
