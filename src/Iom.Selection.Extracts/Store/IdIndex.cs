using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Store;

/// <summary>Finds the number of an id by its bytes. Filled by one thread; then read by any.</summary>
internal sealed class IdIndex(SpreadKey key)
{
    private const int None = -1;

    private readonly SpreadKey _key = key;
    private Slot[] _slots = new Slot[1024];

    public IdIndex() : this(SpreadKey.OfProcess)
    {
    }

    /// <summary>The ids, by number.</summary>
    public IdList Ids { get; } = new();

    /// <summary>The number of an id; -1 if it is not there. 16 bytes must be readable from its first on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ref byte id, int length)
    {
        if (length > PackedKey.MaxBytes) return FindLong(ref id, length, _key.Spread(MemoryMarshal.CreateReadOnlySpan(ref id, length)));
        var (first, last) = PackedKey.Pack(ref id, length);
        var slots = _slots;
        for (var at = (int)_key.Spread(first, last, length) & (slots.Length - 1); ; at = (at + 1) & (slots.Length - 1))
        {
            ref var slot = ref slots[at];
            if (slot.First == first && slot.Last == last && slot.Length == length) return slot.Number - 1;
            if (slot.Number == 0) return None;
        }
    }

    /// <summary>The same for an id of which the number is known that <see cref="Fetch"/> gave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ref byte id, int length, ulong fetched) => length > PackedKey.MaxBytes ? FindLong(ref id, length, fetched) : Find(ref id, length);

    /// <summary>Asks for the memory in which an id is looked for, so that it is there by then.</summary>
    /// <returns>Of a long id, a number for its bytes.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe ulong Fetch(ref byte id, int length)
    {
        var (first, last) = Key(ref id, length);
        // Another thread may be filling it.
        var slots = _slots;
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref slots[(int)_key.Spread(first, last, length) & (slots.Length - 1)]));
        return first;
    }

    /// <summary>Asks for the bytes with which a long id is compared, once the slot is there. Only when nobody fills it any longer.</summary>
    /// <param name="fetched">What <see cref="Fetch"/> gave.</param>
    /// <param name="length">How long the id is.</param>
    public unsafe void FetchBytes(ulong fetched, int length)
    {
        if (!Sse.IsSupported || length <= PackedKey.MaxBytes) return;
        ref var slot = ref _slots[(int)_key.Spread(fetched, 0, length) & (_slots.Length - 1)];
        if (slot.First != fetched || slot.Length != length) return;
        var bytes = Ids.At(slot.Last);
        ref var first = ref MemoryMarshal.GetReference(bytes);
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
        var found = Find(ref id, length);
        if (found != None) return found;
        if (Ids.Count * 2 >= _slots.Length) Grow();
        var number = Ids.Add(MemoryMarshal.CreateReadOnlySpan(ref id, length));
        var (first, last) = Key(ref id, length);
        if (length > PackedKey.MaxBytes) last = Ids.PlaceOf(number);
        Put(new Slot { First = first, Last = last, Length = length, Number = number + 1 });
        return number;
    }

    /// <summary>How many slots lie between the one in which each id is looked for first and the one in which it is, of all ids together.</summary>
    /// <remarks>No more than there are ids, where they spread; of ids that all fall into one place, their number squared.</remarks>
    public long PassedSlots()
    {
        var passed = 0L;
        for (var at = 0; at < _slots.Length; at++)
        {
            ref var slot = ref _slots[at];
            if (slot.Number != 0) passed += (at - StartOf(slot)) & (_slots.Length - 1);
        }
        return passed;
    }

    private int FindLong(ref byte id, int length, ulong first)
    {
        for (var at = (int)_key.Spread(first, 0, length) & (_slots.Length - 1); ; at = (at + 1) & (_slots.Length - 1))
        {
            ref var slot = ref _slots[at];
            if (slot.Number == 0) return None;
            if (slot.First == first && slot.Length == length && Ids.At(slot.Last).SequenceEqual(MemoryMarshal.CreateReadOnlySpan(ref id, length))) return slot.Number - 1;
        }
    }

    // Where it is looked for first.
    private int StartOf(in Slot slot) => (int)_key.Spread(slot.First, slot.Length > PackedKey.MaxBytes ? 0 : slot.Last, slot.Length) & (_slots.Length - 1);

    private (ulong First, ulong Last) Key(ref byte id, int length) =>
        length > PackedKey.MaxBytes ? (_key.Spread(MemoryMarshal.CreateReadOnlySpan(ref id, length)), 0) : PackedKey.Pack(ref id, length);

    private void Put(in Slot slot)
    {
        var at = StartOf(slot);
        while (_slots[at].Number != 0) at = (at + 1) & (_slots.Length - 1);
        _slots[at] = slot;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[old.Length * 2];
        foreach (ref var slot in old.AsSpan())
        {
            if (slot.Number != 0) Put(slot);
        }
    }

    // Of an id of up to 16 bytes, the id itself; of a longer one, a number for its bytes, and where they are in the list.
    private struct Slot
    {
        public ulong First;
        public ulong Last;
        public int Length;
        public int Number;  // from 1; 0 = empty
    }
}
