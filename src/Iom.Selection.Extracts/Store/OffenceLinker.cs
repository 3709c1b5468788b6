using System.Numerics;
using System.Runtime.CompilerServices;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Store;

/// <summary>Links the rows of one person that are of one offence. Used again for the next; for one thread.</summary>
internal sealed class OffenceLinker
{
    private const int None = -1;

    // Up to so many rows, each is compared with each.
    private const int FewRows = 12;

    private readonly SpreadKey _key = SpreadKey.OfProcess;
    private int[] _next = new int[64];
    private int[] _heads = new int[64];
    private int[] _last = new int[64];
    private int[] _table = [];

    /// <summary>By row, the next of the same offence; -1 after the last.</summary>
    public ReadOnlySpan<int> Next => _next;

    /// <summary>Finds the first row of each offence, and the rows that follow it.</summary>
    public ReadOnlySpan<int> Link(ReadOnlySpan<OffenceRow> rows)
    {
        if (_next.Length < rows.Length)
        {
            var room = (int)BitOperations.RoundUpToPowerOf2((uint)rows.Length);
            (_next, _heads, _last) = (new int[room], new int[room], new int[room]);
        }
        _next.AsSpan(0, rows.Length).Fill(None);
        return _heads.AsSpan(0, rows.Length <= FewRows ? LinkFew(rows) : LinkMany(rows));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LinkFew(ReadOnlySpan<OffenceRow> rows)
    {
        var offences = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var offence = 0;
            while (offence < offences && !rows[_heads[offence]].IsSameOffence(rows[i])) offence++;
            Append(i, offence, ref offences);
        }
        return offences;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LinkMany(ReadOnlySpan<OffenceRow> rows)
    {
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)rows.Length * 2);
        if (_table.Length < slots) _table = new int[slots];
        var table = _table.AsSpan(0, slots);
        table.Clear();
        var offences = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var at = (int)_key.Spread(rows[i].IdFirst, rows[i].IdLast, 0) & (slots - 1);
            while (table[at] != 0 && !rows[_heads[table[at] - 1]].IsSameOffence(rows[i])) at = (at + 1) & (slots - 1);
            var offence = table[at] == 0 ? offences : table[at] - 1;
            Append(i, offence, ref offences);
            table[at] = offence + 1;
        }
        return offences;
    }

    private void Append(int row, int offence, ref int offences)
    {
        if (offence == offences)
        {
            _heads[offence] = row;
            offences++;
        }
        else
        {
            _next[_last[offence]] = row;
        }
        _last[offence] = row;
    }
}
