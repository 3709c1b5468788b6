using Iom.Selection.Tests;
using PublicApiGenerator;

namespace Iom.Selection.Sql.Tests;

public class ConventionTests
{
    [Fact]
    public void The_public_API_is_the_approved_one()
    {
        var api = typeof(PolicySql).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        var approved = Repository.Path("tests", "Iom.Selection.Sql.Tests", "PublicApi.approved.txt");
        var received = Repository.Path("artifacts", "PublicApi.Sql.received.txt");
        File.WriteAllText(received, api);
        Assert.True(File.Exists(approved) && File.ReadAllText(approved) == api, $"The public API has changed: if that is meant, copy {received} over {approved}.");
    }

    [Fact]
    public void The_compiler_opens_nothing()
    {
        var allowed = new[]
        {
            "Iom.Selection", "System.Runtime", "System.Collections", "System.Collections.Immutable", "System.Linq", "System.Memory", "System.Security.Cryptography", "System.Text.RegularExpressions", "System.Text.Encoding.Extensions",
            "System.Runtime.InteropServices", "System.Text.Json", "System.Text.Encodings.Web",
        };
        Assert.Equal("", string.Join(' ', typeof(PolicySql).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Except(allowed)));
    }
}
