using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Threading;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>The records of one kind, of any date, by person: made of the rows when they are asked for.</summary>
internal sealed class RecordTable<T> where T : CaseRecord
{
    private const int PeopleAtOnce = 1 << 15;

    private readonly PackedRows? _rows;
    private readonly Func<RowCells, T> _make;
    private readonly RepeatRule _repeats;
    private readonly int _idColumn;
    private readonly int[] _sorted; // rows, by person
    private readonly int[] _starts; // by person, and one more; empty without records

    private RecordTable(PackedRows? rows, Func<RowCells, T> make, RepeatRule repeats, int idColumn, int[] sorted, int[] starts) =>
        (_rows, _make, _repeats, _idColumn, _sorted, _starts) = (rows, make, repeats, idColumn, sorted, starts);

    /// <summary>Nobody's.</summary>
    public static RecordTable<T> None { get; } = new(null, _ => throw new InvalidOperationException("There are no rows."), RepeatRule.Equal, -1, [], []);

    /// <summary>Puts rows together by person.</summary>
    /// <param name="rows">All rows, in the order in which they were read.</param>
    /// <param name="make">Makes a record of a row.</param>
    /// <param name="repeats">Which rows are one record.</param>
    /// <param name="people">How many people there are.</param>
    /// <param name="idColumn">The column of a record's own id; -1 without one.</param>
    public static RecordTable<T> Create(PackedRows rows, Func<RowCells, T> make, RepeatRule repeats, int people, int idColumn)
    {
        if (rows.Count == 0) return None;
        var starts = new int[people + 1];
        for (var row = 0; row < rows.Count; row++) starts[rows.PersonOf(row) + 1]++;
        for (var person = 0; person < people; person++) starts[person + 1] += starts[person];

        var sorted = new int[rows.Count];
        var next = starts.AsSpan(0, people).ToArray();
        for (var row = 0; row < rows.Count; row++) sorted[next[rows.PersonOf(row)]++] = row;
        return new RecordTable<T>(rows, make, repeats, idColumn, sorted, starts);
    }

    /// <summary>The rows of any date, in the order in which they were read; null where there is none.</summary>
    public PackedRows? Rows => _rows;

    /// <summary>The earliest date of a record; null where there is none, or the kind has no dates.</summary>
    public DateOnly? Earliest()
    {
        var earliest = int.MaxValue;
        for (var row = 0; row < (_rows?.Count ?? 0); row++) earliest = Math.Min(earliest, _rows!.DayOf(row));
        return earliest is < 0 or int.MaxValue ? null : DateOnly.FromDayNumber(earliest);
    }

    /// <summary>The records that stand on a date: without those dated later, and without those for which another stands.</summary>
    /// <param name="asOf">The date.</param>
    /// <param name="workers">Who find them.</param>
    public DatedRecords<T> On(DateOnly asOf, Workers workers)
    {
        if (_rows is null) return DatedRecords<T>.None;
        var (standing, starts) = (new int[_sorted.Length], new int[_starts.Length]);
        var people = starts.Length - 1;
        var parts = new (DatedCounts Counts, List<int> Repeated)[(people + PeopleAtOnce - 1) / PeopleAtOnce];
        workers.RunEach(parts.Length, (_, _) =>
        {
            var finder = new RepeatFinder(_rows, _idColumn);
            return part => parts[part] = FindStanding(asOf, finder, part * PeopleAtOnce, Math.Min((part + 1) * PeopleAtOnce, people), standing, starts);
        });

        // Together, where people have fewer than there are of any date.
        var (counts, kept) = (default(DatedCounts), 0);
        for (var person = 0; person < people; person++)
        {
            var own = standing.AsSpan(_starts[person], starts[person]);
            if (kept < _starts[person]) own.CopyTo(standing.AsSpan(kept));
            starts[person] = kept;
            kept += own.Length;
        }
        starts[^1] = kept;
        foreach (var part in parts) counts.Add(part.Counts);
        int[] repeated = [.. parts.SelectMany(part => part.Repeated)];
        counts.Duplicate = repeated.Length;
        return new DatedRecords<T>(_rows, _make, standing, starts, repeated, counts);
    }

    // Puts those of some people where those of any date begin, and in their place among the starts how many they are.
    private (DatedCounts Counts, List<int> Repeated) FindStanding(DateOnly asOf, RepeatFinder finder, int first, int end, int[] standing, int[] starts)
    {
        var (counts, repeated) = (default(DatedCounts), new List<int>());
        var fetched = _starts[first];
        for (var person = first; person < end; person++)
        {
            var kept = _starts[person];
            for (var i = _starts[person]; i < _starts[person + 1]; i++)
            {
                if (i == fetched)
                {
                    fetched = Math.Min(i + PackedRows.RowsAtOnce, _starts[end]);
                    _rows!.Fetch(_sorted.AsSpan(i..fetched));
                }
                var day = _rows!.DayOf(_sorted[i]);
                if (day > asOf.DayNumber)
                {
                    counts.Later++;
                    continue;
                }
                if (day >= 0) counts.Cover(day);
                standing[kept++] = _sorted[i];
            }
            var own = standing.AsSpan(_starts[person]..kept);
            starts[person] = finder.MayRepeat(own) ? WithoutRepeats(own, repeated) : own.Length;
        }
        return (counts, repeated);
    }

    // How many rows of a person stand, moved to the front.
    private int WithoutRepeats(Span<int> own, List<int> repeated)
    {
        Located<T>[] records = [.. own.ToArray().Select(row => new Located<T>(_make(new RowCells(_rows!, row)), row))];
        int[] others = [.. _repeats == RepeatRule.SameId ? Repeats.OfSameId(records) : Repeats.OfEqual(records)];
        if (others.Length == 0) return own.Length;
        repeated.AddRange(others);
        var left = others.ToHashSet();
        var kept = 0;
        foreach (var row in own)
        {
            if (!left.Contains(row)) own[kept++] = row;
        }
        if (_repeats == RepeatRule.Equal) MakeOrderIrrelevant(own[..kept], records);
        return kept;
    }

    // Equal rows may be written otherwise, as 50 and 50.00, and that shows. In the place of the first comes the one that is written least.
    private void MakeOrderIrrelevant(Span<int> kept, Located<T>[] records)
    {
        var writtenLeast = records.GroupBy(row => row.Record)
            .ToDictionary(same => same.First().Row, same => same.Select(row => row.Row).Order(Comparer<int>.Create(_rows!.CompareWriting)).First());
        foreach (ref var row in kept) row = writtenLeast[row];
    }
}
