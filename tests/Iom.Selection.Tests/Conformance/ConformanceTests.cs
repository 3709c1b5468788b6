using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Iom.Selection.Decisions;
using Iom.Selection.Explanations;
using Iom.Selection.Foundation;
using Iom.Selection.Offences;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;

namespace Iom.Selection.Tests.Conformance;

/// <summary>Runs the cases of docs/conformance, as a twin in another language would.</summary>
public class ConformanceTests
{
    private static readonly string Folder = Repository.Path("docs", "conformance");

    private static readonly string[] Files = [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Cases() => [.. Files];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_comes_out_as_it_says(string file)
    {
        var data = Read(file);
        var policy = PolicyFile.Parse(Encoding.UTF8.GetBytes((string)data["policyText"]!));
        var asOf = Date(data["asOf"])!.Value;
        var supplied = data["supplied"]!.AsArray().Aggregate(SuppliedExtracts.None, (sum, name) => sum | Supplied((string)name!));
        var assessor = new Assessor(new Scorer(policy, Catalogue(data["catalogue"]!.AsArray()), asOf, supplied));

        var people = data["people"]!.AsArray().Select(person => CaseFileJson.Parse(Encoding.UTF8.GetBytes(person!.ToJsonString()))).ToArray();
        var assessments = people.Select(assessor.Assess).ToArray();
        var proposal = Proposal.For(policy, asOf, (int)data["capacity"]!, assessments);

        var scorecards = new JsonObject();
        foreach (var assessment in assessments)
        {
            if (assessment.Scorecard is not { } scorecard) continue;
            var json = JsonNode.Parse(scorecard.ToJson())!.AsObject();
            json.Remove("offenderId");
            scorecards.Add(assessment.OffenderId.Value, json);
        }
        var rows = JsonNode.Parse(proposal.ToJson())!["rows"]!.AsArray();
        foreach (var row in rows)
        {
            // The points are in the scorecards.
            row!.AsObject().Remove("total");
            row.AsObject().Remove("most");
            row.AsObject().Remove("points");
        }
        var expected = data["expected"]!.AsObject();
        Assert.Equal(["proposal", "scorecards"], expected.Select(pair => pair.Key).Order(StringComparer.Ordinal));
        AssertSame(expected["scorecards"]!, scorecards, "scorecards");
        AssertSame(expected["proposal"]!, rows, "proposal");
    }

    [Fact]
    public void Every_measure_filter_condition_recommendation_and_reading_occurs()
    {
        var cases = Files.Select(Read).ToArray();
        var policies = cases.Select(data => JsonNode.Parse((string)data["policyText"]!)!).ToArray();
        var measures = policies.SelectMany(policy => policy["matrix"]!["factors"]!.AsArray()).Select(factor => factor!["measure"]!.AsObject()).ToArray();

        AssertAll(["offence-count", "offence-severity", "days-since-offence", "drug-test-count", "mappa-level", "risk-score"], measures.Select(measure => (string)measure["kind"]!));
        AssertAll(
            [
                "outcomes", "groups", "codes", "exceptCodes", "neighbourhood", "acquisitive", "trigger", "detectedBy", "months", "atLiberty", "dateBy",
                "count", "statistic", "cap", "scale", "results", "contexts", "substances", "instrument", "exceptAsYouth",
            ],
            measures.SelectMany(measure => measure.Select(pair => pair.Key)));

        var conditions = policies.SelectMany(policy => Objects(policy).Where(node => node.ContainsKey("when")).SelectMany(node => Objects(node["when"]!))).ToArray();
        AssertAll(["is", "laterThanMonths", "factor", "nominated", "all", "any", "not"], conditions.SelectMany(condition => condition.Select(pair => pair.Key)));
        AssertAll(
            Vocabulary.AllWords<OffenderField>().Except(["area", "died_on"]),
            conditions.Select(condition => (string?)condition["field"]).OfType<string>());
        AssertAll(["notApplicable", "validFrom", "validTo"], policies.SelectMany(Objects).SelectMany(node => node.Select(pair => pair.Key)));
        AssertAll(["order", "tieBreak", "reserve"], policies.SelectMany(policy => policy["ranking"]!.AsObject()).Select(pair => pair.Key));

        var rows = cases.SelectMany(data => data["expected"]!["proposal"]!.AsArray()).ToArray();
        AssertAll(Vocabulary.AllWords<Recommendation>(), rows.Select(row => (string)row!["recommendation"]!));
        AssertAll(
            ["no-offence", "eligibility", "missing", "conflict", "no-cohort", "above-entry", "no-place", "below-entry", "above-exit", "below-exit", "tie", "incomplete", "to-settle"],
            rows.SelectMany(row => row!["reasons"]!.AsArray()).Select(reason => ((string)reason!).Split(':')[0]));
        foreach (var key in new[] { "member", "nominated", "flagged", "tied", "provisional" }) Assert.Contains(rows, row => row![key]?.GetValue<bool>() == true);
        AssertAll(
            ["known", "missing", "not_applicable"],
            cases.SelectMany(data => Objects(data["expected"]!)).Select(node => (node["reading"] as JsonObject)?["kind"]?.GetValue<string>()).OfType<string>());
    }

    [Fact]
    public void Each_case_is_written_the_same_way()
    {
        foreach (var file in Files)
        {
            Assert.Matches("^[0-9]{3}-[a-z0-9-]+\\.json$", file);
            Assert.Equal(
                ["title", "design", "policyText", "catalogue", "asOf", "capacity", "supplied", "people", "expected"], Read(file).Select(pair => pair.Key));
        }
    }

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!.AsObject();

    private static DateOnly? Date(JsonNode? node) => node is null ? null : DateOnly.ParseExact((string)node!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static SuppliedExtracts Supplied(string name) => name switch
    {
        "drug_tests" => SuppliedExtracts.DrugTests,
        "custody" => SuppliedExtracts.Custody,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static OffenceCatalogue Catalogue(JsonArray rows) => new(rows.Select(row => new CatalogueEntry((string)row!["code"]!, (string)row["title"]!, (string)row["group"]!)
    {
        Neighbourhood = (bool?)row["neighbourhood"] ?? false,
        Acquisitive = (bool?)row["acquisitive"] ?? false,
        Severity = (decimal?)row["severity"],
        TriggerFrom = Date(row["triggerFrom"]),
        TriggerTo = Date(row["triggerTo"]),
    }));

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject some => some.Select(pair => pair.Value).SelectMany(Objects).Prepend(some),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    private static void AssertAll(IEnumerable<string> wanted, IEnumerable<string> found) => Assert.Empty(wanted.Except(found));

    private static void AssertSame(JsonNode expected, JsonNode actual, string what) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"{what}\nexpected {expected.ToJsonString()}\nactual   {actual.ToJsonString()}");
}
