using System.Text.Json;
using Iom.Selection.Learning;
using Iom.Selection.Samples;
using Iom.Selection.Train;

namespace Iom.Selection.MachineLearning.Tests;

/// <summary><c>iom-train</c>, from its arguments to its files.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iom-train-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_writes_a_model_that_can_be_read_and_the_same_bytes_twice()
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
        var model = StepModel.Parse(File.ReadAllBytes(Path.Combine(_folder, "once", "model.json")));
        Assert.Equal(new DateOnly(2025, 4, 30), model.TrainedUpTo);
        Assert.Contains("frequency", model.Factors);
        Assert.Contains(model.Weights, weights => weights.Any(weight => weight > 0));
        using var card = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "once", "model-card.json")));
        Assert.Equal(model.Sha256, card.RootElement.GetProperty("modelSha256").GetString());
        Assert.Equal(["additive", "fasttree", "lightgbm", "own"], card.RootElement.GetProperty("methods").EnumerateArray().Select(method => method.GetProperty("method").GetString()!));
        // What is there is not written over, and a bad date is the command line's fault.
        Assert.Equal(3, Run("once"));
        Assert.Equal(2, Program.Run(["--extracts", "x"], CancellationToken.None));
    }

    private int Run(string name, params string[] more) => Program.Run(
        [
            "--extracts", Path.Combine(_folder, "extracts"), "--policy", Policy(), "--learn-at", "2023-04-30", "--choose-at", "2024-04-30", "--test-at", "2025-04-30", "--horizon", "12",
            "--out", Path.Combine(_folder, name), "--quiet", .. more,
        ], CancellationToken.None);

    private static string Policy()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;
        return Path.Combine(root.FullName, "samples", "reference", "policy.json");
    }
}
