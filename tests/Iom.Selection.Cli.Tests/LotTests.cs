using System.Text.Json.Nodes;

namespace Iom.Selection.Cli.Tests;

/// <summary>The draw by a value that nobody knows when the list is frozen.</summary>
public class LotTests
{
    [Fact]
    public void Where_the_policy_names_a_source_every_ranking_needs_the_value_and_the_seed_ends_with_it()
    {
        using var work = new Workspace();
        var policy = WithSource(work);
        string[] rank = [.. work.RankArgsWith("--policy", policy)];
        Tool.Run(rank).IsRefused(2, "--lot-value", "a public draw");
        work.AssertNothingWritten();
        Tool.Run([.. rank, "--lot-value", " 3-7/11 "]).IsDone();
        var seed = Seed(work.Out);
        Assert.Equal($"{Hash(policy)}/{Workspace.AsOf}/3-7/11", seed);

        string[] explain = ["explain", .. rank[1..^2], "--offender", ExtractsFolder.Id(8), "--quiet"];
        Tool.Run(explain).IsRefused(2, "--lot-value");
        Tool.Run([.. explain, "--lot-value", "3-7/11"]).IsDone();
        string[] review = ["review", .. rank[1..^2], "--out", Path.Combine(work.Outputs, "review")];
        Tool.Run(review).IsRefused(2, "--lot-value");
        Tool.Run([.. review, "--lot-value", "3-7/11"]).IsDone();
        Assert.Equal(seed, Seed(Path.Combine(work.Outputs, "review")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void A_value_that_is_empty_or_too_long_is_2_and_one_that_nobody_asks_for_too(string? value)
    {
        using var work = new Workspace();
        Tool.Run([.. work.RankArgsWith("--policy", WithSource(work)), "--lot-value", value ?? new string('x', 201)]).IsRefused(2, "--lot-value");
        work.Rank("--lot-value", "1").IsRefused(2, "leave out --lot-value");
        work.AssertNothingWritten();
    }

    [Fact]
    public void A_diff_needs_it_where_either_policy_asks_and_ranks_both_by_it()
    {
        using var work = new Workspace();
        string[] diff = ["policy", "diff", Workspace.ReferencePolicy, WithSource(work)];
        string[] ranked = [.. diff, "--extracts", work.Extracts.Path, "--as-of", Workspace.AsOf, "--capacity", "3"];
        Assert.Contains("ranking.lot.source: was (nothing); is a public draw", Tool.Run(diff).IsDone().Out, StringComparison.Ordinal);
        Tool.Run([.. diff, "--lot-value", "1"]).IsRefused(2, "--extracts");
        Tool.Run(ranked).IsRefused(2, "--lot-value");
        Tool.Run([.. ranked, "--lot-value", "1"]).IsDone();
        Tool.Run(["policy", "diff", Workspace.ReferencePolicy, Workspace.ReferencePolicy, .. ranked[4..], "--lot-value", "1"]).IsRefused(2, "leave out");
    }

    [Fact]
    public void An_audit_takes_the_value_from_the_run()
    {
        using var work = new AuditWorkspace();
        var policy = WithSource(work.Work);
        Tool.Run([.. work.Work.RankArgsWith("--policy", policy), "--lot-value", "3-7", "--overwrite"]).IsDone();
        Tool.Run("audit", "--run", work.Work.Out, "--extracts", work.Work.Extracts.Path, "--policy", policy, "--characteristics", work.CharacteristicsPath, "--out", work.AuditOut).IsDone();
    }

    [Fact]
    public void A_check_says_what_it_means_to_name_no_source_and_a_run_tells_of_signatures_newer_than_the_extracts()
    {
        using var work = new Workspace();
        Assert.Contains("can choose the lot", Tool.Run("policy", "check", Workspace.ReferencePolicy).IsDone().Out, StringComparison.Ordinal);
        var policy = WithSource(work);
        Assert.Contains("\"a public draw\"", Tool.Run("policy", "check", policy).IsDone().Out, StringComparison.Ordinal);
        Assert.Contains("\"a public draw\"", Tool.Run("policy", "show", policy).IsDone().Out, StringComparison.Ordinal);

        var plain = work.PathOf("plain.json");
        File.Copy(Workspace.ReferencePolicy, plain);
        foreach (var (on, told) in new[] { ("2020-01-01", false), ("2035-01-01", true) })
        {
            work.File("plain.signoff.json", $$"""{ "signatures": [ { "agency": "police", "by": "A (invented)", "role": "chair", "on": "{{on}}", "sha256": "{{Hash(plain)}}" } ] }""");
            Assert.Equal(told, Tool.Run([.. work.RankArgsWith("--policy", plain), "--overwrite"]).IsDone().Out.Contains("who would win them could be known", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_backtest_waits_for_no_value_and_an_evaluation_takes_it_from_the_run()
    {
        using var work = new Workspace();
        var (policy, runs) = (WithSource(work), work.PathOf("runs"));
        Tool.Run("backtest", "--extracts", work.Extracts.Path, "--policy", policy, "--as-of", "2025-07-01", "--horizon", "6", "--capacity", "3", "--out", work.Out, "--quiet").IsDone();
        work.DeleteOut();
        string[] evaluate = ["evaluate", "--extracts", work.Extracts.Path, "--policy", policy, "--as-of", "2026-03-01", "--out", work.Out, "--quiet"];
        Tool.Run(evaluate).IsDone();
        work.DeleteOut();
        Directory.CreateDirectory(runs);
        Tool.Run("rank", "--extracts", work.Extracts.Path, "--policy", policy, "--as-of", "2025-02-28", "--capacity", "4", "--lot-value", "3-7/11", "--out", Path.Combine(runs, "one"), "--quiet").IsDone();
        Tool.Run([.. evaluate, "--runs", runs]).IsDone();
        var text = File.ReadAllText(Path.Combine(work.Out, "evaluation.json"));
        foreach (var note in new[] { "The run of 2025-02-28", "could be used" }) Assert.DoesNotContain(note, text, StringComparison.Ordinal);
    }

    private static string WithSource(Workspace work) => Policies.With(work, "lot.json", policy => policy["ranking"]!["lot"] = new JsonObject { ["source"] = "a public draw" });

    private static string Hash(string path) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));

    private static string Seed(string run) => JsonNode.Parse(File.ReadAllText(Path.Combine(run, "run.json")))!["seed"]!.GetValue<string>();
}
