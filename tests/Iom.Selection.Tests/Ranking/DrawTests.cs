using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Ranking;

namespace Iom.Selection.Tests.Ranking;

public class DrawTests
{
    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]    // a block
    [InlineData("f3c0e2b1f3c0e2b1f3c0e2b1f3c0e2b1f3c0e2b1f3c0e2b1f3c0e2b1f3c0e2b1/2026-10-31")]
    public void Lots_drawn_side_by_side_are_those_of_HMAC(string seed)
    {
        var random = new Random(5);
        // Ids of every length about the end of a block, and in one case none too long, so that all are drawn side by side.
        foreach (var longest in new[] { 55, 130 })
        {
            byte[][] ids = [.. Enumerable.Range(0, 203).Select(_ => Bytes(random, random.Next(0, longest + 1)))];
            var firsts = new ulong[ids.Length];
            new Draw(seed).FirstOfLots([.. Enumerable.Range(0, ids.Length)], person => ids[person], firsts);
            Assert.Equal(ids.Select(id => BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(Encoding.UTF8.GetBytes(seed), id))), firsts);
        }
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
