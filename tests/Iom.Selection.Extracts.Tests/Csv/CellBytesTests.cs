using System.Runtime.InteropServices;
using System.Text;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Tests.Csv;

public class CellBytesTests
{
    [Fact]
    public void A_cell_is_what_stands_between_two_ends()
    {
        var bytes = Padded.Of("##a,,bcd");
        int[] ends = [3, 4, 8];
        Assert.Equal("a", Text(bytes, 2, ends, 0));
        Assert.Equal("", Text(bytes, 2, ends, 1));
        Assert.Equal("bcd", Text(bytes, 2, ends, 2));
    }

    [Fact]
    public void The_cell_of_a_column_that_is_not_there_is_empty() => Assert.Equal("", Text(Padded.Of("a"), 0, [1], -1));

    [Theory]
    [InlineData("")]
    [InlineData("é字\U0001F600")]
    [InlineData("a text that is longer than what there is room for at first, so that room for it must be made before it is put there")]
    public void Text_is_put_in_the_place_of_a_cell_with_room_behind_it(string text)
    {
        var bytes = new byte[LineScan.Width];
        var length = CellBytes.Put(text, ref bytes);
        Assert.Equal(text, Encoding.UTF8.GetString(bytes, 0, length));
        Assert.True(bytes.Length >= length + LineScan.Width);
    }

    private static string Text(byte[] bytes, int start, int[] ends, int position)
    {
        ref var cell = ref CellBytes.At(ref bytes[0], start, ends, position, out var length);
        return Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpan(ref cell, length));
    }
}
