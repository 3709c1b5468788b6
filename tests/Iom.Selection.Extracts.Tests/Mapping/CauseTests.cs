using Iom.Selection.Extracts.Account;
using Iom.Selection.Extracts.Problems;
using Iom.Selection.Extracts.Store;

namespace Iom.Selection.Extracts.Tests.Mapping;

/// <summary>What is said of rows that were refused, so that somebody can do something about it. All people are SYNTHETIC.</summary>
public class CauseTests
{
    [Theory]
    [InlineData("00123", "123", "leading zeros")]
    [InlineData("123", "00123", "leading zeros")]
    [InlineData("SYN-1", "syn-1", "\"idCase\": \"ignore\"")]
    [InlineData("SYN-1", "SYN -1", "blanks or invisible characters")]
    [InlineData("SYN 1", "SYN1", "blanks or invisible characters")]
    [InlineData("SYN-1", "SYN-1.0", "\".0\"")]
    [InlineData("SYN-1.0", "SYN-1", "\".0\"")]
    [InlineData("SYN-É", "syn-é", "\"idCase\": \"ignore\"")]
    [InlineData("SYN-1234567890123456789012345678901234567890123456789012345678901234567890", "syn-1234567890123456789012345678901234567890123456789012345678901234567890", "\"idCase\": \"ignore\"")]
    [InlineData("0123a", "123A", "together")]
    public void People_who_would_be_known_if_their_ids_were_written_otherwise_are_counted_by_cause(string known, string unknown, string cause)
    {
        using var folder = new Folder();
        folder.File("offenders.csv", $"offender_id\n{known}\nSYNTHETIC-9\n")
            .File("offences.csv", $"{Folder.Offences}{unknown},F1,046,2026-04-05,convicted\n{unknown},F2,046,2026-04-05,convicted\nSYNTHETIC-8,F3,046,2026-04-05,convicted\nSYNTHETIC-9,F4,046,2026-04-05,convicted\n");
        var found = Assert.Single(folder.Load().Snapshot.FindUnknownPeople());
        Assert.Equal(("offences.csv", "offences.csv", 3), (found.FileName, found.SourceName, found.RowCount));
        var only = Assert.Single(found.Causes);
        Assert.Contains(cause, only.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(unknown, only.Text, StringComparison.Ordinal);
        Assert.Equal(2, only.RowCount);
    }

    [Fact]
    public void Ids_of_another_system_the_wrong_system_and_one_that_has_no_rows_are_told()
    {
        const string Identities = "system,external_id,offender_id\nniche,7,SYNTHETIC-1\n";
        Assert.Contains("\"idSystem\": \"niche\"", CauseOf("{ }", "7", Identities), StringComparison.Ordinal);
        Assert.Contains("leave \"idSystem\" out", CauseOf("""{ "offences": { "idSystem": "niche" } }""", "SYNTHETIC-1", Identities), StringComparison.Ordinal);
        Assert.Contains("has no row of the system", CauseOf("""{ "offences": { "idSystem": "athena" } }""", "7", Identities), StringComparison.Ordinal);
    }

    [Fact]
    public void Which_ids_are_looked_at_hangs_neither_on_threads_nor_on_the_order_of_rows()
    {
        string[] ids = [.. Enumerable.Range(0, 2000).Select(i => $"U{i:0000}")];
        var counts = new List<UnknownPeople>();
        foreach (var (order, threads) in new[] { (ids, 1), (ids.Reverse().ToArray(), 1), (ids, 4) })
        {
            using var folder = new Folder();
            folder.File("offenders.csv", "offender_id\nu0003\nu0007\nu1999\n").File("offences.csv", Folder.Offences + string.Concat(order.Select((id, i) => $"{id},F{i},046,2026-04-05,convicted\n")));
            counts.Add(Assert.Single(ExtractFolder.Load(folder.Path, new ExtractOptions { Threads = threads, BufferBytes = 512 }).AsOf(Folder.AsOf).FindUnknownPeople()));
        }
        // U1999 is not among the 256 ordinally smallest.
        Assert.All(counts, found => Assert.Equal((256, 2), (found.RowCount, Assert.Single(found.Causes).RowCount)));
    }

    [Fact]
    public void Problems_are_counted_by_the_file_they_stand_in()
    {
        using var folder = new Folder();
        File.Delete(Path.Combine(folder.Path, "offences.csv"));
        var counts = folder.File("extract-map.json", """{ "offences": { "file": "OFF_*.csv" } }""")
            .File("OFF_20250131.csv", Folder.Offences + "SYNTHETIC-1,F1,046,2026-04-05,convicted\nSYNTHETIC-1,F2,046,never,convicted\n")
            .File("OFF_20250228.csv", Folder.Offences + "SYNTHETIC-1,F3,046,never,convicted\nSYNTHETIC-1,F4,046,never,lost\n").Load().Snapshot.CountProblems();
        Assert.Equal(
            [
                new ProblemCount("offences.csv", "OFF_20250228.csv", "offence_date", ProblemKind.NotADate, 2, 2),
                new ProblemCount("offences.csv", "OFF_20250131.csv", "offence_date", ProblemKind.NotADate, 1, 3),
                new ProblemCount("offences.csv", "OFF_20250228.csv", "outcome", ProblemKind.NotInList, 1, 3),
            ],
            counts);
    }

    [Fact]
    public void Cells_that_were_not_understood_are_shown_by_their_form_and_words_only_to_whoever_asks()
    {
        using var folder = new Folder();
        var snapshot = folder.File("offences.csv", Folder.Offences + "SYNTHETIC-1,F1,046,05/04/2026,convicted\nSYNTHETIC-1,F2,X 1,06/04/2026,Dealt with\nSYNTHETIC-1,F3,046,2026-04-05,Dealt with\n").Load().Snapshot;
        var surveys = snapshot.SurveyCells(withCodes: true);
        Assert.Equal(["offence_code", "offence_date", "outcome"], surveys.Select(column => column.Column));
        Assert.Equal([new CountedText("99/99/9999", 2)], surveys[1].Forms);
        Assert.Equal([new CountedText("Dealt with", 2)], surveys[2].Words);
        Assert.Contains("no_further_action", surveys[2].Allowed);
        Assert.Equal([new CountedText("X 1", 1)], surveys[0].Words);
        Assert.Equal("ColumnSurvey", surveys[2].ToString());
        Assert.Equal(["offence_date", "outcome"], snapshot.SurveyCells(withCodes: false).Select(column => column.Column));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cells_that_were_not_understood_are_counted_to_the_last_by_however_many_threads(int threads)
    {
        const int rows = 80_000;
        using var folder = new Folder();
        // Every row has a date of its own that is none, and one in three an outcome that is none; one in five is refused for its number of cells and has none of either.
        folder.File("offences.csv", Folder.Offences + string.Concat(Enumerable.Range(0, rows).Select(i =>
            i % 5 == 4 ? "SYNTHETIC-1\n" : $"SYNTHETIC-1,F{i},046,{i:00000}th of May,{(i % 3 == 0 ? "dealt with" : "convicted")}\n")) + Folder.Offences);
        var options = new ExtractOptions { Threads = threads }.ForStore() with { BufferBytes = 4000 };
        var surveys = new ExtractSnapshot(new ExtractStore(folder.Path, options, progress: null, CancellationToken.None), Folder.AsOf).SurveyCells(withCodes: false);

        Assert.Equal(["offence_date", "outcome"], surveys.Select(column => column.Column));
        Assert.Equal([false, true], surveys.Select(column => column.IsComplete));
        Assert.Equal([new CountedText("99999aa aa Aaa", rows / 5 * 4)], surveys[0].Forms);
        // Of very many different words the smallest are kept.
        Assert.Equal(Enumerable.Range(0, rows).Where(i => i % 5 != 4).Take(50_000).Select(i => new CountedText($"{i:00000}th of May", 1)), surveys[0].Words);
        Assert.Equal([new CountedText("dealt with", Enumerable.Range(0, rows).Count(i => i % 5 != 4 && i % 3 == 0))], surveys[1].Words);
    }

    [Fact]
    public void Cells_of_a_file_that_was_changed_meanwhile_are_not_surveyed()
    {
        using var folder = new Folder();
        var snapshot = folder.File("offences.csv", Folder.Offences + "SYNTHETIC-1,F1,046,05/04/2026,convicted\n").Load().Snapshot;
        folder.File("offences.csv", Folder.Offences + "SYNTHETIC-1,F1,046,2026-04-05,convicted\nSYNTHETIC-1,F2,046,2026-04-05,convicted\n");
        Assert.Equal("offences.csv changed while it was being read. Run again when nobody is writing to it.", Assert.Throws<ExtractException>(() => snapshot.SurveyCells(withCodes: false)).Message);
    }

    [Theory]
    [InlineData("NICHE_20250131.csv", "NICHE_20250131.csv")]
    [InlineData("old SYNTHETIC-1 crimes.csv", "(a name that holds an id)")]
    [InlineData("SYNTHETIC-1.csv", "(a name that holds an id)")]
    [InlineData("SYNTHETIC-11.csv", "SYNTHETIC-11.csv")]
    public void Names_of_files_are_shown_unless_they_hold_an_id(string name, string shown)
    {
        using var folder = new Folder();
        Assert.Equal([shown], folder.File(name, "a,b\n").Load().Account.UnreadFiles);
    }

    [Fact]
    public void A_check_reads_on_where_nobody_can_be_ranked()
    {
        using var folder = new Folder();
        folder.File("offenders.csv", "offender_id\n \n").File("offences.csv", Folder.Offences + "SYNTHETIC-1,F1,046,2026-04-05,convicted\n");
        Assert.Throws<ExtractException>(() => folder.Load());
        var account = ExtractFolder.Load(folder.Path, new ExtractOptions { IsCheckOnly = true }).AsOf(DateOnly.MaxValue).Account;
        Assert.Equal((0, 2, 2), (account.PeopleCount, account.ReadCount, account.RefusedCount));
        Assert.Equal(2, ExtractChecks.Warnings(account).Count(warning => warning.Code == "all-refused"));
    }

    private static string CauseOf(string map, string id, string identities)
    {
        using var folder = new Folder();
        var loaded = folder.File("extract-map.json", map).File("identities.csv", identities).File("offences.csv", $"{Folder.Offences}{id},F1,046,2026-04-05,convicted\n").Load();
        return Assert.Single(Assert.Single(loaded.Snapshot.FindUnknownPeople()).Causes).Text;
    }
}
