namespace Iom.Selection.Extracts.Streaming;

/// <summary>Many ids as UTF-8 bytes, in one place each, without an object for each.</summary>
internal sealed class IdList
{
    private const int ChunkBits = 20;
    private const int LengthBits = 17;  // an id has at most 64 KiB
    private const int ChunkBytes = 1 << ChunkBits;

    private readonly List<byte[]> _chunks = [];
    private ulong[] _places = [];   // chunk, offset and length
    private int _filled = ChunkBytes;

    public int Count { get; private set; }

    /// <summary>The bytes of an id.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var place = _places[index];
            return _chunks[(int)(place >> (ChunkBits + LengthBits))]
                .AsSpan((int)(place >> LengthBits) & (ChunkBytes - 1), (int)place & ((1 << LengthBits) - 1));
        }
    }

    /// <summary>Adds an id of at most 64 KiB.</summary>
    /// <returns>Its place.</returns>
    public int Add(ReadOnlySpan<byte> id)
    {
        if (_filled + id.Length > ChunkBytes)
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
