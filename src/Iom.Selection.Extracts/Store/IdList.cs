using System.Buffers.Binary;

namespace Iom.Selection.Extracts.Store;

/// <summary>Many ids as UTF-8 bytes, in one place each, without an object for each.</summary>
internal sealed class IdList
{
    private const int ChunkBits = 20;
    private const int LengthBits = 17;  // an id has at most 64 KiB
    private const int ChunkBytes = 1 << ChunkBits;

    private readonly List<byte[]> _chunks = [];
    private ulong[] _places = [];   // chunk, offset and length
    private int _filled;

    public int Count { get; private set; }

    /// <summary>The bytes of an id.</summary>
    public ReadOnlySpan<byte> this[int index] => At(_places[index]);

    /// <summary>Where the bytes of an id are: chunk, offset and length.</summary>
    public ulong PlaceOf(int index) => _places[index];

    /// <summary>The bytes at such a place.</summary>
    public ReadOnlySpan<byte> At(ulong place) => _chunks[(int)(place >> (ChunkBits + LengthBits))]
        .AsSpan((int)(place >> LengthBits) & (ChunkBytes - 1), (int)place & ((1 << LengthBits) - 1));

    /// <summary>Puts ids in ordinal order.</summary>
    /// <param name="ids">The places of different ids.</param>
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
        Span<byte> key = stackalloc byte[16];
        key.Clear();
        var bytes = this[id];
        bytes[..Math.Min(bytes.Length, key.Length)].CopyTo(key);
        return BinaryPrimitives.ReadUInt128BigEndian(key);
    }

    /// <summary>Adds an id of at most 64 KiB.</summary>
    /// <returns>Its place.</returns>
    public int Add(ReadOnlySpan<byte> id)
    {
        if (_chunks.Count == 0 || _filled + id.Length > ChunkBytes)
        {
            _chunks.Add(new byte[ChunkBytes]);
            _filled = 0;
        }
        if (Count == _places.Length) Array.Resize(ref _places, Math.Max(256, Count * 2));
        id.CopyTo(_chunks[^1].AsSpan(_filled));
        _places[Count] = ((ulong)(_chunks.Count - 1) << (ChunkBits + LengthBits)) | ((ulong)_filled << LengthBits) | (uint)id.Length;
        _filled += id.Length;
        return Count++;
    }
}
