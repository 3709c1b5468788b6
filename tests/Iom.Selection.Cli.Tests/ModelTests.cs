using System.Text.Json;
using System.Text.Json.Nodes;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Samples;

namespace Iom.Selection.Cli.Tests;

/// <summary>A policy that names a model by its hash: as advice, and to order people who are equal by the matrix.</summary>
public sealed class ModelTests(ModelTests.Sample sample) : IClassFixture<ModelTests.Sample>
{
    private const string AsOf = "2026-10-31";
    private static readonly string[] Files = [.. Workspace.RunFiles.Except(["meeting.xlsx", "report.html"])];
    private static readonly string[] Agencies = ["police", "probation", "council", "health", "charity"];

    [Fact]
    public void As_advice_it_adds_a_column_and_a_list_and_changes_nothing_else()
    {
        using var work = new Workspace();
        var policy = Policy(work, "advisory");
        // Another text of the same policy has another seed; what the lot gives aside, all is the same.
        var outcome = Tool.Run(Rank(policy, work.Out, "--model", sample.Model)).IsDone();
        Assert.Contains("disagree about", outcome.Out, StringComparison.Ordinal);
        string[] model = ["model-disagreements.csv", "model-disagreements.jsonl"];
        Assert.Equal(Files.Concat(model).Order(StringComparer.Ordinal), Directory.GetFiles(work.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var plain = work.PathOf("plain");
        Tool.Run(Rank(Workspace.ReferencePolicy, plain)).IsDone();
        Assert.Equal(Files, Directory.GetFiles(plain).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("model", File.ReadLines(Path.Combine(plain, "ranking.csv")).First(), StringComparison.Ordinal);
        var (with, without) = (ById(work.Out), ById(plain));
        Assert.All(without, pair => Assert.Equal((pair.Value.Total, pair.Value.Most), (with[pair.Key].Total, with[pair.Key].Most)));

        // Both explanations of everybody about whom they disagree.
        var lines = File.ReadAllLines(Path.Combine(work.Out, "model-disagreements.csv"))[1..].Select(line => line.Split(',')).ToArray();
        var explanations = File.ReadAllLines(Path.Combine(work.Out, "model-disagreements.jsonl")).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.NotEmpty(lines);
        foreach (var (line, explanation) in lines.Zip(explanations))
        {
            Assert.Equal(line[1], explanation["offenderId"]!.GetValue<string>());
            Assert.Equal(line[3], explanation["total"]!.ToString());
            Assert.Equal(line[4], explanation["model"]!["points"]!.ToString());
            Assert.Equal("advisory", explanation["model"]!["role"]!.GetValue<string>());
            Assert.Equal(explanation["model"]!["points"]!.GetValue<int>(), explanation["model"]!["steps"]!.AsArray().Sum(step => step!["points"]!.GetValue<int>()));
            Assert.Equal(line[2] == "select" ? "no" : "yes", line[5]);
        }
        Assert.Equal(lines.Length, explanations.Length);
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(work.Out, "run.json")));
        Assert.Equal(lines.Length, manifest.RootElement.GetProperty("model").GetProperty("disagreements").GetInt32());

        // To panel and person, in the same order on any number of threads; and it goes when the run goes.
        string[] ask = [.. Rank(policy, "")[1..^3], "--model", sample.Model, "--offender", lines[0][1], "--quiet"];
        Assert.Contains("Advice: it orders nobody", Tool.Run(["explain", .. ask]).IsDone().Out, StringComparison.Ordinal);
        Assert.Contains("It does not change your place", Tool.Run(["explain", .. ask, "--audience", "person"]).IsDone().Out, StringComparison.Ordinal);
        var once = work.Hashes();
        Tool.Run(Rank(policy, work.Out, "--model", sample.Model, "--threads", "1", "--overwrite")).IsDone();
        Assert.Equal(once, work.Hashes());
        Tool.Run("purge", "--yes", "--runs", work.Outputs, "--before", "2040-01-01", "--policy", Workspace.ReferencePolicy).IsDone();
        Assert.Equal(["run.json"], Directory.GetFiles(work.Out).Select(Path.GetFileName));
    }

    [Fact]
    public void It_breaks_ties_only_by_a_signed_policy_that_names_this_very_file()
    {
        using var work = new Workspace();
        var policy = Policy(work, "tie-break", withoutTieBreak: true);
        string[] rank = [.. Rank(policy, work.Out), "--model", sample.Model];
        Tool.Run(rank).IsRefused(3, "police has not signed it");
        Sign(work, policy, Agencies[..4]);
        Tool.Run(rank).IsRefused(3, "charity has not signed it");
        Sign(work, policy, Agencies);
        Tool.Run(Rank(policy, work.Out)).IsRefused(2, "give its file with --model");
        Tool.Run([.. Rank(policy, work.Out), "--model", work.File("changed.json", File.ReadAllText(sample.Model) + " ")]).IsRefused(3, "not the one that was agreed on");
        Tool.Run([.. Rank(policy, work.Out), "--model", work.PathOf("none.json")]).IsRefused(3, "cannot be opened");
        Tool.Run(Rank(Workspace.ReferencePolicy, work.Out, "--model", sample.Model)).IsRefused(2, "leave out --model");
        work.AssertNothingWritten();

        Tool.Run(rank).IsDone();
        var rows = Runs.Output.RunFolder.Open(work.Out).Ranking().Rows;
        foreach (var (above, below) in rows.Where(row => row.Total is not null).Zip(rows.Where(row => row.Total is not null).Skip(1)))
        {
            Assert.True(above.Total >= below.Total || above.IsMember || below.IsMember);
            if (above.Total == below.Total && above.Rank + 1 == below.Rank) Assert.True(above.ModelPoints >= below.ModelPoints);
        }
        Assert.Contains(rows, row => row.IsOrderedByModel);
        var ordered = rows.First(row => row.IsOrderedByModel && row.Recommendation == Ranking.Recommendation.Select);
        string[] ask = [.. rank[1..^5], "--model", sample.Model, "--offender", ordered.OffenderId.Value, "--quiet"];
        Assert.Contains("The second list put you before others", Tool.Run(["explain", .. ask, "--audience", "person"]).IsDone().Out, StringComparison.Ordinal);
        Assert.Contains("Marked as: ordered by model", Tool.Run(["explain", .. ask]).IsDone().Out, StringComparison.Ordinal);

        // An audit, a review and a diff make the ranking again by the same file, and need it.
        string[] audit = ["audit", "--run", work.Out, "--extracts", sample.Extracts, "--policy", policy, "--characteristics", Path.Combine(sample.Extracts, "characteristics.csv"), "--no-what-ifs", "--quiet"];
        Tool.Run([.. audit, "--out", work.PathOf("audit")]).IsRefused(2, "--model");
        Assert.Contains(Tool.Run([.. audit, "--model", sample.Model, "--out", work.PathOf("audit")]).ExitCode, new[] { 0, 5 });
        Tool.Run(["review", .. rank[1..^4], "--out", work.PathOf("review"), "--quiet"]).IsRefused(2, "--model");
        Tool.Run(["review", .. rank[1..^4], "--out", work.PathOf("review"), "--quiet", "--model", sample.Model]).IsDone();
        string[] diff = ["policy", "diff", Workspace.ReferencePolicy, policy, "--extracts", sample.Extracts, "--as-of", AsOf, "--capacity", "40"];
        Tool.Run(diff).IsRefused(2, "--model");
        Assert.Contains("ranking.model: was (nothing); is tie-break", Tool.Run([.. diff, "--model", sample.Model]).IsDone().Out, StringComparison.Ordinal);
        Tool.Run("policy", "diff", Workspace.ReferencePolicy, policy, "--model", sample.Model).IsRefused(2, "--extracts");

        // What looks at past dates looks at the matrix alone, and SQL says no by name.
        Tool.Run("backtest", "--extracts", sample.Extracts, "--policy", policy, "--as-of", "2024-10-31", "--horizon", "12", "--top", "10", "--out", work.PathOf("backtest"), "--quiet").IsDone();
        Tool.Run("policy", "sql", "--policy", policy, "--as-of", AsOf, "--capacity", "40", "--dialect", "duckdb", "--out", work.PathOf("sql")).IsRefused(3, "ranking.model, tie-break");
    }

    [Fact]
    public void Too_early_a_date_another_catalogue_a_missing_file_and_changed_measures_are_refused_in_a_line()
    {
        using var work = new Workspace();
        var policy = Policy(work, "advisory");
        string[] more = ["--model", sample.Model];
        Tool.Run([.. Rank(policy, work.Out).Select(arg => arg == AsOf ? "2025-04-29" : arg), .. more]).IsRefused(3, "says nothing of 2025-04-29");
        var catalogue = work.File("catalogue.csv", "code,title,group,neighbourhood,acquisitive,severity,trigger_from,trigger_to\n028,Burglary,burglary,yes,yes,10,,\n");
        Tool.Run([.. Rank(policy, work.Out), .. more, "--catalogue", catalogue]).IsRefused(3, "another catalogue");
        var changed = JsonNode.Parse(File.ReadAllText(policy), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        changed["matrix"]!["factors"]![0]!["measure"]!["months"] = 18;
        Tool.Run([.. Rank(work.File("changed.json", changed.ToJsonString()), work.Out), .. more]).IsRefused(3, "another measure frequency");
        changed["matrix"]!["factors"]!.AsArray().RemoveAt(0);
        changed["ranking"]!["tieBreak"] = new JsonArray();
        changed["fairness"] = new JsonObject();
        Tool.Run([.. Rank(work.File("fewer.json", changed.ToJsonString()), work.Out), .. more]).IsRefused(3, "frequency, which the policy has no more");
        Tool.Run([.. Rank(policy, work.Out), "--model", work.File("other.json", "{}")]).IsRefused(3, "not the one that was agreed on");

        // A measure that is now missing for everybody, where the model gives something for it.
        var tests = JsonNode.Parse(File.ReadAllText(sample.Model))!;
        var level = tests["factors"]!.AsArray().Single(factor => factor!["factor"]!.GetValue<string>() == "drug-tests")!["levels"]!.AsArray()[^1]!;
        (level["weight"], level["points"]) = (level["weight"]!.GetValue<double>() + 1, 0);
        var sum = tests["factors"]!.AsArray().Single(factor => factor!["factor"]!.GetValue<string>() == "drug-tests")!["levels"]!.AsArray().Sum(each => each!["weight"]!.GetValue<double>());
        level["points"] = StepModel.PointsOf(sum);
        var giving = work.File("giving.json", tests.ToJsonString());
        var extracts = Directory.CreateDirectory(work.PathOf("fewer")).FullName;
        foreach (var file in Directory.GetFiles(sample.Extracts).Where(file => Path.GetFileName(file) != "drug_tests.csv")) File.Copy(file, Path.Combine(extracts, Path.GetFileName(file)));
        string[] withoutTests = [.. Rank(Policy(work, "advisory", model: giving), work.Out).Select(arg => arg == sample.Extracts ? extracts : arg), "--model", giving];
        Tool.Run(withoutTests).IsRefused(3, "drug-tests, which is now missing for everybody");
        work.AssertNothingWritten();
    }

    private string[] Rank(string policy, string output, params string[] more) =>
        ["rank", "--extracts", sample.Extracts, "--policy", policy, "--as-of", AsOf, "--capacity", "40", .. more, "--no-report", "--out", output];

    private string Policy(Workspace work, string role, bool withoutTieBreak = false, string? model = null)
    {
        var text = File.ReadAllText(Workspace.ReferencePolicy);
        if (withoutTieBreak) text = text.Replace("\"tieBreak\": [\"frequency\", \"severity\"]", "\"tieBreak\": []", StringComparison.Ordinal);
        var hash = ModelFile.Parse(File.ReadAllBytes(model ?? sample.Model)).Sha256;
        return work.File($"{role}.json", text.Replace("\"entryFrom\"", $"\"model\": {{ \"role\": \"{role}\", \"sha256\": \"{hash}\" }}, \"entryFrom\"", StringComparison.Ordinal));
    }

    private static void Sign(Workspace work, string policy, IEnumerable<string> agencies)
    {
        var hash = PolicyFile.Parse(File.ReadAllBytes(policy)).Sha256;
        work.File(Path.GetFileNameWithoutExtension(policy) + ".signoff.json", new JsonObject
        {
            ["signatures"] = new JsonArray([.. agencies.Select(agency => new JsonObject { ["agency"] = agency, ["by"] = "A (invented)", ["role"] = "chair", ["on"] = "2026-01-01", ["sha256"] = hash })]),
        }.ToJsonString());
    }

    private static Dictionary<string, Ranking.RankingRow> ById(string run) => Runs.Output.RunFolder.Open(run).Ranking().Rows.ToDictionary(row => row.OffenderId.Value);

    /// <summary>Synthetic people, and a model of the reference policy's measures with a weight for some of its bands.</summary>
    public sealed class Sample : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("iom-model-tests-").FullName;

        public Sample()
        {
            SyntheticExtracts.Write(Extracts, new SampleOptions { Offenders = 300, Seed = 3 });
            var policy = PolicyFile.Parse(File.ReadAllBytes(Workspace.ReferencePolicy));
            File.WriteAllBytes(Model, ModelFile.Write(
                new StepModel
                {
                    Kind = ModelKind.Steps,
                    PolicySha256 = policy.Sha256,
                    CatalogueSha256 = CatalogueHash(),
                    TrainedUpTo = new DateOnly(2025, 4, 30),
                    Libraries = ["by hand"],
                    Factors = [.. policy.Factors.Select(Factor)],
                    Intercept = -1,
                    CalibrationSlope = 1,
                    CalibrationIntercept = 0,
                },
                _ => { }));
        }

        public string Extracts => Path.Combine(_folder, "extracts");

        public string Model => Path.Combine(_folder, "model.json");

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        private static string CatalogueHash() => Iom.Selection.Extracts.CatalogueFile.BuiltIn().File.Sha256;

        // Against the matrix on purpose: recency and level say much, frequency little.
        private static ModelFactor Factor(Factor factor)
        {
            var weight = factor.Id switch { "recency" => 0.4, "mappa-level" => 0.5, "frequency" => 0.1, _ => 0 };
            var froms = factor.Bands.Select(band => band.From).ToArray();
            (decimal? From, decimal? Below)[] ends = factor.Id == "recency" ? [(null, null), .. froms[1..].Reverse().Select(from => ((decimal?)null, (decimal?)from))] : [.. froms.Where(from => from > 0).Select(from => ((decimal?)from, (decimal?)null))];
            var logOdds = 0.0;
            return new ModelFactor(factor.Id, ModelFactor.MeasureOf(factor.Measure), ends.Select((end, i) => new ModelLevel($"level {i + 1}", end.From, end.Below, weight, StepModel.PointsOf(logOdds += weight))));
        }
    }
}
