using System.Text.Json;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace Iom.Selection.Tests.Policies;

/// <summary>The published schema of extract maps, against every map that we publish.</summary>
public partial class MapSchemaTests
{
    [Fact]
    public async Task Every_map_that_is_published_is_as_the_schema_says()
    {
        var schema = await JsonSchema.FromFileAsync(Repository.Path("docs", "extract-map.schema.json"));
        string[] maps =
        [
            .. Directory.EnumerateFiles(Repository.Path("samples"), "extract-map*.json", SearchOption.AllDirectories).Select(File.ReadAllText),
            .. JsonBlock().Matches(File.ReadAllText(Repository.Path("docs", "extracts.md"))).Select(match => match.Groups[1].Value),
        ];
        Assert.True(maps.Length >= 3);
        Assert.All(maps, map => Assert.Empty(schema.Validate(WithoutComments(map))));
    }

    [Theory]
    [InlineData("""{ "offence": { } }""")]
    [InlineData("""{ "offences": { "files": "x" } }""")]
    [InlineData("""{ "offences": { "file": "../x.csv" } }""")]
    [InlineData("""{ "offences": { "columns": { "outcome": { "first": ["a"] } } } }""")]
    [InlineData("""{ "offences": { "rows": { "ROLE": "Suspect" } } }""")]
    [InlineData("""{ "offences": { "numbers": "'" } }""")]
    [InlineData("""{ "offences": { "idCase": "fold" } }""")]
    public async Task What_a_map_may_not_say_the_schema_refuses(string map) =>
        Assert.NotEmpty((await JsonSchema.FromFileAsync(Repository.Path("docs", "extract-map.schema.json"))).Validate(map));

    private static string WithoutComments(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return JsonSerializer.Serialize(document.RootElement);
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
