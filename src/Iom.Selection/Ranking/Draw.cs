using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;

namespace Iom.Selection.Ranking;

/// <summary>The draw of one run: each person's lot is the HMAC-SHA-256, with the seed as the key, of the id. Anybody can repeat it.</summary>
/// <remarks>
/// Where many are tied, eight lots are drawn at once by the same arithmetic (FIPS 180-4, section 6.2; RFC 2104) on eight numbers side by side;
/// tests hold it against the framework's own.
/// </remarks>
internal sealed class Draw
{
    /// <summary>How many bytes a lot has.</summary>
    public const int LotBytes = HMACSHA256.HashSizeInBytes;

    /// <summary>How many lots are drawn at once.</summary>
    public const int Lanes = 8;

    private const int BufferBytes = 64;
    private const int WordsOfABlock = BufferBytes / 4;
    private const int WordsOfAHash = LotBytes / 4;

    // What a block has room for beside the mark and the length that end every message.
    private const int MaxIdLength = BufferBytes - 9;
    private const uint EndMark = 0x80000000;

    private static readonly uint[] Initial =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static readonly uint[] Constants =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74,
        0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d,
        0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
        0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
        0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    private readonly byte[] _key;

    // The state after the key has been taken in, inside and outside.
    private readonly Vector256<uint>[] _inner;
    private readonly Vector256<uint>[] _outer;

    public Draw(string seed)
    {
        _key = Encoding.UTF8.GetBytes(seed);
        var key = new byte[BufferBytes];
        (_key.Length > BufferBytes ? SHA256.HashData(_key) : _key).CopyTo(key, 0);
        (_inner, _outer) = (After(key, 0x36), After(key, 0x5c));
    }

    /// <summary>Gives a person's id in UTF-8.</summary>
    public delegate ReadOnlySpan<byte> IdOf(int person);

    /// <summary>Draws one lot.</summary>
    /// <param name="id">The id in UTF-8.</param>
    /// <param name="lot">Where to put the 32 bytes.</param>
    public void Lot(ReadOnlySpan<byte> id, Span<byte> lot) => HMACSHA256.HashData(_key, id, lot);

    /// <summary>Draws the lots of many, and keeps of each its first 8 bytes as a number: lots are in order where these are.</summary>
    public void FirstOfLots(ReadOnlySpan<int> people, IdOf idOf, Span<ulong> firsts)
    {
        Span<byte> lot = stackalloc byte[LotBytes];
        Span<uint> words = stackalloc uint[WordsOfABlock * Lanes];
        var block = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[WordsOfAHash];
        for (var at = 0; at < people.Length; at += Lanes)
        {
            var few = people[at..Math.Min(at + Lanes, people.Length)];
            if (!Fill(words, few, idOf))
            {
                // Those among whom an id is too long.
                for (var i = 0; i < few.Length; i++)
                {
                    Lot(idOf(few[i]), lot);
                    firsts[at + i] = BinaryPrimitives.ReadUInt64BigEndian(lot);
                }
                continue;
            }
            _inner.CopyTo(state);
            Compress(state, block);
            state.CopyTo(block);
            EndHash(block);
            _outer.CopyTo(state);
            Compress(state, block);
            for (var lane = 0; lane < few.Length; lane++) firsts[at + lane] = ((ulong)state[0].GetElement(lane) << 32) | state[1].GetElement(lane);
        }
    }

    // The one block of each id, word by word side by side; false if one is too long for it. Where there are fewer than lanes, what the others hold is drawn and not looked at.
    private static bool Fill(Span<uint> words, ReadOnlySpan<int> people, IdOf idOf)
    {
        // Ids lie here and there in memory: one after the other is asked for, before anything is done with the first.
        Span<byte> blocks = stackalloc byte[BufferBytes * Lanes];
        blocks.Clear();
        for (var lane = 0; lane < people.Length; lane++)
        {
            var id = idOf(people[lane]);
            if (id.Length > MaxIdLength) return false;
            var block = blocks.Slice(lane * BufferBytes, BufferBytes);
            id.CopyTo(block);
            block[id.Length] = 0x80;
            BinaryPrimitives.WriteUInt64BigEndian(block[(BufferBytes - 8)..], (ulong)(BufferBytes + id.Length) * 8);
        }
        for (var lane = 0; lane < people.Length; lane++)
        {
            var block = blocks.Slice(lane * BufferBytes, BufferBytes);
            for (var word = 0; word < WordsOfABlock; word++) words[(word * Lanes) + lane] = BinaryPrimitives.ReadUInt32BigEndian(block[(word * 4)..]);
        }
        return true;
    }

    // The inner hash as the message of the outer one: 32 bytes after the block of the key.
    private static void EndHash(Span<Vector256<uint>> block)
    {
        block[WordsOfAHash..].Clear();
        block[WordsOfAHash] = Vector256.Create(EndMark);
        block[^1] = Vector256.Create((uint)(BufferBytes + LotBytes) * 8);
    }

    private static Vector256<uint>[] After(byte[] key, byte pad)
    {
        Vector256<uint>[] state = [.. Initial.Select(Vector256.Create)];
        var block = new Vector256<uint>[WordsOfABlock];
        for (var i = 0; i < block.Length; i++) block[i] = Vector256.Create(BinaryPrimitives.ReadUInt32BigEndian(key.AsSpan(i * 4)) ^ (pad * 0x01010101u));
        Compress(state, block);
        return state;
    }

    private static void Compress(Span<Vector256<uint>> state, Span<Vector256<uint>> block)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var i = 0; i < Constants.Length; i++)
        {
            var word = block[i & 15];
            if (i >= WordsOfABlock)
            {
                var (before, last) = (block[(i + 1) & 15], block[(i + 14) & 15]);
                word += (Turned(before, 7) ^ Turned(before, 18) ^ (before >>> 3)) + block[(i + 9) & 15] + (Turned(last, 17) ^ Turned(last, 19) ^ (last >>> 10));
                block[i & 15] = word;
            }
            var first = h + (Turned(e, 6) ^ Turned(e, 11) ^ Turned(e, 25)) + ((e & f) ^ Vector256.AndNot(g, e)) + Vector256.Create(Constants[i]) + word;
            var second = (Turned(a, 2) ^ Turned(a, 13) ^ Turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e) = (g, f, e, d + first);
            (d, c, b, a) = (c, b, a, first + second);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    private static Vector256<uint> Turned(Vector256<uint> words, int right) => (words >>> right) | (words << (32 - right));
}
