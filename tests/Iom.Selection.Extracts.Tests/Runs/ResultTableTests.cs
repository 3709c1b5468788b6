using System.Text;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Runs.Output;

namespace Iom.Selection.Extracts.Tests.Runs;

public class ResultTableTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("\uFEFF a ,b\r\n1,2\r\n\r\n\r\n3,4", "1|2;3|4")]
    [InlineData("a,b\r1,\"2\n3\"\r", "1|2\n3")]
    [InlineData("a,b,,\n1,2,note,\n", "1|2")]
    [InlineData("'a,b\n'=1,''2\n", "=1|'2")]
    [InlineData("a,b\n,\n", "|")]
    public void Rows_are_read_as_they_were_written(string text, string expected)
    {
        using var table = Table(text);
        var (a, b) = (table.ColumnOf("a"), table.ColumnOf("b"));
        var rows = new List<string>();
        while (table.Read()) rows.Add($"{table[a]}|{table[b]}");
        Assert.Equal(expected, string.Join(';', rows));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\"a,b\n")]
    [InlineData("a,a\n1,2\n")]
    public void A_file_without_a_header_of_its_own_is_refused(string text) => Assert.Throws<ExtractException>(() => Table(text));

    [Fact]
    public void A_row_that_ends_early_is_refused_unless_empty_ends_may_be_left_out()
    {
        using var strict = Table("a,b\n1\n");
        Assert.Contains("line 2", Assert.Throws<ExtractException>(() => strict.Read()).Message, StringComparison.Ordinal);
        using var table = new ResultTable(Stream("a,b\n1\n1,2,3\n"), "It", emptyEndsLeftOut: true);
        Assert.True(table.Read());
        Assert.Equal(("1", null), (table[0], table[1]));
        Assert.Contains("line 3", Assert.Throws<ExtractException>(() => table.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_UTF8_is_told_with_line_and_column()
    {
        using var table = new ResultTable(new MemoryStream([.. "a,b\n1,2\n3,"u8, 0xE9, (byte)'\n']), "It");
        Assert.True(table.Read());
        Assert.True(table.Read());
        Assert.StartsWith("It, line 3: b is not UTF-8", Assert.Throws<ExtractException>(() => table[1]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_there_is_named()
    {
        using var table = Table("a,b\n");
        Assert.Contains("It has no column c.", Assert.Throws<ExtractException>(() => table.ColumnOf("c")).Message, StringComparison.Ordinal);
    }

    private static ResultTable Table(string text) => new(Stream(text), "It");

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
