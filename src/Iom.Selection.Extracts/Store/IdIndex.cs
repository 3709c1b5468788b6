using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Store;

/// <summary>Finds the number of an id by its bytes. Filled by one thread; then read by any.</summary>
/// <remarks>
/// The table has 8 bytes for a place, at least half of them free: the number of an id, its length, and 29 bits of its hash, by which it has its place and hardly another id is looked at in vain.
/// Ids lie in the order of their numbers. So little memory is looked at here and there that most of it stays near the processor, and what is far can be asked for before it is needed. Up to 268 million ids spread over it; more than a thousand million have no number.
/// </remarks>
internal sealed class IdIndex(SpreadKey key)
{
    private const int None = -1;

    // Of a slot: the number and one, the length, and the rest of the hash.
    private const int LengthAt = 30;
    private const ulong NumberMask = (1ul << LengthAt) - 1;
    private const int HashAt = LengthAt + 5;
    private const int LongLength = PackedKey.MaxBytes + 1;

    private readonly SpreadKey _key = key;
    private ulong[] _slots = new ulong[1024];   // 0 = empty

    public IdIndex() : this(SpreadKey.OfProcess)
    {
    }

    /// <summary>The ids, by number.</summary>
    public IdList Ids { get; } = new();

    /// <summary>The number of an id; -1 if it is not there. 16 bytes must be readable from its first on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ref byte id, int length) => Find(ref id, length, HashOf(ref id, length));

    /// <summary>The same for an id of which the hash is known that <see cref="Fetch"/> gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ref byte id, int length, ulong hash)
    {
        if (length > PackedKey.MaxBytes) return FindLong(ref id, length, hash);
        var (first, last) = PackedKey.Pack(ref id, length);
        var (slots, mark) = (_slots, MarkOf(hash, length));
        for (var at = PlaceOf(hash) & (slots.Length - 1); slots[at] is not 0 and var slot; at = (at + 1) & (slots.Length - 1))
        {
            if (!IsMarked(slot, mark)) continue;
            ref readonly var entry = ref Ids.EntryOf(NumberIn(slot));
            if (entry.First == first && entry.Last == last) return NumberIn(slot);
        }
        return None;
    }

    /// <summary>The same where it is known which id is probably meant, as <see cref="FetchEntry"/> says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ref byte id, int length, ulong hash, int probable)
    {
        if (probable < 0) return None;
        if (length > PackedKey.MaxBytes) return IsLong(probable, ref id, length, hash) ? probable : FindLong(ref id, length, hash);
        // An id whose slot says the same is of the same length.
        var (first, last) = PackedKey.Pack(ref id, length);
        ref readonly var entry = ref Ids.EntryOf(probable);
        return entry.First == first && entry.Last == last ? probable : Find(ref id, length, hash);
    }

    /// <summary>Asks for the memory of the table in which an id is looked for, so that it is there by then.</summary>
    /// <returns>The id's hash.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe ulong Fetch(ref byte id, int length)
    {
        var hash = HashOf(ref id, length);
        // Another thread may be filling it.
        var slots = _slots;
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref slots[PlaceOf(hash) & (slots.Length - 1)]));
        return hash;
    }

    /// <summary>Asks for what is kept of the id that is probably meant, once the table's memory is there. Only when nobody fills it any longer.</summary>
    /// <param name="hash">What <see cref="Fetch"/> gave.</param>
    /// <param name="length">How long the id is.</param>
    /// <returns>Its number; -1 where there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe int FetchEntry(ulong hash, int length)
    {
        var number = ProbableNumber(hash, length);
        if (Sse.IsSupported && number >= 0) Sse.Prefetch0(Unsafe.AsPointer(in Ids.EntryOf(number)));
        return number;
    }

    /// <summary>Asks for the bytes with which a long id is compared, once <see cref="FetchEntry"/> has been asked.</summary>
    /// <param name="number">What <see cref="FetchEntry"/> gave.</param>
    /// <param name="hash">What <see cref="Fetch"/> gave.</param>
    /// <param name="length">How long the id is.</param>
    public unsafe void FetchBytes(int number, ulong hash, int length)
    {
        if (!Sse.IsSupported || length <= PackedKey.MaxBytes || number < 0 || Ids.EntryOf(number).First != hash) return;
        ref var first = ref MemoryMarshal.GetReference(Ids.At(Ids.EntryOf(number).Last));
        Sse.Prefetch0(Unsafe.AsPointer(ref first));
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref first, length - 1)));
    }

    /// <summary>The number of an id; -1 if it is not there.</summary>
    public int Find(string id)
    {
        var length = Encoding.UTF8.GetByteCount(id);
        var bytes = length <= 512 ? stackalloc byte[512 + PackedKey.MaxBytes] : new byte[length + PackedKey.MaxBytes];
        Encoding.UTF8.GetBytes(id, bytes);
        return Find(ref bytes[0], length);
    }

    /// <summary>The number of an id, which it gets now if it has none. 16 bytes must be readable from its first on.</summary>
    public int Add(ref byte id, int length)
    {
        var hash = HashOf(ref id, length);
        var found = Find(ref id, length, hash);
        if (found != None) return found;
        if (Ids.Count * 2 >= _slots.Length) Grow();
        var number = Ids.Add(MemoryMarshal.CreateReadOnlySpan(ref id, length), hash);
        Put(MarkOf(hash, length) | (uint)(number + 1));
        return number;
    }

    /// <summary>How many slots lie between the one in which each id is looked for first and the one in which it is, of all ids together.</summary>
    /// <remarks>No more than there are ids, where they spread; of ids that all fall into one place, their number squared.</remarks>
    public long PassedSlots()
    {
        var passed = 0L;
        for (var at = 0; at < _slots.Length; at++)
        {
            if (_slots[at] != 0) passed += (at - PlaceOf(_slots[at])) & (_slots.Length - 1);
        }
        return passed;
    }

    private int FindLong(ref byte id, int length, ulong hash)
    {
        var (slots, mark) = (_slots, MarkOf(hash, length));
        for (var at = PlaceOf(hash) & (slots.Length - 1); slots[at] is not 0 and var slot; at = (at + 1) & (slots.Length - 1))
        {
            if (IsMarked(slot, mark) && IsLong(NumberIn(slot), ref id, length, hash)) return NumberIn(slot);
        }
        return None;
    }

    // Whether a long id is that of a number, which is one of a long id too.
    private bool IsLong(int number, ref byte id, int length, ulong hash)
    {
        ref readonly var entry = ref Ids.EntryOf(number);
        return entry.First == hash && Ids.At(entry.Last).SequenceEqual(MemoryMarshal.CreateReadOnlySpan(ref id, length));
    }

    // The first whose slot says what this one's would; -1 if there is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ProbableNumber(ulong hash, int length)
    {
        var (slots, mark) = (_slots, MarkOf(hash, length));
        for (var at = PlaceOf(hash) & (slots.Length - 1); slots[at] is not 0 and var slot; at = (at + 1) & (slots.Length - 1))
        {
            if (IsMarked(slot, mark)) return NumberIn(slot);
        }
        return None;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong HashOf(ref byte id, int length)
    {
        if (length > PackedKey.MaxBytes) return _key.Spread(MemoryMarshal.CreateReadOnlySpan(ref id, length));
        var (first, last) = PackedKey.Pack(ref id, length);
        return _key.Spread(first, last, length);
    }

    /// <summary>Where an id is looked for first, in a table of any length.</summary>
    /// <param name="hash">The id's hash, or what its slot holds.</param>
    public static int PlaceOf(ulong hash) => (int)(hash >> HashAt);

    private static ulong MarkOf(ulong hash, int length) => (hash & ~((1ul << HashAt) - 1)) | ((ulong)Math.Min(length, LongLength) << LengthAt);

    private static bool IsMarked(ulong slot, ulong mark) => (slot ^ mark) >> LengthAt == 0;

    private static int NumberIn(ulong slot) => (int)(slot & NumberMask) - 1;

    private void Put(ulong slot)
    {
        var at = PlaceOf(slot) & (_slots.Length - 1);
        while (_slots[at] != 0) at = (at + 1) & (_slots.Length - 1);
        _slots[at] = slot;
    }

    // What lay side by side does so in either half of the new table.
    private void Grow()
    {
        var old = _slots;
        _slots = GC.AllocateUninitializedArray<ulong>(old.Length * 2);
        // New memory that is read before it is written to, the system gives twice.
        Array.Clear(_slots);
        foreach (var slot in old)
        {
            if (slot != 0) Put(slot);
        }
    }
}
