using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Remembers what the cells of a column came to, so that the same bytes are checked once. For one thread.</summary>
/// <remarks>Words, codes and dates repeat by the thousand; a column whose cells don't is checked cell by cell once this is full.</remarks>
internal sealed class CellCache<T>(CellCache<T>.Checking check)
{
    /// <summary>Finds out what a cell comes to.</summary>
    public delegate T Checking(ReadOnlySpan<byte> cell);

    private const int MaxKept = 1 << 12;
    private const int MaxBytes = 32;

    private readonly SpreadKey _key = SpreadKey.OfProcess;

    // Invariant: three of four are free, so that nearly every cell is found where it is looked for first.
    private Entry[] _entries = new Entry[64];
    private int _kept;

    /// <summary>What a cell comes to. 32 bytes must be readable from its first on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Get(ref byte cell, int length)
    {
        if (length <= PackedKey.MaxBytes)
        {
            var (a, b) = PackedKey.Pack(ref cell, length);
            var entries = _entries;
            ref var entry = ref entries[(int)_key.Spread(a, b, length) & (entries.Length - 1)];
            if (entry.A == a && entry.B == b && entry.Length == length + 1) return entry.Value;
        }
        return Find(ref cell, length);
    }

    // All but short cells that are where they are looked for first.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private T Find(ref byte cell, int length)
    {
        if (length > MaxBytes) return check(MemoryMarshal.CreateReadOnlySpan(ref cell, length));
        var (a, b) = PackedKey.Pack(ref cell, Math.Min(length, PackedKey.MaxBytes));
        var (c, d) = length <= PackedKey.MaxBytes ? (0, 0) : PackedKey.Pack(ref Unsafe.Add(ref cell, PackedKey.MaxBytes), length - PackedKey.MaxBytes);
        var entries = _entries;
        for (var at = (int)Spread(a, b, c, d, length) & (entries.Length - 1); entries[at].Length != 0; at = (at + 1) & (entries.Length - 1))
        {
            ref var entry = ref entries[at];
            if (entry.A == a && entry.B == b && entry.C == c && entry.D == d && entry.Length == length + 1) return entry.Value;
        }
        var value = check(MemoryMarshal.CreateReadOnlySpan(ref cell, length));
        if (_kept < MaxKept) Keep(new Entry { A = a, B = b, C = c, D = d, Length = length + 1, Value = value });
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Spread(ulong a, ulong b, ulong c, ulong d, int length) =>
        length <= PackedKey.MaxBytes ? _key.Spread(a, b, length) : _key.Spread(_key.Spread(a, b, 0), _key.Spread(c, d, 1), length);

    private void Keep(in Entry entry)
    {
        if (++_kept * 4 > _entries.Length)
        {
            var old = _entries;
            _entries = new Entry[old.Length * 2];
            foreach (ref var kept in old.AsSpan())
            {
                if (kept.Length != 0) Put(kept);
            }
        }
        Put(entry);
    }

    private void Put(in Entry entry)
    {
        var at = (int)Spread(entry.A, entry.B, entry.C, entry.D, entry.Length - 1) & (_entries.Length - 1);
        while (_entries[at].Length != 0) at = (at + 1) & (_entries.Length - 1);
        _entries[at] = entry;
    }

    private struct Entry
    {
        public ulong A;
        public ulong B;
        public ulong C;
        public ulong D;
        public int Length;  // and one; 0 = empty
        public T Value;
    }
}
