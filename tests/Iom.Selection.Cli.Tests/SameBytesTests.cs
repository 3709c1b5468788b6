namespace Iom.Selection.Cli.Tests;

public class SameBytesTests
{
    [Fact]
    public void The_same_inputs_give_the_same_bytes_twice()
    {
        using var work = new Workspace();
        var first = Run(work);
        Assert.Equal(first, Run(work));
    }

    [Fact]
    public void Rows_in_any_order_give_the_same_ranking_and_cohort()
    {
        using var work = new Workspace();
        var first = Run(work);
        for (var seed = 1; seed <= 2; seed++)
        {
            work.Extracts.Shuffle(seed);
            var shuffled = Run(work);
            Assert.Equal(first["ranking.csv"], shuffled["ranking.csv"]);
            Assert.Equal(first["cohort.csv"], shuffled["cohort.csv"]);
            Assert.NotEqual(first["run.json"], shuffled["run.json"]);
        }
    }

    [Theory]
    [InlineData("TZ", "Asia/Tokyo")]
    [InlineData("LANG", "tr_TR.UTF-8")]
    [InlineData("LC_ALL", "fa_IR.UTF-8")]
    [Trait("Category", "Slow")]
    public void A_machine_elsewhere_gives_the_same_bytes(string variable, string value)
    {
        using var work = new Workspace();
        // A header in capitals, with the letter that Turkish writes otherwise.
        work.Extracts.ReplaceHeader("custody.csv", "OFFENDER_ID,FROM,TO");
        var first = Run(work);
        work.DeleteOut();
        Tool.RunProcess(work.RankArgs(), new Dictionary<string, string> { [variable] = value }).IsDone();
        Assert.Equal(first, work.Hashes());
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bytes()
    {
        using var work = new Workspace();
        work.Extracts.Grow(people: 500, offences: 2_000);
        work.Extracts.Append("offences.csv", $"{Outcome.Secret},X,046,2025-02-03,convicted,,,");
        var one = Run(work, "--threads", "1");
        Assert.Equal(one, Run(work, "--threads", "2"));
        Assert.Equal(one, Run(work, "--threads", "64"));
    }

    [Fact]
    public void The_place_of_the_folders_and_how_they_are_named_change_no_byte()
    {
        using var work = new Workspace();
        var first = Run(work);
        work.DeleteOut();
        var elsewhere = work.PathOf("elsewhere");
        Directory.Move(work.Extracts.Path, elsewhere);
        work.RankWith("--extracts", Path.Combine(work.Root, ".", "elsewhere") + Path.DirectorySeparatorChar).IsDone();
        Assert.Equal(first, work.Hashes());
    }

    [Fact]
    public void Characteristics_added_permuted_or_spoiled_change_no_byte()
    {
        using var work = new Workspace();
        var without = Run(work);
        work.Extracts.Write("characteristics.csv", "offender_id,sex,ethnicity", ["SYNTHETIC-001,female,x", "SYNTHETIC-002,male,y"]);
        Assert.Equal(without, Run(work));
        work.Extracts.Write("characteristics.csv", "offender_id,sex,ethnicity", ["SYNTHETIC-002,female,x", "SYNTHETIC-001,male,y"]);
        Assert.Equal(without, Run(work));
        work.Extracts.Write("characteristics.csv", [0xFF, 0x00]);
        Assert.Equal(without, Run(work));
    }

    private static SortedDictionary<string, string> Run(Workspace work, params string[] more)
    {
        if (Directory.Exists(work.Out)) work.DeleteOut();
        work.Rank(more).IsDone();
        work.AssertWhole();
        return work.Hashes();
    }
}
