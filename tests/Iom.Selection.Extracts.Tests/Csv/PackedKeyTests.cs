using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Tests.Csv;

public class PackedKeyTests
{
    [Fact]
    public void What_was_packed_comes_back_whatever_stands_behind_it()
    {
        var random = new Random(1);
        for (var length = 0; length <= PackedKey.MaxBytes; length++)
        {
            for (var i = 0; i < 200; i++)
            {
                var bytes = new byte[PackedKey.MaxBytes];
                random.NextBytes(bytes);
                var (first, last) = PackedKey.Pack(ref bytes[0], length);
                Assert.Equal(bytes[..length], PackedKey.Bytes(first, last, length));

                var other = new byte[PackedKey.MaxBytes];
                random.NextBytes(other);
                bytes.AsSpan(0, length).CopyTo(other);
                Assert.Equal((first, last), PackedKey.Pack(ref other[0], length));
            }
        }
    }

    [Fact]
    public void Zero_bytes_at_the_end_are_told_apart_by_the_length_alone()
    {
        var bytes = new byte[PackedKey.MaxBytes];
        bytes[0] = (byte)'a';
        var keys = Enumerable.Range(1, PackedKey.MaxBytes).Select(length => (PackedKey.Pack(ref bytes[0], length), length)).ToArray();
        Assert.Single(keys.Select(key => key.Item1).Distinct());
        Assert.Equal(keys.Length, keys.Select(key => Convert.ToHexString(PackedKey.Bytes(key.Item1.First, key.Item1.Last, key.length))).Distinct().Count());
    }

    [Fact]
    public void Each_byte_has_a_place_of_its_own()
    {
        var zero = new byte[PackedKey.MaxBytes];
        var seen = new HashSet<(ulong, ulong)> { PackedKey.Pack(ref zero[0], PackedKey.MaxBytes) };
        for (var at = 0; at < PackedKey.MaxBytes; at++)
        {
            var bytes = new byte[PackedKey.MaxBytes];
            bytes[at] = 0xFF;
            Assert.True(seen.Add(PackedKey.Pack(ref bytes[0], PackedKey.MaxBytes)));
        }
    }
}
