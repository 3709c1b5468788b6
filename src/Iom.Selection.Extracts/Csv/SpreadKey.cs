using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Iom.Selection.Extracts.Csv;

/// <summary>Spreads what an extract holds over a hash table by a secret, so that nobody can write an extract whose cells all fall into one place.</summary>
/// <remarks>
/// Two multiplications of 64 by 64 bits, each half of the product taken with the other. It is no hash to sign anything with: what
/// it comes to must never be shown. Where something is found never depends on the key; only how long it takes does.
/// </remarks>
internal readonly struct SpreadKey(ulong first, ulong last, ulong end)
{
    private readonly ulong _first = first;
    private readonly ulong _last = last;
    private readonly ulong _end = end;

    /// <summary>The key of this process.</summary>
    public static SpreadKey OfProcess { get; } = Drawn();

    /// <summary>Draws a key.</summary>
    public static SpreadKey Drawn()
    {
        Span<ulong> key = stackalloc ulong[3];
#pragma warning disable RS0030 // No result depends on it: tables give the same, whatever the key.
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(key));
#pragma warning restore RS0030
        return new SpreadKey(key[0], key[1], key[2]);
    }

    /// <summary>A number for up to 16 bytes, as <see cref="PackedKey"/> packs them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Spread(ulong first, ulong last, int length) => Folded(Folded(first ^ _first, last ^ _last) + (ulong)length, _end);

    /// <summary>A number for bytes of any length, each of which counts.</summary>
    public ulong Spread(ReadOnlySpan<byte> bytes)
    {
        var (length, before) = (bytes.Length, _end);
        if (length < PackedKey.MaxBytes)
        {
            Span<ulong> both = [0, 0];
            bytes.CopyTo(MemoryMarshal.AsBytes(both));
            return Spread(both[0] ^ before, both[1], length);
        }
        // What is left at the end, and as much before it as fills 16 bytes.
        var last = bytes[^PackedKey.MaxBytes..];
        for (; bytes.Length > PackedKey.MaxBytes; bytes = bytes[PackedKey.MaxBytes..])
            before = Folded(MemoryMarshal.Read<ulong>(bytes) ^ _first ^ before, MemoryMarshal.Read<ulong>(bytes[sizeof(ulong)..]) ^ _last);
        return Spread(MemoryMarshal.Read<ulong>(last) ^ before, MemoryMarshal.Read<ulong>(last[sizeof(ulong)..]), length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Folded(ulong one, ulong other) => Bmi2.X64.IsSupported
        ? Bmi2.X64.MultiplyNoFlags(one, other) ^ (one * other)  // both halves without a way over memory
        : Math.BigMul(one, other, out var low) ^ low;
}
