using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Iom.Selection.Decisions;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Panels;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Runs.Comparisons;
using Iom.Selection.Runs.Decisions;
using Iom.Selection.Runs.Output;
using Iom.Selection.Runs.Ranking;

namespace Iom.Selection.Extracts.Tests;

/// <summary>What the last version wrote stays readable, whatever a new one calls things. The files are never written anew: see Fixtures/README.md.</summary>
public class LastVersionTests
{
    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Fixtures", "last-version");

    // Head hashes as they were printed for the minutes, after the third entry, the fifth and the last.
    private static readonly string[] Heads = File.ReadAllLines(PathOf("heads.txt"));

    [Fact]
    public void A_ranking_is_read()
    {
        var run = RunFolder.Open(PathOf("rank"));
        Assert.Equal((RunFolder.Rank, new DateOnly(2026, 9, 30), "reference", "1.0.0", 12), (run.Kind, run.AsOf, run.PolicyId, run.PolicyVersion, run.Capacity));
        Assert.Equal(Hash(PathOf("policy.json")), run.PolicySha256);
        Assert.Equal(12, run.Inputs.Count);
        Assert.All(run.Inputs, input => Assert.Equal(Hash(PathOf("extracts", input.Name)), input.Sha256));
        Assert.All(run.Outputs, output => Assert.Equal(output.Sha256, Convert.ToHexStringLower(SHA256.HashData(run.Read(output.Name)))));

        var table = run.Ranking();
        Assert.Equal(["frequency", "severity", "recency", "neighbourhood", "drug-triggers", "drug-tests", "mappa-level"], table.FactorIds.AsEnumerable());
        Assert.Equal(30, table.Rows.Length);
        Assert.Equal(30, table.Rows.Select(row => row.OffenderId).Distinct().Count());
        // As the first line of the file has it.
        var first = table.Rows[0];
        Assert.Equal(("SYNTHETIC-000015", Recommendation.Select, 1, 50), (first.OffenderId.Value, first.Recommendation, first.Rank, first.Total));
        Assert.Equal([15, 15, 8, 8, 4, 0, 0], first.Points.AsEnumerable());
        Assert.Equal(["SYNTHETIC-000003", "SYNTHETIC-000005", "SYNTHETIC-000023", "SYNTHETIC-000024"], run.Members().Keys.Select(id => id.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_review_is_read()
    {
        var run = RunFolder.Open(PathOf("review"));
        Assert.Equal((RunFolder.Review, new DateOnly(2026, 10, 31), 12), (run.Kind, run.AsOf, run.Capacity));
        Assert.All(run.Outputs, output => Assert.Equal(output.Sha256, Convert.ToHexStringLower(SHA256.HashData(run.Read(output.Name)))));
        Assert.Equal(
            [("SYNTHETIC-000003", Recommendation.Retain), ("SYNTHETIC-000005", Recommendation.BelowExit), ("SYNTHETIC-000023", Recommendation.Retain), ("SYNTHETIC-000024", Recommendation.Retain)],
            run.Members().Select(member => (member.Key.Value, member.Value)).Order());
    }

    [Theory]
    [InlineData("compared", "compare")]
    [InlineData("exits", "exits")]
    public void What_was_made_from_runs_is_known_for_what_it_is(string folder, string kind)
    {
        var run = RunFolder.Open(PathOf(folder));
        Assert.Equal((kind, new DateOnly(2026, 10, 31)), (run.Kind, run.AsOf));
        Assert.NotEmpty(run.Outputs);
    }

    [Fact]
    public void A_run_compared_with_one_of_this_version_shows_what_it_showed()
    {
        using var output = new Folder();
        var comparison = RunComparison.Create(RunFolder.Open(PathOf("rank")), RunOfThisVersion(output, new DateOnly(2026, 10, 31)));
        Assert.True(comparison.IsSamePolicy);
        // As the last version compared them: who moved, how, by which factors, and the records of explanations.jsonl behind that.
        string[] before = [.. File.ReadAllLines(PathOf("compared", "compare.csv")).Skip(1)];
        Assert.True(before.Length > 3);
        Assert.Equal(before.Select(line => line.Split(',')[0]), comparison.Moves.Select(move => move.OffenderId.Value));
        Assert.Equal(before.Select(line => line.Split(',')[8]), comparison.Moves.Select(move => string.Join(';', move.Factors)));
        Assert.Equal(before.Sum(line => Count(line.Split(',')[9])), comparison.Moves.Sum(move => move.Factors.Sum(factor => factor.RecordsNew.Length)));
        // One more is gone: a breach of bail, which counts only where a policy names it.
        Assert.Equal(1 + before.Sum(line => Count(line.Split(',')[10])), comparison.Moves.Sum(move => move.Factors.Sum(factor => factor.RecordsGone.Length)));

        static int Count(string records) => records.Length == 0 ? 0 : records.Split(';').Length;
    }

    [Fact]
    public void A_run_of_a_day_is_the_same_now_as_it_was()
    {
        using var output = new Folder();
        var comparison = RunComparison.Create(RunFolder.Open(PathOf("rank")), RunOfThisVersion(output, new DateOnly(2026, 9, 30)));
        Assert.Empty(comparison.Moves);
    }

    [Fact]
    public void A_log_of_decisions_is_whole_and_holds_the_heads_of_the_minutes()
    {
        var log = DecisionLogFile.Read(PathOf("decisions.jsonl"));
        Assert.Equal(Heads[^1], log.Head);
        Assert.Equal([3, 5, 7], Heads.Select(head => log.Find(head) ?? -1));
        Assert.Equal([true, true, true, false, false, false, false], log.Entries.Select(entry => entry.IsPurged));
        Assert.Equal([1, 2, 3], Assert.Single(log.Entries, entry => entry.Purge is not null).Purge!.Sequences.AsEnumerable());
        Assert.Equal(
            [("SYNTHETIC-000005", PanelDecision.Deselect, 3), ("SYNTHETIC-000003", PanelDecision.Retain, 3), ("SYNTHETIC-000024", PanelDecision.ChangeApproach, 10)],
            log.Decisions.Select(decision => (decision.OffenderId.Value, decision.Decision, decision.Date.Day)));
        Assert.Equal("Invented: thought again; all support is completed.", log.Decisions.First().Reason);
        Assert.Equal(["support_complete", "sustained_desistance"], log.Decisions.First().Grounds.AsEnumerable());
        Assert.Equal(File.ReadAllBytes(PathOf("decisions.jsonl")), log.ToUtf8());
    }

    [Fact]
    public void A_log_of_decisions_goes_on_and_no_entry_is_rewritten()
    {
        using var folder = new Folder();
        var path = Path.Combine(folder.Path, "decisions.jsonl");
        var before = File.ReadAllBytes(PathOf("decisions.jsonl"));
        File.WriteAllBytes(path, before);
        var decision = new RecordedDecision(new OffenderId("SYNTHETIC-000023"), "retain", PanelDecision.Retain, new DateOnly(2027, 1, 7)) { By = "A (invented)", Role = "chair", Agency = "council" };
        using (var log = DecisionLogFile.Open(path))
        {
            var known = log.Log.Decisions.ToArray();
            // What the log holds already is known again, whatever its keys are called.
            Assert.Equal(1, log.Append([.. known, decision], Salt));
        }
        var after = File.ReadAllBytes(path);
        Assert.Equal(before, after[..before.Length]);
        // The new entry has the keys of today, in the one chain with those of the last version.
        var added = Encoding.UTF8.GetString(after[before.Length..]);
        Assert.Contains("\"payloadHash\":", added, StringComparison.Ordinal);
        Assert.Contains("\"offenderId\":\"SYNTHETIC-000023\"", added, StringComparison.Ordinal);
        Assert.DoesNotContain("_hash", added, StringComparison.Ordinal);
        Assert.Contains("\"payload_hash\":", Encoding.UTF8.GetString(before), StringComparison.Ordinal);
        var longer = DecisionLogFile.Read(path);
        Assert.Equal([3, 5, 7], Heads.Select(head => longer.Find(head) ?? -1));
        Assert.Equal(decision, longer.Decisions.Last());

        // Retention takes out what entries of both versions say, and the chain still holds.
        using (var log = DecisionLogFile.Open(path)) Assert.Equal(4, log.Purge(new DateOnly(2027, 1, 7), new DateOnly(2033, 1, 7), new string('a', 64), Salt()));
        var purged = DecisionLogFile.Read(path);
        Assert.Empty(purged.Decisions);
        Assert.Equal([.. Enumerable.Repeat(true, 7), false, false], File.ReadAllLines(path).Select(line => line.Contains("\"payload_hash\":", StringComparison.Ordinal)));
        Assert.Equal([3, 5, 7], Heads.Select(head => purged.Find(head) ?? -1));
    }

    [Fact]
    public void A_byte_changed_in_a_log_of_decisions_is_seen()
    {
        var bytes = File.ReadAllBytes(PathOf("decisions.jsonl"));
        for (var at = 0; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 1;
            Assert.Throws<DecisionLogException>(() => DecisionLog.Parse(changed));
        }
    }

    [Fact]
    public void The_log_of_runs_names_the_runs_by_their_hashes()
    {
        var lines = File.ReadAllLines(PathOf("runs.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["rank", "review"], lines.Select(line => line.GetProperty("verb").GetString()!));
        Assert.Equal(["rank", "review"], lines.Select(line => new[] { "rank", "review" }.Single(folder => RunFolder.Open(PathOf(folder)).ManifestSha256 == line.GetProperty("runSha256").GetString())));
    }

    private static RunFolder RunOfThisVersion(Folder output, DateOnly asOf)
    {
        var policy = PolicyFile.Parse(File.ReadAllBytes(PathOf("policy.json")));
        var catalogue = CatalogueFile.BuiltIn();
        var target = Path.Combine(output.Path, "run");
        RankingFiles.Write(new RankingRun
        {
            ToolVersion = "0",
            PolicyFile = new HashedFile("policy.json", policy.Sha256),
            CatalogueFile = catalogue.File,
            Ranking = ExtractFolder.Load(PathOf("extracts")).AsOf(asOf).Rank(policy, 12),
            Warnings = [],
            AllPoints = true,
        }, target, overwrite: false);
        return RunFolder.Open(target);
    }

    private static byte[] Salt() => RandomNumberGenerator.GetBytes(DecisionLog.MinSaltBytes);

    private static string PathOf(params string[] parts) => Path.Combine([Fixtures, .. parts]);

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
