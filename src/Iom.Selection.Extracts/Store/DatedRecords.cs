using Iom.Selection.Extracts.Contract;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Store;

/// <summary>The records of one kind that stand on one as-of date, by person.</summary>
internal sealed class DatedRecords<T> where T : CaseRecord
{
    private readonly PackedRows? _rows;
    private readonly Func<RowCells, T> _make;
    private readonly int[] _standing;
    private readonly int[] _starts; // by person, and one more; empty without records

    /// <param name="rows">All rows.</param>
    /// <param name="make">Makes a record of a row.</param>
    /// <param name="standing">The rows that stand, by person.</param>
    /// <param name="starts">Where each person's begin, and where the last person's end.</param>
    /// <param name="repeated">The rows for which another stands.</param>
    /// <param name="counts">What became of the rows.</param>
    public DatedRecords(PackedRows? rows, Func<RowCells, T> make, int[] standing, int[] starts, int[] repeated, DatedCounts counts) =>
        (_rows, _make, _standing, _starts, Repeated, Counts) = (rows, make, standing, starts, repeated, counts);

    /// <summary>Nobody's.</summary>
    public static DatedRecords<T> None { get; } = new(null, _ => throw new InvalidOperationException("There are no rows."), [], [], [], default);

    /// <summary>What became of the rows.</summary>
    public DatedCounts Counts { get; }

    private int[] Repeated { get; }

    /// <summary>Whether a person has any.</summary>
    public bool HasAny(int person) => _starts.Length > 0 && _starts[person] < _starts[person + 1];

    /// <summary>A person's records, in the order in which they were read.</summary>
    public T[] Get(int person)
    {
        if (!HasAny(person)) return [];
        var own = _standing.AsSpan(_starts[person].._starts[person + 1]);
        var records = new T[own.Length];
        for (var i = 0; i < own.Length; i++)
        {
            if (i % PackedRows.RowsAtOnce == 0) _rows!.Fetch(own[i..Math.Min(i + PackedRows.RowsAtOnce, own.Length)]);
            records[i] = _make(new RowCells(_rows!, own[i]));
        }
        return records;
    }

    /// <summary>Everybody's records, each with whose it is and its row.</summary>
    public IEnumerable<PersonRecord<T>> All()
    {
        for (var i = 0; _starts.Length > 0 && i < _starts[^1]; i++)
            yield return Record(_standing[i]);
    }

    /// <summary>The records for which another stands.</summary>
    public IEnumerable<PersonRecord<T>> Repeats() => Repeated.Select(Record);

    /// <summary>The records of which something holds, found without making the others.</summary>
    /// <param name="holds">Whether it holds of a row.</param>
    public IEnumerable<PersonRecord<T>> Where(Func<PackedRows, int, bool> holds)
    {
        for (var i = 0; _starts.Length > 0 && i < _starts[^1]; i++)
        {
            if (holds(_rows!, _standing[i])) yield return Record(_standing[i]);
        }
    }

    private PersonRecord<T> Record(int row) => new(_rows!.PersonOf(row), _make(new RowCells(_rows, row)), _rows.FileOf(row), _rows.LineOf(row));
}
