using System.Text;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Csv;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

public sealed class DuplicateRowsTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_of_offences_stand_where_their_file_has_its_place_and_in_order_of_line_person_and_id()
    {
        var people = new People();
        foreach (var id in new[] { "P2", "P1" })
        {
            var bytes = Padded.Of(id);
            using (people.Turn()) people.AddRow(ref bytes[0], 2, new CellValue[People.Columns.Length], (0, 2), out _);
        }
        people.Close();
        _folder.File("extract-map.json", """{ "offences": [ { "file": "b.csv" }, { "file": "a.csv" } ] }""");
        foreach (var name in new[] { "a.csv", "b.csv" }) _folder.File(name, "offender_id,offence_id,offence_code,offence_date,outcome\n");
        var store = new ExtractStore(_folder.Path, new ExtractOptions().ForStore(), progress: null, default);
        var (ids, files) = (store.LongIds, store.Folder);
        DuplicateRow[] others = [Row("drug_tests.csv", 9, "P1", "T1"), Row("memberships.csv", 3, "P2", ""), Row("offenders.csv", 4, "P1", ""), Row("risk_scores.csv", 2, "P1", "")];

        // Files come in the order of their names, whatever the map's; then lines, people and ids.
        RecordName[] offences = [Name(person: 0, file: 1, line: 7, "F2"), Name(person: 1, file: 0, line: 30, "F1"), Name(0, 0, 7, "F1"), Name(1, 1, 7, "F9")];
        var rows = new DuplicateRows(others, offences, people, ids, files);
        DuplicateRow[] expected =
        [
            others[0], others[1], Row("offences.csv", 7, "P1", "F9", "a.csv"), Row("offences.csv", 7, "P2", "F2", "a.csv"), Row("offences.csv", 7, "P2", "F1", "b.csv"),
            Row("offences.csv", 30, "P1", "F1", "b.csv"),
            others[2], others[3],
        ];
        Assert.Equal(expected.Length, rows.Count);
        Assert.Equal(expected, rows);
        Assert.Equal(expected, Enumerable.Range(0, rows.Count).Select(i => rows[i]));
        Assert.Empty(new DuplicateRows([], [], people, ids, files));
    }

    private static DuplicateRow Row(string file, int line, string person, string record, string? source = null) => new(new RowLocation(file, source ?? file, line), person, record);

    private static RecordName Name(int person, int file, int line, string id)
    {
        var bytes = Padded.Of(id);
        var (first, last) = PackedKey.Pack(ref bytes[0], Encoding.UTF8.GetByteCount(id));
        return new RecordName(person, file, line, first, last, id.Length);
    }
}
