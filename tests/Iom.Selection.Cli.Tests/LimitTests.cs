using System.Globalization;

namespace Iom.Selection.Cli.Tests;

/// <summary>What has no end, or is more than a command takes, is told in one line, and nothing is written (docs/limits.md).</summary>
public class LimitTests
{
    private const string Endless = "/dev/zero";

    [TheoryWith(Needed.EndlessFile)]
    [InlineData("--policy", "larger than 4194304 bytes")]
    [InlineData("--map", "larger than 4194304 bytes")]
    [InlineData("--catalogue", "larger than 16777216 bytes")]
    public void A_file_without_an_end_is_told_whichever_it_is(string option, string told)
    {
        using var work = new Workspace();
        work.RankWith(option, Endless).IsRefused(3, told);
        work.AssertNothingWritten();
    }

    [FactWith(Needed.EndlessFile)]
    public void Texts_without_an_end_are_told()
    {
        using var work = new Workspace();
        Tool.Run(["explain", .. work.RankArgs()[1..^2], "--offender", "SYNTHETIC-001", "--texts", Endless]).IsRefused(3, "larger than 4194304 bytes");
    }

    [Fact]
    public void Signatures_and_manifests_that_are_larger_than_any_are_told()
    {
        using var work = new Workspace();
        var policy = work.File("policy.json", File.ReadAllText(Workspace.ReferencePolicy));
        var signatures = work.File("policy.signoff.json", "{ \"signatures\": [] }" + new string(' ', 4 * 1024 * 1024));
        Tool.Run("policy", "check", policy).IsRefused(3, "policy.signoff.json is larger than 4194304 bytes");
        File.Delete(signatures);

        work.Rank().IsDone();
        File.AppendAllText(Path.Combine(work.Out, "run.json"), new string(' ', 16 * 1024 * 1024));
        Tool.Run("compare", "--before", work.Out, "--after", work.Out, "--policy", policy, "--out", Path.Combine(work.Outputs, "compared")).IsRefused(3, "does not hold a run");
    }

    [Fact]
    public void A_list_of_decisions_that_is_larger_than_any_is_told()
    {
        using var work = new Workspace();
        var list = work.File("list.csv", "offender_id");
        using (var file = File.OpenWrite(list)) file.SetLength((64 * 1024 * 1024) + 1);
        Tool.Run("decisions", "record", "--unchecked", "--log", work.PathOf("log.jsonl"), "--from", list).IsRefused(3, "larger than 64 MiB");
    }

    // Far more files than may be open at once.
    [FactWith(Needed.Unix)]
    [Trait("Category", "Slow")]
    public void Many_files_of_one_kind_are_read_where_few_may_be_open()
    {
        const int files = 400;
        using var work = new Workspace();
        var header = File.ReadLines(work.Extracts.PathOf("offences.csv")).First();
        for (var i = 0; i < files; i++)
            File.WriteAllText(work.Extracts.PathOf(string.Create(CultureInfo.InvariantCulture, $"part-{i}.csv")), string.Create(CultureInfo.InvariantCulture, $"{header}\nSYNTHETIC-001,PART-{i},046,2025-12-03,convicted,2025-12-04,,\n"));
        var map = work.File("map.json", """{ "offences": { "file": "part-*.csv" } }""");
        string[] bash = ["-c", "ulimit -n 200 && exec \"$0\" \"$@\"", Tool.Executable, .. work.RankArgs("--map", map, "--threads", "4", "--no-report")];
        using var run = new RunningTool(Tool.Start("bash", bash, environment: null));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $" {files}"), run.End().IsDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_in_the_column_of_codes_that_has_not_the_form_of_a_code_is_not_shown()
    {
        using var work = new Workspace();
        foreach (var code in new[] { "SMITHJOHN", "19800213", "TH99036", "099" }) work.Extracts.Append("offences.csv", $"SYNTHETIC-001,{code},{code},2025-12-03,convicted,2025-12-04,,");
        var told = Tool.Run("check", "--extracts", work.Extracts.Path, "--as-of", Workspace.AsOf);
        Assert.DoesNotContain("SMITHJOHN", told.Out + told.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("19800213", told.Out + told.Error, StringComparison.Ordinal);
        Assert.Contains("TH99036", told.Out, StringComparison.Ordinal);
        Assert.Contains("(a code that is not shown)", told.Out, StringComparison.Ordinal);
    }

    [FactWith(Needed.Terminal)]
    public void The_name_of_a_file_does_not_steer_the_terminal_that_shows_how_far_reading_has_come()
    {
        using var work = new Workspace();
        File.Move(work.Extracts.PathOf("offences.csv"), work.Extracts.PathOf("offences\u001B]0;title\u0007.csv"));
        var map = work.File("map.json", """{ "offences": { "file": "offences*.csv" } }""");
        Assert.DoesNotContain("\u001B]0;title", Tool.RunOnTerminal(work.RankArgs("--map", map)), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(work.Out, "run.json")));
    }
}
