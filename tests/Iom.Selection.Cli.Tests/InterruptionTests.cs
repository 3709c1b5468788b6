
namespace Iom.Selection.Cli.Tests;

[Trait("Category", "Slow")]
public class InterruptionTests
{
    private const int People = 10_000;
    private const int Offences = 300_000;

    [TheoryWith(Needed.Linux)]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Stopped_half_way_is_130_with_one_line_and_no_output(string signal)
    {
        for (var offences = Offences; ; offences *= 2)
        {
            using var work = new Workspace();
            work.Extracts.Grow(People, offences);
            using var run = Tool.Begin(work.RankArgs());
            if (run.WaitFor(() => run.HasOpen("offences.csv"))) run.Signal(signal);
            var outcome = run.End();
            if (outcome.ExitCode == 0 && offences < 8 * Offences) continue;
            Assert.Equal("", outcome.IsRefused(130, "nothing was written").Out);
            work.AssertNothingWritten();
            return;
        }
    }

    [FactWith(Needed.Linux)]
    public void Stopped_while_writing_it_is_130_without_output_or_done_with_all_of_it()
    {
        using var work = new Workspace();
        work.Extracts.Grow(People, People);
        using var run = Tool.Begin(work.RankArgs());
        if (run.WaitFor(() => Directory.GetFileSystemEntries(work.Outputs).Length > 0)) run.Signal("INT");
        var outcome = run.End();
        if (outcome.ExitCode == 0)
        {
            work.AssertWhole();
            return;
        }
        outcome.IsRefused(130, "nothing was written");
        work.AssertNothingWritten();
    }

    [FactWith(Needed.Linux)]
    public void Stopped_while_replacing_a_run_it_leaves_that_run()
    {
        using var work = new Workspace();
        work.Rank().IsDone();
        var before = work.Hashes();
        work.Extracts.Grow(People, Offences);
        using var run = Tool.Begin(work.RankArgs("--overwrite"));
        if (run.WaitFor(() => run.HasOpen("offences.csv"))) run.Signal("INT");
        run.End().IsRefused(130);
        work.AssertWhole();
        Assert.Equal(before, work.Hashes());
    }

    [FactWith(Needed.Linux)]
    public void Killed_at_any_moment_its_output_is_whole_or_absent_and_the_next_run_is_not_hindered()
    {
        using var work = new Workspace();
        work.Extracts.Grow(People, People);
        var random = new Random(7);
        var (whole, absent) = (0, 0);
        for (var i = 0; i < 6; i++)
        {
            using var run = Tool.Begin(work.RankArgs());
            // Three at some time of the run, three at some time of its writing.
            if (i % 2 == 0) Thread.Sleep(random.Next(50, 1_000));
            else if (run.WaitFor(() => Directory.GetFileSystemEntries(work.Outputs, ".*").Length > 0)) Thread.Sleep(random.Next(0, 150));
            run.Signal("KILL");
            run.End();
            if (Directory.Exists(work.Out))
            {
                whole++;
                RunFolder.AssertWhole(work.Out);
                work.DeleteOut();
            }
            else
            {
                absent++;
            }
            foreach (var left in Directory.GetFileSystemEntries(work.Outputs)) Directory.Delete(left, recursive: true);
        }
        Assert.Equal(6, whole + absent);
        Assert.NotEqual(0, absent);
        work.Rank().IsDone();
        work.AssertWhole();
    }
}
