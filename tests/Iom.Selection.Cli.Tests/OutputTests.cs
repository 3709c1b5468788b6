using System.Text.Json;

namespace Iom.Selection.Cli.Tests;

public class OutputTests
{
    [Fact]
    public void A_folder_that_exists_is_refused_and_left_as_it_is()
    {
        using var work = new Workspace();
        Directory.CreateDirectory(work.Out);
        work.Rank().IsRefused(3, "exists", "--overwrite");
        Assert.Empty(Directory.GetFileSystemEntries(work.Out));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_in_its_place_is_refused_and_left_as_it_is(bool overwrite)
    {
        using var work = new Workspace();
        File.WriteAllText(work.Out, "kept");
        work.Rank(overwrite ? ["--overwrite"] : []).IsRefused(3, "file");
        Assert.Equal("kept", File.ReadAllText(work.Out));
        Assert.Single(Directory.GetFileSystemEntries(work.Outputs));
    }

    [Theory]
    [InlineData("extracts/offences.csv/run")]
    [InlineData("extracts/offences.csv/below/run")]
    [InlineData("/proc/run")]
    [InlineData("/proc/below/run")]
    [InlineData("/dev/null/run")]
    public void A_place_that_cannot_be_written_is_refused(string place)
    {
        if (place.StartsWith('/') && !OperatingSystem.IsLinux()) return;
        using var work = new Workspace();
        work.RankWith("--out", work.PathOf(place)).IsRefused(3, "output");
        Assert.Equal(["extracts", "outputs"], Directory.GetFileSystemEntries(work.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_root_is_refused()
    {
        using var work = new Workspace();
        work.RankWith("--out", Path.GetPathRoot(work.Root)!).IsRefused(3);
        Tool.Run([.. work.RankArgsWith("--out", Path.GetPathRoot(work.Root)!), "--overwrite"]).IsRefused(3);
    }

    [Fact]
    public void A_folder_below_folders_that_do_not_exist_is_made()
    {
        using var work = new Workspace();
        var folder = Path.Combine(work.Outputs, "a", "b", "run");
        work.RankWith("--out", folder + Path.DirectorySeparatorChar).IsDone();
        RunFolder.AssertWhole(folder);
    }

    [Fact]
    public void Overwrite_replaces_a_run_and_nothing_of_the_old_one_is_left()
    {
        using var work = new Workspace();
        work.Rank().IsDone();
        var before = work.Hashes();
        Tool.Run([.. work.RankArgsWith("--capacity", "9"), "--overwrite"]).IsDone();
        work.AssertWhole();
        Assert.NotEqual(before["run.json"], work.Hashes()["run.json"]);
    }

    [Fact]
    public void Overwrite_does_not_touch_a_folder_that_holds_more_than_a_run()
    {
        using var work = new Workspace();
        work.Rank().IsDone();
        var minutes = Path.Combine(work.Out, "minutes.txt");
        File.WriteAllText(minutes, "somebody's own");
        work.Rank("--overwrite").IsRefused(3, "other files besides a run");
        Assert.True(File.Exists(minutes));
    }

    [Fact]
    public void Overwrite_of_nothing_writes()
    {
        using var work = new Workspace();
        work.Rank("--overwrite").IsDone();
        work.AssertWhole();
    }

    [Fact]
    public void A_run_that_fails_leaves_the_one_it_was_to_replace()
    {
        using var work = new Workspace();
        work.Rank().IsDone();
        var before = work.Hashes();
        work.Extracts.Delete("offences.csv");
        work.Rank("--overwrite").IsRefused(3, "offences.csv");
        work.AssertWhole();
        Assert.Equal(before, work.Hashes());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{ \"tool\": 5 }")]
    [InlineData("{ \"tool\": null }")]
    [InlineData("{ \"tool\": { \"tool\": \"iom\" } }")]
    [InlineData("{ \"tool\": \"terraform\" }")]
    [InlineData("{ \"tool\": \"iom\"")]
    public void Overwrite_leaves_a_folder_that_is_no_run(string? manifest)
    {
        using var work = new Workspace();
        Directory.CreateDirectory(work.Out);
        File.WriteAllText(Path.Combine(work.Out, "precious.txt"), "kept");
        if (manifest is not null) File.WriteAllText(Path.Combine(work.Out, "run.json"), manifest);
        work.Rank("--overwrite").IsRefused(3, "does not hold a run");
        Assert.Equal("kept", File.ReadAllText(Path.Combine(work.Out, "precious.txt")));
        Assert.Single(Directory.GetFileSystemEntries(work.Outputs));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_refused_and_left()
    {
        if (OperatingSystem.IsWindows()) return;
        using var work = new Workspace();
        File.CreateSymbolicLink(work.Out, work.PathOf("nowhere"));
        work.Rank("--overwrite").IsRefused(3);
        Assert.NotNull(new FileInfo(work.Out).LinkTarget);
        Assert.False(Path.Exists(work.PathOf("nowhere")));
        Assert.Single(Directory.GetFileSystemEntries(work.Outputs));
    }

    [Fact]
    public void A_link_to_a_folder_is_refused_and_to_a_run_replaced_without_harm_to_what_it_led_to()
    {
        if (OperatingSystem.IsWindows()) return;
        using var work = new Workspace();
        work.Rank().IsDone();
        var before = work.Hashes();
        Directory.Move(work.Out, work.PathOf("real"));
        File.CreateSymbolicLink(work.Out, work.PathOf("real"));
        work.Rank().IsRefused(3, "exists");

        Tool.Run([.. work.RankArgsWith("--capacity", "9"), "--overwrite"]).IsDone();
        work.AssertWhole();
        Assert.NotEqual(before, work.Hashes());
        Directory.Delete(work.Out, recursive: true);
        Directory.Move(work.PathOf("real"), work.Out);
        Assert.Equal(before, work.Hashes());
    }

    [Fact]
    public void A_parent_that_is_a_link_is_followed()
    {
        if (OperatingSystem.IsWindows()) return;
        using var work = new Workspace();
        File.CreateSymbolicLink(work.PathOf("link"), work.Outputs);
        work.RankWith("--out", Path.Combine(work.PathOf("link"), "run")).IsDone();
        work.AssertWhole();
    }

    [Fact]
    public void The_log_gets_one_line_a_run_without_ids()
    {
        using var work = new Workspace();
        var log = work.PathOf("log.jsonl");
        work.Rank("--log", log).IsDone();
        work.Rank("--log", log, "--overwrite").IsDone();
        var lines = File.ReadAllText(log).Split('\n');
        Assert.Equal(["", ""], [lines[2], string.Join("", lines[3..])]);
        foreach (var line in lines[..2])
        {
            Assert.DoesNotContain("SYNTHETIC", line, StringComparison.OrdinalIgnoreCase);
            using var json = JsonDocument.Parse(line);
            Assert.Equal(
                ["when", "who", "command", "toolVersion", "asOf", "policySha256", "catalogueSha256", "runSha256"],
                json.RootElement.EnumerateObject().Select(property => property.Name));
            Assert.Equal(work.Hashes()["run.json"], json.RootElement.GetProperty("runSha256").GetString());
        }
    }

    [Theory]
    [InlineData("none/log.jsonl")]
    [InlineData("extracts")]
    [InlineData("/dev/full")]
    public void A_log_that_cannot_be_written_stops_the_run(string log)
    {
        if (log.StartsWith('/') && !OperatingSystem.IsLinux()) return;
        using var work = new Workspace();
        work.Rank("--log", work.PathOf(log)).IsRefused(3, "log");
        work.AssertNothingWritten();
    }
}
