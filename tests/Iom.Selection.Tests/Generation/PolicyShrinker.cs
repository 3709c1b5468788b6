using System.Text;
using System.Text.Json.Nodes;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;

namespace Iom.Selection.Tests.Generation;

/// <summary>Smaller policies that are still policies: a part less, or a number that is easier to read.</summary>
internal static class PolicyShrinker
{
    private static readonly string[] Lists = ["eligibility", "cohorts"];

    // What a policy, a factor or a measure may go without.
    private static readonly HashSet<string> Optional =
    [
        "reserve", "order", "validFrom", "validTo", "notApplicable", "ifMissing", "months", "atLiberty", "dateBy", "outcomes", "groups", "codes", "exceptCodes", "neighbourhood", "acquisitive",
        "trigger", "detectedBy", "count", "cap", "scale", "results", "contexts", "when",
    ];

    /// <summary>All that is one step smaller, boldest first.</summary>
    public static IEnumerable<string> Smaller(string json)
    {
        var count = JsonNode.Parse(json)!["matrix"]!["factors"]!.AsArray().Count;
        IEnumerable<Action<JsonObject>> steps = Enumerable.Range(0, count).Select(i => (Action<JsonObject>)(policy => DropFactor(policy, i)));
        foreach (var list in Lists)
        {
            for (var i = 0; i < Count(json, list); i++)
            {
                var index = i;
                steps = steps.Append(policy => policy[list]!.AsArray().RemoveAt(index));
            }
        }
        for (var i = 0; i < (JsonNode.Parse(json)!["ranking"]!["tieBreak"]?.AsArray().Count ?? 0); i++)
        {
            var index = i;
            steps = steps.Append(policy => policy["ranking"]!["tieBreak"]!.AsArray().RemoveAt(index));
        }
        foreach (var path in Paths(JsonNode.Parse(json)!, "")) steps = steps.Concat(StepsAt(json, path));
        return steps.Select(step => Changed(json, step)).OfType<string>();
    }

    private static int Count(string json, string list) => JsonNode.Parse(json)![list]?.AsArray().Count ?? 0;

    private static void DropFactor(JsonObject policy, int index)
    {
        var factors = policy["matrix"]!["factors"]!.AsArray();
        var id = (string)factors[index]!["id"]!;
        factors.RemoveAt(index);
        // A tie can't be broken by a factor that is not there; a rule that reads it makes this no policy.
        if (policy["ranking"]!["tieBreak"] is JsonArray keys)
        {
            foreach (var key in keys.Where(key => (string)key! == id).ToArray()) keys.Remove(key);
        }
    }

    private static IEnumerable<Action<JsonObject>> StepsAt(string json, string path)
    {
        var node = At(JsonNode.Parse(json)!, path)!;
        if (Optional.Contains(path[(path.LastIndexOf('.') + 1)..])) yield return policy => Parent(policy, path, out var key).Remove(key);
        // A band above the first, a part of a condition or of a list.
        if (node is JsonArray { Count: > 1 } array)
        {
            var from = path.EndsWith(".bands", StringComparison.Ordinal) ? 1 : 0;
            for (var i = from; i < array.Count; i++)
            {
                var index = i;
                yield return policy => At(policy, path)!.AsArray().RemoveAt(index);
            }
        }
        // In place of a condition of several, one of them.
        if (node is JsonArray { Count: > 0 } parts && (path.EndsWith(".all", StringComparison.Ordinal) || path.EndsWith(".any", StringComparison.Ordinal)))
        {
            for (var i = 0; i < parts.Count; i++)
            {
                var index = i;
                yield return policy => At(policy, path[..path.LastIndexOf('.')])!.ReplaceWith(At(policy, path)![index]!.DeepClone());
            }
        }
        if (node is not JsonValue value || !value.TryGetValue<decimal>(out var number)) yield break;
        foreach (var simpler in new[] { 0m, 1m, decimal.Truncate(number), decimal.Truncate(number / 2) }.Distinct().Where(simpler => simpler < number))
            yield return policy => At(policy, path)!.ReplaceWith(JsonValue.Create(simpler));
    }

    private static string? Changed(string json, Action<JsonObject> step)
    {
        var policy = JsonNode.Parse(json)!.AsObject();
        step(policy);
        var text = policy.ToJsonString();
        if (text == json) return null;
        try
        {
            _ = PolicyFile.Parse(Encoding.UTF8.GetBytes(text));
            return text;
        }
        catch (PolicyException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Paths(JsonNode node, string path) => node switch
    {
        JsonObject children => children.SelectMany(child => Paths(child.Value!, $"{path}.{child.Key}").Prepend($"{path}.{child.Key}")),
        JsonArray items => items.SelectMany((item, i) => Paths(item!, $"{path}.{i}").Prepend($"{path}.{i}")),
        _ => [],
    };

    private static JsonNode? At(JsonNode node, string path) =>
        path.Split('.').Skip(1).Aggregate((JsonNode?)node, (at, key) => at is JsonArray array ? array[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] : at![key]);

    private static JsonObject Parent(JsonNode node, string path, out string key)
    {
        var last = path.LastIndexOf('.');
        key = path[(last + 1)..];
        return At(node, path[..last])!.AsObject();
    }
}
