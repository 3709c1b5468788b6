using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Iom.Selection.Cli.Tests;

public class CompareTests
{
    private const string Header = "offender_id,change,before,after,before_rank,after_rank,before_points,after_points,factors,records_new,records_gone";

    // Three places: two of members, the one that is free for F.
    private static readonly string A = ExtractsFolder.Id(1), B = ExtractsFolder.Id(2), C = ExtractsFolder.Id(3), D = ExtractsFolder.Id(4), E = ExtractsFolder.Id(5), F = ExtractsFolder.Id(6);

    [Fact]
    public void Who_is_new_gone_and_moved_by_which_factor_and_records_is_what_a_count_by_hand_gives()
    {
        using var work = Moved();
        var outcome = Compare(work, "--policy", Workspace.ReferencePolicy).IsDone();
        // One robbery gives 5 + 15 + 8 + 4 + 2 points, three of them 10 + 15 + 8 + 8 + 4, one theft 5 + 3 + 8 + 0 + 2, a positive test 3, MAPPA level 3 5.
        Assert.Equal(
            $"\uFEFF{Header}\r\n"
            + $"{E},new,,reserve,,2,,39,,,\r\n"
            + $"{F},gone,select,,1,,39,,,,\r\n"
            + $"{D},recommended,reserve,select,{RankWas(work, D)},1,34,45,frequency:5->10;neighbourhood:4->8;drug-triggers:2->4,"
            + string.Join(';', new[] { "frequency", "neighbourhood", "drug-triggers" }.Select(factor => $"{factor}:offence/D2/2025-11-20;{factor}:offence/D3/2025-11-21")) + ",\r\n"
            + $"{A},points,below_exit,below_exit,5,5,18,0,frequency:5->0;severity:3->0;recency:8->0;drug-triggers:2->0,,"
            + string.Join(';', new[] { "frequency", "severity", "recency", "drug-triggers" }.Select(factor => $"{factor}:offence/A1/2025-12-01")) + "\r\n"
            // The negative test was what made nothing of it.
            + $"{C},points,reserve,reserve,{RankWas(work, C)},3,34,37,drug-tests:0->3,drug-tests:drug_test/T1/2025-11-01,drug-tests:drug_test/T0/2025-10-01\r\n",
            Encoding.UTF8.GetString(File.ReadAllBytes(Out(work, "compare.csv"))));

        var manifest = Manifest(work);
        Assert.Equal(("iom", "compare", "2026-01-01"), (manifest.GetProperty("tool").GetString(), manifest.GetProperty("kind").GetString(), manifest.GetProperty("asOf").GetString()));
        Assert.Equal([("new", 1), ("gone", 1), ("recommended", 1), ("points", 2)], manifest.GetProperty("moves").EnumerateObject().Select(move => (move.Name, move.Value.GetInt32())));
        // In the cohort: A, B and F before; A, B and D after.
        Assert.Equal((2, 4), Share(manifest.GetProperty("churn")));
        // In both runs: A, B, C, D.
        Assert.Equal(
            [("frequency", 2), ("severity", 1), ("recency", 1), ("neighbourhood", 1), ("drug-triggers", 2), ("drug-tests", 1), ("mappa-level", 0)],
            manifest.GetProperty("bandShift").EnumerateObject().Select(shift => (shift.Name, Share(shift.Value).Count)));
        Assert.All(manifest.GetProperty("bandShift").EnumerateObject(), shift => Assert.Equal(4, Share(shift.Value).Of));
        Assert.Equal(((0, 5), (0, 5)), (Share(manifest.GetProperty("incompleteBefore")), Share(manifest.GetProperty("incompleteAfter"))));
        Assert.Equal(RunFolder.Hidden(Path.GetDirectoryName(Out(work, "compare.csv"))!, File.ReadAllBytes(Out(work, "compare.csv"))), manifest.GetProperty("outputs")[0].GetProperty("hmacSha256").GetString());
        Assert.Equal(RunFolder.Hidden(Path.GetDirectoryName(Out(work, "compare.csv"))!, File.ReadAllBytes(Path.Combine(work.PathOf("before"), "run.json"))), manifest.GetProperty("inputs")[0].GetProperty("hmacSha256").GetString());

        // Half of the cohort is above 20 %; half of the points is not above 50 %.
        Assert.Equal("Churn: 2 of 4 people in the two cohorts are in only one of them, more than 20%.", Assert.Single(manifest.GetProperty("warnings").EnumerateArray()).GetString());
        Assert.Contains("WARNING Churn: 2 of 4", outcome.Out, StringComparison.Ordinal);
        Assert.Matches("(?m)^  reserve -> select +1$", outcome.Out.ReplaceLineEndings("\n"));
        Assert.DoesNotContain("SYNTHETIC", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_compared_with_itself_shows_nothing_and_warns_of_nothing()
    {
        using var work = Small();
        Rank(work, "before");
        Rank(work, "after");
        var outcome = Compare(work, "--policy", Workspace.ReferencePolicy).IsDone();
        Assert.Equal($"{Header}\r\n", File.ReadAllText(Out(work, "compare.csv")));
        Assert.DoesNotContain("WARNING", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_two_runs_give_the_same_bytes_twice()
    {
        using var work = Moved();
        Compare(work).IsDone();
        string[] first = [Hash(Out(work, "compare.csv")), Hash(Out(work, "run.json"))];
        Directory.Delete(work.PathOf("compared"), recursive: true);
        Compare(work).IsDone();
        Assert.Equal(first, (string[])[Hash(Out(work, "compare.csv")), Hash(Out(work, "run.json"))]);
    }

    [Fact]
    public void A_file_that_came_no_more_is_warned_of_as_missing()
    {
        using var work = Small();
        Rank(work, "before");
        work.Extracts.Delete("drug_tests.csv");
        Rank(work, "after");
        var outcome = Compare(work, "--policy", Workspace.ReferencePolicy).IsDone();
        Assert.Contains("WARNING Missing: information is missing for 5 of 5 people, before for 0 of 5: a rise of more than 10 percentage points.", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", Tool.Run("compare", "--before", work.PathOf("after"), "--after", work.PathOf("before"), "--out", work.PathOf("back"), "--policy", Workspace.ReferencePolicy).IsDone().Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, false)]
    [InlineData(49, true)]
    public void Exactly_the_threshold_is_not_above_it(int percent, bool warned)
    {
        using var work = Small();
        var policy = Policies.With(work, "policy.json", policy => policy["review"]!["drift"]!["churnPercent"] = percent);
        Move(work, () => Tool.Run([.. work.RankArgsWith("--policy", policy), .. new[] { "--all-points" }, "--overwrite"]).IsDone());
        Assert.Equal(warned, Compare(work, "--policy", policy).IsDone().Out.Contains("WARNING Churn", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_policy_nothing_is_warned_of_and_that_is_said()
    {
        using var work = Moved();
        var outcome = Compare(work).IsDone();
        Assert.Contains("No thresholds", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(0, Manifest(work).GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public void Where_a_run_does_not_show_points_it_is_said_that_no_factor_can_be_named()
    {
        using var work = Small();
        work.Extracts.Append("offenders.csv", $"{E},North,,community,,,none,no,no,");
        work.Extracts.Append("offences.csv", $"{E},E1,046,2025-11-20,convicted,2025-11-21,,");
        work.RankWith("--out", work.PathOf("before")).IsDone();
        work.Extracts.Append("offences.csv", $"{E},E2,034/01,2025-11-22,convicted,2025-11-23,,");
        work.RankWith("--out", work.PathOf("after")).IsDone();
        var outcome = Compare(work).IsDone();
        Assert.Contains($"{E},recommended,below_line,", File.ReadAllText(Out(work, "compare.csv")), StringComparison.Ordinal);
        Assert.Contains("a run does not show the points, so no factor is named. Make both runs with --all-points", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_texts_of_the_policy_are_told_of()
    {
        using var work = Small();
        Rank(work, "before");
        var policy = Policies.With(work, "policy.json", policy => policy["ranking"]!["entryFrom"] = 35);
        Tool.Run([.. work.RankArgsWith("--policy", policy)[..^2], "--out", work.PathOf("after")]).IsDone();
        Compare(work, "--policy", Workspace.ReferencePolicy).IsRefused(3, "policy", "hash");
        Assert.Contains("different versions of the policy", Compare(work, "--policy", policy).IsDone().Out, StringComparison.Ordinal);
        Assert.False(Manifest(work).GetProperty("samePolicy").GetBoolean());
    }

    [Fact]
    public void A_folder_that_is_no_ranking_was_changed_or_is_of_a_later_date_is_3_and_nothing_is_written()
    {
        using var work = Moved();
        (string Before, string After) = (work.PathOf("before"), work.PathOf("after"));
        Run(work.PathOf("none"), After).IsRefused(3, "does not hold a run");
        Run(Before, work.Extracts.Path).IsRefused(3, "does not hold a run");
        var late = work.PathOf("late");
        Tool.Run([.. work.RankArgs()[..5], "--as-of", "2026-01-02", "--capacity", "3", "--out", late]).IsDone();
        Run(late, After).IsRefused(3, "--before", "later");
        var review = work.PathOf("review");
        work.Extracts.Write("panel.csv", "offender_id,meeting_date,agency,view", []);
        Tool.Run([.. work.ReviewArgs()[..5], "--as-of", "2026-01-02", "--capacity", "3", "--out", review]).IsDone();
        Run(Before, review).IsRefused(3, "ranking.csv", "review");
        Run(Before, After, "--policy", work.PathOf("none.json")).IsRefused(3, "policy");
        foreach (var file in new[] { "ranking.csv", "explanations.jsonl" })
        {
            var text = File.ReadAllText(Path.Combine(After, file));
            File.AppendAllText(Path.Combine(After, file), Outcome.Secret);
            Run(Before, After).IsRefused(3, file, "has been changed");
            File.WriteAllText(Path.Combine(After, file), text, new UTF8Encoding(file == "ranking.csv"));
        }
        Assert.False(Directory.Exists(work.PathOf("compared")));
        Run(Before, After).IsDone();
        Run(Before, After).IsRefused(3, "exists");

        Outcome Run(string before, string after, params string[] more) => Tool.Run(["compare", "--before", before, "--after", after, "--out", work.PathOf("compared"), .. more]);
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("compare --before x --after y")]
    [InlineData("compare --before x --out y")]
    [InlineData("compare --after x --out y")]
    [InlineData("compare --before x --after y --out z --overwrite")]
    public void A_wrong_command_line_is_2(string line) => Tool.Run(line.Split(' ')).IsRefused(2);

    [FactWith(Needed.Linux, Needed.FileLimit)]
    public void A_place_that_cannot_be_written_is_3_and_a_full_disk_leaves_nothing()
    {
        using var work = Moved();
        Tool.Run("compare", "--before", work.PathOf("before"), "--after", work.PathOf("after"), "--out", "/proc/compared").IsRefused(3, "output");
        var entries = Directory.GetFileSystemEntries(work.Root).Order(StringComparer.Ordinal).ToArray();
        Tool.RunWithFileLimit(1, "compare", "--before", work.PathOf("before"), "--after", work.PathOf("after"), "--out", work.PathOf("compared")).IsRefused(3, "output");
        Assert.Equal(entries, Directory.GetFileSystemEntries(work.Root).Order(StringComparer.Ordinal));
    }

    private static Workspace Moved()
    {
        var work = Small();
        Move(work, () => Tool.Run([.. work.RankArgs(), "--all-points"]).IsDone());
        return work;
    }

    // Three robberies for D and a positive test for C; F is gone and E is new; A's conviction is quashed.
    private static void Move(Workspace work, Action rank)
    {
        rank();
        Directory.Move(work.Out, work.PathOf("before"));
        work.Extracts.Append("offences.csv", $"{D},D2,034/01,2025-11-20,convicted,2025-11-21,,");
        work.Extracts.Append("offences.csv", $"{D},D3,034/01,2025-11-21,convicted,2025-11-22,,");
        work.Extracts.Append("drug_tests.csv", $"{C},T1,2025-11-01,positive,,arrest");
        work.Extracts.Replace("offences.csv", $"{A},A1,046,2025-12-01,convicted", $"{A},A1,046,2025-12-01,acquitted");
        work.Extracts.Replace("offenders.csv", $"{F},North,", $"{E},North,");
        work.Extracts.Replace("offences.csv", $"{F},F1,", $"{E},F1,");
        rank();
        Directory.Move(work.Out, work.PathOf("after"));
    }

    private static Workspace Small()
    {
        var work = new Workspace();
        var extracts = work.Extracts;
        extracts.Write("offenders.csv", "offender_id,area,supervision,location,expected_release,mappa_category,mappa_level,youth,deceased,schemes",
            new[] { A, B, C, D, F }.Select(id => $"{id},North,,community,,,{(id == F ? "3" : "none")},no,no,"));
        extracts.Write("memberships.csv", "offender_id,from,to,cohort,ground,exit_interview_on,informed_on,agreed", [$"{A},2025-02-01,,fixed,,,,", $"{B},2025-02-01,,fixed,,,,"]);
        extracts.Write("offences.csv", "offender_id,offence_id,offence_code,offence_date,outcome,outcome_date,detected_by,source",
        [
            $"{A},A1,046,2025-12-01,convicted,2025-12-05,,", $"{B},B1,034/01,2025-11-01,convicted,2025-11-05,,", $"{C},C1,034/01,2025-11-01,convicted,2025-11-05,,",
            $"{D},D1,034/01,2025-11-01,convicted,2025-11-05,,", $"{F},F1,034/01,2025-11-01,convicted,2025-11-05,,",
        ]);
        extracts.Write("drug_tests.csv", "offender_id,test_id,test_date,result,substances,context", [$"{C},T0,2025-10-01,negative,,arrest"]);
        foreach (var file in new[] { "custody.csv", "nominations.csv", "risk_scores.csv", "supervision.csv", "engagement.csv", "support.csv", "panel.csv", "identities.csv" }) extracts.Delete(file);
        return work;
    }

    private static void Rank(Workspace work, string name) => Tool.Run([.. work.RankArgsWith("--out", work.PathOf(name)), "--all-points"]).IsDone();

    private static Outcome Compare(Workspace work, params string[] more) =>
        Tool.Run(["compare", "--before", work.PathOf("before"), "--after", work.PathOf("after"), "--out", work.PathOf("compared"), .. more]);

    private static string Out(Workspace work, string name) => Path.Combine(work.PathOf("compared"), name);

    // Whom of three equal people the draw put first is not asked here.
    private static string RankWas(Workspace work, string id) =>
        File.ReadAllLines(Path.Combine(work.PathOf("before"), "ranking.csv")).Select(line => line.Split(',')).Single(row => row[1] == id)[0];

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static (int Count, int Of) Share(JsonElement share) => (share.GetProperty("count").GetInt32(), share.GetProperty("of").GetInt32());

    private static JsonElement Manifest(Workspace work)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Out(work, "run.json")));
        return document.RootElement.Clone();
    }
}
