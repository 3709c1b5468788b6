using System.Globalization;
using System.Text;
using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

public class RecordTableTests
{
    [Theory]
    [InlineData("50 50.00 75.5 75.50", "50 75.5")]
    [InlineData("50.00 50 75.50 75.5", "50 75.5")]
    [InlineData("75.50 50.00 50 75.5", "75.5 50")]
    [InlineData("50.0 50.00 50.0", "50.0")]
    [InlineData("12", "12")]
    public void Of_equal_rows_the_one_written_least_is_shown_in_the_place_of_the_first(string values, string shown)
    {
        using var folder = new Folder();
        var store = Store(folder, values.Split(' '));
        var records = Records(store).RiskScores;
        Assert.Equal(shown, string.Join(' ', records.Get(store.People.Find("SYNTHETIC-1")).Select(score => score.Value.ToString(CultureInfo.InvariantCulture))));
        Assert.Equal(shown, string.Join(' ', records.All().Select(row => row.Record.Value.ToString(CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Of_equal_rows_all_but_the_first_in_the_file_are_duplicates()
    {
        using var folder = new Folder();
        var records = Records(Store(folder, ["50.00", "75", "50", "50.0"])).RiskScores;
        Assert.Equal([4, 5], records.Repeats().Select(row => row.Line));
        Assert.Equal(2, records.Counts.Duplicate);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_records_of_many_people_are_the_same_by_however_many_threads(int threads)
    {
        // Of more people than one thread takes at once: of many some rows are later or repeat another, or there is none.
        const int people = 70_000;
        var random = new Random(1);
        var text = new StringBuilder("offender_id,contact_id,contact_date,kind,required,outcome\n");
        var expected = Enumerable.Range(0, people).Select(_ => new List<(string Id, int Line)>()).ToArray();
        var (later, repeated) = (0, new List<(int Person, int Line)>());
        for (var line = 2; line < people * 2; line++)
        {
            var (person, id, isLater) = (random.Next(people), $"C{random.Next(4)}", random.Next(5) == 0);
            text.Append(CultureInfo.InvariantCulture, $"SYNTHETIC-{person:00000},{id},{(isLater ? "2026-11-01" : "2026-10-31")},planned_visit,,kept\n");
            if (isLater) later++;
            else if (expected[person].Any(row => row.Id == id)) repeated.Add((person, line));
            else expected[person].Add((id, line));
        }
        using var folder = new Folder();
        folder.File("offenders.csv", "offender_id\n" + string.Concat(Enumerable.Range(0, people).Select(person => string.Create(CultureInfo.InvariantCulture, $"SYNTHETIC-{person:00000}\n")))).File("engagement.csv", text.ToString());
        var store = Store(folder, new ExtractOptions { Threads = threads });
        var contacts = Records(store).Contacts;

        for (var person = 0; person < people; person++)
        {
            var number = store.People.Find(string.Create(CultureInfo.InvariantCulture, $"SYNTHETIC-{person:00000}"));
            Assert.Equal(expected[person].Select(row => row.Id), contacts.Get(number).Select(contact => contact.ContactId));
        }
        Assert.Equal(expected.SelectMany(own => own).Select(row => row.Line).Order(), contacts.All().Select(row => row.Line).Order());
        Assert.Equal((later, repeated.Count), (contacts.Counts.Later, contacts.Counts.Duplicate));
        Assert.Equal((Folder.AsOf, Folder.AsOf), (contacts.Counts.From, contacts.Counts.To));
        Assert.Equal(repeated.Select(row => row.Line).Order(), contacts.Repeats().Select(row => row.Line).Order());
        Assert.Equal(contacts.Repeats().Select(row => row.Person).Order(), contacts.Repeats().Select(row => row.Person));
    }

    // One person's scores by one instrument on one day, from line 2 on.
    private static ExtractStore Store(Folder folder, string[] values) =>
        Store(folder.File("risk_scores.csv", "offender_id,instrument,assessed_on,value\n" + string.Concat(values.Select(value => $"SYNTHETIC-1,OGRS3-2yr,2026-01-05,{value}\n"))), new ExtractOptions());

    private static ExtractStore Store(Folder folder, ExtractOptions options) => new(folder.Path, options.ForStore(), progress: null, CancellationToken.None);

    private static DatedRecordTables Records(ExtractStore store) => new ExtractSnapshot(store, Folder.AsOf).Records;
}
