using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Iom.Selection.Extracts.Streaming;

/// <summary>Up to 16 bytes as two numbers, and a spread of them for hash tables.</summary>
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

    /// <summary>A number that differs in all bits where keys differ in any; no secret.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Spread(ulong first, ulong last, int length)
    {
        var high = Math.BigMul(first ^ 0x9E3779B97F4A7C15ul, (last ^ 0xC2B2AE3D27D4EB4Ful) + (ulong)length, out var low);
        var mixed = high ^ low ^ first;
        return (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93ul;
    }

    /// <summary>The same of longer text.</summary>
    public static ulong Spread(ReadOnlySpan<byte> bytes)
    {
        var (a, b) = ((ulong)bytes.Length, 0x9E3779B97F4A7C15ul);
        for (; bytes.Length >= 8; bytes = bytes[8..]) (a, b) = (b, Spread(a, MemoryMarshal.Read<ulong>(bytes), 8));
        foreach (var one in bytes) (a, b) = (b, Spread(a, one, 1));
        return Spread(a, b, 0);
    }
}
