using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Records;

namespace Iom.Selection.Extracts.Tests.Store;

public class PeopleTests
{
    private readonly People _people = new();

    [Fact]
    public void A_filled_cell_stands_over_an_empty_one_whichever_row_has_it()
    {
        Add("P1", 2, (OffenderField.Supervision, "statutory"), (OffenderField.Youth, null));
        Add("P1", 3, (OffenderField.Youth, "no"), (OffenderField.Schemes, "PPO"));
        _people.Close();
        var person = _people.Offender(0);
        Assert.Equal((Supervision.Statutory, false), (person.Supervision, person.Youth));
        Assert.Equal(["PPO"], person.Schemes.AsEnumerable());
        Assert.Empty(person.Conflicts);
    }

    [Fact]
    public void Cells_that_differ_or_cant_be_read_are_a_conflict_and_missing()
    {
        Add("P1", 2, (OffenderField.Supervision, "statutory"), (OffenderField.MappaLevel, "2"), (OffenderField.Location, "custody"));
        Add("P1", 3, (OffenderField.Supervision, "non_statutory"), (OffenderField.MappaLevel, "2"), (OffenderField.Location, "!"));
        Add("P1", 4, (OffenderField.Supervision, "statutory"));
        Add("P2", 5, (OffenderField.Location, "custody"));
        _people.Close();
        Assert.Equal([OffenderField.Supervision, OffenderField.Location], _people.Offender(0).Conflicts.AsEnumerable());
        Assert.Equal((null, null, MappaLevel.Level2), (_people.Offender(0).Supervision, _people.Offender(0).Location, _people.Offender(0).MappaLevel));
        Assert.Equal(Location.Custody, _people.Offender(1).Location);
        Assert.Empty(_people.Offender(1).Conflicts);
    }

    [Fact]
    public void Every_field_comes_back()
    {
        Add("Жук", 2, (OffenderField.Area, "North"), (OffenderField.Supervision, "non_statutory"), (OffenderField.Location, "hospital"), (OffenderField.ExpectedRelease, "0001-01-01"),
            (OffenderField.MappaCategory, "4"), (OffenderField.MappaLevel, "none"), (OffenderField.Youth, "YES"), (OffenderField.Deceased, "no"), (OffenderField.Schemes, "PPO; DIP;PPO"));
        _people.Close();
        var person = _people.Offender(0);
        Assert.Equal("Жук", person.Id.Value);
        Assert.Equal((Supervision.NonStatutory, Location.Hospital, DateOnly.MinValue), (person.Supervision, person.Location, person.ExpectedRelease));
        Assert.Equal((MappaCategory.Category4, MappaLevel.None, true, false), (person.MappaCategory, person.MappaLevel, person.Youth, person.Deceased));
        Assert.Equal(["DIP", "PPO"], person.Schemes.AsEnumerable());
        Assert.Equal("North", person.Area);
    }

    [Fact]
    public void A_set_without_a_name_in_it_is_empty_and_no_conflict()
    {
        Add("P1", 2, (OffenderField.Schemes, " ; "));
        Add("P1", 3, (OffenderField.Schemes, "PPO"));
        _people.Close();
        Assert.Equal(["PPO"], _people.Offender(0).Schemes.AsEnumerable());
        Assert.Empty(_people.Offender(0).Conflicts);
    }

    [Fact]
    public void The_first_row_of_a_person_in_order_of_files_and_lines_is_used_whichever_comes_first()
    {
        Assert.Null(Add("P1", (1, 5)));
        Assert.Equal((1, 7), Add("P1", (1, 7)));
        Assert.Equal((1, 5), Add("P1", (1, 2)));
        Assert.Equal((1, 2), Add("P1", (0, 9)));
        Assert.Null(Add("P2", (1, 1)));
    }

    [Fact]
    public void People_who_differ_in_nothing_that_a_rule_reads_are_of_one_kind()
    {
        Add("P1", 2, (OffenderField.Area, "North"), (OffenderField.Youth, "no"));
        Add("P2", 3, (OffenderField.Area, "South"), (OffenderField.Youth, "no"));
        Add("P3", 4, (OffenderField.Youth, "yes"));
        Add("P4", 5, (OffenderField.Youth, "!"));
        _people.Close();
        Assert.Equal(_people.KindOf(0), _people.KindOf(1));
        Assert.Equal(3, Enumerable.Range(0, 4).Select(_people.KindOf).Distinct().Count());
        Assert.Equal(["P1", "P2", "P3", "P4"], Enumerable.Range(0, _people.Count).Select(_people.IdOf));
        Assert.Equal(2, _people.Find("P3"));
        Assert.Equal(-1, _people.Find("P5"));
    }

    private void Add(string id, int line, params (OffenderField Field, string? Cell)[] cells) => Add(id, (0, line), cells);

    // "!" stands for a cell that can't be read.
    private (int, int)? Add(string id, (int File, int Line) place, params (OffenderField Field, string? Cell)[] cells)
    {
        var values = new CellValue[People.Columns.Length];
        foreach (var (field, cell) in cells)
            values[(int)field] = cell == "!" ? new CellValue(0, ProblemKind.NotInList, CellNotes.None) : new CellValue(_people.NumberOf(field, cell), null, CellNotes.None);
        var bytes = Padded.Of(id);
        using (_people.Turn()) return _people.AddRow(ref bytes[0], Encoding.UTF8.GetByteCount(id), values, place, out _);
    }
}
