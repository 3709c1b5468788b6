using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Store;

/// <summary>Many ids as UTF-8 bytes, without an object for each: those of up to 16 bytes one beside the other, the bytes of longer ones in chunks.</summary>
internal sealed class IdList
{
    private const int ChunkBits = 20;
    private const int LengthBits = 17;  // an id has at most 64 KiB
    private const int ChunkBytes = 1 << ChunkBits;

    private readonly List<byte[]> _chunks = [];
    private Entry[] _entries = [];
    private byte[] _lengths = [];
    private int _filled;

    public int Count { get; private set; }

    /// <summary>The bytes of an id.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ref var entry = ref _entries[index];
            var length = _lengths[index];
            return length <= PackedKey.MaxBytes ? MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Entry, byte>(ref entry), length) : At(entry.Last);
        }
    }

    /// <summary>What is kept of an id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Entry EntryOf(int index) => ref _entries[index];

    /// <summary>Asks for the memory of an id, so that it is there by the time it is looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Fetch(int index)
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(Unsafe.AsPointer(ref _entries[index]));
        Sse.Prefetch0(Unsafe.AsPointer(ref _lengths[index]));
    }

    /// <summary>The bytes of a long id.</summary>
    /// <param name="place">Chunk, offset and length.</param>
    public ReadOnlySpan<byte> At(ulong place) => _chunks[(int)(place >> (ChunkBits + LengthBits))]
        .AsSpan((int)(place >> LengthBits) & (ChunkBytes - 1), (int)place & ((1 << LengthBits) - 1));

    /// <summary>Puts ids in ordinal order.</summary>
    /// <param name="ids">The numbers of different ids.</param>
    public void Sort(int[] ids)
    {
        // Of each the first 16 bytes, so that ids are looked up again only where these are the same.
        var keys = Array.ConvertAll(ids, Key);
        Array.Sort(keys, ids);
        for (var first = 0; first < ids.Length;)
        {
            var end = first + 1;
            while (end < ids.Length && keys[end] == keys[first]) end++;
            if (end - first > 1) ids.AsSpan(first..end).Sort((one, other) => this[one].SequenceCompareTo(this[other]));
            first = end;
        }
    }

    private UInt128 Key(int id)
    {
        Span<byte> key = stackalloc byte[PackedKey.MaxBytes];
        key.Clear();
        var bytes = this[id];
        bytes[..Math.Min(bytes.Length, key.Length)].CopyTo(key);
        return BinaryPrimitives.ReadUInt128BigEndian(key);
    }

    /// <summary>Adds an id of at most 64 KiB.</summary>
    /// <param name="id">The id.</param>
    /// <param name="mark">A number that is kept with a long one.</param>
    /// <returns>Its number.</returns>
    public int Add(ReadOnlySpan<byte> id, ulong mark = 0)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(256, Count * 2));
            Array.Resize(ref _lengths, _entries.Length);
        }
        if (id.Length > PackedKey.MaxBytes)
        {
            _entries[Count] = new Entry(mark, Keep(id));
            _lengths[Count] = byte.MaxValue;
        }
        else
        {
            id.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Entry, byte>(ref _entries[Count]), PackedKey.MaxBytes));
            _lengths[Count] = (byte)id.Length;
        }
        return Count++;
    }

    private ulong Keep(ReadOnlySpan<byte> id)
    {
        if (_chunks.Count == 0 || _filled + id.Length > ChunkBytes)
        {
            _chunks.Add(new byte[ChunkBytes]);
            _filled = 0;
        }
        id.CopyTo(_chunks[^1].AsSpan(_filled));
        var place = ((ulong)(_chunks.Count - 1) << (ChunkBits + LengthBits)) | ((ulong)_filled << LengthBits) | (uint)id.Length;
        _filled += id.Length;
        return place;
    }

    /// <summary>Of an id of up to 16 bytes, the id itself as <see cref="PackedKey"/> packs it; of a longer one, the number kept with it, and where its bytes are.</summary>
    public readonly record struct Entry(ulong First, ulong Last);
}
