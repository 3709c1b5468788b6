using Iom.Selection.Offenders;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>The records of one kind, by person.</summary>
internal sealed class PersonRecords<T> where T : CaseRecord
{
    private readonly T[] _records;
    private readonly int[] _starts; // by person, and one more; empty without records

    private PersonRecords(T[] records, int[] starts) => (_records, _starts) = (records, starts);

    /// <summary>Nobody's.</summary>
    public static PersonRecords<T> None { get; } = new([], []);

    /// <summary>A person's records, in the order in which they were read.</summary>
    public ReadOnlySpan<T> Of(int person) => _starts.Length == 0 ? [] : _records.AsSpan(_starts[person], _starts[person + 1] - _starts[person]);

    /// <summary>Puts rows together by person, without those for which another stands.</summary>
    /// <param name="rows">All rows, in the order in which they were read.</param>
    /// <param name="people">How many people there are.</param>
    /// <param name="repeats">Finds, among one person's rows, those for which another stands.</param>
    /// <param name="onRepeat">Told of each such row.</param>
    /// <returns>The rows that stand, by person.</returns>
    public static (PersonRecords<T> Records, Located<T>[] Standing) Of(
        List<(int Person, Located<T> Row)> rows, int people, Func<IReadOnlyList<Located<T>>, IEnumerable<Located<T>>> repeats, Action<int, Located<T>> onRepeat)
    {
        if (rows.Count == 0) return (None, []);
        var starts = new int[people + 1];
        foreach (var (person, _) in rows) starts[person + 1]++;
        for (var person = 0; person < people; person++) starts[person + 1] += starts[person];

        var sorted = new Located<T>[rows.Count];
        var next = starts.AsSpan(0, people).ToArray();
        foreach (var (person, row) in rows) sorted[next[person]++] = row;

        var kept = 0;
        for (var person = 0; person < people; person++)
        {
            var (start, count) = (starts[person], next[person] - starts[person]);
            starts[person] = kept;
            var repeated = count < 2 ? [] : repeats(new ArraySegment<Located<T>>(sorted, start, count)).ToHashSet();
            foreach (var row in repeated) onRepeat(person, row);
            for (var i = start; i < start + count; i++)
            {
                if (repeated.Count == 0 || !repeated.Contains(sorted[i])) sorted[kept++] = sorted[i];
            }
        }
        starts[people] = kept;
        Array.Resize(ref sorted, kept);
        return (new PersonRecords<T>(Array.ConvertAll(sorted, row => row.Record), starts), sorted);
    }
}
