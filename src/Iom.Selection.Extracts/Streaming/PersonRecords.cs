using Iom.Selection.Extracts.Contract;
using Iom.Selection.Offenders;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>The records of one kind, by person: made of the rows when they are asked for.</summary>
internal sealed class PersonRecords<T> where T : CaseRecord
{
    private readonly PackedRows? _rows;
    private readonly Func<RowCells, T> _make;
    private readonly int[] _sorted; // rows, by person
    private readonly int[] _starts; // by person, and one more; empty without records

    private PersonRecords(PackedRows? rows, Func<RowCells, T> make, int[] sorted, int[] starts) => (_rows, _make, _sorted, _starts) = (rows, make, sorted, starts);

    /// <summary>Nobody's.</summary>
    public static PersonRecords<T> None { get; } = new(null, _ => throw new InvalidOperationException("There are no rows."), [], []);

    /// <summary>Puts rows together by person, without those for which another stands.</summary>
    /// <param name="rows">All rows, in the order in which they were read.</param>
    /// <param name="make">Makes a record of a row.</param>
    /// <param name="people">How many people there are.</param>
    /// <param name="repeats">Finds, among one person's rows, those for which another stands.</param>
    /// <param name="onRepeat">Told of each such row.</param>
    /// <returns>The rows that stand, by person.</returns>
    public static PersonRecords<T> Of(
        PackedRows rows, Func<RowCells, T> make, int people, Func<IReadOnlyList<Located<T>>, IEnumerable<Located<T>>> repeats, Action<int, Located<T>> onRepeat)
    {
        if (rows.Count == 0) return None;
        var starts = new int[people + 1];
        for (var row = 0; row < rows.Count; row++) starts[rows.PersonOf(row) + 1]++;
        for (var person = 0; person < people; person++) starts[person + 1] += starts[person];

        var sorted = new int[rows.Count];
        var next = starts.AsSpan(0, people).ToArray();
        for (var row = 0; row < rows.Count; row++) sorted[next[rows.PersonOf(row)]++] = row;

        var kept = 0;
        for (var person = 0; person < people; person++)
        {
            var own = sorted.AsSpan(starts[person]..next[person]);
            starts[person] = kept;
            Located<T>[] records = own.Length < 2 ? [] : [.. own.ToArray().Select(row => Made(rows, make, row))];
            var repeated = records.Length == 0 ? [] : repeats(records).ToHashSet();
            foreach (var record in repeated) onRepeat(person, record);
            for (var i = 0; i < own.Length; i++)
            {
                if (repeated.Count == 0 || !repeated.Contains(records[i])) sorted[kept++] = own[i];
            }
        }
        starts[people] = kept;
        return new PersonRecords<T>(rows, make, sorted, starts);
    }

    /// <summary>A person's records, in the order in which they were read.</summary>
    public T[] Of(int person)
    {
        if (_starts.Length == 0 || _starts[person] == _starts[person + 1]) return [];
        var records = new T[_starts[person + 1] - _starts[person]];
        for (var i = 0; i < records.Length; i++) records[i] = _make(new RowCells(_rows!, _sorted[_starts[person] + i]));
        return records;
    }

    /// <summary>Everybody's records, each with whose it is and where it stands.</summary>
    public IEnumerable<(int Person, Located<T> Record)> All() =>
        _starts.Length == 0 ? [] : _sorted.Take(_starts[^1]).Select(row => (_rows!.PersonOf(row), Made(_rows, _make, row)));

    private static Located<T> Made(PackedRows rows, Func<RowCells, T> make, int row) => new(make(new RowCells(rows, row)), rows.PlaceOf(row), row);
}
