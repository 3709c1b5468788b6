using System.Reflection;
using System.Text.RegularExpressions;
using Iom.Selection.Foundation;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using PublicApiGenerator;

namespace Iom.Selection.Tests;

public partial class ConventionTests
{
    [Fact]
    public void The_core_touches_no_file_clock_thread_or_network()
    {
        var allowed = new[] { "System.Runtime", "System.Collections", "System.Collections.Immutable", "System.Collections.Concurrent", "System.Linq", "System.Memory",
            "System.Runtime.InteropServices", "System.Runtime.Intrinsics", "System.Security.Cryptography", "System.Text.Json", "System.Text.Encodings.Web", "System.Text.Encoding.Extensions", "System.Runtime.Extensions", "MathNet.Numerics" };
        Assert.Empty(typeof(OffenderId).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Except(allowed));
    }

    [Fact]
    public void The_public_API_is_the_approved_one()
    {
        var options = new ApiGeneratorOptions { IncludeAssemblyAttributes = false };
        var api = typeof(OffenderId).Assembly.GeneratePublicApi(options).ReplaceLineEndings("\n") + "\n";
        var approved = Repository.Path("tests", "Iom.Selection.Tests", "PublicApi.approved.txt");
        var received = Repository.Path("artifacts", "PublicApi.received.txt");
        File.WriteAllText(received, api);
        // A tuple's names are lost to whoever reads it by reflection or from another language, and it has no documentation.
        Assert.DoesNotContain("TupleElementNames", api, StringComparison.Ordinal);
        Assert.True(File.Exists(approved) && File.ReadAllText(approved) == api, $"The public API has changed: if that is meant, copy {received} over {approved}.");
    }

    [Fact]
    public void Each_law_names_a_test_that_exists()
    {
        var laws = File.ReadAllText(Repository.Path("docs", "laws.md"));
        var sources = Directory.EnumerateFiles(Repository.Path("tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToArray();
        foreach (var number in Enumerable.Range(1, 14)) Assert.Contains($"| {number} |", laws, StringComparison.Ordinal);
        var tests = TestName().Matches(laws).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(tests);
        foreach (var test in tests) Assert.True(sources.Any(source => source.Contains($" {test}", StringComparison.Ordinal)), $"docs/laws.md names {test}, which no test file has.");
    }

    /// <summary>Those of the framework first, then by name; static ones and other names for types last. What checks white space does not look at it.</summary>
    [Fact]
    public void Usings_stand_in_order()
    {
        var files = new[] { "src", "tests", "benchmarks", "samples", "tools" }.SelectMany(folder => Directory.EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories)).ToArray();
        Assert.True(files.Length > 1000);
        foreach (var file in files)
        {
            string[] usings = [.. File.ReadLines(file).TakeWhile(line => line.Length == 0 || line.StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("//", StringComparison.Ordinal)).Where(line => Using().IsMatch(line))];
            Assert.True(usings.Order(UsingOrder).SequenceEqual(usings), $"The usings of {file} are out of order.");
        }
    }

    [Fact]
    public void Default_points_are_safe_to_add() => Assert.Equal(new Points(3), default(Points) + new Points(3));

    [Fact]
    public void Words_come_back_as_the_members_they_stand_for()
    {
        foreach (var type in typeof(OffenderId).Assembly.GetExportedTypes().Where(type => type.IsEnum && type.GetCustomAttribute<FlagsAttribute>() is null))
            typeof(ConventionTests).GetMethod(nameof(RoundTrip), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null);
    }

    private static readonly Comparer<string> UsingOrder = Comparer<string>.Create((one, other) =>
    {
        var (a, b) = (Using().Match(one), Using().Match(other));
        var kind = Kind(a).CompareTo(Kind(b));
        var (ofOne, ofOther) = (a.Groups["name"].Value.Split('.'), b.Groups["name"].Value.Split('.'));
        return kind != 0 ? kind : ofOne.Zip(ofOther, StringComparer.OrdinalIgnoreCase.Compare).Append(ofOne.Length - ofOther.Length).FirstOrDefault(part => part != 0);

        static (bool IsAlias, bool IsStatic, bool IsOurs) Kind(Match match) =>
            (match.Groups["alias"].Success, match.Groups["static"].Success, match.Groups["alias"].Success || match.Groups["name"].Value.Split('.')[0] != "System");
    });

    [GeneratedRegex(@"^using (?<static>static )?(?<name>[\w.]+)(?<alias> = .+)?;$")]
    private static partial Regex Using();

    private static void RoundTrip<T>() where T : struct, Enum
    {
        foreach (var member in Enum.GetValues<T>())
        {
            Assert.True(Vocabulary.TryParse<T>(Vocabulary.Word(member).ToUpperInvariant(), out var back));
            Assert.Equal(member, back);
        }
    }

    [GeneratedRegex(@"`(\w+_\w+)`")]
    private static partial Regex TestName();
}
