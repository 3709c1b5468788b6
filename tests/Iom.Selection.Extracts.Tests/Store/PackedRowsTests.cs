using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

public class PackedRowsTests
{
    // offender_id, test_id, test_date, result, substances, context
    private const int TestId = 1;
    private const int Date = 2;
    private const int Substances = 4;

    [Fact]
    public void Rows_come_back_as_they_were_added()
    {
        var random = new Random(1);
        var rows = new PackedRows(ExtractContract.DrugTests);
        // More than are kept together in one piece.
        var expected = Enumerable.Range(0, 5000).Select(i => (
            Person: random.Next(), Line: random.Next(), Id: random.Next(4) == 0 ? $"an id that is long {i}" : $"T{i}", Day: i switch { 0 => 0, 1 => DateOnly.MaxValue.DayNumber, _ => random.Next(DateOnly.MaxValue.DayNumber) },
            Text: random.Next(3) == 0 ? null : $"text {random.Next(10)}")).ToArray();
        foreach (var row in expected)
        {
            int[] cells = [-1, rows.NumberOfId(Encoding.UTF8.GetBytes(row.Id)), PackedRows.NumberOfDay(row.Day), 0, rows.NumberOf(row.Text), 0, 0];
            rows.Add(cells, row.Person, file: 3, row.Line);
        }
        Assert.Equal(expected.Length, rows.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].Person, rows.PersonOf(i));
            Assert.Equal((3, expected[i].Line), (rows.FileOf(i), rows.LineOf(i)));
            Assert.Equal(expected[i].Id, rows.Text(i, TestId));
            Assert.Equal(expected[i].Day, rows.Day(i, Date));
            Assert.Equal(expected[i].Text, rows.Text(i, Substances));
            Assert.Equal(expected[i].Text is null, rows.IsEmpty(i, Substances));
            Assert.False(rows.IsEmpty(i, Date));
            Assert.True(rows.IsEmpty(i, 3));
            Assert.Null(rows.Text(i, 3));
        }
    }

    [Fact]
    public void The_first_of_all_days_is_not_an_empty_cell()
    {
        var rows = new PackedRows(ExtractContract.Custody);
        rows.Add([0, PackedRows.NumberOfDay(DateOnly.MinValue.DayNumber), 0], person: 0, file: 0, line: 2);
        var cells = new RowCells(rows, 0);
        Assert.Equal(DateOnly.MinValue, cells.OptionalDate(1));
        Assert.Null(cells.OptionalDate(2));
    }
}
