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
        Tool.Run("purge", "--yes", "--runs", Runs(work), "--before", "2027-06-15", "--policy", Policies.Without(work, "retention")).IsRefused(3, "\"retention\"", "docs/policy.md");
        Tool.Run("purge", "--yes", "--runs", Runs(work), "--before", "2027-06-15", "--policy", work.PathOf("none.json")).IsRefused(3, "policy");
        Purge(work, "2027-06-15", "--decisions", work.PathOf("none.jsonl")).IsRefused(3, "log of decisions");
        Purge(work, "2027-06-15", "--decisions", work.File("odd.jsonl", Outcome.Secret + "\n")).IsRefused(3, "line 1");
        Tool.Run("purge", "--yes", "--runs", work.PathOf("none"), "--before", "2027-06-15", "--policy", Workspace.ReferencePolicy).IsRefused(3, "folder of runs");
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

    [FactWith(Needed.FileLimit)]
    public void Where_the_proof_cannot_be_written_nothing_goes()
    {
        using var work = WithRuns();
        RecordDecisions(work);
        var (files, log) = (Files(work), File.ReadAllBytes(Log(work)));
        // A limit of 0 KiB: as on a disk without room. Deleting would still work.
        Tool.RunWithFileLimit(0, "purge", "--yes", "--runs", Runs(work), "--before", "2027-06-15", "--policy", Workspace.ReferencePolicy).IsRefused(3, "proof");
        Assert.Equal(files, Files(work));
        Assert.Equal(log, File.ReadAllBytes(Log(work)));
    }

    [Theory]
    [InlineData("2020-01-01", false)]
    [InlineData("2999-12-31", true)]
    [InlineData("9999-12-31", true)]
    public void A_date_that_lies_in_the_future_needs_a_yes(string before, bool needsYes)
    {
        using var work = WithRuns();
        var files = Files(work);
        string[] args = ["purge", "--runs", Runs(work), "--before", before, "--policy", Workspace.ReferencePolicy];
        if (needsYes) Tool.Run(args).IsRefused(2, "future", "--yes");
        else Tool.Run(args).IsDone();
        Assert.Equal(files, Files(work));
        Tool.Run([.. args, "--yes"]).IsDone();
        Assert.Equal(needsYes, !files.SequenceEqual(Files(work)));
    }

    [Fact]
    public void That_most_of_the_runs_would_go_needs_a_yes()
    {
        using var work = WithRuns();
        // A policy that keeps runs for one month: of five, four are due on the first of January 2026.
        var policy = Policies.With(work, "short.json", policy => policy["retention"]!["runMonths"] = 1);
        string[] args = ["purge", "--runs", Runs(work), "--before", "2025-12-31", "--policy", policy];
        var files = Files(work);
        Tool.Run(args).IsRefused(2, "4 of 5", "--yes");
        Assert.Equal(files, Files(work));
        Tool.Run([.. args, "--yes"]).IsDone();
        // What is purged is not counted again.
        Tool.Run(args).IsDone();
    }

    [FactWith(Needed.Unix)]
    public void A_link_is_not_followed_and_is_told()
    {
        using var work = WithRuns();
        Directory.Move(Run(work, "rank-2025-06-15"), work.PathOf("elsewhere"));
        File.CreateSymbolicLink(Run(work, "linked"), work.PathOf("elsewhere"));
        Assert.Contains("1 link in the folder of runs was not followed", Purge(work, "2027-06-15").IsDone().Out, StringComparison.Ordinal);
        Assert.Equal(Workspace.RunFiles, Directory.GetFiles(work.PathOf("elsewhere")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        // A file of a run that is a link loses the link alone, and that is told too.
        File.WriteAllText(work.PathOf("mine.csv"), "mine");
        File.Delete(Path.Combine(Run(work, "rank-2025-06-16"), "cohort.csv"));
        File.CreateSymbolicLink(Path.Combine(Run(work, "rank-2025-06-16"), "cohort.csv"), work.PathOf("mine.csv"));
        Assert.Contains("1 file of the runs was a link", Purge(work, "2027-06-16").IsDone().Out, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(work.PathOf("mine.csv")));
    }

    [FactWith(Needed.Linux)]
    public void A_pipe_in_place_of_a_manifest_stops_the_purge_and_does_not_hang()
    {
        using var work = WithRuns();
        Directory.CreateDirectory(Run(work, "pipe"));
        Assert.Equal(0, Tool.Other("mkfifo", Path.Combine(Run(work, "pipe"), "run.json")));
        var files = Directory.GetFiles(Run(work, "rank-2025-06-15")).Length;
        Purge(work, "2027-06-15").IsRefused(3, "run.json");
        Assert.Equal(files, Directory.GetFiles(Run(work, "rank-2025-06-15")).Length);
    }

    [Fact]
    public void A_run_itself_is_no_folder_of_runs()
    {
        using var work = WithRuns();
        Tool.Run("purge", "--yes", "--runs", Run(work, "rank-2025-06-15"), "--before", "2027-06-15", "--policy", Workspace.ReferencePolicy).IsRefused(3, "is itself a run");
    }

    [Fact]
    public void A_run_dated_after_the_day_of_the_purge_stays_and_is_told()
    {
        using var work = WithRuns();
        var manifest = Path.Combine(Run(work, "rank-2025-06-15"), "run.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"asOf\": \"2025-06-15\"", "\"asOf\": \"2090-06-15\"", StringComparison.Ordinal));
        Assert.Contains("1 run is dated after 2027-06-15 and stays", Purge(work, "2027-06-15").IsDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_interrupted_runs_left_goes_and_is_counted_in_the_proof()
    {
        using var work = WithRuns();
        Directory.Move(Run(work, "rank-2025-12-01"), Run(work, ".gone.abcdefgh.ij2"));
        Directory.CreateDirectory(Run(work, ".notes"));
        Directory.CreateDirectory(Run(work, ".mine.abcdefgh.ij3"));
        File.WriteAllText(Path.Combine(Run(work, ".mine.abcdefgh.ij3"), "minutes.txt"), "mine");
        File.WriteAllText(Run(work, ".purge-2027-06-15.json.abcdefgh.ij2"), "{}");
        var outcome = Purge(work, "2027-06-15").IsDone();
        Assert.Contains("1 folder that an interrupted run had left was cleared away", outcome.Out, StringComparison.Ordinal);
        Assert.Contains(".mine.abcdefgh.ij3", outcome.Out, StringComparison.Ordinal);
        Assert.Equal([".mine.abcdefgh.ij3", ".notes"], Directory.GetFileSystemEntries(Runs(work), ".*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var proof = JsonDocument.Parse(File.ReadAllBytes(Run(work, "purge-2027-06-15.json")));
        Assert.Equal(1, proof.RootElement.GetProperty("leftoversGone").GetInt32());
    }

    [Fact]
    public void What_stays_of_a_purged_run_confirms_nobody()
    {
        using var work = WithRuns();
        // A file with one row, so that who is in it can be tried out.
        var run = Run(work, "rank-2025-06-15");
        var files = Directory.GetFiles(run).Where(file => Path.GetFileName(file) != "run.json").ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);
        Purge(work, "2027-06-15").IsDone();
        var left = File.ReadAllText(Path.Combine(run, "run.json"));
        foreach (var (_, bytes) in files) Assert.DoesNotContain(Hash(bytes), left, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(run, "run.key")));
        Assert.DoesNotContain(Encoding.ASCII.GetString(files["run.key"]).Trim(), left, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proof_is_verified_and_one_that_is_not_true_is_found()
    {
        using var work = WithRuns();
        RecordDecisions(work);
        Purge(work, "2027-06-15", "--decisions", Log(work)).IsDone();
        var proof = Run(work, "purge-2027-06-15.json");
        string[] verify = ["purge", "verify", "--proof", proof, "--runs", Runs(work)];
        Assert.Contains("2 runs and 1 decision are gone", Tool.Run([.. verify, "--decisions", Log(work), "--sha256", Hash(File.ReadAllBytes(proof))]).IsDone().Out, StringComparison.Ordinal);
        Assert.Contains("not checked", Tool.Run(verify).IsDone().Out, StringComparison.Ordinal);
        Tool.Run([.. verify, "--sha256", new string('0', 64)]).IsRefused(3, "minutes");
        Tool.Run("purge", "verify", "--proof", work.PathOf("none"), "--runs", Runs(work)).IsRefused(3, "proof");
        Tool.Run("purge", "verify", "--proof", Workspace.ReferencePolicy, "--runs", Runs(work)).IsRefused(3, "proof");
        Tool.Run("purge", "verify", "--proof", proof).IsRefused(2);

        File.WriteAllText(Path.Combine(Run(work, "rank-2025-06-15"), "cohort.csv"), "somebody");
        Tool.Run(verify).IsRefused(3, "not true", "2025-06-15");
        File.Delete(Path.Combine(Run(work, "rank-2025-06-15"), "cohort.csv"));
        File.WriteAllBytes(Log(work), [.. File.ReadAllBytes(Log(work)).TakeWhile(b => b != '\n'), (byte)'\n']);
        Tool.Run([.. verify, "--decisions", Log(work)]).IsRefused(3);
        File.Delete(Path.Combine(Run(work, "rank-2025-06-15"), "run.json"));
        Tool.Run(verify).IsRefused(3, "not true", "2025-06-15");
    }

    [Fact]
    public void A_purge_confirms_its_entry_in_the_log_by_seal_or_proof()
    {
        using var work = WithRuns();
        RecordDecisions(work);
        var head = Head(Tool.Run("decisions", "verify", "--log", Log(work)).IsDone());
        Purge(work, "2027-06-15", "--decisions", Log(work)).IsDone();
        Tool.Run("decisions", "verify", "--log", Log(work), "--head", head).IsDone();
        // A copy without the file beside it.
        File.Copy(Log(work), work.PathOf("copy.jsonl"));
        Tool.Run("decisions", "verify", "--log", work.PathOf("copy.jsonl"), "--head", head).IsRefused(3, "seal", "--proof");
        Tool.Run("decisions", "verify", "--log", work.PathOf("copy.jsonl"), "--head", head, "--proof", Run(work, "purge-2027-06-15.json")).IsDone();
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
        Tool.Run(["purge", "--runs", Runs(work), "--before", before, "--policy", Workspace.ReferencePolicy, "--yes", .. more]);

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
