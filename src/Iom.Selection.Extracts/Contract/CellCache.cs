using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Iom.Selection.Extracts.Streaming;

namespace Iom.Selection.Extracts.Contract;

/// <summary>Remembers what the cells of a column came to, so that the same bytes are checked once. For one thread.</summary>
/// <remarks>Words, codes and dates repeat by the thousand; a column whose cells don't is checked cell by cell once this is full.</remarks>
internal sealed class CellCache(Column column, SharedChecker checker, Func<string?, int> numberOf)
{
    private const int Slots = 1 << 13;
    private const int MostKept = Slots / 2;
    private const int MostBytes = 32;

    private readonly Entry[] _entries = new Entry[Slots];
    private int _kept;

    /// <summary>What a cell comes to. 32 bytes must be readable from its first on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CellValue Of(ref byte cell, int length)
    {
        if (length > MostBytes) return checker.Check(column, MemoryMarshal.CreateReadOnlySpan(ref cell, length), numberOf);
        var (a, b) = PackedKey.Of(ref cell, Math.Min(length, PackedKey.MostBytes));
        var (c, d) = length <= PackedKey.MostBytes ? (0, 0) : PackedKey.Of(ref Unsafe.Add(ref cell, PackedKey.MostBytes), length - PackedKey.MostBytes);
        for (var at = (int)PackedKey.Spread(a ^ (c * 31), b ^ (d * 37), length) & (Slots - 1); ; at = (at + 1) & (Slots - 1))
        {
            ref var entry = ref _entries[at];
            if (entry.A == a && entry.B == b && entry.C == c && entry.D == d && entry.Length == length + 1) return entry.Value;
            if (entry.Length != 0) continue;
            return Check(ref entry, (a, b, c, d), MemoryMarshal.CreateReadOnlySpan(ref cell, length));
        }
    }

    private CellValue Check(ref Entry entry, (ulong A, ulong B, ulong C, ulong D) key, ReadOnlySpan<byte> cell)
    {
        var value = checker.Check(column, cell, numberOf);
        if (_kept == MostKept) return value;
        _kept++;
        entry = new Entry { A = key.A, B = key.B, C = key.C, D = key.D, Length = cell.Length + 1, Value = value };
        return value;
    }

    private struct Entry
    {
        public ulong A;
        public ulong B;
        public ulong C;
        public ulong D;
        public int Length;  // and one; 0 = empty
        public CellValue Value;
    }
}
