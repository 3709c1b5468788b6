using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Iom.Selection.Foundation;
using Iom.Selection.Learning;
using Iom.Selection.Records;

namespace Iom.Selection.Runs.Learned;

/// <summary>A policy file with another matrix, everything else as it is but for comments.</summary>
internal static class PolicyText
{
    /// <summary>The policy whose points are the numbers of levels.</summary>
    public static byte[] Numbered(byte[] policy, IReadOnlyList<LevelScale> scales, IReadOnlyList<DetectedBy> detectedBy)
    {
        var root = Read(policy);
        WriteMatrix(root, scales, (_, level) => level, _ => null, detectedBy);
        return Write(root);
    }

    /// <summary>The policy with a learned matrix, unsigned.</summary>
    /// <param name="policy">The partnership's own.</param>
    /// <param name="scales">The factors.</param>
    /// <param name="card">The matrix.</param>
    /// <param name="whyOf">The reason of each factor, by its index.</param>
    /// <param name="lineOf">A line of the own matrix, in points of the learned one.</param>
    /// <param name="detectedBy">Only offences detected by one of these; empty for all.</param>
    public static byte[] Learned(
        byte[] policy, IReadOnlyList<LevelScale> scales, LearnedCard card, Func<int, string> whyOf, Func<int, int> lineOf, IReadOnlyList<DetectedBy> detectedBy)
    {
        var root = Read(policy);
        root.Remove("$schema");
        root["id"] = Shorter($"{root["id"]!.GetValue<string>()}-learned");
        root["version"] = $"{root["version"]!.GetValue<string>()}-learned";
        root["title"] = $"Learned from outcomes, unsigned: {root["title"]!.GetValue<string>()}";
        WriteMatrix(
            root, scales,
            (factor, level) =>
            {
                var points = 0;
                for (var step = 0; step < level; step++) points += card.Points[factor][step];
                return points;
            },
            whyOf, detectedBy);
        var entry = root["ranking"]!.AsObject();
        entry["entryFrom"] = lineOf(entry["entryFrom"]!.GetValue<int>());
        var exit = root["deselection"]!.AsObject();
        exit["exitBelow"] = Math.Min(lineOf(exit["exitBelow"]!.GetValue<int>()), entry["entryFrom"]!.GetValue<int>());
        if (root["review"]?["risk"] is JsonArray risk)
        {
            var last = -1;
            foreach (var band in risk.OfType<JsonObject>())
            {
                last = last < 0 ? 0 : Math.Max(last + 1, lineOf(band["from"]!.GetValue<int>()));
                band["from"] = last;
            }
        }
        return Write(root);
    }

    private static void WriteMatrix(
        JsonObject root, IReadOnlyList<LevelScale> scales, Func<int, int, int> pointsOf, Func<int, string?> whyOf, IReadOnlyList<DetectedBy> detectedBy)
    {
        var factors = root["matrix"]!["factors"]!.AsArray();
        for (var i = 0; i < factors.Count; i++)
        {
            var (factor, scale, index) = (factors[i]!.AsObject(), scales[i], i);
            var bands = scale.Bands().Select(band => (band.From, Points: pointsOf(index, band.Level))).ToArray();
            if (scale.IsLevel)
            {
                factor["levels"] = new JsonObject(bands.Select(band => KeyValuePair.Create<string, JsonNode?>(band.From.ToString(CultureInfo.InvariantCulture), band.Points)));
            }
            else
            {
                // Bands that give the same as the one below say nothing.
                factor["bands"] = new JsonArray(
                [
                    .. bands.Where((band, at) => at == 0 || band.Points != bands[at - 1].Points)
                        .Select(band => (JsonNode)new JsonObject { ["from"] = band.From, ["points"] = band.Points }),
                ]);
            }
            factor.Remove("notApplicable");
            if (whyOf(index) is { } why) factor["why"] = why;
            if (detectedBy.Count == 0 || scale.Factor.Measure.Filter is null) continue;
            var measure = factor["measure"]!.AsObject();
            var words = detectedBy.Select(Vocabulary.Word);
            if (measure["detectedBy"] is JsonArray before) words = words.Intersect(before.Select(each => each!.GetValue<string>()), StringComparer.Ordinal);
            measure["detectedBy"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
        }
    }

    private static JsonObject Read(byte[] policy)
    {
        var bytes = policy.AsSpan();
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        var root = JsonNode.Parse(bytes, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject();
        // A model that the policy names was agreed on for that policy alone.
        root["ranking"]?.AsObject().Remove("model");
        return root;
    }

    private static byte[] Write(JsonObject root)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, JsonText.Indented)) root.WriteTo(json);
        bytes.Write("\n"u8);
        return bytes.ToArray();
    }

    // An id has at most 64 characters.
    private static string Shorter(string id) => id.Length <= 64 ? id : id[^64..].TrimStart('-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
}
