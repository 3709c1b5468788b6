using System.Globalization;
using System.Text;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

public class IdIndexTests
{
    private const int Many = 20_000;
    private const int OnePlaceIn = 1 << 10;

    [Fact]
    public void It_says_what_a_dictionary_of_texts_says()
    {
        var random = new Random(1);
        // Few letters and all lengths about the 16 bytes that are kept whole, so that many ids repeat and many differ at one end only.
        string[] pool = [.. Enumerable.Range(0, 6000).Select(_ => Text(random, random.Next(3) == 0 ? random.Next(0, 201) : random.Next(0, 20)))];
        var index = new IdIndex();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in pool.Concat(pool))
        {
            var isKnown = numbers.TryGetValue(id, out var number);
            Assert.Equal(isKnown ? number : -1, Find(index, id));
            Assert.Equal(isKnown ? number : -1, index.Find(id));
            var bytes = Padded.Of(id);
            var added = index.Add(ref bytes[0], Encoding.UTF8.GetByteCount(id));
            if (isKnown) Assert.Equal(number, added);
            else numbers.Add(id, added);
        }
        Assert.Equal(Enumerable.Range(0, numbers.Count), numbers.Values.Order());
        Assert.Equal(numbers.Count, index.Ids.Count);
        foreach (var (id, number) in numbers)
        {
            Assert.Equal(number, Find(index, id));
            Assert.Equal(id, Encoding.UTF8.GetString(index.Ids[number]));
        }
    }

    [Fact]
    public void Ids_that_begin_or_end_alike_are_told_apart_at_every_length()
    {
        var index = new IdIndex();
        var ids = new List<string>();
        for (var length = 0; length <= 200; length++)
        {
            ids.Add(new string('a', length));
            if (length == 0) continue;
            ids.Add(new string('a', length - 1) + "b");
            ids.Add("b" + new string('a', length - 1));
            ids.Add(new string('a', length - 1) + "\0");
        }
        // The empty id, which no row has, is not the first that is added.
        string[] different = [.. ids.Skip(1).Distinct(), ""];
        foreach (var id in different)
        {
            Assert.Equal(-1, Find(index, id));
            var bytes = Padded.Of(id);
            index.Add(ref bytes[0], id.Length);
        }
        Assert.Equal(Enumerable.Range(0, different.Length), different.Select(id => Find(index, id)));
    }

    [Fact]
    public void To_ask_for_its_memory_ahead_changes_nothing()
    {
        var index = new IdIndex();
        foreach (var id in new[] { "a", "", "0123456789abcdef", "an id that is too long to be kept whole" })
        {
            var bytes = Padded.Of(id);
            Assert.Equal(-1, Find(index, id));
            index.Add(ref bytes[0], id.Length);
            Assert.Equal(index.Ids.Count - 1, Find(index, id));
        }
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("NOM{0:D8}")]
    [InlineData("N{0:D15}")]
    [InlineData("{0:D8}--------")]
    [InlineData("NOMINAL-{0:D8}-WEST")]
    [InlineData("{0:D8}-NOMINAL-OF-THE-WEST")]
    [InlineData("NOMINAL-OF-THE-WEST-AND-OF-THE-NORTH-{0:D8}")]
    [InlineData("NOMINAL-OF-THE-WEST-{0:D8}-AND-OF-THE-NORTH")]
    [InlineData("{0:X8}-0000-4000-8000-000000000000")]
    [InlineData("00000000-0000-4000-8000-0000{0:X8}")]
    [InlineData("00000000-{1:X4}-4000-{2:X4}-000000000000")]
    public void Ids_of_any_shape_spread_over_the_table(string shape)
    {
        var index = new IdIndex();
        for (var i = 0; i < Many; i++) Assert.Equal(i, Add(index, string.Format(CultureInfo.InvariantCulture, shape, i, i & 0xFF, i >> 8)));
        Assert.InRange(index.PassedSlots(), 0, Many);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("NOM{0:D12}")]
    [InlineData("NOMINAL-{0:D8}-WEST")]
    public void Ids_that_fall_into_one_place_by_one_key_are_spread_by_another(string shape)
    {
        SpreadKey known = new(0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93), other = new(0x0123456789ABCDEF, 0xFEDCBA9876543210, 0xA5A5A5A55A5A5A5A);
        string[] crafted = [.. Enumerable.Range(0, OnePlaceIn * 300).Select(i => string.Format(CultureInfo.InvariantCulture, shape, i)).Where(id => IdIndex.PlaceOf(Of(known, id)) % OnePlaceIn == 0)];
        Assert.InRange(crafted.Length, 200, 400);

        IdIndex crowded = new(known), spread = new(other);
        foreach (var id in crafted) Assert.Equal(Add(crowded, id), Add(spread, id));
        Assert.InRange(crowded.PassedSlots(), crafted.Length * 50L, long.MaxValue);
        Assert.InRange(spread.PassedSlots(), 0, crafted.Length);
    }

    [Fact]
    public void Ids_of_one_hash_are_told_apart()
    {
        // By this key all ids have the same.
        var index = new IdIndex(new SpreadKey(0, 0, 0));
        string[] ids = [.. Enumerable.Range(0, 40).SelectMany(i => (string[])[$"NOM{i:D2}", $"{i:D2}-NOMINAL-OF-THE-WEST", new string('a', i + 1), new string('a', i) + "\0"]).Distinct()];
        foreach (var id in ids) Add(index, id);
        Assert.True(index.PassedSlots() > ids.Length * 50L);
        Assert.Equal(Enumerable.Range(0, ids.Length), ids.Select(id => Find(index, id)));
        foreach (var id in new[] { "NOM40", "40-NOMINAL-OF-THE-WEST", "", "b" }) Assert.Equal(-1, Find(index, id));
    }

    [Fact]
    public void The_key_is_drawn_anew_and_changes_no_number()
    {
        SpreadKey one = SpreadKey.Drawn(), other = SpreadKey.Drawn();
        Assert.NotEqual(Of(one, "A"), Of(other, "A"));
        Assert.NotEqual(Of(one, "an id of more than 16 bytes"), Of(other, "an id of more than 16 bytes"));

        IdIndex first = new(one), second = new(other);
        string[] ids = [.. Enumerable.Range(0, Many).SelectMany(i => (string[])[$"NOM{i}", $"NOMINAL-{i}-OF-THE-WEST"])];
        foreach (var id in ids) Assert.Equal(Add(first, id), Add(second, id));
        foreach (var id in ids.Append("nobody").Append("nobody at all, at length")) Assert.Equal(first.Find(id), second.Find(id));
        Assert.Equal(-1, first.Find("nobody"));
        Assert.Equal(-1, first.Find("nobody at all, at length"));
    }

    [Fact]
    public void Every_byte_of_an_id_counts_and_so_does_its_length()
    {
        var key = SpreadKey.Drawn();
        for (var length = 1; length < 70; length++)
        {
            var bytes = new byte[length];
            HashSet<ulong> seen = [Short(key, bytes), Short(key, new byte[length + 1])];
            for (var at = 0; at < length; at++)
            {
                bytes[at] = 1;
                Assert.True(seen.Add(Short(key, bytes)), $"byte {at} of {length}");
                bytes[at] = 0;
            }
        }
    }

    // By either way, of which the second asks for the memory ahead.
    private static int Find(IdIndex index, string id)
    {
        var (bytes, length) = (Padded.Of(id), Encoding.UTF8.GetByteCount(id));
        var found = index.Find(ref bytes[0], length);
        var hash = index.Fetch(ref bytes[0], length);
        var probable = index.FetchEntry(hash, length);
        index.FetchBytes(probable, hash, length);
        Assert.Equal(found, index.Find(ref bytes[0], length, hash, probable));
        return found;
    }

    private static string Text(Random random, int length) => string.Create(length, random, (text, from) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = "ab\0é字"[from.Next(5)];
    });

    private static int Add(IdIndex index, string id)
    {
        var bytes = Padded.Of(id);
        return index.Add(ref bytes[0], id.Length);
    }

    private static ulong Of(SpreadKey key, string id) => Short(key, Encoding.ASCII.GetBytes(id));

    // As the table does it: short ids packed, longer ones as they are.
    private static ulong Short(SpreadKey key, byte[] id)
    {
        if (id.Length > PackedKey.MaxBytes) return key.Spread(id);
        var (first, last) = PackedKey.Pack(ref Padded.Of(id)[0], id.Length);
        return key.Spread(first, last, id.Length);
    }
}
