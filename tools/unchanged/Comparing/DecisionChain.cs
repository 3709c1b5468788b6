using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Iom.Selection.Unchanged.Comparing;

/// <summary>The hashes of a log of decisions, worked out anew. They hang on random salts, so two tools never write the same.</summary>
internal sealed class DecisionChain
{
    private readonly List<(string Payload, string Entry)> _hashes = [];

    private DecisionChain(string? problem) => Problem = problem;

    /// <summary>What is wrong with the chain; null where it is whole.</summary>
    public string? Problem { get; private set; }

    public static bool IsOne(string file) => file.EndsWith("decisions.jsonl", StringComparison.Ordinal);

    /// <summary>Reads a log, in the old spelling of its keys or the new one.</summary>
    public static DecisionChain Read(byte[] log)
    {
        var chain = new DecisionChain(null);
        var previous = new string('0', 64);
        foreach (var line in Encoding.UTF8.GetString(log).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                var root = document.RootElement;
                var number = root.GetProperty("sequence").GetInt32();
                var payload = root.GetProperty("payload");
                var payloadHash = (root.TryGetProperty("payload_hash", out var spelt) ? spelt : root.GetProperty("payloadHash")).GetString()!;
                var hash = HashPairs.Hash(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}\n{previous}\n{payloadHash}")));
                if (payload.ValueKind != JsonValueKind.Null && HashPairs.Hash(Encoding.UTF8.GetBytes(payload.GetRawText())) != payloadHash) chain.Problem ??= Wrong("payload");
                if (root.GetProperty("previous").GetString() != previous) chain.Problem ??= Wrong("previous");
                if (root.GetProperty("hash").GetString() != hash) chain.Problem ??= Wrong("hash");
                chain._hashes.Add((payloadHash, hash));
                previous = hash;

                string Wrong(string key) => string.Create(CultureInfo.InvariantCulture, $"entry {number} has a wrong {key}");
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                chain.Problem ??= "a line is no entry";
            }
        }
        return chain;
    }

    /// <summary>Pairs the entries of two logs, in order.</summary>
    public void Pair(DecisionChain @new, HashPairs pairs)
    {
        foreach (var (old, other) in _hashes.Zip(@new._hashes))
        {
            pairs.Add(old.Payload, other.Payload);
            pairs.Add(old.Entry, other.Entry);
        }
    }
}
