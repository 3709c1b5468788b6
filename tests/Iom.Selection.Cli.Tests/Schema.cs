using System.Text.Json;
using System.Text.Json.Nodes;

namespace Iom.Selection.Cli.Tests;

/// <summary>As much of JSON Schema as the schemas of evaluations use.</summary>
internal static class Schema
{
    public static void AssertFollows(string schema, string document)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(Workspace.Repository, "docs", schema)))!.AsObject();
        AssertFollows(JsonNode.Parse(File.ReadAllText(document))!, root, root, "$");
    }

    private static void AssertFollows(JsonNode? value, JsonObject schema, JsonObject root, string at)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference) schema = root["$defs"]![reference["#/$defs/".Length..]]!.AsObject();
        string[] types = schema["type"] switch { JsonArray several => [.. several.Select(each => each!.GetValue<string>())], JsonValue one => [one.GetValue<string>()], _ => [] };
        var type = value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
            _ => "boolean",
        };
        Assert.True(types.Contains(type) || (type == "integer" && types.Contains("number")), $"{at} is a {type}");
        if (value is JsonObject container)
        {
            var properties = schema["properties"]!.AsObject();
            foreach (var required in schema["required"]!.AsArray()) Assert.True(container.ContainsKey(required!.GetValue<string>()), $"{at} lacks {required}");
            foreach (var (name, item) in container)
            {
                Assert.True(properties.ContainsKey(name), $"{at}.{name} is not in the schema");
                AssertFollows(item, properties[name]!.AsObject(), root, $"{at}.{name}");
            }
        }
        if (value is JsonArray list)
        {
            foreach (var (item, i) in list.Select((item, i) => (item, i))) AssertFollows(item, schema["items"]!.AsObject(), root, $"{at}[{i}]");
        }
    }
}
