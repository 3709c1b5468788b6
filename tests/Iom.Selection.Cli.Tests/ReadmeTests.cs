using System.Runtime.CompilerServices;
using Iom.Selection.Records;
using Iom.Selection.Scoring;

namespace Iom.Selection.Cli.Tests;

/// <summary>What the README shows is what happens.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_command_prints_what_the_README_says()
    {
        var readme = Readme();
        var command = Block(readme, "console").Split(" -- ", 2)[1].Split(' ');
        using var work = new Workspace();
        var target = work.PathOf("sample");
        string[] arguments = [.. command.Select(word => word.StartsWith("samples/", StringComparison.Ordinal) ? Path.Combine(Workspace.Repository, word) : word == "out/sample" ? target : word)];
        var printed = Tool.RunProcess(arguments).IsDone().Out.Replace(target, "out/sample", StringComparison.Ordinal);
        Assert.Equal(Block(readme, "text"), printed.ReplaceLineEndings("\n").TrimEnd());
    }

    [Theory]
    [InlineData("README.md", 3)]
    [InlineData("docs/guide/1-first-ranking.md", 2)]
    [InlineData("docs/guide/2-write-your-policy.md", 4)]
    [InlineData("docs/guide/3-map-your-extracts.md", 2)]
    [InlineData("docs/guide/4-read-an-explanation.md", 3)]
    [InlineData("docs/guide/6-review-and-decide.md", 9)]
    [InlineData("docs/guide/7-audit.md", 4)]
    [InlineData("docs/guide/8-evaluate.md", 5)]
    [InlineData("docs/guide/9-learn.md", 4)]
    [Trait("Category", "Slow")]
    public void Every_command_of_the_documentation_runs(string page, int least)
    {
        const string Start = "dotnet run --project src/Iom.Selection.Cli -- ";
        var commands = Page(page).Split('\n').Where(line => line.StartsWith(Start, StringComparison.Ordinal)).Select(line => line[Start.Length..]).ToArray();
        Assert.True(commands.Length >= least);
        using var work = new Workspace();
        foreach (var command in commands)
        {
            string[] arguments = [.. command.Split(' ').Select(word =>
                word.StartsWith("samples/", StringComparison.Ordinal) ? Path.Combine(Workspace.Repository, word)
                : word.StartsWith("out/", StringComparison.Ordinal) ? work.PathOf(word["out/".Length..])
                : word)];
            // Of the sample's under-18s nobody is ranked, which crosses the threshold of the reference policy.
            var outcome = Tool.Run(arguments);
            Assert.NotEmpty(outcome.IsDone(arguments[0] == "audit" && outcome.ExitCode == 5 ? 5 : 0).Out);
        }
    }

    [Fact]
    public void Every_piece_of_code_of_the_guide_stands_in_the_program_that_is_run()
    {
        var program = Unindented(Page("samples/embed/Program.cs"));
        var pieces = Page("docs/guide/5-embed-the-library.md").Split("```csharp\n").Skip(1).Select(piece => piece.Split("\n```")[0]).ToArray();
        Assert.True(pieces.Length >= 5);
        Assert.All(pieces, piece => Assert.Contains(Unindented(piece), program, StringComparison.Ordinal));
    }

    [Fact]
    public void The_program_gives_the_total_that_the_README_says()
    {
        var readme = Block(Readme(), "csharp").Replace("\"samples/reference/policy.json\"", "Workspace.ReferencePolicy", StringComparison.Ordinal).Split('\n');
        var usings = readme.TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["using Iom.Selection;", "using Iom.Selection.Records;", "using Iom.Selection.Scoring;"], usings);
        Assert.Equal(Unindented(Source()), Unindented(string.Join('\n', readme.Skip(usings.Length).SkipWhile(string.IsNullOrWhiteSpace))));
        // <readme>
        var selector = Selector.Parse(File.ReadAllBytes(Workspace.ReferencePolicy), asOf: new DateOnly(2026, 10, 31));
        var person = new CaseFile(new Offender(new OffenderId("SYNTHETIC-1")) { Youth = false, MappaLevel = MappaLevel.None })
        {
            Offences = [new OffenceReport("F1", "02803", new DateOnly(2026, 9, 1), OffenceOutcome.Convicted)],
        };
        Scorecard scorecard = selector.Score(person);
        // </readme>
        Assert.Equal(29, scorecard.Total);
        Assert.Equal([5, 10, 8, 4, 2, 0, 0], scorecard.Contributions.Select(contribution => contribution.Least.Value));
    }

    [Fact]
    public void The_page_in_the_packages_stands_by_itself()
    {
        var page = Page("docs/PACKAGE.md");
        // There is no folder of documents beside it.
        Assert.DoesNotMatch(@"\]\(", page);
        Assert.Equal(Block(Readme(), "csharp").Replace("samples/reference/policy.json", "policy.json", StringComparison.Ordinal), Block(page, "csharp"));
    }

    private static string Readme() => Page("README.md");

    private static string Page(string path) => File.ReadAllText(Path.Combine(Workspace.Repository, path)).ReplaceLineEndings("\n");

    private static string Block(string readme, string language)
    {
        var start = readme.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return readme[start..readme.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    private static string Source([CallerFilePath] string path = "")
    {
        // A build that maps paths for reproducibility leaves only the part inside the repository.
        var file = File.Exists(path) ? path : Path.Combine(Workspace.Repository, "tests", "Iom.Selection.Cli.Tests", "ReadmeTests.cs");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var start = text.IndexOf("// <readme>\n", StringComparison.Ordinal) + "// <readme>\n".Length;
        return text[start..text.IndexOf("// </readme>", start, StringComparison.Ordinal)].TrimEnd();
    }

    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()));
}
