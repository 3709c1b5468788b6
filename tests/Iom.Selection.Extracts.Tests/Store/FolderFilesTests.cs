using System.Globalization;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Store;

public class FolderFilesTests
{
    private const string Map = """{ "offences": { "file": "part*.csv" } }""";

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Of_many_files_under_one_name_each_is_read_once_whatever_the_threads(int threads)
    {
        const int files = 300;
        using var folder = Parts(files, i => FormattableString.Invariant($"SYNTHETIC-{(i % 2) + 1},F{i},046,2026-01-05,convicted\nSYNTHETIC-1,F{i},046,never,convicted\n"));
        var account = ExtractFolder.Load(folder.Path, new ExtractOptions { Threads = threads }).AsOf(Folder.AsOf).Account;
        var offences = account.Files.Single(file => file.FileName == "offences.csv");
        Assert.Equal((2 * files, files, files), ((int)offences.ReadCount, (int)offences.UsedCount, (int)offences.RefusedCount));
        Assert.Equal(files, account.Inputs.Count(input => input.Name.StartsWith("part", StringComparison.Ordinal) && input.Sha256.Length == 64));
        Assert.Equal(Enumerable.Range(0, files).Select(Name), account.Problems.Select(problem => problem.Place.SourceFile));
    }

    [Fact]
    public void More_files_than_are_read_are_told_before_any_is_opened()
    {
        // A file counts once for each way in which it is read.
        const int ways = 100;
        using var folder = Parts((FolderFiles.MaxFiles / ways) + 1, _ => "");
        folder.File("extract-map.json", $$"""{ "offences": [{{string.Join(',', Enumerable.Repeat("""{ "file": "part*.csv" }""", ways))}}] }""");
        Assert.Equal("extract-map.json: there are 10100 files of offences, and 10000 at most are read. Join some of them.", Assert.Throws<ExtractException>(() => folder.Load()).Message);
    }

    // Each person once in each of two systems' files: whose an id is was worked out for every file anew.
    [Fact]
    public void An_id_of_another_system_that_stands_for_everybody_and_files_that_name_people_by_it_cost_what_they_hold()
    {
        const int people = 20_000;
        using var folder = new Folder();
        var numbers = Enumerable.Range(0, people).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        folder.File("offenders.csv", "offender_id,youth\n" + string.Concat(numbers.Select(i => $"N{i},no\n")));
        folder.File("identities.csv", "system,external_id,offender_id\n" + string.Concat(numbers.Select(i => $"niche,E,N{i}\nniche,X{i},N{i}\n")));
        var account = folder.Load().Account;
        Assert.Equal(people, account.RefusedCount);
        Assert.Equal(people, account.PossiblePeople.Count);
    }

    // Half of the rows repeat one offence, the others are as many offences of the same class and day.
    [Fact]
    public void Very_many_possible_duplicates_of_one_offence_are_listed_in_the_time_that_it_takes_to_read_them()
    {
        const int rows = 20_000;
        using var folder = new Folder();
        folder.File("offences.csv", "offender_id,offence_id,offence_code,offence_date,outcome,source\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
            FormattableString.Invariant($"SYNTHETIC-1,A,046,2026-01-05,convicted,one{i}\nSYNTHETIC-1,B{i},046,2026-01-05,convicted,two\n"))));
        Assert.Equal(rows, folder.Load().Account.PossibleDuplicates.Count);
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"part{i:D5}.csv");

    private static Folder Parts(int count, Func<int, string> rows)
    {
        var folder = new Folder().File("extract-map.json", Map);
        for (var i = 0; i < count; i++) folder.File(Name(i), Folder.Offences + rows(i));
        return folder;
    }
}
