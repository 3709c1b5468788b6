using System.Globalization;
using System.Text.Json;

namespace Iom.Selection.Cli.Tests;

/// <summary>What comes with our packages and published files is named with its licence, and is on the list of what is looked up for known vulnerabilities.</summary>
public class DependencyTests
{
    // Used to build, and in no package.
    private static readonly string[] OfTheBuild = ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.NET.ILLink.Tasks"];

    [Fact]
    public void Every_dependency_is_named_with_its_version_in_the_notices()
    {
        var notices = File.ReadAllText(Path.Combine(Workspace.Repository, "THIRD-PARTY-NOTICES.txt"));
        Assert.All(Dependencies(), package => Assert.Contains($"\n{package.Name} {package.Version} ", notices, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_dependency_is_on_the_list_of_what_is_looked_up_for_vulnerabilities_and_each_advisory_has_an_answer()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Workspace.Repository, "tools", "vulnerabilities", "reviewed.json")));
        Assert.True(DateOnly.TryParseExact(json.RootElement.GetProperty("listedOn").GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        // Whether it was looked up is said, never assumed.
        if (!json.RootElement.GetProperty("lookedUp").GetBoolean()) Assert.NotEqual("", json.RootElement.GetProperty("note").GetString());
        var reviewed = json.RootElement.GetProperty("packages").EnumerateArray().ToArray();
        Assert.Equal(
            Dependencies().Select(package => $"{package.Name} {package.Version}").Order(StringComparer.Ordinal),
            reviewed.Select(package => $"{package.GetProperty("name").GetString()} {package.GetProperty("version").GetString()}").Order(StringComparer.Ordinal));
        Assert.All(reviewed.SelectMany(package => package.GetProperty("advisories").EnumerateArray()), advisory => Assert.NotEqual("", advisory.GetProperty("answer").GetString()));
    }

    private static (string Name, string Version)[] Dependencies() =>
    [
        .. Directory.GetFiles(Path.Combine(Workspace.Repository, "src"), "packages.lock.json", SearchOption.AllDirectories).SelectMany(path =>
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project" && !OfTheBuild.Contains(package.Name))
                .Select(package => (package.Name, package.Value.GetProperty("resolved").GetString()!)).ToArray();
        }).Distinct(),
    ];
}
