using System.Text;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Tests.Store;

public class IdListTests
{
    [Fact]
    public void Ids_are_put_in_the_order_of_all_their_bytes()
    {
        string[] texts =
        [
            "b", "a", "ab", "a\0", "a\0b", "", "0123456789abcdef", "0123456789abcdefg", "0123456789abcdeg", "0123456789abcdef\0", "0123456789abcde",
            "é", "字", "\U0001F600", "\uFB01", new('x', 70), new('x', 71), new string('x', 70) + "a", "~",
        ];
        var list = new IdList();
        int[] places = [.. texts.Select(text => list.Add(Encoding.UTF8.GetBytes(text)))];
        list.Sort(places);
        Assert.Equal(texts.Order(Utf8Ordinal.Comparer), places.Select(place => Encoding.UTF8.GetString(list[place])));
    }

    [Fact]
    public void Random_ids_are_put_in_order_and_only_those_that_are_asked_for()
    {
        var random = new Random(1);
        var list = new IdList();
        string[] texts = [.. Enumerable.Range(0, 3000).Select(i => new string("ab\0"[random.Next(3)], random.Next(0, 30)) + i)];
        foreach (var text in texts) list.Add(Encoding.UTF8.GetBytes(text));
        int[] some = [.. Enumerable.Range(0, texts.Length).Where(i => i % 3 != 0)];
        random.Shuffle(some);
        var sorted = some.ToArray();
        list.Sort(sorted);
        Assert.Equal(some.Select(i => texts[i]).Order(StringComparer.Ordinal), sorted.Select(i => texts[i]));
    }

    [Fact]
    public void Many_ids_of_up_to_64_KiB_come_back_as_they_are()
    {
        var list = new IdList();
        // Lengths such that some just fill what is kept together, and the next does not fit.
        int[] lengths = [.. Enumerable.Range(0, 40).SelectMany(i => new[] { 65_536, 65_535 - i, 1, 0, 17 })];
        var ids = lengths.Select((length, i) => Enumerable.Repeat((byte)i, length).ToArray()).ToArray();
        Assert.Equal(Enumerable.Range(0, ids.Length), ids.Select(id => list.Add(id)));
        for (var i = 0; i < ids.Length; i++) Assert.True(list[i].SequenceEqual(ids[i]));
        Assert.Equal(ids.Length, list.Count);
    }

    [Fact]
    public void The_first_id_may_be_empty()
    {
        var list = new IdList();
        foreach (var id in new[] { "", "a", "" }) list.Add(Encoding.UTF8.GetBytes(id));
        Assert.Equal(["", "a", ""], Enumerable.Range(0, list.Count).Select(place => Encoding.UTF8.GetString(list[place])));
    }
}
