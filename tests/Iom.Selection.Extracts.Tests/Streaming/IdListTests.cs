using System.Text;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Foundation;

namespace Iom.Selection.Extracts.Tests.Streaming;

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
}
