
namespace Iom.Selection.Cli.Tests;

/// <summary>The commands go on from what the last version wrote: see Fixtures/README.md of the tests of the extracts.</summary>
public sealed class LastVersionTests : IDisposable
{
    private static readonly string Fixtures = Path.Combine(Workspace.Repository, "tests", "Iom.Selection.Extracts.Tests", "Fixtures", "last-version");
    private static readonly string Policy = Path.Combine(Fixtures, "policy.json");

    // The one built in then: since, breaches are a group of their own.
    private static readonly string[] Catalogue = ["--catalogue", Path.Combine(Fixtures, "catalogue.csv")];

    private readonly string _folder = Directory.CreateTempSubdirectory("iom-cli-tests-").FullName;

    [Fact]
    public void A_run_is_compared_with_one_of_today()
    {
        Tool.Run(["rank", .. Inputs("2026-10-31"), .. Catalogue, "--all-points", "--out", PathOf("after"), "--quiet"]).IsDone();
        Tool.Run("compare", "--before", Path.Combine(Fixtures, "rank"), "--after", PathOf("after"), "--out", PathOf("compared"), "--policy", Policy).IsDone();
        // All but the header, which may be called something else: who moved, from where to where, by which factors and records.
        Assert.Equal(File.ReadAllLines(Path.Combine(Fixtures, "compared", "compare.csv"))[1..], File.ReadAllLines(PathOf("compared", "compare.csv"))[1..]);
    }

    [Fact]
    public void A_review_goes_on_from_an_earlier_run()
    {
        Tool.Run(["review", .. Inputs("2026-10-31"), "--earlier", Path.Combine(Fixtures, "rank"), "--out", PathOf("review"), "--quiet"]).IsDone();
        // Below the exit line at two reviews: this one, and that of the last version.
        // Since, a meeting with as many on both sides is called a tie, and a column more says what there is to settle: nothing.
        Assert.Equal(
            File.ReadAllLines(Path.Combine(Fixtures, "review", "review.csv"))[1..]
                .Select(line => (line.StartsWith("SYNTHETIC-000023,", StringComparison.Ordinal) ? line.Replace(",majority,", ",tie,", StringComparison.Ordinal) : line) + ",0"),
            File.ReadAllLines(PathOf("review", "review.csv"))[1..]);
        Tool.Run(["review", .. Inputs("2026-11-30"), "--earlier", Path.Combine(Fixtures, "rank"), "--earlier", Path.Combine(Fixtures, "review"), "--out", PathOf("next"), "--quiet"]).IsDone();
    }

    [Fact]
    public void An_audit_makes_a_run_again_and_finds_it_the_same() =>
        Tool.Run(
        [
            "audit", "--run", Path.Combine(Fixtures, "rank"), "--extracts", Path.Combine(Fixtures, "extracts"), "--policy", Policy,
            "--characteristics", Path.Combine(Fixtures, "extracts", "characteristics.csv"), "--decisions", Path.Combine(Fixtures, "decisions.jsonl"), "--out", PathOf("audit"), "--quiet", .. Catalogue,
        ]).IsDone();

    [Fact]
    public void A_log_of_decisions_is_verified_reported_and_added_to()
    {
        var log = PathOf("decisions.jsonl");
        File.Copy(Path.Combine(Fixtures, "decisions.jsonl"), log);
        var review = Path.Combine(Fixtures, "review");
        Tool.Run("decisions", "report", "--log", log, "--policy", Policy).IsDone();
        Tool.Run("decisions", "exits", "--log", log, "--run", review, "--out", PathOf("exits")).IsDone();
        Assert.Contains("SYNTHETIC-000005", Assert.Single(File.ReadAllLines(PathOf("exits", "exits.jsonl"))), StringComparison.Ordinal);

        // The list for the chair that the last version wrote, filled in today.
        var lines = File.ReadAllLines(Path.Combine(review, "decisions-to-make.csv"));
        File.WriteAllLines(PathOf("filled-in.csv"), [lines[0], .. lines[1..].Select(line => line.Replace(",,,,,,,", ",defer,Invented: the lead agency was away.,A (invented),chair,council,2027-01-07,", StringComparison.Ordinal))]);
        Tool.Run("decisions", "record", "--log", log, "--from", PathOf("filled-in.csv"), "--policy", Policy, "--run", review, "--on", "2027-01-07").IsDone();
        VerifyWithHeads(log);
        Assert.StartsWith(File.ReadAllText(Path.Combine(Fixtures, "decisions.jsonl")), File.ReadAllText(log), StringComparison.Ordinal);
        Assert.Equal(7 + 4, File.ReadAllLines(log).Length);
    }

    [Fact]
    public void What_is_old_is_purged()
    {
        var log = PathOf("decisions.jsonl");
        File.Copy(Path.Combine(Fixtures, "decisions.jsonl"), log);
        foreach (var run in new[] { "rank", "review", "compared", "exits" })
        {
            Directory.CreateDirectory(PathOf("runs", run));
            foreach (var file in Directory.GetFiles(Path.Combine(Fixtures, run))) File.Copy(file, PathOf("runs", run, Path.GetFileName(file)));
        }
        Tool.Run("purge", "--yes", "--runs", PathOf("runs"), "--before", "2040-01-01", "--policy", Policy, "--decisions", log).IsDone();
        foreach (var run in Directory.GetDirectories(PathOf("runs"))) Assert.Equal(["run.json"], Directory.GetFiles(run).Select(Path.GetFileName));
        Assert.DoesNotContain("SYNTHETIC", File.ReadAllText(log), StringComparison.Ordinal);
        VerifyWithHeads(log);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The purge among its entries is of a version that sealed none: that it was one, only a head of the minutes from after it can say.
    private static void VerifyWithHeads(string log)
    {
        var heads = File.ReadAllLines(Path.Combine(Fixtures, "heads.txt"));
        Tool.Run(["decisions", "verify", "--log", log, .. heads.SelectMany(head => new[] { "--head", head })]).IsDone();
        Tool.Run("decisions", "verify", "--log", log, "--head", heads[^1]).IsDone();
        Tool.Run("decisions", "verify", "--log", log, "--head", heads[0]).IsRefused(3, "seal");
    }

    private static string[] Inputs(string asOf) => ["--extracts", Path.Combine(Fixtures, "extracts"), "--policy", Policy, "--as-of", asOf, "--capacity", "12"];

    private string PathOf(params string[] parts) => Path.Combine([_folder, .. parts]);
}
