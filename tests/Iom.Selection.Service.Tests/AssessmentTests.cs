using System.Text.Json.Nodes;
using Iom.Selection.Extracts;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class AssessmentTests(Stores stores)
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);
    private static readonly Lazy<CaseFile[]> People = new(() => [.. ExtractFolder.Load(Repository.Path("samples", "extracts")).AsOf(AsOf).CaseFiles()]);

    [Fact]
    public async Task An_assessment_is_what_the_library_says_and_nothing_of_it_is_stored()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        var selector = Selector.Parse(RunningService.PolicyFile, AsOf);
        var results = new HashSet<string>();
        foreach (var person in People.Value.Take(120))
        {
            using var answer = await client.PostAsync("/v1/assessments", RunningService.JsonBody(Body(person)));
            Assert.Equal(200, (int)answer.StatusCode);
            var json = await RunningService.ReadAsync(answer);
            var row = selector.Rank([person], 0).Rows[0];
            results.Add((string)json["eligibility"]!["result"]!);
            Assert.Equal(row.Rank is null, json["scorecard"] is null);
            if (json["scorecard"] is { } scorecard) Assert.True(JsonNode.DeepEquals(JsonNode.Parse(selector.Score(person).ToJson()), scorecard));
            Assert.Equal(row.Cohort, (string?)json["cohort"]);
            Assert.Equal(row.Reasons.Select(reason => reason.ToString()), json["eligibility"]!["reasons"]!.AsArray().Select(reason => (string)reason!));
            Assert.Equal(person.Offender.Id.Value, (string)json["explanation"]!["offenderId"]!);
        }
        Assert.True(results.Count >= 3, "The people are too alike to show anything.");
        foreach (var table in new[] { "runs", "run_parts", "claims", "decision_entries" }) Assert.Equal(0, await service.CountAsync(table));
        // The log has each call and a link to whom it was about, and no id of anybody.
        Assert.Equal(120, await service.Database.ReadAsync(async connection => (await Storage.StoreCommands.ScalarAsync(connection, null, "SELECT COUNT(*) FROM audit WHERE kind = 'assess' AND status = 200 AND link IS NOT NULL AND people = 1 AND on_behalf_of = 'user-17' AND purpose = 'test' AND agency = 'police'")) is long count ? (int)count : 0, default));
        Assert.DoesNotContain("SYNTHETIC-", await service.DumpAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_is_what_the_library_says()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        var selector = Selector.Parse(RunningService.PolicyFile, AsOf);
        var members = People.Value.Where(person => person.IsMemberOn(AsOf)).Take(15).ToArray();
        Assert.Equal(15, members.Length);
        foreach (var member in members)
        {
            using var answer = await client.PostAsync("/v1/reviews", RunningService.JsonBody(Body(member)));
            Assert.Equal(200, (int)answer.StatusCode);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(selector.Review(member).ToJson()), (await RunningService.ReadAsync(answer))["review"]));
        }
        using var stranger = await client.PostAsync("/v1/reviews", RunningService.JsonBody(Body(People.Value.First(person => !person.IsMemberOn(AsOf)))));
        Assert.Equal((422, "/person/memberships"), ((int)stranger.StatusCode, (string)(await RunningService.ReadAsync(stranger))["errors"]![0]!["pointer"]!));
    }

    [Fact]
    public async Task Kinds_of_record_that_were_not_supplied_are_not_known()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        var person = People.Value.First(one => one.DrugTests.Count == 0 && one.Offences.Count > 3 && one.Offender.Youth == false && one.Offender.Deceased != true);
        var body = JsonNode.Parse(Body(person))!;
        body["notSupplied"] = new JsonArray("drug_tests");
        using var answer = await client.PostAsync("/v1/assessments", RunningService.JsonBody(body.ToJsonString()));
        var json = await RunningService.ReadAsync(answer);
        var without = new Selector(Selector.Parse(RunningService.PolicyFile, AsOf).Policy, AsOf, supplied: SuppliedExtracts.Custody);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(without.Score(person).ToJson()), json["scorecard"]));
        Assert.NotEqual((int)json["scorecard"]!["least"]!, (int)json["scorecard"]!["most"]!);
    }

    [Fact]
    public async Task A_policy_that_draws_by_a_value_needs_it_and_another_takes_none()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        var text = System.Text.Encoding.UTF8.GetString(RunningService.PolicyFile);
        var drawn = text.Replace("\"version\": \"2.0.0\"", "\"version\": \"2.0.0-lot\"", StringComparison.Ordinal).Replace("\"ranking\": {", "\"ranking\": { \"lot\": { \"source\": \"a public draw\" },", StringComparison.Ordinal);
        using var stored = await client.PutAsync("/v1/policies/reference/2.0.0-lot", RunningService.JsonBody(drawn));
        Assert.Equal(201, (int)stored.StatusCode);
        foreach (var (version, value, status) in new[] { ("2.0.0-lot", null, 422), ("2.0.0-lot", "17", 200), ("2.0.0", "17", 422), ("2.0.0", null, 200), ("9.9.9", null, 422) })
        {
            var body = JsonNode.Parse(Body(People.Value[0]))!;
            body["policy"]!["version"] = version;
            if (value is not null) body["lotValue"] = value;
            using var answer = await client.PostAsync("/v1/assessments", RunningService.JsonBody(body.ToJsonString()));
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    internal static string Body(CaseFile person) => $$"""{"policy":{"id":"reference","version":"2.0.0"},"asOf":"2026-10-31","person":{{person.ToJson()}}}""";
}
