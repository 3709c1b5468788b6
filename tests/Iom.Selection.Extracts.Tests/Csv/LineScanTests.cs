using System.Text;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Tests.Csv;

public class LineScanTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("\n\ra,b\r\r\nc")]
    [InlineData("a")]
    [InlineData("a,")]
    [InlineData(",\n,")]
    [InlineData("a,b\nc,d\n")]
    [InlineData("a,b\r\nc,d\r\n")]
    [InlineData("a,b\rc,d\r")]
    [InlineData("a,b,c,d,e\n\n\nf\n")]
    public void Rows_without_quotes_are_those_that_the_reader_of_all_rows_finds(string text) => AssertSame(text, ',', cells: 2);

    [Fact]
    public void Random_rows_are_those_that_the_reader_of_all_rows_finds()
    {
        var random = new Random(1);
        for (var i = 0; i < 4000; i++)
        {
            var delimiter = ",;\t|"[random.Next(4)];
            // Cells of all lengths about the 64 bytes that are looked at together.
            var text = new StringBuilder();
            for (var n = random.Next(40); n > 0; n--)
            {
                text.Append(random.Next(6) switch
                {
                    0 => "\n",
                    1 => "\r\n",
                    2 => "\r",
                    3 => delimiter.ToString(),
                    4 => new string('x', random.Next(4)),
                    _ => new string('é', random.Next(50)),
                });
            }
            AssertSame(text.ToString(), delimiter, cells: random.Next(1, 5));
        }
    }

    [Fact]
    public void A_row_of_more_cells_than_are_looked_at_together_is_taken_whole() =>
        AssertSame(string.Join(',', Enumerable.Range(0, 300)) + "\n" + new string(',', 299) + "\n", ',', cells: 300);

    [Fact]
    public void Line_ends_are_counted_with_CRLF_as_one()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => "ab\r\n"[random.Next(4)]));
            var expected = text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\r' or '\n');
            Assert.Equal(expected, LineScan.CountLineEnds(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 0)]
    [InlineData("a\nb", 2)]
    [InlineData("a\nb\nc", 4)]
    [InlineData("a\r\nb", 3)]
    [InlineData("a\rb", 2)]
    [InlineData("a\rb\r", 2)]      // the LF of the last may be still to come
    [InlineData("\r", 0)]
    [InlineData("a\n", 2)]
    public void The_last_row_that_is_there_whole_ends_behind_its_line_end(string text, int expected) =>
        Assert.Equal(expected, LineScan.EndOfLastRow(Encoding.UTF8.GetBytes(text)));

    private static void AssertSame(string text, char delimiter, int cells)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var expected = new List<string>();
        using (var reader = new RowReader(new MemoryStream(bytes), delimiter, 16))
        {
            while (reader.Read())
                expected.Add($"{reader.Line} {reader.CellCount}: {string.Join('|', Enumerable.Range(0, Math.Min(cells, reader.CellCount)).Select(i => Encoding.UTF8.GetString(reader[i])))}");
        }
        // Behind the rows stands what ends cells and lines: none of it is theirs.
        var padded = new byte[bytes.Length + LineScan.Width];
        padded.AsSpan().Fill((byte)delimiter);
        padded.AsSpan(bytes.Length + 1, 9).Fill((byte)'\n');
        bytes.CopyTo(padded, 0);
        var rows = new Rows(cells);
        LineScan.Split(padded, bytes.Length, 1, cells, (byte)delimiter, rows);
        Assert.Equal(expected, rows.Taken);
    }

    private sealed class Rows(int header) : RowTaker
    {
        public List<string> Taken { get; } = [];

        public override void Take(byte[] bytes, int start, ReadOnlySpan<int> ends, int cells, int line)
        {
            var texts = new List<string>();
            for (var i = 0; i < Math.Min(cells, header); i++)
            {
                var from = i == 0 ? start : ends[i - 1] + 1;
                texts.Add(Encoding.UTF8.GetString(bytes, from, ends[i] - from));
            }
            Taken.Add($"{line} {cells}: {string.Join('|', texts)}");
        }

        public override void Settle()
        {
        }

        public override void TakeBroken(ProblemKind problem, int cell, int line) => throw new InvalidOperationException("Without quotes no row is broken.");
    }
}
