using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Store;

/// <summary>Tells, of one person's rows of one kind, whether any two may be one record. For one thread.</summary>
/// <remarks>Nearly everybody has a few rows that differ in their ids or dates, and to see that takes no record.</remarks>
internal sealed class RepeatFinder(PackedRows rows, int idColumn)
{
    private ulong[] _keys = new ulong[16];

    /// <summary>False only where all rows are records of their own.</summary>
    public bool MayRepeat(ReadOnlySpan<int> own)
    {
        if (own.Length < 2) return false;
        if (own.Length > _keys.Length) _keys = new ulong[own.Length * 2];
        var keys = _keys.AsSpan(0, own.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (idColumn < 0) keys[i] = (ulong)rows.DayOf(own[i]);
            // An id that is kept as text may have others' bytes.
            else if (rows.Id(own[i], idColumn) is { Length: > 0 } id) keys[i] = SpreadKey.OfProcess.Spread(id);
            else return true;
        }
        keys.Sort();
        for (var i = 1; i < keys.Length; i++)
        {
            if (keys[i] == keys[i - 1]) return true;
        }
        return false;
    }
}
