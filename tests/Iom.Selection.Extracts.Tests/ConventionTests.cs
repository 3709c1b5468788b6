using PublicApiGenerator;

namespace Iom.Selection.Extracts.Tests;

public class ConventionTests
{
    [Theory]
    [InlineData(typeof(ExtractFolder), "PublicApi.approved.txt", "PublicApi.Extracts.received.txt")]
    [InlineData(typeof(global::Iom.Selection.Runs.Output.RunFolder), "PublicApi.Runs.approved.txt", "PublicApi.Runs.received.txt")]
    public void The_public_API_is_the_approved_one(Type type, string approvedName, string receivedName)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;

        var api = type.Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        var approved = Path.Combine(root.FullName, "tests", "Iom.Selection.Extracts.Tests", approvedName);
        var received = Path.Combine(root.FullName, "artifacts", receivedName);
        File.WriteAllText(received, api);
        // A tuple's names are lost to whoever reads it by reflection or from another language, and it has no documentation.
        Assert.DoesNotContain("TupleElementNames", api, StringComparison.Ordinal);
        Assert.True(File.Exists(approved) && File.ReadAllText(approved) == api, $"The public API has changed: if that is meant, copy {received} over {approved}.");
    }
}
