
namespace Iom.Selection.Cli.Tests;

public class SampleTests
{
    private static readonly string[] Elsewhere = ["TZ", "LANG", "LC_ALL"];

    [Fact]
    public void The_sample_beside_the_README_is_what_the_tool_writes()
    {
        using var work = new Workspace();
        var outcome = Tool.RunProcess(Args(work, "--offenders", "300", "--seed", "1"), Elsewhere.ToDictionary(name => name, _ => "tr_TR.UTF-8")).IsDone();
        Assert.Contains("about nobody", outcome.Out, StringComparison.Ordinal);
        var kept = Path.Combine(Workspace.Repository, "samples", "extracts");
        Assert.Equal(Names(kept), Names(work.Out));
        foreach (var name in Names(kept)) Assert.True(File.ReadAllBytes(Path.Combine(kept, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(work.Out, name))), name);
        Assert.Equal([work.Out], Directory.GetFileSystemEntries(work.Outputs));
    }

    [Fact]
    public void Quiet_prints_nothing_and_a_folder_that_exists_is_3()
    {
        using var work = new Workspace();
        Assert.Equal("", Tool.Run(Args(work, "--offenders", "3", "--seed", "1", "--as-of", "2024-02-29", "--no-difference", "--quiet")).IsDone().Out);
        var before = work.Hashes();
        Tool.Run(Args(work, "--offenders", "4", "--seed", "1")).IsRefused(3, "exists");
        Assert.Equal(before, work.Hashes());
    }

    [Theory]
    [InlineData("--offenders", "0", "--seed", "1")]
    [InlineData("--offenders", "10000001", "--seed", "1")]
    [InlineData("--offenders", "3", "--seed", "-1")]
    [InlineData("--offenders", "3")]
    [InlineData("--seed", "3")]
    [InlineData("--offenders", "3", "--seed", "1", "--as-of", "2009-12-31")]
    [InlineData("--offenders", "3", "--seed", "1", "--as-of", "31/12/2026")]
    [InlineData("--offenders", "3", "--seed", "1", "--as-of", "0001-01-01")]
    public void A_command_line_that_is_wrong_is_2(params string[] args)
    {
        using var work = new Workspace();
        Tool.Run(Args(work, args)).IsRefused(2, "--");
        work.AssertNothingWritten();
    }

    [FactWith(Needed.Linux)]
    [Trait("Category", "Slow")]
    public void Stopped_half_way_is_130_with_one_line_and_no_output()
    {
        using var work = new Workspace();
        using var run = Tool.Begin(Args(work, "--offenders", "2000000", "--seed", "1"));
        Assert.True(run.WaitFor(() => run.HasOpen("offences.csv")));
        run.Signal("INT");
        Assert.Equal("", run.End().IsRefused(130, "nothing was written").Out);
        work.AssertNothingWritten();
    }

    private static string[] Args(Workspace work, params string[] more) => ["sample", "--out", work.Out, .. more];

    private static string[] Names(string folder) => [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
