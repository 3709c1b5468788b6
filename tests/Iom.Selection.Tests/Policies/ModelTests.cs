using System.Text;
using System.Text.Json.Nodes;
using Iom.Selection.Measures;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Policies.Wording;
using Iom.Selection.Tests.Generation;
using NJsonSchema;

namespace Iom.Selection.Tests.Policies;

/// <summary>A model that a policy names, and what is refused.</summary>
public class ModelTests
{
    private const string Hash = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    [Theory]
    [InlineData("""{ "role": "order", "sha256": "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff" }""", "ranking.model.role")]
    [InlineData("""{ "sha256": "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff" }""", "ranking.model.role")]
    [InlineData("""{ "role": "advisory" }""", "ranking.model.sha256")]
    [InlineData("""{ "role": "advisory", "sha256": "00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff" }""", "ranking.model.sha256")]
    [InlineData("""{ "role": "advisory", "sha256": "0011" }""", "ranking.model.sha256")]
    [InlineData("""{ "role": "advisory", "sha256": 7 }""", "ranking.model.sha256")]
    [InlineData("""{ "role": "advisory", "sha256": "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", "file": "m" }""", "ranking.model.file")]
    [InlineData("\"advisory\"", "ranking.model")]
    public void What_is_no_model_is_refused_by_its_place(string model, string path) =>
        Assert.Contains(Assert.Throws<PolicyException>(() => Named(model)).Problems, problem => problem.Path.StartsWith(path, StringComparison.Ordinal));

    [Fact]
    public void Its_role_is_warned_of_shown_and_compared()
    {
        var (none, advisory, breaking) = (PolicyText.Parse(PolicyText.OfFactor(PolicyText.Count)), Of("advisory"), Of("tie-break"));
        Assert.Null(none.Model);
        Assert.Equal(new NamedModel(ModelRole.Advisory, Hash), advisory.Model);
        Assert.DoesNotContain(Codes(none), code => code.StartsWith("model-", StringComparison.Ordinal));
        Assert.Contains("model-advises", Codes(advisory));
        Assert.Equal(["model-ends-lots", "model-unsigned"], Codes(breaking).Where(code => code.StartsWith("model-", StringComparison.Ordinal)));
        Assert.Contains(Warnings(breaking), warning => warning.Message.Contains("ends most lots, and with them the best evidence", StringComparison.Ordinal));
        Assert.Contains("a model learned from outcomes; any remaining ties are drawn by lot", PolicyWords.Order(breaking), StringComparison.Ordinal);
        Assert.Equal(PolicyWords.Order(none), PolicyWords.Order(advisory));
        Assert.Equal($"ranking.model: was advisory, sha256 {Hash}; is tie-break, sha256 {Hash}", Assert.Single(PolicyComparison.Changes(advisory, breaking)).ToString());
        Assert.Same(none, none.WithoutModel());
        Assert.Null(breaking.WithoutModel().Model);
        Assert.Equal(breaking.Sha256, breaking.WithoutModel().Sha256);

        static Policy Of(string role) => Named($$"""{ "role": "{{role}}", "sha256": "{{Hash}}" }""");
        static IReadOnlyList<PolicyWarning> Warnings(Policy policy) => PolicyChecks.Warnings(policy, TestCatalogue.Catalogue, new DateOnly(2026, 1, 1), []);
        static IEnumerable<string> Codes(Policy policy) => Warnings(policy).Select(warning => warning.Code);
    }

    [Fact]
    public void A_changed_file_other_measures_finer_levels_a_yardstick_and_too_early_a_date_are_refused()
    {
        var scenario = new Maker(3, orderly: true).Scenario();
        var modelled = Modelled.Create(scenario, ModelRole.TieBreak, 3);
        var (model, named, first) = (modelled.Model, modelled.Named, modelled.Model.Factors[0]);
        Refused("names another model", With(model.Factors, sha256: Hash), named);
        Refused("has no more", With([.. model.Factors, new ModelFactor("gone", first.Measure, [])]), named);
        Refused("was not trained with", With([.. model.Factors.Skip(1)]), named);
        Refused($"another measure {first.Id}", With([new ModelFactor(first.Id, first.Measure + " x", first.Levels), .. model.Factors.Skip(1)]), named);
        Refused("yardstick", With(model.Factors, ModelKind.Gam), named);
        var finer = new ModelFactor(first.Id, first.Measure, [new ModelLevel("0.5 or more", 0.5m, null, 0.1, 1)]);
        Refused("finer levels", With([finer, .. model.Factors.Skip(1)]), named);
        // Which may advise.
        var advising = Modelled.Create(scenario, ModelRole.Advisory, 3);
        Assert.NotNull(advising.Named.WithModel(With([finer, .. model.Factors.Skip(1)], sha256: advising.Model.Sha256), []));
        Assert.Contains("says nothing of", Assert.Throws<InvalidOperationException>(() => modelled.Policy.RequireModel(scenario.AsOf.AddDays(-1))).Message, StringComparison.Ordinal);
        Assert.Contains("give it with", Assert.Throws<InvalidOperationException>(() => named.RequireModel(scenario.AsOf)).Message, StringComparison.Ordinal);
        named.WithoutModel().RequireModel(scenario.AsOf.AddDays(-1));

        StepModel With(IReadOnlyList<ModelFactor> factors, ModelKind kind = ModelKind.Steps, string? sha256 = null) => new()
        {
            Sha256 = sha256 ?? model.Sha256,
            Kind = kind,
            PolicySha256 = model.PolicySha256,
            CatalogueSha256 = model.CatalogueSha256,
            TrainedUpTo = model.TrainedUpTo,
            Libraries = model.Libraries,
            Factors = factors,
            Intercept = model.Intercept,
            CalibrationSlope = 1,
            CalibrationIntercept = 0,
        };

        void Refused(string words, StepModel other, Policy policy) =>
            Assert.Contains(words, Assert.Throws<InvalidOperationException>(() => policy.WithModel(other, modelled.Signatures)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_as_its_schema_says_and_one_that_was_changed_by_hand_is_refused()
    {
        var modelled = Modelled.Create(new Maker(4, orderly: true).Scenario(), ModelRole.Advisory, 4);
        var schema = await JsonSchema.FromFileAsync(Repository.Path("docs", "model.schema.json"));
        Assert.Empty(schema.Validate(Encoding.UTF8.GetString(modelled.File)));
        var given = Encoding.UTF8.GetString(modelled.File);
        Assert.NotEmpty(schema.Validate(given.Replace("\"kind\"", "\"sort\"", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(given.Replace("\"steps\"", "\"trees\"", StringComparison.Ordinal)));

        Refused("has changed", given, Hash);
        Refused("layout", given.Replace("iom-selection-model/1", "iom-selection-model/0", StringComparison.Ordinal));
        Refused("kind", given.Replace("\"steps\"", "\"trees\"", StringComparison.Ordinal));
        Refused("cannot be read", "{}");
        Refused("cannot be read", given.Replace("\"kind\"", "\"kind\": \"steps\", \"kind\"", StringComparison.Ordinal));
        Refused("cannot be read", Change(root => root["trainedUpTo"] = "yesterday"));
        Refused("cannot be read", Change(root => root["intercept"] = "none"));
        Refused("turns it round", Change(root => root["calibration"]!["slope"] = 0));
        Refused("twice", Change(root => root["factors"]!.AsArray().Add(root["factors"]![0]!.DeepClone())));
        Refused("below 0", Change(root => Level(root)["weight"] = -0.1));
        Refused("not those of its weights", Change(root => Level(root)["points"] = 999));
        Refused("more than 1000 points", Change(root => Level(root)["weight"] = 101));
        Refused("cannot be read", Change(root => (Level(root)["from"], Level(root)["below"]) = (1, 2)));

        string Change(Action<JsonObject> change)
        {
            var root = JsonNode.Parse(given)!.AsObject();
            change(root);
            return root.ToJsonString();
        }

        static JsonNode Level(JsonObject root) => root["factors"]!.AsArray().Select(factor => factor!["levels"]!.AsArray()).First(levels => levels.Count > 0)[0]!;

        static void Refused(string words, string file, string? sha256 = null) =>
            Assert.Contains(words, Assert.Throws<FormatException>(() => ModelFile.Parse(Encoding.UTF8.GetBytes(file), sha256)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_measures_have_one_line_exactly_where_they_read_alike()
    {
        string[] measures =
        [
            """{ "kind": "offence-count" }""", """{ "kind": "offence-count", "count": "days" }""", """{ "kind": "offence-count", "months": 12 }""", """{ "kind": "offence-count", "months": 13 }""",
            """{ "kind": "offence-count", "outcomes": ["convicted"] }""", """{ "kind": "offence-count", "groups": ["burglary"] }""", """{ "kind": "offence-count", "groups": ["burglary", "theft"] }""",
            """{ "kind": "offence-count", "codes": ["02803"] }""", """{ "kind": "offence-count", "exceptCodes": ["02803"] }""", """{ "kind": "offence-count", "neighbourhood": true }""",
            """{ "kind": "offence-count", "acquisitive": true }""", """{ "kind": "offence-count", "trigger": true }""", """{ "kind": "offence-count", "detectedBy": ["public"] }""",
            """{ "kind": "offence-count", "detectedBy": ["public", "store"] }""", """{ "kind": "offence-count", "months": 12, "atLiberty": true }""", """{ "kind": "offence-count", "months": 12, "atLiberty": ["sentence"] }""",
            """{ "kind": "offence-count", "months": 12, "dateBy": "outcome" }""", """{ "kind": "offence-count", "exceptAsYouth": true }""",
            """{ "kind": "offence-severity", "statistic": "max" }""", """{ "kind": "offence-severity", "statistic": "sum" }""", """{ "kind": "offence-severity", "statistic": "sum", "cap": 10 }""",
            """{ "kind": "offence-severity", "statistic": "max", "scale": { "burglary": 6 } }""", """{ "kind": "offence-severity", "statistic": "max", "scale": { "burglary": 6.5 } }""",
            """{ "kind": "days-since-offence" }""", """{ "kind": "days-since-offence", "atLiberty": true }""", """{ "kind": "drug-test-count" }""", """{ "kind": "drug-test-count", "months": 6 }""",
            """{ "kind": "drug-test-count", "results": ["refused"] }""", """{ "kind": "drug-test-count", "contexts": ["arrest"] }""", """{ "kind": "drug-test-count", "substances": ["cocaine"] }""",
            """{ "kind": "risk-score", "instrument": "A" }""", """{ "kind": "risk-score", "instrument": "B" }""", """{ "kind": "risk-score", "instrument": "A", "months": 12 }""",
        ];
        Assert.Equal(measures.Length, measures.Select(Line).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Line("""{ "kind": "offence-count", "groups": ["burglary", "theft"] }"""), Line("""{ "kind": "offence-count", "groups": ["theft", "burglary"] }"""));
        Assert.NotEqual(Line("""{ "kind": "drug-test-count", "substances": ["a", "b"] }"""), Line("""{ "kind": "drug-test-count", "substances": ["a\",\"b"] }"""));
        // Models hold these lines: a version that writes them otherwise would refuse every model there is.
        Assert.Equal(
            "offence-count outcomes=cautioned,convicted,taken_into_consideration groups= codes= exceptCodes= neighbourhood=no acquisitive=no trigger=no detectedBy= months=12 atLiberty=yes exceptAsYouth=no dateBy=offence count=days",
            Line("""{ "kind": "offence-count", "count": "days", "months": 12, "atLiberty": true }"""));
        Assert.Equal("drug-test-count months=any results=positive contexts=arrest,supervision substances=", Line("""{ "kind": "drug-test-count" }"""));

        // Every key of a filter and of a measure is one that a line names.
        var keys = measures.Select(measure => JsonNode.Parse(measure)!.AsObject()).SelectMany(measure => measure.Select(pair => pair.Key)).Distinct().Except(["kind"]).ToArray();
        var known = JsonNode.Parse(File.ReadAllText(Repository.Path("docs", "policy.schema.json")))!["definitions"]!["measure"]!;
        foreach (var key in keys) Assert.Contains($"\"{key}\"", known.ToJsonString(), StringComparison.Ordinal);

        static string Line(string measure) => ModelFactor.MeasureOf(PolicyText.Measuring(measure).Factors[0].Measure);
    }

    [Fact]
    public void What_is_missing_reaches_the_least_of_the_levels_it_can_mean()
    {
        var rising = new ModelFactor("f", "m", [new("any", 0, null, 0.1, 1), new("2 or more", 2, null, 0.2, 3)]);
        var falling = new ModelFactor("f", "m", [new("any", null, null, 0.1, 1), new("under 90", null, 90, 0.2, 3)]);
        Assert.Equal([0, 1, 1, 2], new Reading[] { Reading.NotApplicable.Instance, new Reading.Known(0), new Reading.Missing(1, 5, false), new Reading.Missing(2, null, false) }.Select(rising.LevelOf));
        Assert.Equal([0, 2, 1, 1, 0], new Reading[] { Reading.NotApplicable.Instance, new Reading.Known(89), new Reading.Known(90), new Reading.Missing(1, null, false), new Reading.Missing(1, 5, true) }.Select(falling.LevelOf));
        Assert.Throws<ArgumentException>(() => new ModelFactor("f", "m", [new("2", 2, null, 0, 0), new("1", 1, null, 0, 0)]));
        Assert.Throws<ArgumentException>(() => new ModelFactor("f", "m", [new("2", 2, null, 0, 0), new("under", null, 1, 0, 0)]));
    }

    private static Policy Named(string model) => PolicyText.Parse(PolicyText.Of(PolicyText.Count, "[]", """[ { "id": "all" } ]""", $$"""{ "entryFrom": 10, "model": {{model}} }"""));
}
