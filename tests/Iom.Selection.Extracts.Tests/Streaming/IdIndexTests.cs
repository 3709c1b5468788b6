using System.Text;
using Iom.Selection.Extracts.Streaming;

namespace Iom.Selection.Extracts.Tests.Streaming;

public class IdIndexTests
{
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
            index.Fetch(ref bytes[0], id.Length);
            Assert.Equal(-1, Find(index, id));
            index.Add(ref bytes[0], id.Length);
            index.Fetch(ref bytes[0], id.Length);
            Assert.Equal(index.Ids.Count - 1, Find(index, id));
        }
    }

    private static int Find(IdIndex index, string id)
    {
        var bytes = Padded.Of(id);
        return index.Find(ref bytes[0], Encoding.UTF8.GetByteCount(id));
    }

    private static string Text(Random random, int length) => string.Create(length, random, (text, from) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = "ab\0é字"[from.Next(5)];
    });
}
