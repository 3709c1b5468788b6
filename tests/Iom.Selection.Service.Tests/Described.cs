using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Iom.Selection.Service.Tests;

/// <summary>The OpenAPI document as it is checked in, and its schemas.</summary>
internal static class Described
{
    public static JsonObject Document { get; } = JsonNode.Parse(File.ReadAllBytes(Repository.Path("docs", "openapi.json")))!.AsObject();

    public static JsonObject Schemas => Document["components"]!["schemas"]!.AsObject();

    private static readonly Dictionary<string, JsonSchema> Read = [];

    /// <summary>The operations: method, address, and what is said of it.</summary>
    public static IEnumerable<(string Method, string Address, JsonObject Operation)> Operations =>
        Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject())));

    /// <summary>What in a body is not as a schema has it.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(string schema, string json)
    {
        if (!Read.TryGetValue(schema, out var known))
        {
            var whole = new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/definitions/{schema}" }), ["definitions"] = JsonNode.Parse(Schemas.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal)) };
            Read[schema] = known = await JsonSchema.FromJsonAsync(whole.ToJsonString());
        }
        return [.. known.Validate(json).Select(problem => $"{problem.Path}: {problem.Kind}")];
    }

    /// <summary>The name of the schema that a response has.</summary>
    public static string? SchemaOf(JsonObject operation, int status, string type) =>
        ((string?)operation["responses"]?[status.ToString(System.Globalization.CultureInfo.InvariantCulture)]?["content"]?[type]?["schema"]?["$ref"])?.Split('/')[^1];

    /// <summary>Sees that an answer is one that the document has.</summary>
    public static async Task CheckAsync(JsonObject operation, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        // An address with a NUL, or one that is far too long, is refused before anybody looks at it.
        if (status == 304 || (status is 400 or 414 && answer.Content.Headers.ContentLength == 0)) return;
        Assert.True(operation["responses"]!.AsObject().ContainsKey(status.ToString(System.Globalization.CultureInfo.InvariantCulture)), $"{operation["operationId"]} answered {status}: {await answer.Content.ReadAsStringAsync()}");
        var type = answer.Content.Headers.ContentType!.MediaType!;
        var schema = SchemaOf(operation, status, type);
        Assert.True(schema is not null, $"{operation["operationId"]} answered {status} with {type}.");
        var text = await answer.Content.ReadAsStringAsync();
        if (type != "application/x-ndjson") Assert.Empty(await ProblemsAsync(schema!, text));
        else Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
    }
}
