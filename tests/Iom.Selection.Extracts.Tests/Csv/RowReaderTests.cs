using System.Text;
using Iom.Selection.Extracts.Csv;

namespace Iom.Selection.Extracts.Tests.Csv;

public class RowReaderTests
{
    [Theory]
    [InlineData("a\nb\nc\n")]
    [InlineData("a\n\n\n")]
    [InlineData("\"a\n\n\n\"\nb\n")]
    public void A_file_of_more_lines_than_have_numbers_is_told_and_no_line_gets_a_wrong_one(string text)
    {
        using var reader = new RowReader(Encoding.UTF8.GetBytes(text), Stream.Null, ',', int.MaxValue - 1);
        Assert.Contains("more than 2147483646 lines", Assert.Throws<Problems.ExtractException>(() =>
        {
            while (reader.Read()) Assert.True(reader.Line > 0);
        }).Message, StringComparison.Ordinal);
    }

    [Theory]
    // | between cells, / between rows; @n = the line of the row where it is not the next one; ! = the row is refused, and why
    [InlineData("a,b\nc,d\n", "a|b/c|d")]
    [InlineData("a,b\r\nc,d", "a|b/c|d")]
    [InlineData("a,b\rc,d\r", "a|b/c|d")]
    [InlineData("\uFEFFa,b\nc,d", "a|b/c|d")]
    [InlineData("", "")]
    [InlineData("\n\r\n\n", "")]
    [InlineData("a\n\n\r\nb\n", "a/b")]
    [InlineData("a,\n,b\n,", "a|/|b/|")]
    [InlineData("\"a\",\"b\"\n\"\",c", "a|b/|c")]
    [InlineData("\"a,b\",\"c\"\"d\"", "a,b|c\"d")]
    [InlineData("\"a\nb\",c\nd,e", "a\nb|c/d|e")]
    [InlineData("\"a\r\nb\r\",c\rd,e", "a\r\nb\r|c/d|e")]
    [InlineData("5\" knife,b\nc", "5\" knife|b/c")]           // a quote within a cell that does not begin with one
    [InlineData("a,\"b\nc,d\ne,f\n", "!QuoteNotClosed/c|d/e|f")]
    [InlineData("a,\"b\n\"c\",d\ne,f\n", "!QuoteNotClosed/c|d/e|f")]  // the quote that seems to close it opens the next row
    [InlineData("a,\"b\"c,d\ne,f", "!QuoteNotClosed/e|f")]
    [InlineData("a,\"b", "!QuoteNotClosed")]
    [InlineData("a,\"b\n", "!QuoteNotClosed")]
    [InlineData("\"a\nb\",\"c\nd,e\nf,g", "!QuoteNotClosed/d|e/f|g")]  // refused to the end of the line on which the quote opened
    [InlineData("\"\"\"\",a", "\"|a")]
    [InlineData("\"", "!QuoteNotClosed")]
    [InlineData(" \"a\",b", " \"a\"|b")]
    public void Rows_are_read_as_RFC_4180_says_and_no_quote_swallows_the_next(string text, string expected)
    {
        foreach (var bufferBytes in new[] { 16, 17, 64, 4096 }) Assert.Equal(expected, Read(text, bufferBytes));
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public void A_cell_in_quotes_spans_at_most_100_lines(int lineBreaks, bool isRead)
    {
        var text = $"\"{string.Concat(Enumerable.Repeat("x\n", lineBreaks))}y\",b\nc,d\n";
        var rows = Rows(text);
        if (isRead) Assert.Equal(2, rows.Count);
        else Assert.StartsWith("!QuoteNotClosed", rows[0].Text, StringComparison.Ordinal);
        // Nothing is lost: every line of the quote that is refused is read as a row.
        Assert.Equal(isRead ? 2 : 1 + lineBreaks - 1 + 1 + 1, rows.Count);
        Assert.Equal("c|d", rows[^1].Text);
        Assert.Equal(lineBreaks + 2, rows[^1].Line);
    }

    [Fact]
    public void A_quote_opened_early_in_a_long_file_refuses_its_own_line_alone()
    {
        var text = new StringBuilder("id,name\n1,\"open\n");
        for (var i = 2; i <= 1000; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i},name {i}\n");
        var rows = Rows(text.ToString());
        Assert.Equal(1001, rows.Count);
        Assert.Equal(("!QuoteNotClosed", 2), rows[1]);
        Assert.Equal(("1000|name 1000", 1001), rows[^1]);
    }

    [Theory]
    [InlineData(65536, 65536)]
    [InlineData(65537, 65537)]
    [InlineData(1_000_000, 65537)]  // no more is kept than shows that it is too long
    public void A_long_cell_in_quotes_on_its_own_line_leaves_the_row_whole(int length, int kept)
    {
        foreach (var bufferBytes in new[] { 1000, 300_000 })
        {
            using var reader = Reader($"a,\"{new string('x', length)}\",b\nc,d,e\n", bufferBytes);
            Assert.True(reader.Read());
            Assert.Null(reader.Problem);
            Assert.Equal(3, reader.CellCount);
            Assert.Equal(kept, reader[1].Length);
            Assert.Equal("b", Encoding.UTF8.GetString(reader[2]));
            Assert.True(reader.Read());
            Assert.Equal("c", Encoding.UTF8.GetString(reader[0]));
        }
    }

    [Fact]
    public void A_long_cell_in_quotes_over_two_lines_is_a_quote_not_closed()
    {
        var rows = Rows($"a,\"{new string('x', 40_000)}\n{new string('y', 40_000)}\",b\nc,d\n");
        Assert.Equal(["!QuoteNotClosed", "c|d"], rows.Where((_, i) => i != 1).Select(row => row.Text));
        Assert.Equal(3, rows.Count);
    }

    [Fact]
    public void A_row_of_more_than_16_MiB_is_refused_and_the_next_is_read()
    {
        foreach (var quote in new[] { "", "\"" })
        {
            var text = $"a\n{quote}{new string('x', RowReader.MaxRowBytes + 5)},b\nc,d\n";
            var rows = Rows(text);
            Assert.Equal(["a", "c|d"], rows.Where((_, i) => i != 1).Select(row => row.Text));
            Assert.StartsWith("!TooLong", rows[1].Text, StringComparison.Ordinal);
            Assert.Equal(3, rows[^1].Line);
        }
    }

    [Fact]
    public void Whatever_the_bytes_are_every_line_is_accounted_for_and_buffers_don_t_matter()
    {
        var random = new Random(11);
        var alphabet = "a,\"\n\r;x\"\n,".ToCharArray();
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            var rows = Rows(text, 16);
            Assert.Equal(rows, Rows(text, 4096));
            // ConsoleOutput rise, and no line with something on it is passed over: each begins a row or lies within one that is read.
            Assert.Equal(rows.Select(row => row.Line).Order().Distinct(), rows.Select(row => row.Line));
            var lines = text.ReplaceLineEndings("\n").Split('\n');
            foreach (var (row, next) in rows.Zip(rows.Skip(1).Append(("", lines.Length + 1))))
            {
                // Of a row that is refused it is not known here how many lines it has; its first is its own.
                if (row.Text.StartsWith('!')) continue;
                var end = row.Line + row.Text.ReplaceLineEndings("\n").Count(c => c == '\n') + 1;
                Assert.All(Enumerable.Range(end, Math.Max(0, next.Item2 - end)), line => Assert.Empty(lines[line - 1]));
                Assert.True(next.Item2 >= end);
            }
        }
    }

    private static string Read(string text, int bufferBytes) => string.Join('/', Rows(text, bufferBytes).Select(row => row.Text));

    private static List<(string Text, int Line)> Rows(string text, int bufferBytes = 1000)
    {
        using var reader = Reader(text, bufferBytes);
        var rows = new List<(string, int)>();
        while (reader.Read())
        {
            var cells = Enumerable.Range(0, reader.CellCount).Select(i => Encoding.UTF8.GetString(reader[i]));
            rows.Add((reader.Problem is { } problem ? $"!{problem}" : string.Join('|', cells), reader.Line));
        }
        return rows;
    }

    private static RowReader Reader(string text, int bufferBytes) => new(new Trickle(Encoding.UTF8.GetBytes(text)), bufferBytes: bufferBytes);

    /// <summary>A stream that gives as few bytes as it may.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Length > 100_000 ? count : Math.Min(count, 7));
    }
}
