using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Iom.Selection.Extracts.Csv;

/// <summary>SipHash-2-4 with 128 bits: a keyed hash of which nobody who does not know the key can find two texts that agree.</summary>
/// <remarks>J.-P. Aumasson and D. J. Bernstein, SipHash: a fast short-input PRF, INDOCRYPT 2012; the 128-bit form is the authors' own of 2013.</remarks>
internal sealed class SipHash(ulong key0, ulong key1)
{
    /// <summary>Makes the hash of a run, its key drawn from what the run reads.</summary>
    public static SipHash KeyedBy(ReadOnlySpan<byte> input)
    {
        Span<byte> key = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, key);
        return new SipHash(BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));
    }

    /// <summary>The 128 bits of a text.</summary>
    public (ulong First, ulong Last) Hash(ReadOnlySpan<byte> text)
    {
        var state = new State
        {
            V0 = 0x736f6d6570736575ul ^ key0,
            V1 = 0x646f72616e646f6dul ^ key1 ^ 0xee,
            V2 = 0x6c7967656e657261ul ^ key0,
            V3 = 0x7465646279746573ul ^ key1,
        };
        var rest = text;
        for (; rest.Length >= 8; rest = rest[8..]) state.Take(BinaryPrimitives.ReadUInt64LittleEndian(rest));
        var last = (ulong)text.Length << 56;
        for (var i = 0; i < rest.Length; i++) last |= (ulong)rest[i] << (8 * i);
        state.Take(last);

        state.V2 ^= 0xee;
        for (var i = 0; i < 4; i++) state.Round();
        var first = state.V0 ^ state.V1 ^ state.V2 ^ state.V3;
        state.V1 ^= 0xdd;
        for (var i = 0; i < 4; i++) state.Round();
        return (first, state.V0 ^ state.V1 ^ state.V2 ^ state.V3);
    }

    private struct State
    {
        public ulong V0;
        public ulong V1;
        public ulong V2;
        public ulong V3;

        public void Take(ulong word)
        {
            V3 ^= word;
            Round();
            Round();
            V0 ^= word;
        }

        public void Round()
        {
            V0 += V1;
            V1 = BitOperations.RotateLeft(V1, 13) ^ V0;
            V0 = BitOperations.RotateLeft(V0, 32);
            V2 += V3;
            V3 = BitOperations.RotateLeft(V3, 16) ^ V2;
            V0 += V3;
            V3 = BitOperations.RotateLeft(V3, 21) ^ V0;
            V2 += V1;
            V1 = BitOperations.RotateLeft(V1, 17) ^ V2;
            V2 = BitOperations.RotateLeft(V2, 32);
        }
    }
}
