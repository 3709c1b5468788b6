using System.Buffers.Binary;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Tests.Csv;

public class SipHashTests
{
    /// <remarks>The authors' own vectors (the reference implementation's vectors.h, 128 bits): key 00 01 ... 0f, message 00 01 ... of so many bytes.</remarks>
    [Theory]
    [InlineData(0, "A3817F04BA25A8E66DF67214C7550293")]
    [InlineData(1, "DA87C1D86B99AF44347659119B22FC45")]
    [InlineData(2, "8177228DA4A45DC7FCA38BDEF60AFFE4")]
    [InlineData(3, "9C70B60C5267A94E5F33B6B02985ED51")]
    [InlineData(7, "A1F1EBBED8DBC153C0B84AA61FF08239")]
    [InlineData(8, "3B62A9BA6258F5610F83E264F31497B4")]
    [InlineData(15, "5493E99933B0A8117E08EC0F97CFC3D9")]
    [InlineData(16, "6EE2A4CA67B054BBFD3315BF85230577")]
    [InlineData(63, "5150D1772F50834A503E069A973FBD7C")]
    public void The_published_vectors_come_out(int length, string expected)
    {
        var hash = new SipHash(0x0706050403020100, 0x0F0E0D0C0B0A0908);
        byte[] message = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        Assert.Equal(expected, Hex(hash.Hash(message)));
    }

    [Fact]
    public void The_key_is_drawn_from_all_that_is_given()
    {
        var text = "an id of an offence"u8;
        Assert.Equal(SipHash.KeyedBy("a"u8).Hash(text), SipHash.KeyedBy("a"u8).Hash(text));
        Assert.NotEqual(SipHash.KeyedBy("a"u8).Hash(text), SipHash.KeyedBy("b"u8).Hash(text));
        Assert.NotEqual(SipHash.KeyedBy(""u8).Hash(text), SipHash.KeyedBy("\0"u8).Hash(text));
    }

    [Fact]
    public void Every_byte_of_a_text_and_its_length_matter()
    {
        var hash = SipHash.KeyedBy("any"u8);
        var seen = new HashSet<(ulong, ulong)>();
        var texts = new List<byte[]>();
        for (var length = 0; length < 40; length++)
        {
            texts.Add(new byte[length]);
            for (var at = 0; at < length; at++)
            {
                var text = new byte[length];
                text[at] = 1;
                texts.Add(text);
            }
        }
        Assert.All(texts, text => Assert.True(seen.Add(hash.Hash(text))));
    }

    private static string Hex((ulong First, ulong Last) hash)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, hash.First);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), hash.Last);
        return Convert.ToHexString(bytes);
    }
}
