using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Iom.Selection.Cli.Tests;

public class PurgeTests
{
    private const string Header = "offender_id,recommendation,decision,reason,by,role,agency,date,grounds";

    // The reference policy keeps runs 24 months and decisions 72.
    private static readonly string[] Dates = ["2025-06-15", "2025-06-16", "2025-12-01"];

    [Fact]
    public void Runs_of_the_very_day_and_before_lose_all_but_their_manifests_later_ones_nothing()
    {
        using var work = WithRuns();
        var before = Files(work);
        var outcome = Purge(work, "2027-06-15").IsDone();
        Assert.StartsWith("Runs up to 2025-06-15: 2 purged, ", outcome.Out, StringComparison.Ordinal);
        var after = Files(work);
        Assert.Equal(["run.json"], Directory.GetFileSystemEntries(Run(work, "rank-2025-06-15")).Select(Path.GetFileName));
        Assert.Equal(["run.json"], Directory.GetFileSystemEntries(Run(work, "review-2025-06-15")).Select(Path.GetFileName));
        // What stays is as it was, to the byte.
        foreach (var (name, hash) in after.Where(file => !file.Key.StartsWith("purge-", StringComparison.Ordinal))) Assert.Equal(before[name], hash);
        Assert.Equal(before.Keys.Where(name => name.EndsWith("run.json", StringComparison.Ordinal) || !name.Contains("2025-06-15", StringComparison.Ordinal)).Append("purge-2027-06-15.json").Order(StringComparer.Ordinal), after.Keys);

        // A day later the next.
        Assert.StartsWith("Runs up to 2025-06-16: 2 purged, ", Purge(work, "2027-06-16").IsDone().Out, StringComparison.Ordinal);
        Assert.Equal(["run.json"], Directory.GetFileSystemEntries(Run(work, "rank-2025-06-16")).Select(Path.GetFileName));
        Assert.Equal(Workspace.RunFiles, Directory.GetFileSystemEntries(Run(work, "rank-2025-12-01")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_proof_names_what_went_and_holds_no_id_and_no_hash_of_one()
    {
        using var work = WithRuns();
        var kept = Hash(File.ReadAllBytes(Path.Combine(Run(work, "review-2025-06-15"), "run.json")));
        RecordDecisions(work);
        var outcome = Purge(work, "2027-06-15", "--decisions", Log(work)).IsDone();
        var bytes = File.ReadAllBytes(Path.Combine(Runs(work), "purge-2027-06-15.json"));
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains(Hash(bytes), outcome.Out, StringComparison.Ordinal);

        using var json = JsonDocument.Parse(bytes);
        var root = json.RootElement;
        Assert.Equal(("iom", "purge", "2027-06-15", "2025-06-15", "2021-06-15"), (Text("tool"), Text("kind"), Text("before"), Text("runsUpTo"), Text("decisionsUpTo")));
        Assert.Equal(Hash(File.ReadAllBytes(Workspace.ReferencePolicy)), root.GetProperty("policy").GetProperty("sha256").GetString());
        var runs = root.GetProperty("runs").EnumerateArray().ToArray();
        Assert.Equal(["rank", "review"], runs.Select(run => run.GetProperty("kind").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(runs, run => Assert.Equal(0, run.GetProperty("filesLeft").GetInt32()));
        var review = runs.Single(run => run.GetProperty("kind").GetString() == "review");
        Assert.Equal(kept, review.GetProperty("runSha256").GetString());
        Assert.Equal(Workspace.ReviewFiles.Where(name => name != "run.json"), review.GetProperty("filesGone").EnumerateArray().Select(file => file.GetString()));
        Assert.Equal((1, 2), (root.GetProperty("decisionsGone").GetInt32(), root.GetProperty("decisionsLeft").GetInt32()));

        var ids = Enumerable.Range(1, ExtractsFolder.OffenderCount).Select(ExtractsFolder.Id).Append(Outcome.Secret).ToArray();
        foreach (var id in ids) AssertNoTrace(text, id);
        // Nor in what stays of the runs, nor, of the one who is gone, in the log.
        foreach (var run in new[] { "rank-2025-06-15", "review-2025-06-15" })
        {
            foreach (var id in ids) AssertNoTrace(File.ReadAllText(Path.Combine(Run(work, run), "run.json")), id);
        }
        AssertNoTrace(File.ReadAllText(Log(work)), Outcome.Secret);

        string? Text(string name) => root.GetProperty(name).GetString();
    }

    [Fact]
    public void Decisions_of_the_very_day_and_before_are_emptied_and_the_chain_stands_with_its_old_head()
    {
        using var work = WithRuns();
        RecordDecisions(work);
        var head = Head(Tool.Run("decisions", "verify", "--log", Log(work)).IsDone());
        // Of 2021-06-15, 2021-06-16 and 2025-12-01.
        Assert.Contains("Decisions up to 2021-06-14: 0 purged", Purge(work, "2027-06-14", "--decisions", Log(work)).IsDone().Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\"payload\":null", File.ReadAllText(Log(work)), StringComparison.Ordinal);
        var outcome = Purge(work, "2027-06-15", "--decisions", Log(work)).IsDone();
        Assert.Contains("Decisions up to 2021-06-15: 1 purged", outcome.Out, StringComparison.Ordinal);

        var lines = File.ReadAllLines(Log(work));
        Assert.Equal(4, lines.Length);
        Assert.EndsWith("\"payload\":null}", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"purged\":[1]", lines[3], StringComparison.Ordinal);
        var verified = Tool.Run("decisions", "verify", "--log", Log(work), "--head", head).IsDone();
        Assert.Contains("entry 3. Entries since: 1", verified.Out, StringComparison.Ordinal);
        Assert.Contains("decisions: 2; purged under retention rules: 1", verified.Out, StringComparison.Ordinal);
        Assert.Equal(Head(verified), Head(outcome));
        Assert.Contains("1 more was purged under the retention rules", Tool.Run("decisions", "report", "--log", Log(work)).IsDone().Out, StringComparison.Ordinal);

        // Somebody who empties an entry by hand is found.
        File.WriteAllText(Log(work), File.ReadAllText(Log(work)).Replace(lines[1], lines[1][..(lines[1].IndexOf("\"payload\":", StringComparison.Ordinal) + 10)] + "null}", StringComparison.Ordinal));
        Tool.Run("decisions", "verify", "--log", Log(work)).IsRefused(3, "line 2");
    }

    [Fact]
    public void Without_the_log_decisions_are_left_alone_and_it_is_said()
    {
        using var work = WithRuns();
        RecordDecisions(work);
        var log = File.ReadAllBytes(Log(work));
        Assert.Contains("no log was given", Purge(work, "2040-01-15").IsDone().Out, StringComparison.Ordinal);
        Assert.Equal(log, File.ReadAllBytes(Log(work)));
    }

    [Fact]
    public void A_second_time_nothing_has_to_go_and_nothing_is_written()
    {
        using var work = WithRuns();
        RecordDecisions(work);
        Purge(work, "2027-06-15", "--decisions", Log(work)).IsDone();
        var (files, log) = (Files(work), File.ReadAllBytes(Log(work)));
        Assert.Contains("Nothing had to be deleted", Purge(work, "2027-06-15", "--decisions", Log(work)).IsDone().Out, StringComparison.Ordinal);
        Assert.Equal(files, Files(work));
        Assert.Equal(log, File.ReadAllBytes(Log(work)));

        // On the same day with another run: a proof of its own.
        Review(work, "late", "2025-05-01");
        Purge(work, "2027-06-15").IsDone();
        Assert.Equal(["purge-2027-06-15-2.json", "purge-2027-06-15.json"], Directory.GetFiles(Runs(work), "purge-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_that_is_not_of_this_tool_stops_the_purge_before_anything_goes()
    {
        using var work = WithRuns();
        RecordDecisions(work);
        File.WriteAllText(Path.Combine(Run(work, "rank-2025-06-15"), $"{Outcome.Secret}.docx"), "minutes");
        var (files, log) = (Files(work), File.ReadAllBytes(Log(work)));
        Purge(work, "2027-06-15", "--decisions", Log(work)).IsRefused(3, "2025-06-15", "other files too");
        Assert.Equal(files, Files(work));
        Assert.Equal(log, File.ReadAllBytes(Log(work)));
    }

    [Fact]
    public void Folders_and_files_beside_the_runs_are_left_and_a_folder_without_a_manifest_is_told_of()
    {
        using var work = WithRuns();
        Directory.CreateDirectory(Run(work, "notes"));
        File.WriteAllText(Path.Combine(Run(work, "notes"), "ranking.csv"), "mine");
        File.WriteAllText(Path.Combine(Runs(work), "ranking.csv"), "mine");
        var outcome = Purge(work, "2027-06-15").IsDone();
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Run(work, "notes"), "ranking.csv")));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Runs(work), "ranking.csv")));
        // As one is that a killed run left: nobody knows of which day it is.
        Assert.Contains("1 folder holds no run and was kept", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_made_from_old_runs_goes_with_them()
    {
        using var work = WithRuns();
        Tool.Run("compare", "--before", Run(work, "rank-2025-06-15"), "--after", Run(work, "rank-2025-06-16"), "--out", Run(work, "compared")).IsDone();
        Purge(work, "2027-06-15").IsDone();
        Assert.True(File.Exists(Path.Combine(Run(work, "compared"), "compare.csv")));
        Purge(work, "2027-06-16").IsDone();
        Assert.Equal(["run.json"], Directory.GetFileSystemEntries(Run(work, "compared")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_purged_run_is_no_earlier_run_any_more_and_says_so()
    {
        using var work = WithRuns();
        Purge(work, "2027-06-15").IsDone();
        work.Review("--earlier", Run(work, "rank-2025-06-15")).IsRefused(3, "ranking.csv");
    }

    [Fact]
    public void A_policy_without_retention_a_log_that_is_none_and_a_folder_that_is_none_are_3_and_nothing_goes()
    {
        using var work = WithRuns();
        var files = Files(work);
        Tool.Run("purge", "--runs", Runs(work), "--before", "2027-06-15", "--policy", Policies.Without(work, "retention")).IsRefused(3, "\"retention\"", "docs/policy.md");
        Tool.Run("purge", "--runs", Runs(work), "--before", "2027-06-15", "--policy", work.PathOf("none.json")).IsRefused(3, "policy");
        Purge(work, "2027-06-15", "--decisions", work.PathOf("none.jsonl")).IsRefused(3, "log of decisions");
        Purge(work, "2027-06-15", "--decisions", work.File("odd.jsonl", Outcome.Secret + "\n")).IsRefused(3, "line 1");
        Tool.Run("purge", "--runs", work.PathOf("none"), "--before", "2027-06-15", "--policy", Workspace.ReferencePolicy).IsRefused(3, "folder of runs");
        File.WriteAllText(Path.Combine(Run(work, "rank-2025-12-01"), "run.json"), $"{{ \"tool\": \"{Outcome.Secret}\" }}");
        Purge(work, "2027-06-15").IsRefused(3, "run.json");
        File.WriteAllBytes(Path.Combine(Run(work, "rank-2025-12-01"), "run.json"), []);
        Purge(work, "2027-06-15").IsRefused(3, "run.json");
        Assert.Equal(files.Where(file => file.Key != "rank-2025-12-01/run.json"), Files(work).Where(file => file.Key != "rank-2025-12-01/run.json"));
    }

    [Theory]
    [InlineData("purge")]
    [InlineData("purge --runs x --before 2027-06-15")]
    [InlineData("purge --runs x --policy y")]
    [InlineData("purge --before 2027-06-15 --policy y")]
    [InlineData("purge --runs x --before yesterday --policy y")]
    [InlineData("purge --runs x --before 2027-06-15 --policy y --force")]
    public void A_wrong_command_line_is_2(string line) => Tool.Run(line.Split(' ')).IsRefused(2);

    [Fact]
    public void Where_the_proof_cannot_be_written_nothing_goes()
    {
        if (OperatingSystem.IsWindows()) return;
        using var work = WithRuns();
        RecordDecisions(work);
        var (files, log) = (Files(work), File.ReadAllBytes(Log(work)));
        // A limit of 0 KiB: as on a disk without room. Deleting would still work.
        Tool.RunWithFileLimit(0, "purge", "--runs", Runs(work), "--before", "2027-06-15", "--policy", Workspace.ReferencePolicy).IsRefused(3, "proof");
        Assert.Equal(files, Files(work));
        Assert.Equal(log, File.ReadAllBytes(Log(work)));
    }

    private static Workspace WithRuns()
    {
        var work = Cohort.Workspace();
        Directory.CreateDirectory(Runs(work));
        foreach (var date in Dates) Tool.Run([.. work.RankArgs()[..5], "--as-of", date, "--capacity", "3", "--out", Run(work, $"rank-{date}")]).IsDone();
        foreach (var date in Dates[..2]) Review(work, $"review-{date}", date);
        return work;
    }

    private static void Review(Workspace work, string name, string date) =>
        Tool.Run([.. work.ReviewArgs()[..5], "--as-of", date, "--capacity", "3", "--out", Run(work, name)]).IsDone();

    private static void RecordDecisions(Workspace work) => Tool.Run("decisions", "record", "--unchecked", "--log", Log(work), "--from", work.File("list.csv", string.Join("\r\n",
    [
        Header, $"{Outcome.Secret},retain,retain,{Outcome.Secret},{Outcome.Secret},chair,police,2021-06-15,", $"{Cohort.New},retain,retain,,A Chair,chair,police,2021-06-16,",
        $"{Cohort.Offending},retain,retain,,A Chair,chair,police,2025-12-01,",
    ]) + "\r\n")).IsDone();

    private static Outcome Purge(Workspace work, string before, params string[] more) =>
        Tool.Run(["purge", "--runs", Runs(work), "--before", before, "--policy", Workspace.ReferencePolicy, .. more]);

    private static void AssertNoTrace(string text, string id)
    {
        Assert.DoesNotContain(id, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Hash(Encoding.UTF8.GetBytes(id)), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(id))), text, StringComparison.Ordinal);
    }

    private static SortedDictionary<string, string> Files(Workspace work) => new(
        Directory.GetFiles(Runs(work), "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(Runs(work), path).Replace('\\', '/'), path => Hash(File.ReadAllBytes(path))), StringComparer.Ordinal);

    private static string Runs(Workspace work) => work.PathOf("runs");

    private static string Run(Workspace work, string name) => Path.Combine(Runs(work), name);

    private static string Log(Workspace work) => work.PathOf("decisions.jsonl");

    private static string Head(Outcome outcome) => outcome.Out.TrimEnd().Split('\n', ' ')[^1].Trim();

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
