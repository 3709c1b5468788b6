using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Iom.Selection.Extracts.Csv;

/// <summary>Up to 16 bytes as two numbers.</summary>
internal static class PackedKey
{
    /// <summary>The most bytes that fit.</summary>
    public const int MaxBytes = 16;

    // From its middle less a length on: as many bytes that keep what they are laid over, and then some that don't.
    private static ReadOnlySpan<byte> Kept =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Packs up to 16 bytes; 16 must be readable from the first on.</summary>
    /// <remarks>Without a branch: lengths follow each other in no order, and to guess wrongly costs more than all of this.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (ulong First, ulong Last) Pack(ref byte bytes, int length)
    {
        var packed = (Vector128.LoadUnsafe(ref bytes) & Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Kept), (nuint)(MaxBytes - length))).AsUInt64();
        return (packed.ToScalar(), packed.GetElement(1));
    }

    /// <summary>The bytes that were packed.</summary>
    public static byte[] Bytes(ulong first, ulong last, int length)
    {
        Span<ulong> both = [first, last];
        return MemoryMarshal.AsBytes(both)[..length].ToArray();
    }
}
