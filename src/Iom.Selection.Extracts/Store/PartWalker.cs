using Iom.Selection.Offences;

namespace Iom.Selection.Extracts.Store;

/// <summary>Takes the offences of people together as they stand on a date, part by part. For one thread.</summary>
internal sealed class PartWalker
{
    private readonly OffenceStore _store;
    private readonly OffenceTables _tables;
    private readonly int _asOf;
    private readonly bool[] _isKnown;
    private readonly OffenceResolver _resolver;
    private readonly PossibleDuplicateFinder _alike;
    private readonly OffenceLinker _same = new();
    private readonly IPersonTaker? _taker;
    private OffenceRow[] _sorted = [];
    private int[] _starts = [];

    /// <param name="store">The rows.</param>
    /// <param name="tables">What their numbers stand for.</param>
    /// <param name="isKnown">Whether the catalogue knows a code, by its number.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="findings">What is found besides points.</param>
    /// <param name="taker">Takes people with their offences; null where nobody does.</param>
    public PartWalker(OffenceStore store, OffenceTables tables, bool[] isKnown, DateOnly asOf, OffenceFindings findings, IPersonTaker? taker)
    {
        (_store, _tables, _isKnown, _asOf, Findings, _taker) = (store, tables, isKnown, asOf.DayNumber, findings, taker);
        (_resolver, _alike) = (new OffenceResolver(tables, asOf), new PossibleDuplicateFinder(tables));
    }

    private OffenceFindings Findings { get; }

    /// <summary>Takes everybody in a part.</summary>
    public void Walk(int part)
    {
        var (first, end) = _store.PeopleOf(part);
        var rows = Sorted(part, first, end);
        for (var person = first; person < end; person++)
        {
            var from = person == first ? 0 : _starts[person - first - 1];
            Take(person, rows[from.._starts[person - first]]);
        }
    }

    // Counting sort of the rows that are not later: afterwards _starts holds where each person's rows end.
    private ReadOnlySpan<OffenceRow> Sorted(int part, int first, int end)
    {
        if (_starts.Length < end - first) _starts = new int[end - first];
        var starts = _starts.AsSpan(0, end - first);
        starts.Clear();
        var (count, later, earliest, latest) = (0, 0, int.MaxValue, -1);
        foreach (var chunk in _store.RowsOf(part))
        {
            foreach (ref readonly var row in chunk.Rows)
            {
                var day = row.Day;
                if (day > _asOf)
                {
                    later++;
                    continue;
                }
                if (day < earliest) earliest = day;
                if (day > latest) latest = day;
                starts[row.Person - first]++;
                count++;
            }
        }
        Findings.Counts.Later += later;
        if (latest >= 0)
        {
            Findings.Counts.Cover(earliest);
            Findings.Counts.Cover(latest);
        }
        if (_sorted.Length < count) _sorted = GC.AllocateUninitializedArray<OffenceRow>(count + (count / 4));

        for (int i = 0, before = 0; i < starts.Length; i++) (starts[i], before) = (before, before + starts[i]);
        foreach (var chunk in _store.RowsOf(part))
        {
            foreach (ref readonly var row in chunk.Rows)
            {
                if (row.Day <= _asOf) _sorted[starts[row.Person - first]++] = row;
            }
        }
        return _sorted.AsSpan(0, count);
    }

    private void Take(int person, ReadOnlySpan<OffenceRow> rows)
    {
        _taker?.Begin(person);
        if (rows.IsEmpty) Findings.PeopleWithout++;
        foreach (var head in _same.Link(rows))
        {
            var isAlone = _same.Next[head] < 0;
            var facts = isAlone ? _resolver.Resolve(rows[head]) : _resolver.Resolve(rows, head, _same.Next);
            if (!isAlone) NoteDuplicates(rows, head);
            Findings.Offences++;
            if (!_isKnown[facts.Code])
            {
                Findings.Unclassified++;
                Findings.UnknownCodes[facts.Code]++;
            }
            if (facts.IsInConflict)
            {
                Findings.Conflicting.Add(NameOf(rows[head]));
                continue;
            }
            if (facts.OutcomeDay == 0 && facts.Outcome.IsDecided()) Findings.UndatedOutcomes++;
            _taker?.Add(facts);
        }
        _alike.Find(rows, Findings);
        _taker?.End();
    }

    // The first row of an offence, in order of files and lines, is the one that is counted as used.
    private void NoteDuplicates(ReadOnlySpan<OffenceRow> rows, int head)
    {
        var used = head;
        for (var i = head; i >= 0; i = _same.Next[i])
        {
            if ((FileOf(rows[i]), rows[i].Line).CompareTo((FileOf(rows[used]), rows[used].Line)) < 0) used = i;
        }
        for (var i = head; i >= 0; i = _same.Next[i])
        {
            if (i != used) Findings.Duplicates.Add(NameOf(rows[i]));
        }
    }

    private int FileOf(in OffenceRow row) => _tables.Origins[row.Origin].File;

    private RecordName NameOf(in OffenceRow row) => new(row.Person, FileOf(row), row.Line, row.IdFirst, row.IdLast, row.IdLength);
}
