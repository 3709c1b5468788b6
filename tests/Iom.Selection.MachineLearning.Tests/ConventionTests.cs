using PublicApiGenerator;

namespace Iom.Selection.MachineLearning.Tests;

public class ConventionTests
{
    [Fact]
    public void The_public_API_is_the_approved_one()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;

        var api = typeof(ModelTrainer).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        var approved = Path.Combine(root.FullName, "tests", "Iom.Selection.MachineLearning.Tests", "PublicApi.approved.txt");
        var received = Path.Combine(root.FullName, "artifacts", "PublicApi.MachineLearning.received.txt");
        File.WriteAllText(received, api);
        Assert.True(File.Exists(approved) && File.ReadAllText(approved) == api, $"The public API has changed: if that is meant, copy {received} over {approved}.");
    }
}
