using System.Text;
using Iom.Selection.Extracts.Contract;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;
using Iom.Selection.Offences;

namespace Iom.Selection.Extracts.Tests.Store;

public sealed class PersonFinderTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("SYNTHETIC-1", 0, null)]
    [InlineData("SYNTHETIC-2", 1, null)]
    [InlineData("synthetic-1", -1, ProblemKind.UnknownOffender)]
    [InlineData("", -1, ProblemKind.Empty)]
    [InlineData("  ", -1, ProblemKind.Empty)]
    [InlineData("1.23E+11", -1, ProblemKind.SpreadsheetDamage)]
    [InlineData("a\u0007", -1, ProblemKind.ControlCharacter)]
    public void The_partnerships_own_id_is_found_as_it_is(string cell, int expected, ProblemKind? problem) => AssertFound(Finder(), cell, expected, problem);

    [Theory]
    [InlineData("N1", 0, null)]
    [InlineData("N2", 1, null)]
    [InlineData("an id of the other system that is long", 1, null)]
    [InlineData("SYNTHETIC-1", -1, ProblemKind.UnknownOffender)]    // the partnership's own is not the system's
    [InlineData("both", -1, ProblemKind.AmbiguousId)]
    [InlineData("again", 0, null)]                                  // told twice, of one person
    [InlineData("of a stranger", -1, ProblemKind.UnknownOffender)]
    [InlineData("C1", -1, ProblemKind.UnknownOffender)]             // of another system
    [InlineData("refused", -1, ProblemKind.UnknownOffender)]
    [InlineData("", -1, ProblemKind.Empty)]
    [InlineData("1.23E+11", -1, ProblemKind.SpreadsheetDamage)]
    public void Another_systems_id_is_looked_up(string cell, int expected, ProblemKind? problem)
    {
        _folder.File("identities.csv", """
            system,external_id,offender_id
            niche,N1,SYNTHETIC-1
            niche,N2,SYNTHETIC-2
            niche,an id of the other system that is long,SYNTHETIC-2
            niche,both,SYNTHETIC-1
            niche,both,SYNTHETIC-2
            niche,again,SYNTHETIC-1
            niche,again,SYNTHETIC-1
            niche,of a stranger,nobody
            court,C1,SYNTHETIC-1
            niche,refused,
            """);
        AssertFound(Finder("\"idSystem\": \"niche\""), cell, expected, problem);
    }

    [Fact]
    public void A_system_that_no_identity_names_has_nobody()
    {
        _folder.File("identities.csv", "system,external_id,offender_id\nniche,N1,SYNTHETIC-1\n");
        AssertFound(Finder("\"idSystem\": \"court\""), "N1", -1, ProblemKind.UnknownOffender);
    }

    [Theory]
    [InlineData("one", 0, null)]
    [InlineData("ONE", 0, null)]
    [InlineData("SYNTHETIC-2", 1, null)]
    [InlineData("none", -1, ProblemKind.Empty)]
    [InlineData("two", -1, ProblemKind.UnknownOffender)]
    public void A_map_may_put_one_id_in_the_place_of_another(string cell, int expected, ProblemKind? problem) =>
        AssertFound(Finder("""  "values": { "offender_id": { "one": "SYNTHETIC-1", "none": "", "two": "nobody" } } """), cell, expected, problem);

    [Fact]
    public void A_file_may_be_of_one_person_alone()
    {
        var finder = Finder("""  "constants": { "offender_id": "SYNTHETIC-2" } """);
        AssertFound(finder, "", 1, null);
        AssertFound(finder, "whatever", 1, null);
    }

    private static void AssertFound(PersonFinder finder, string cell, int expected, ProblemKind? problem)
    {
        var bytes = Padded.Of(cell);
        var length = Encoding.UTF8.GetByteCount(cell);
        var notes = default(NoteCounts);
        Assert.Equal(expected, finder.Find(ref bytes[0], length, ref notes, out var found));
        if (problem is not null) Assert.Equal(problem, found);
        // And where the memory is asked for ahead, among others.
        const string Before = "SYNTHETIC-1,", Behind = ",an id of nobody that is long";
        var row = Padded.Of(Before + cell + Behind);
        PersonFinder.Sought[] sought =
        [
            new() { At = 0, Length = Before.Length - 1 }, new() { At = Before.Length, Length = length },
            new() { At = Before.Length + length + 1, Length = Behind.Length - 1 }, new(),
        ];
        finder.Fetch(ref row[0], sought);
        Assert.Equal(expected, finder.Find(ref row[0], sought[1], ref notes, out var again));
        Assert.Equal(found, again);
    }

    private PersonFinder Finder(string mapping = "")
    {
        if (mapping.Length > 0) _folder.File("extract-map.json", $$"""{ "offences": { {{mapping}} } }""");
        var people = new People();
        foreach (var (id, line) in new[] { ("SYNTHETIC-1", 2), ("SYNTHETIC-2", 3) })
        {
            var bytes = Padded.Of(id);
            using (people.Turn()) people.AddRow(ref bytes[0], id.Length, new CellValue[People.Columns.Length], (0, line), out _);
        }
        people.Close();
        var files = new FolderFiles(_folder.Path, OffenceCatalogue.BuiltIn, null);
        var source = files.SourcesOf(ExtractContract.Offences)[0];
        return new PersonFinder(people, source, 0, new SharedChecker(files.CheckerFor(source)), new IdentityMap(files));
    }
}
