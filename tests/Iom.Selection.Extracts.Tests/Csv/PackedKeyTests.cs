using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Tests.Csv;

public class PackedKeyTests
{
    [Fact]
    public void What_was_packed_comes_back_whatever_stands_behind_it()
    {
        var random = new Random(1);
        for (var length = 0; length <= PackedKey.MostBytes; length++)
        {
            for (var i = 0; i < 200; i++)
            {
                var bytes = new byte[PackedKey.MostBytes];
                random.NextBytes(bytes);
                var (first, last) = PackedKey.Of(ref bytes[0], length);
                Assert.Equal(bytes[..length], PackedKey.Bytes(first, last, length));

                var other = new byte[PackedKey.MostBytes];
                random.NextBytes(other);
                bytes.AsSpan(0, length).CopyTo(other);
                Assert.Equal((first, last), PackedKey.Of(ref other[0], length));
            }
        }
    }

    [Fact]
    public void Zero_bytes_at_the_end_are_told_apart_by_the_length_alone()
    {
        var bytes = new byte[PackedKey.MostBytes];
        bytes[0] = (byte)'a';
        var keys = Enumerable.Range(1, PackedKey.MostBytes).Select(length => (PackedKey.Of(ref bytes[0], length), length)).ToArray();
        Assert.Single(keys.Select(key => key.Item1).Distinct());
        Assert.Equal(keys.Length, keys.Select(key => Convert.ToHexString(PackedKey.Bytes(key.Item1.First, key.Item1.Last, key.length))).Distinct().Count());
    }

    [Fact]
    public void Each_byte_has_a_place_of_its_own()
    {
        var zero = new byte[PackedKey.MostBytes];
        var seen = new HashSet<(ulong, ulong)> { PackedKey.Of(ref zero[0], PackedKey.MostBytes) };
        for (var at = 0; at < PackedKey.MostBytes; at++)
        {
            var bytes = new byte[PackedKey.MostBytes];
            bytes[at] = 0xFF;
            Assert.True(seen.Add(PackedKey.Of(ref bytes[0], PackedKey.MostBytes)));
        }
    }
}
