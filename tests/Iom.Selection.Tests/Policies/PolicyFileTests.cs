using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Measures;
using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Checks;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Records;
using NJsonSchema;

namespace Iom.Selection.Tests.Policies;

public class PolicyFileTests
{
    private const string AllCohort = """[ { "id": "all" } ]""";

    [Theory]
    // what is put in place of the whole of one factor, rule list or cohort list; the path that is named
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count", "month": 12 }, "bands": [ { "from": 0, "points": 0 } ] }""", "matrix.factors[0].measure.month")]
    [InlineData("factor", """{ "id": "f", "id": "g", "measure": { "kind": "mappa-level" }, "levels": { "1": 1, "2": 2, "3": 3 } }""", "matrix.factors[0].id")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "mappa-level" }, "levels": { "1": 1, "2": 2 } }""", "matrix.factors[0].levels.3")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "mappa-level" }, "bands": [ { "from": 0, "points": 0 } ] }""", "matrix.factors[0].bands")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "arrests" }, "bands": [] }""", "matrix.factors[0].measure")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count" }, "bands": [ { "from": 1, "points": 0 } ] }""", "matrix.factors[0].bands[0].from")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count" }, "bands": [ { "from": 0, "points": 0 }, { "from": 3, "points": 1 }, { "from": 2, "points": 2 } ] }""", "matrix.factors[0].bands[2].from")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count" }, "bands": [ { "from": 0, "points": 0 }, { "from": 0, "points": 1 } ] }""", "matrix.factors[0].bands[1].from")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count" }, "bands": [ { "from": 0, "points": 1001 } ] }""", "matrix.factors[0].bands[0].points")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count" }, "bands": [ { "from": 0, "points": 1.5 } ] }""", "matrix.factors[0].bands[0].points")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count" }, "bands": [] }""", "matrix.factors[0].bands")]
    [InlineData("factor", """{ "id": "F", "measure": { "kind": "offence-count" }, "bands": [ { "from": 0, "points": 1 } ] }""", "matrix.factors[0].id")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count", "months": 1201 }, "bands": [ { "from": 0, "points": 1 } ] }""", "matrix.factors[0].measure.months")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count", "outcomes": ["acquitted"] }, "bands": [ { "from": 0, "points": 1 } ] }""", "matrix.factors[0].measure.outcomes[0]")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count", "outcomes": ["open"] }, "bands": [ { "from": 0, "points": 1 } ] }""", "matrix.factors[0].measure.outcomes[0]")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count", "atLiberty": true }, "bands": [ { "from": 0, "points": 1 } ] }""", "matrix.factors[0].measure.atLiberty")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count", "neighbourhood": false }, "bands": [ { "from": 0, "points": 1 } ] }""", "matrix.factors[0].measure.neighbourhood")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "days-since-offence", "months": 12 }, "bands": [ { "from": 0, "points": 1 } ] }""", "matrix.factors[0].measure.months")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "drug-test-count", "contexts": ["scheme"] }, "bands": [ { "from": 0, "points": 1 } ] }""", "matrix.factors[0].measure.contexts[0]")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-severity", "statistic": "max", "scale": { "theft": 1, "theft": 2 } }, "bands": [ { "from": 0, "points": 1 } ] }""", "matrix.factors[0].measure.scale.theft")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-severity", "statistic": "mean" }, "bands": [ { "from": 0, "points": 1 } ] }""", "matrix.factors[0].measure.statistic")]
    [InlineData("factor", """{ "id": "f", "measure": { "kind": "offence-count" }, "bands": [ { "from": 0, "points": 1 } ], "validFrom": "2026-02-30" }""", "matrix.factors[0].validFrom")]
    [InlineData("rules", """[ { "when": { "factor": "nothing", "atLeast": 1 }, "then": "refer" } ]""", "eligibility[0].when.factor")]
    [InlineData("rules", """[ { "when": { "all": [] }, "then": "refer" } ]""", "eligibility[0].when.all")]
    [InlineData("rules", """[ { "when": { "any": [ { "field": "youth", "is": ["maybe"] } ] }, "then": "refer" } ]""", "eligibility[0].when.any[0].is[0]")]
    [InlineData("rules", """[ { "when": { "field": "expected_release", "is": ["yes"] }, "then": "refer" } ]""", "eligibility[0].when.is")]
    [InlineData("rules", """[ { "when": { "field": "location", "is": ["home"] }, "then": "refer" } ]""", "eligibility[0].when.is[0]")]
    [InlineData("rules", """[ { "when": { "nominated": false }, "then": "refer" } ]""", "eligibility[0].when.nominated")]
    [InlineData("rules", """[ { "when": { "nominated": true }, "then": "imprison" } ]""", "eligibility[0].then")]
    [InlineData("rules", """[ { "when": { "nominated": true }, "then": "refer", "ifMissing": "guess" } ]""", "eligibility[0].ifMissing")]
    [InlineData("rules", """[ { "when": { "nominated": true, "extra": 1 }, "then": "refer" } ]""", "eligibility[0].when.extra")]
    [InlineData("cohorts", "[]", "cohorts")]
    [InlineData("cohorts", """[ { "id": "a" }, { "id": "a" } ]""", "cohorts[1].id")]
    public void What_is_wrong_is_named_by_its_path(string what, string json, string path)
    {
        var policy = PolicyText.Of(what == "factor" ? json : PolicyText.Count, what == "rules" ? json : "[]", what == "cohorts" ? json : AllCohort);
        var e = Assert.Throws<PolicyException>(() => PolicyText.Parse(policy));
        Assert.Contains(path, e.Problems.Select(problem => problem.Path));
        Assert.StartsWith(e.Problems[0].Path, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "entryFrom": 10, "tieBreak": ["nothing"] }""", "5", "ranking.tieBreak[0]")]
    [InlineData("""{ "entryFrom": 10, "tieBreak": ["count", "count"] }""", "5", "ranking.tieBreak[1]")]
    [InlineData("""{ "entryFrom": 10, "order": "age" }""", "5", "ranking.order")]
    [InlineData("""{ "entryFrom": 10, "reserve": -1 }""", "5", "ranking.reserve")]
    [InlineData("""{ "entryFrom": 10, "lot": {} }""", "5", "ranking.lot.source")]
    [InlineData("""{ "entryFrom": 10, "lot": { "source": "" } }""", "5", "ranking.lot.source")]
    [InlineData("""{ "entryFrom": 10, "lot": { "source": "a", "value": "b" } }""", "5", "ranking.lot.value")]
    [InlineData("""{ "entryFrom": 10, "lot": "a" }""", "5", "ranking.lot")]
    [InlineData("""{ }""", "5", "ranking.entryFrom")]
    [InlineData("""{ "entryFrom": 10 }""", "11", "deselection.exitBelow")]
    public void The_lines_and_the_order_are_checked(string ranking, string exitBelow, string path)
    {
        var e = Assert.Throws<PolicyException>(() => PolicyText.Parse(PolicyText.Of(PolicyText.Count, "[]", AllCohort, ranking, exitBelow)));
        Assert.Equal(path, Assert.Single(e.Problems).Path);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var e = Assert.Throws<PolicyException>(() => PolicyText.Parse("""{ "schema": "other/1", "colour": "red" }"""));
        Assert.Equal(
            ["colour", "schema", "id", "version", "title", "matrix", "cohorts", "ranking", "deselection"],
            e.Problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{ \"id\": ")]
    public void What_is_no_policy_is_refused(string json) => Assert.Throws<PolicyException>(() => PolicyText.Parse(json));

    [Fact]
    public void The_hash_is_that_of_the_bytes_byte_order_mark_and_comments_included()
    {
        var bytes = Encoding.UTF8.GetBytes("\uFEFF// signed by nobody\n" + PolicyText.With("[]", AllCohort));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), PolicyFile.Parse(bytes).Sha256);
    }

    [Fact]
    public async Task The_schema_takes_what_the_loader_takes()
    {
        var schema = await JsonSchema.FromFileAsync(Repository.Path("docs", "policy.schema.json"));
        foreach (var path in new[] { Repository.Path("samples", "reference", "policy.json") }
            .Concat(Directory.EnumerateFiles(Repository.Path("tests", "Iom.Selection.Extracts.Tests", "Cases"), "policy.json", SearchOption.AllDirectories)))
        {
            var json = WithoutComments(await File.ReadAllTextAsync(path));
            Assert.Empty(schema.Validate(json));
            PolicyText.Parse(json);
        }
        foreach (var seed in Enumerable.Range(0, 200))
        {
            var scenario = new Generation.Maker(seed, orderly: false).Scenario();
            Assert.Empty(schema.Validate(scenario.PolicyJson));
        }
    }

    [Theory]
    [InlineData("""{ "id": "f", "measure": { "kind": "offence-count", "month": 12 }, "bands": [ { "from": 0, "points": 0 } ] }""")]
    [InlineData("""{ "id": "f", "measure": { "kind": "mappa-level" }, "levels": { "1": 1, "2": 2 } }""")]
    [InlineData("""{ "id": "f", "measure": { "kind": "arrests" }, "bands": [ { "from": 0, "points": 0 } ] }""")]
    [InlineData("""{ "id": "f", "measure": { "kind": "drug-test-count", "contexts": ["scheme"] }, "bands": [ { "from": 0, "points": 1 } ] }""")]
    [InlineData("""{ "id": "f", "measure": { "kind": "offence-count", "outcomes": ["acquitted"] }, "bands": [ { "from": 0, "points": 1 } ] }""")]
    [InlineData("""{ "id": "f", "measure": { "kind": "offence-count" }, "bands": [ { "from": 0, "points": 1001 } ] }""")]
    public async Task The_schema_refuses_what_the_loader_refuses(string factor)
    {
        var schema = await JsonSchema.FromFileAsync(Repository.Path("docs", "policy.schema.json"));
        var json = PolicyText.OfFactor(factor);
        Assert.NotEmpty(schema.Validate(json));
        Assert.Throws<PolicyException>(() => PolicyText.Parse(json));
    }

    [Theory]
    [InlineData("not-proven", """{ "id": "f", "measure": { "kind": "offence-count", "outcomes": ["charged"] }, "bands": [ { "from": 0, "points": 0 } ] }""")]
    [InlineData("decides-alone", """{ "id": "f", "measure": { "kind": "offence-count" }, "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 10 } ] }""")]
    [InlineData("points-fall", """{ "id": "f", "measure": { "kind": "offence-count" }, "bands": [ { "from": 0, "points": 1 }, { "from": 1, "points": 0 } ] }""")]
    [InlineData("points-fall", """{ "id": "f", "measure": { "kind": "days-since-offence" }, "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 1 } ] }""")]
    [InlineData("not-applicable-high", """{ "id": "f", "measure": { "kind": "offence-severity", "statistic": "max" }, "bands": [ { "from": 0, "points": 0 } ], "notApplicable": 1 }""")]
    [InlineData("instrument-age-sex", """{ "id": "f", "measure": { "kind": "risk-score", "instrument": "OGRS3-2yr" }, "bands": [ { "from": 0, "points": 0 } ] }""")]
    [InlineData("begging-counts", """{ "id": "f", "measure": { "kind": "offence-count", "trigger": true }, "bands": [ { "from": 0, "points": 0 } ] }""")]
    [InlineData("one-dominates", """{ "id": "f", "measure": { "kind": "offence-severity", "statistic": "sum" }, "bands": [ { "from": 0, "points": 0 }, { "from": 50, "points": 1 } ] }""")]
    [InlineData("scale-leaves-out", """{ "id": "f", "measure": { "kind": "offence-severity", "statistic": "max", "scale": { "theft": 1 } }, "bands": [ { "from": 0, "points": 0 } ] }""")]
    [InlineData("unknown-group", """{ "id": "f", "measure": { "kind": "offence-count", "groups": ["thefts"] }, "bands": [ { "from": 0, "points": 0 } ] }""")]
    [InlineData("unknown-code", """{ "id": "f", "measure": { "kind": "offence-count", "codes": ["LOCAL"] }, "bands": [ { "from": 0, "points": 0 } ] }""")]
    [InlineData("no-reason", """{ "id": "f", "measure": { "kind": "offence-count" }, "bands": [ { "from": 0, "points": 0 } ] }""")]
    [InlineData("youth-unread", PolicyText.Count)]
    public void What_is_unfair_or_fragile_is_warned_of(string code, string factor) =>
        Assert.Contains(code, Warnings(PolicyText.OfFactor(factor)));

    [Fact]
    public void Rules_are_warned_of_too()
    {
        var two = PolicyText.Count + ", " + PolicyText.Count.Replace("\"id\": \"count\"", "\"id\": \"again\"", StringComparison.Ordinal);
        Assert.Contains("same-records", Warnings(PolicyText.Of(two, "[]", AllCohort)));
        Assert.Contains("youth-missing-passes", Warnings(PolicyText.With("""[ { "when": { "field": "youth", "is": ["yes"] }, "then": "refer" } ]""", AllCohort)));
        Assert.Contains("flag-withholds-not", Warnings(PolicyText.With("""[ { "when": { "field": "youth", "is": ["yes"] }, "then": "flag", "ifMissing": "withhold" } ]""", AllCohort)));
        Assert.Contains("cohort-unreached", Warnings(PolicyText.With("[]", """[ { "id": "a" }, { "id": "b" } ]""")));
        Assert.Contains("review-past", Warnings(PolicyText.With("[]", AllCohort).Replace("\"version\"", "\"reviewBy\": \"2026-10-30\", \"version\"", StringComparison.Ordinal)));
        Assert.Contains("nobody-leaves", Warnings(PolicyText.With("[]", AllCohort).Replace("\"version\"", "\"panel\": { \"agencies\": [ { \"id\": \"police\" } ] }, \"version\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_agency_that_has_not_signed_this_text_is_named()
    {
        var policy = PolicyText.Parse(PolicyText.With("[]", AllCohort).Replace("\"version\"", "\"panel\": { \"agencies\": [ { \"id\": \"police\" }, { \"id\": \"probation\" }, { \"id\": \"health\" } ] }, \"version\"", StringComparison.Ordinal));
        PolicySignature Signature(string agency, string sha256) => new(agency, "SYNTHETIC", "chair", new DateOnly(2026, 10, 1), sha256);
        var warnings = PolicyChecks.Warnings(policy, OffenceCatalogue.BuiltIn, new DateOnly(2026, 10, 31), [Signature("police", policy.Sha256), Signature("probation", new string('0', 64))]);
        Assert.Equal(
            ["probation has signed a different version of this policy.", "health has not signed this policy."],
            warnings.Where(warning => warning.Code == "unsigned").Select(warning => warning.Message));
    }

    [Theory]
    [InlineData("""{ "all": [ { "field": "youth", "is": ["yes"] }, { "field": "location", "is": ["custody"] } ] }""", true)]
    [InlineData("""{ "any": [ { "field": "location", "is": ["custody"] }, { "field": "youth", "is": ["yes"] } ] }""", false)]
    [InlineData("""{ "not": { "field": "youth", "is": ["yes"] } }""", true)]
    public void A_rule_protects_children_only_if_it_holds_for_each_of_them(string when, bool isWarnedOf) =>
        Assert.Equal(isWarnedOf, Warnings(PolicyText.With($$"""[ { "when": {{when}}, "then": "refer", "ifMissing": "withhold" } ]""", AllCohort)).Contains("youth-unread"));

    [Fact]
    public void Keys_written_twice_are_refused_within_blocks_too()
    {
        var policy = PolicyText.With("[]", AllCohort).Replace("\"version\"", "\"fairness\": { \"outcome\": { \"months\": 12, \"months\": 24 } }, \"version\"", StringComparison.Ordinal);
        Assert.Equal("fairness.outcome.months", Assert.Single(Assert.Throws<PolicyException>(() => PolicyText.Parse(policy)).Problems).Path);
    }

    [Fact]
    public void The_reference_policy_is_warned_of_nothing_but_what_it_explains()
    {
        var policy = PolicyFile.Parse(File.ReadAllBytes(Repository.Path("samples", "reference", "policy.json")));
        var warnings = PolicyChecks.Warnings(policy, OffenceCatalogue.BuiltIn, new DateOnly(2026, 10, 31), []);
        Assert.All(warnings, warning => Assert.Contains(warning.Code, new[] { "same-records", "unsigned" }));
        foreach (var line in File.ReadLines(Repository.Path("samples", "reference", "policy.json")).Where(line => line.AsSpan().TrimStart().StartsWith("\"") || line.Contains('{', StringComparison.Ordinal)))
        {
            // A number on the line, outside its texts: then its reason stands behind it.
            if (System.Text.RegularExpressions.Regex.IsMatch(line.Split("//")[0], """: [0-9]""")) Assert.Contains("// ", line, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(policy.Factors, factor => factor.Measure is Measure.RiskScore);
        Assert.Contains(policy.Eligibility, rule => rule is { WithholdIfUnknown: true } && rule.When.Fields.Contains(OffenderField.Youth));
    }

    private static IEnumerable<string> Warnings(string json) =>
        PolicyChecks.Warnings(PolicyText.Parse(json), OffenceCatalogue.BuiltIn, new DateOnly(2026, 10, 31), []).Select(warning => warning.Code);

    private static string WithoutComments(string json) => System.Text.Json.Nodes.JsonNode.Parse(json, documentOptions: new System.Text.Json.JsonDocumentOptions { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!.ToJsonString();

    [Theory]
    [InlineData("eligibility", "{ \"when\": { \"field\": \"youth\", \"is\": [\"yes\"] }, \"then\": \"refer\" }")]
    [InlineData("cohorts", "{ \"id\": \"c\" }")]
    public void More_than_a_thousand_of_a_kind_are_refused_in_one_line(string key, string item)
    {
        var many = $"[{string.Join(',', Enumerable.Repeat(item, 1001))}]";
        var json = key == "cohorts" ? PolicyText.With("[]", many) : PolicyText.With(many, """[ { "id": "all" } ]""");
        var problem = Assert.Single(Assert.Throws<PolicyException>(() => PolicyText.Parse(json)).Problems);
        Assert.Equal((key, "must have at most 1000 entries"), (problem.Path, problem.Message));
    }

    [Fact]
    public void A_file_of_more_than_four_mebibytes_or_with_more_problems_than_anybody_reads_is_refused_shortly()
    {
        Assert.Contains("larger than", Assert.Single(Assert.Throws<PolicyException>(() => PolicyFile.Parse(new byte[(4 * 1024 * 1024) + 1])).Problems).Message, StringComparison.Ordinal);
        var keys = string.Join(',', Enumerable.Range(0, 1000).Select(i => FormattableString.Invariant($"\"k{i}\": 1")));
        var problems = Assert.Throws<PolicyException>(() => PolicyFile.Parse(Encoding.UTF8.GetBytes($"{{ {keys} }}"))).Problems;
        Assert.Equal(201, problems.Count);
        Assert.Equal("there are more problems than are listed", problems[^1].Message);
        Assert.Equal("must have at most 1000 keys", Assert.Throws<PolicyException>(() => PolicyFile.Parse(Encoding.UTF8.GetBytes($"{{ {keys}, \"more\": 1 }}"))).Problems[0].Message);
    }

    [Fact]
    public void A_key_that_is_no_name_is_shown_by_its_beginning()
    {
        var problem = Assert.Single(Assert.Throws<PolicyException>(() => PolicyText.Parse(PolicyText.With("[]", """[ { "id": "all" } ]""").Replace("\"id\": \"all\"", $"\"id\": \"all\", \"{new string('k', 1_000_000)}\": 1", StringComparison.Ordinal))).Problems);
        Assert.Equal($"cohorts[0].{new string('k', 100)}...", problem.Path);
    }

    // Of a thousand factors with as many codes as four mebibytes hold; each pair compared code by code would be billions of comparisons.
    [Fact]
    public void Factors_with_many_codes_are_compared_in_the_time_that_it_takes_to_read_them()
    {
        string Factor(int i) => FormattableString.Invariant($$"""
            { "id": "f{{i}}", "why": "w", "measure": { "kind": "offence-count", "months": 12, "codes": [{{string.Join(',', Enumerable.Range(0, 1000).Select(code => FormattableString.Invariant($"\"{code:x3}{i:x}\"")))}}] },
              "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 1 } ] }
            """);
        var json = $$"""
            { "schema": "iom-selection-policy/1", "id": "p", "version": "1", "title": "t", "cohorts": [ { "id": "all" } ], "ranking": { "entryFrom": 5 }, "deselection": { "exitBelow": 1 },
              "matrix": { "factors": [ {{string.Join(',', Enumerable.Range(0, 150).Select(Factor))}} ] } }
            """;
        Assert.DoesNotContain("same-records", PolicyChecks.Warnings(PolicyFile.Parse(Encoding.UTF8.GetBytes(json)), OffenceCatalogue.BuiltIn, new DateOnly(2026, 1, 1), []).Select(warning => warning.Code));
    }

    [Fact]
    public void Of_many_pairs_that_count_the_same_offence_some_are_named_and_the_others_counted()
    {
        var factor = """{ "id": "f#", "why": "w", "measure": { "kind": "offence-count", "months": 12 }, "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 1 } ] }""";
        var json = $$"""
            { "schema": "iom-selection-policy/1", "id": "p", "version": "1", "title": "t", "cohorts": [ { "id": "all" } ], "ranking": { "entryFrom": 5 }, "deselection": { "exitBelow": 1 },
              "matrix": { "factors": [ {{string.Join(',', Enumerable.Range(0, 200).Select(i => factor.Replace("#", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)))}} ] } }
            """;
        var pairs = PolicyChecks.Warnings(PolicyFile.Parse(Encoding.UTF8.GetBytes(json)), OffenceCatalogue.BuiltIn, new DateOnly(2026, 1, 1), []).Where(warning => warning.Code == "same-records").ToArray();
        Assert.Equal(51, pairs.Length);
        Assert.StartsWith("19850 more pairs", pairs[^1].Message, StringComparison.Ordinal);
    }
}
