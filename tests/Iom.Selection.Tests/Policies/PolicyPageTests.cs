using System.Text.Json;
using System.Text.RegularExpressions;

namespace Iom.Selection.Tests.Policies;

/// <summary>Every piece of JSON in docs/policy.md can stand in a policy, where the page says that it belongs.</summary>
public partial class PolicyPageTests
{
    private const string Cohorts = """[ { "id": "all" } ]""";

    private const string Factors = """
        { "id": "frequency", "measure": { "kind": "offence-count", "months": 12 }, "bands": [ { "from": 0, "points": 0 } ] },
        { "id": "neighbourhood", "measure": { "kind": "offence-count", "neighbourhood": true }, "bands": [ { "from": 0, "points": 0 } ] }
        """;

    public static TheoryData<string> Pieces() => [.. Texts()];

    [Theory]
    [MemberData(nameof(Pieces))]
    public void A_piece_can_stand_in_a_policy(string piece) => PolicyText.Parse(Around(piece));

    [Fact]
    public void Every_kind_of_measure_and_key_of_a_condition_has_a_piece()
    {
        var pieces = string.Concat(Texts());
        string[] words =
            ["offence-count", "offence-severity", "days-since-offence", "drug-test-count", "mappa-level", "risk-score", "field", "factor", "nominated", "all", "any", "not", "laterThanMonths"];
        Assert.All(words, word => Assert.Contains($"\"{word}\"", pieces, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Texts() =>
        Piece().Matches(File.ReadAllText(Repository.Path("docs", "policy.md")).ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value);

    private static string Around(string piece)
    {
        using var document = JsonDocument.Parse(piece);
        bool Has(string key) => document.RootElement.TryGetProperty(key, out _);
        if (Has("kind")) return PolicyText.OfFactor($$"""{ "id": "f", "measure": {{piece}}, "bands": [ { "from": 0, "points": 0 } ] }""");
        if (Has("measure")) return PolicyText.OfFactor(piece);
        if (Has("then")) return PolicyText.Of(Factors, $"[ {piece} ]", Cohorts);
        if (Has("id")) return PolicyText.Of(Factors, "[]", $"[ {piece} ]");
        if (Has("margin")) return PolicyText.Of(Factors, "[]", Cohorts).Replace("\"version\"", $"\"fairness\": {piece}, \"version\"", StringComparison.Ordinal);
        if (Has("entryFrom")) return PolicyText.Of(Factors, "[]", Cohorts, ranking: piece);
        if (Has("exitBelow")) return PolicyText.Of(Factors, "[]", Cohorts, """{ "entryFrom": 30 }""").Replace("""{ "exitBelow": 5 }""", piece, StringComparison.Ordinal);
        return PolicyText.Of(Factors, "[]", $$"""[ { "id": "a", "when": {{piece}} } ]""");
    }

    [GeneratedRegex("```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Piece();
}
