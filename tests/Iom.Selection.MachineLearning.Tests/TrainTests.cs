using System.Text.Json;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Samples;
using Iom.Selection.Train;
using NJsonSchema;

namespace Iom.Selection.MachineLearning.Tests;

/// <summary><c>iom-train</c>, from its arguments to its files.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iom-train-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_writes_a_model_that_can_be_read_and_the_same_bytes_twice()
    {
        SyntheticExtracts.Write(Path.Combine(_folder, "extracts"), new SampleOptions { Offenders = 1500, Seed = 3 });
        Assert.Equal(0, Run("once", "--threads", "1"));
        Assert.Equal(0, Run("twice", "--threads", "2"));
        string[] files = ["model-card.json", "model-card.md", "model.json", "run.json", "run.key"];
        Assert.Equal(files, Directory.GetFiles(Path.Combine(_folder, "once")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in files[..3])
        {
            var text = File.ReadAllText(Path.Combine(_folder, "once", file));
            Assert.Equal(text, File.ReadAllText(Path.Combine(_folder, "twice", file)));
            Assert.DoesNotContain("SYNTHETIC-", text, StringComparison.OrdinalIgnoreCase);
        }
        var model = ModelFile.Parse(File.ReadAllBytes(Path.Combine(_folder, "once", "model.json")));
        Assert.Equal(new DateOnly(2025, 4, 30), model.TrainedUpTo);
        Assert.Contains(model.Factors, factor => factor.Id == "frequency" && factor.Levels.Any(level => level.Weight > 0 && level.Points > 0));
        Assert.Empty((await JsonSchema.FromFileAsync(Path.Combine(Root(), "docs", "model.schema.json"))).Validate(File.ReadAllText(Path.Combine(_folder, "once", "model.json"))));
        // A policy can name it by its hash, and is then one that it fits.
        var policy = PolicyFile.Parse(Naming(model.Sha256, "advisory"));
        Assert.Same(model, policy.WithModel(model, []).LoadedModel);
        using var card = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "once", "model-card.json")));
        Assert.Equal(model.Sha256, card.RootElement.GetProperty("modelSha256").GetString());
        Assert.Equal(["additive", "fasttree", "lightgbm", "own"], card.RootElement.GetProperty("methods").EnumerateArray().Select(method => method.GetProperty("method").GetString()!));
        // What is there is not written over, and a bad date is the command line's fault.
        Assert.Equal(3, Run("once"));
        Assert.Equal(2, Program.Run(["--extracts", "x"], CancellationToken.None));
    }

    [Fact]
    public async Task On_request_it_writes_a_yardstick_that_no_policy_may_name_and_other_measures_are_no_fit()
    {
        SyntheticExtracts.Write(Path.Combine(_folder, "extracts"), new SampleOptions { Offenders = 1500, Seed = 3 });
        Assert.Equal(0, Run("gam", "--gam"));
        var gam = ModelFile.Parse(File.ReadAllBytes(Path.Combine(_folder, "gam", "model.json")));
        Assert.Equal(ModelKind.Gam, gam.Kind);
        Assert.Empty((await JsonSchema.FromFileAsync(Path.Combine(Root(), "docs", "model.schema.json"))).Validate(File.ReadAllText(Path.Combine(_folder, "gam", "model.json"))));
        Assert.Contains("yardstick", Assert.Throws<InvalidOperationException>(() => PolicyFile.Parse(Naming(gam.Sha256, "advisory")).WithModel(gam, [])).Message, StringComparison.Ordinal);

        // Trained without what the police found, it reads other measures than a policy that counts it.
        Assert.Equal(0, Run("public", "--detected-by", "public,store"));
        var narrower = ModelFile.Parse(File.ReadAllBytes(Path.Combine(_folder, "public", "model.json")));
        Assert.Contains("another measure", Assert.Throws<InvalidOperationException>(() => PolicyFile.Parse(Naming(narrower.Sha256, "advisory")).WithModel(narrower, [])).Message, StringComparison.Ordinal);
    }

    private int Run(string name, params string[] more) => Program.Run(
        [
            "--extracts", Path.Combine(_folder, "extracts"), "--policy", Policy(), "--learn-at", "2023-04-30", "--choose-at", "2024-04-30", "--test-at", "2025-04-30", "--horizon", "12",
            "--out", Path.Combine(_folder, name), "--quiet", .. more,
        ], CancellationToken.None);

    private static byte[] Naming(string sha256, string role) => System.Text.Encoding.UTF8.GetBytes(
        File.ReadAllText(Policy()).Replace("\"entryFrom\"", $"\"model\": {{ \"role\": \"{role}\", \"sha256\": \"{sha256}\" }}, \"entryFrom\"", StringComparison.Ordinal));

    private static string Policy() => Path.Combine(Root(), "samples", "reference", "policy.json");

    private static string Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;
        return root.FullName;
    }
}
