using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Iom.Selection.Extracts.Csv;

/// <summary>Up to 16 bytes as two numbers.</summary>
internal static class PackedKey
{
    /// <summary>The most bytes that fit.</summary>
    public const int MostBytes = 16;

    /// <summary>Packs up to 16 bytes; 16 must be readable from the first on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (ulong First, ulong Last) Of(ref byte bytes, int length)
    {
        var first = Unsafe.ReadUnaligned<ulong>(ref bytes);
        if (length <= 8) return (length == 8 ? first : first & ((1ul << (length * 8)) - 1), 0);
        var last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, 8));
        return (first, length == MostBytes ? last : last & ((1ul << ((length - 8) * 8)) - 1));
    }

    /// <summary>The bytes that were packed.</summary>
    public static byte[] Bytes(ulong first, ulong last, int length)
    {
        Span<ulong> both = [first, last];
        return MemoryMarshal.AsBytes(both)[..length].ToArray();
    }
}
