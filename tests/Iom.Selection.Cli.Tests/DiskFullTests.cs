namespace Iom.Selection.Cli.Tests;

[Trait("Category", "Slow")]
public class DiskFullTests
{
    [TheoryWith(Needed.SmallFileSystem)]
    [InlineData(16)]
    [InlineData(100)]
    public void A_full_disk_is_3_and_leaves_nothing(int kibibytes)
    {
        using var work = Large();
        Assert.Equal(0, Tool.Other("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={kibibytes}k"), "tmpfs", work.Outputs));
        try
        {
            Tool.RunProcess(work.RankArgs()).IsRefused(3, "output");
            work.AssertNothingWritten();
        }
        finally
        {
            Assert.Equal(0, Tool.Other("umount", work.Outputs));
        }
    }

    [TheoryWith(Needed.FileLimit)]
    [InlineData(4)]
    [InlineData(100)]
    public void A_file_that_may_not_grow_is_3_and_leaves_nothing(int kibibytes)
    {
        using var work = Large();
        Tool.RunWithFileLimit(kibibytes, work.RankArgs()).IsRefused(3, "output");
        work.AssertNothingWritten();
    }

    // Its ranking.csv is larger than any of the limits.
    private static Workspace Large()
    {
        var work = new Workspace();
        work.Extracts.Grow(people: 3_000, offences: 6_000);
        return work;
    }
}
