using System.Runtime.Versioning;
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
    [InlineDataWith(Needed.Linux, "/proc/run")]
    [InlineDataWith(Needed.Linux, "/proc/below/run")]
    [InlineDataWith(Needed.Linux, "/dev/null/run")]
    public void A_place_that_cannot_be_written_is_refused(string place)
    {
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

    [FactWith(Needed.Unix)]
    public void A_link_that_leads_nowhere_is_refused_and_left()
    {
        using var work = new Workspace();
        File.CreateSymbolicLink(work.Out, work.PathOf("nowhere"));
        work.Rank("--overwrite").IsRefused(3);
        Assert.NotNull(new FileInfo(work.Out).LinkTarget);
        Assert.False(Path.Exists(work.PathOf("nowhere")));
        Assert.Single(Directory.GetFileSystemEntries(work.Outputs));
    }

    [FactWith(Needed.Unix)]
    public void A_link_is_refused_for_what_it_led_to_would_stay_as_it_was()
    {
        using var work = new Workspace();
        work.Rank().IsDone();
        var before = work.Hashes();
        Directory.Move(work.Out, work.PathOf("real"));
        File.CreateSymbolicLink(work.Out, work.PathOf("real"));
        work.Rank().IsRefused(3, "exists");
        work.Rank("--overwrite").IsRefused(3, "a link");
        Assert.Equal(work.PathOf("real"), new FileInfo(work.Out).LinkTarget);
        Assert.Equal(before, work.Hashes());
    }

    [FactWith(Needed.Unix)]
    [UnsupportedOSPlatform("windows")]
    public void An_output_is_the_users_alone_and_replacing_it_never_opens_it()
    {
        const UnixFileMode ownFile = UnixFileMode.UserRead | UnixFileMode.UserWrite, ownFolder = ownFile | UnixFileMode.UserExecute;
        using var work = new Workspace();
        var log = work.PathOf("log.jsonl");
        work.Rank("--log", log).IsDone();
        AssertOwn();
        Assert.DoesNotContain("others", work.Rank("--overwrite", "--log", log).IsDone().Out, StringComparison.Ordinal);
        AssertOwn();
        File.SetUnixFileMode(work.Out, ownFolder | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        Assert.Contains("rights 750", work.Rank("--overwrite").IsDone().Out, StringComparison.Ordinal);
        AssertOwn();
        File.SetUnixFileMode(log, ownFile | UnixFileMode.OtherRead);
        Assert.Contains("The log can be read or changed by others", work.Rank("--overwrite", "--log", log).IsDone().Out, StringComparison.Ordinal);
        // A folder above that is not there yet is made as closed.
        work.RankWith("--out", Path.Combine(work.Outputs, "above", "run")).IsDone();
        Assert.Equal(ownFolder, File.GetUnixFileMode(Path.Combine(work.Outputs, "above")));

        void AssertOwn()
        {
            Assert.Equal((ownFolder, ownFile), (File.GetUnixFileMode(work.Out), File.GetUnixFileMode(log)));
            foreach (var file in Directory.GetFiles(work.Out)) Assert.Equal(ownFile, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void What_an_interrupted_run_left_is_cleared_by_the_next_one_of_the_place_and_no_other_folder_is()
    {
        using var work = new Workspace();
        work.Rank().IsDone();
        Directory.Move(work.Out, Path.Combine(work.Outputs, ".run.abcdefgh.ij2"));
        // Of another place; with somebody's file; of no random name; and a link of such a name.
        foreach (var other in new[] { ".other.abcdefgh.ij2", ".run.abcdefgh.ij3", ".run.notes" }) Directory.CreateDirectory(Path.Combine(work.Outputs, other));
        File.WriteAllText(Path.Combine(work.Outputs, ".run.abcdefgh.ij3", "minutes.txt"), "somebody's own");
        var outcome = work.Rank().IsDone();
        Assert.Equal([".other.abcdefgh.ij2", ".run.abcdefgh.ij3", ".run.notes", "run"], Directory.GetFileSystemEntries(work.Outputs).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("1 folder that an interrupted run had left was cleared away", outcome.Out, StringComparison.Ordinal);
        Assert.Contains(".run.abcdefgh.ij3", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_killed_between_two_renames_is_put_back_by_the_next_one(bool isNewWhole)
    {
        using var work = new Workspace();
        work.RankWith("--capacity", "9").IsDone();
        var before = work.Hashes();
        var (aside, made) = (Path.Combine(work.Outputs, ".run.abcdefgh.ij2.old"), Path.Combine(work.Outputs, ".run.abcdefgh.ij2"));
        Directory.Move(work.Out, aside);
        work.Rank().IsRefused(3, "exists");
        Assert.Equal(before, work.Hashes());
        work.AssertWhole();

        Directory.Move(work.Out, aside);
        if (isNewWhole)
        {
            work.Rank().IsRefused(3, "exists");
            Directory.Move(work.Out, aside);
            Tool.Run([.. work.RankArgsWith("--out", work.PathOf("new"))]).IsDone();
            Directory.Move(work.PathOf("new"), made);
        }
        else
        {
            Directory.CreateDirectory(made);
            File.WriteAllText(Path.Combine(made, "ranking.csv"), "half");
        }
        work.Rank().IsRefused(3, "exists");
        if (isNewWhole) Assert.NotEqual(before, work.Hashes());
        else Assert.Equal(before, work.Hashes());
        work.Rank("--overwrite").IsDone();
        work.AssertWhole();
    }

    [FactWith(Needed.Strace)]
    public void Where_two_folders_cannot_change_names_in_one_step_a_run_is_replaced_in_two()
    {
        using var work = new Workspace();
        work.RankWith("--capacity", "9").IsDone();
        var before = work.Hashes();
        Strace.Run(["-e", "inject=renameat2:error=EINVAL"], work.RankArgs("--overwrite")).IsDone();
        work.AssertWhole();
        Assert.NotEqual(before, work.Hashes());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Twenty_runs_at_once_write_twenty_lines_to_one_log()
    {
        using var work = new Workspace();
        var log = work.PathOf("log.jsonl");
        var running = Enumerable.Range(1, 20).Select(i => Tool.Begin([.. work.RankArgsWith("--out", Path.Combine(work.Outputs, FormattableString.Invariant($"run-{i}"))), "--log", log, "--threads", "1", "--quiet", "--no-report"])).ToArray();
        foreach (var run in running)
        {
            using (run) run.End().IsDone();
        }
        var lines = File.ReadAllLines(log);
        Assert.Equal(20, lines.Length);
        foreach (var line in lines) JsonDocument.Parse(line).Dispose();
    }

    [FactWith(Needed.Strace)]
    [Trait("Category", "Slow")]
    public void Twenty_runs_at_once_whose_log_gets_no_lock_leave_the_log_as_it_was_and_nothing_else()
    {
        using var work = new Workspace();
        var log = work.PathOf("log.jsonl");
        Tool.Run([.. work.RankArgsWith("--out", Path.Combine(work.Outputs, "first")), "--log", log, "--quiet", "--no-report"]).IsDone();
        var before = File.ReadAllBytes(log);
        var running = Enumerable.Range(1, 20).Select(i => Strace.Begin(["-e", "inject=flock:error=ENOLCK"], [.. work.RankArgsWith("--out", Path.Combine(work.Outputs, FormattableString.Invariant($"run-{i}"))), "--log", log, "--quiet", "--no-report"])).ToArray();
        foreach (var run in running)
        {
            using (run) run.End().IsRefused(3, "no locks");
        }
        Assert.Equal(before, File.ReadAllBytes(log));
        Assert.Equal(["first"], Directory.GetFileSystemEntries(work.Outputs).Select(Path.GetFileName));
    }

    [FactWith(Needed.Strace)]
    public void A_run_whose_log_gets_no_lock_is_refused_before_any_work()
    {
        using var work = new Workspace();
        Strace.Run(["-e", "inject=flock:error=ENOSYS"], work.RankArgs("--log", work.PathOf("log.jsonl"))).IsRefused(3, "no locks");
        work.AssertNothingWritten();
        // Without a log it needs none.
        Strace.Run(["-e", "inject=flock:error=ENOSYS"], work.RankArgs()).IsDone();
        work.AssertWhole();
    }

    [Fact]
    public void A_line_that_somebody_left_unfinished_stays_and_the_next_is_on_its_own()
    {
        using var work = new Workspace();
        var log = work.File("log.jsonl", "{\"when\":\"2026");
        work.Rank("--log", log).IsDone();
        Assert.Equal("{\"when\":\"2026", File.ReadAllLines(log)[0]);
        Assert.Equal(2, File.ReadAllLines(log).Length);
    }

    [Fact]
    public void What_stays_of_a_run_names_no_file_that_was_not_read_and_no_column_that_was_ignored()
    {
        using var work = new Workspace();
        const string canary = "CANARY-JANE-DOE";
        File.WriteAllText(Path.Combine(work.Extracts.Path, $"{canary}.csv"), "x");
        var path = Path.Combine(work.Extracts.Path, "offences.csv");
        File.WriteAllLines(path, File.ReadAllLines(path).Select((line, i) => line + (i == 0 ? $",{canary}" : ",")));
        var outcome = work.Rank().IsDone();
        var manifest = File.ReadAllText(Path.Combine(work.Out, "run.json"));
        Assert.DoesNotContain(canary, manifest, StringComparison.Ordinal);
        Assert.Contains("\"unreadFileCount\": 1", manifest, StringComparison.Ordinal);
        Assert.Contains("\"ignoredColumnCount\": 1", manifest, StringComparison.Ordinal);
        // Whoever made the run is told.
        Assert.Contains(canary, outcome.Out, StringComparison.Ordinal);
        // And no hash of a file whose rows could be guessed.
        foreach (var file in Directory.GetFiles(work.Out).Concat(Directory.GetFiles(work.Extracts.Path)).Where(file => Path.GetFileName(file) != "run.json"))
            Assert.DoesNotContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))), manifest, StringComparison.Ordinal);
    }

    [FactWith(Needed.Unix)]
    public void A_parent_that_is_a_link_is_followed()
    {
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
    [InlineDataWith(Needed.Linux, "/dev/full")]
    public void A_log_that_cannot_be_written_stops_the_run(string log)
    {
        using var work = new Workspace();
        work.Rank("--log", work.PathOf(log)).IsRefused(3, "log");
        work.AssertNothingWritten();
    }
}
