using System.Text.Json;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Samples;
using NJsonSchema;

namespace Iom.Selection.Cli.Tests;

/// <summary><c>iom learn</c>, from its arguments to its files, on synthetic people.</summary>
public sealed class LearnTests(LearnTests.Sample sample) : IClassFixture<LearnTests.Sample>
{
    private static readonly string[] Files = ["learned-policy.json", "learning.json", "learning.md", "model-card.json", "model-card.md", "run.json", "run.key"];

    [Fact]
    public void It_writes_a_policy_that_every_command_serves_and_names_nobody()
    {
        using var work = new Workspace();
        var outcome = Tool.Run(Args(work, "--max-steps", "3")).IsDone();
        Assert.Contains("No other choice of points", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(Files, Directory.GetFiles(work.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Files[..5], file => Assert.DoesNotContain("SYNTHETIC-", File.ReadAllText(Path.Combine(work.Out, file)), StringComparison.OrdinalIgnoreCase));

        var path = Path.Combine(work.Out, "learned-policy.json");
        var policy = PolicyFile.Parse(File.ReadAllBytes(path));
        var (own, steps) = (PolicyFile.Parse(File.ReadAllBytes(Workspace.ReferencePolicy)), 0);
        Assert.Equal("reference-learned", policy.Id);
        Assert.All(policy.Factors, factor =>
        {
            Assert.Contains("By iom learn", factor.Why, StringComparison.Ordinal);
            Assert.Contains(own.Sha256, factor.Why, StringComparison.Ordinal);
            // Points rise with offending, and fall with the days since.
            var points = factor.Bands.Select(band => band.Points.Value).ToArray();
            Assert.Equal(factor.Id == "recency" ? points.OrderDescending() : points.Order(), points);
            var distinct = points.Concat([factor.NotApplicable.Value]).Distinct().Count();
            steps += distinct - 1;
        });
        Assert.InRange(steps, 1, 3);
        Assert.True(policy.EntryFrom >= policy.ExitBelow && policy.EntryFrom > 0);
        // The reading of a factor decides rules and cohorts, and that is as it was.
        Assert.Equal(own.Factors.Select(factor => factor.Measure.Kind), policy.Factors.Select(factor => factor.Measure.Kind));

        Tool.Run("policy", "check", path).IsDone();
        var run = work.PathOf("ranked");
        string[] rank = ["--extracts", sample.Extracts, "--policy", path, "--as-of", "2026-10-31", "--capacity", "40"];
        Tool.Run(["rank", .. rank, "--out", run, "--quiet"]).IsDone();
        var first = File.ReadAllLines(Path.Combine(run, "ranking.csv"))[1].Split(',')[1];
        Assert.Contains("Learned", Tool.Run(["explain", .. rank, "--offender", first]).IsDone().Out + File.ReadAllText(path), StringComparison.Ordinal);
        Tool.Run("backtest", "--extracts", sample.Extracts, "--policy", path, "--policy", Workspace.ReferencePolicy, "--as-of", "2025-10-31", "--horizon", "12", "--top", "10", "--out", work.PathOf("backtested"), "--quiet").IsDone();
        Assert.Contains("policy:reference-learned@2.0.0-learned", File.ReadAllText(Path.Combine(work.PathOf("backtested"), "backtest.csv")), StringComparison.Ordinal);

        Tool.Run("purge", "--yes", "--runs", work.Outputs, "--before", "2040-01-01", "--policy", Workspace.ReferencePolicy).IsDone();
        Assert.Equal(["run.json"], Directory.GetFiles(work.Out).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_same_bytes_on_any_number_of_threads_and_whatever_the_characteristics_are()
    {
        using var work = new Workspace();
        var characteristics = Path.Combine(sample.Extracts, "characteristics.csv");
        Tool.Run(Args(work, "--max-steps", "3", "--threads", "1", "--characteristics", characteristics, "--quiet")).IsDone();
        var once = work.Hashes();
        Assert.Empty((await JsonSchema.FromFileAsync(Path.Combine(Workspace.Repository, "docs", "learning.schema.json"))).Validate(File.ReadAllText(Path.Combine(work.Out, "learning.json"))));
        using (var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(work.Out, "learning.json"))))
        {
            Assert.Contains(json.RootElement.GetProperty("differences").EnumerateArray(), each => each.GetProperty("column").GetString() == "ethnicity");
            Assert.Equal([1, 2, 3], json.RootElement.GetProperty("path").EnumerateArray().Select(step => step.GetProperty("k").GetInt32()));
        }
        work.DeleteOut();
        Tool.Run(Args(work, "--max-steps", "3", "--threads", "4", "--characteristics", characteristics, "--quiet")).IsDone();
        Assert.Equal(once, work.Hashes());

        // Everybody of another group: the matrix is the same to the byte.
        var lines = File.ReadAllLines(characteristics);
        var other = work.File("other.csv", string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Select((line, i) => $"{line.Split(',')[0]},{lines[1 + ((i + 17) % (lines.Length - 1))].Split(',', 2)[1]}"))));
        work.DeleteOut();
        Tool.Run(Args(work, "--max-steps", "3", "--characteristics", other, "--quiet")).IsDone();
        Assert.Equal(once["learned-policy.json"], work.Hashes()["learned-policy.json"]);
        Assert.NotEqual(once["learning.json"], work.Hashes()["learning.json"]);
    }

    [Fact]
    public void What_the_partnership_fixes_forbids_and_bounds_stays_so()
    {
        using var work = new Workspace();
        Tool.Run(Args(work, "--max-steps", "8", "--fix", "mappa-level", "--forbid", "frequency", "--at-most", "recency=2", "--max-total", "20", "--quiet")).IsDone();
        var (policy, own) = (PolicyFile.Parse(File.ReadAllBytes(Path.Combine(work.Out, "learned-policy.json"))), PolicyFile.Parse(File.ReadAllBytes(Workspace.ReferencePolicy)));
        Assert.Equal(Bands(own, "mappa-level"), Bands(policy, "mappa-level"));
        Assert.All(Bands(policy, "frequency"), band => Assert.Equal(0, band.Points.Value));
        var recency = Bands(policy, "recency").Select(band => band.Points.Value).Append(0).ToArray();
        Assert.All(recency.Zip(recency.Skip(1)), pair => Assert.InRange(pair.First - pair.Second, 0, 4));
        Assert.True(policy.Factors.Sum(factor => factor.Bands.Max(band => band.Points.Value)) <= 20);
        Assert.Contains("was forbidden", File.ReadAllText(Path.Combine(work.Out, "learning.md")), StringComparison.Ordinal);

        static IReadOnlyList<Band> Bands(Policy policy, string id) => policy.Factors[policy.IndexOf(id)].Bands;
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Planted_factors_are_found_and_what_the_police_found_is_not_learned_where_it_is_left_out()
    {
        using var work = new Workspace();
        var characteristics = Path.Combine(sample.Extracts, "characteristics.csv");
        Tool.Run(Args(work, "--max-steps", "4", "--characteristics", characteristics, "--quiet")).IsDone();
        var (factors, withPolice) = Read();
        // A synthetic person offends at a rate of their own: days with an offence and days since show it, tests and levels don't.
        Assert.Contains("frequency", factors);
        Assert.DoesNotContain("drug-tests", factors);
        Assert.DoesNotContain("mappa-level", factors);
        work.DeleteOut();
        Tool.Run(Args(work, "--max-steps", "4", "--characteristics", characteristics, "--detected-by", "public,store", "--quiet")).IsDone();
        var (_, withoutPolice) = Read();
        // Of group B the police find four times as much as of the others.
        Assert.True(withPolice > 1.1, $"{withPolice} times the others");
        Assert.True(withoutPolice < withPolice - 0.05, $"{withPolice} then {withoutPolice} times the others");
        Assert.Contains("\"detectedBy\"", File.ReadAllText(Path.Combine(work.Out, "learned-policy.json")), StringComparison.Ordinal);

        (string[] Factors, double Ratio) Read()
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(work.Out, "learning.json")));
            var groups = json.RootElement.GetProperty("differences").EnumerateArray().Single(each => each.GetProperty("column").GetString() == "ethnicity").GetProperty("groups").EnumerateArray()
                .ToLookup(group => group.GetProperty("group").GetString() == "B", group => (Above: group.GetProperty("aboveByLearned").GetInt32(), People: group.GetProperty("people").GetInt32()));
            return (
                [.. json.RootElement.GetProperty("learned").GetProperty("points").EnumerateArray().Select(point => point.GetProperty("factor").GetString()!)],
                Rate(true) / Rate(false));

            double Rate(bool isB) => (double)groups[isB].Sum(group => group.Above) / groups[isB].Sum(group => group.People);
        }
    }

    [Theory]
    [InlineData("What is learned from ends on 2024-04-30", "--choose-at", "2024-04-29")]
    [InlineData("--test-at may not be before", "--test-at", "2025-04-29")]
    [InlineData("after the extract ends", "--test-at", "2026-10-31")]
    [InlineData("no such factor", "--forbid", "none-such")]
    [InlineData("choose one", "--fix", "frequency", "--at-most", "frequency=3")]
    [InlineData("have more numbers than --max-steps", "--fix", "mappa-level", "--max-steps", "2")]
    [InlineData("Nobody has the outcome", "--harm-above", "1000000")]
    public void What_does_not_do_is_refused_in_a_line(string words, params string[] more)
    {
        using var work = new Workspace();
        var args = Args(work).ToList();
        for (var i = 0; i < more.Length; i += 2)
        {
            var at = args.IndexOf(more[i]);
            if (at >= 0) args[at + 1] = more[i + 1];
            else args.AddRange(more[i], more[i + 1]);
        }
        Tool.Run([.. args]).IsRefused(3, words);
        work.AssertNothingWritten();
    }

    [Fact]
    public void Too_few_outcomes_are_refused_with_the_number_that_would_do()
    {
        using var work = new Workspace();
        Tool.Run("learn", "--extracts", work.Extracts.Path, "--policy", Workspace.ReferencePolicy, "--learn-at", "2025-05-01", "--test-at", "2025-09-01", "--horizon", "3", "--out", work.Out).IsRefused(3, "70 of each would do");
        work.AssertNothingWritten();
    }

    [Theory]
    [InlineData("--horizon", "0")]
    [InlineData("--learn-at", "2024-13-01")]
    [InlineData("--max-points", "101")]
    [InlineData("--max-steps", "0")]
    public void A_wrong_option_is_refused(string option, string value)
    {
        using var work = new Workspace();
        string[] args = Args(work);
        var at = Array.IndexOf(args, option);
        if (at < 0) args = [.. args, option, value];
        else args[at + 1] = value;
        Tool.Run(args).IsRefused(2, option);
        work.AssertNothingWritten();
    }

    private string[] Args(Workspace work, params string[] more) =>
    [
        "learn", "--extracts", sample.Extracts, "--policy", Workspace.ReferencePolicy, "--learn-at", "2023-04-30", "--choose-at", "2024-04-30", "--test-at", "2025-10-31", "--horizon", "12",
        "--out", work.Out, .. more,
    ];

    /// <summary>Synthetic people, made once for all of these tests.</summary>
    public sealed class Sample : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("iom-learn-tests-").FullName;

        public Sample()
        {
            Extracts = Path.Combine(_root, "extracts");
            SyntheticExtracts.Write(Extracts, new SampleOptions { Offenders = 4000, Seed = 1 });
        }

        public string Extracts { get; }

        public void Dispose() => Directory.Delete(_root, recursive: true);
    }
}
