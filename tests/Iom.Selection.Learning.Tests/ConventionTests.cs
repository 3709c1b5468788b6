using PublicApiGenerator;

namespace Iom.Selection.Learning.Tests;

public class ConventionTests
{
    [Fact]
    public void The_public_API_is_the_approved_one()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;

        var api = typeof(PointsLearner).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        var approved = Path.Combine(root.FullName, "tests", "Iom.Selection.Learning.Tests", "PublicApi.approved.txt");
        var received = Path.Combine(root.FullName, "artifacts", "PublicApi.Learning.received.txt");
        File.WriteAllText(received, api);
        // A tuple's names are lost to whoever reads it by reflection or from another language, and it has no documentation.
        Assert.DoesNotContain("TupleElementNames", api, StringComparison.Ordinal);
        Assert.True(File.Exists(approved) && File.ReadAllText(approved) == api, $"The public API has changed: if that is meant, copy {received} over {approved}.");
    }
}
