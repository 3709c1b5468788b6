using Iom.Selection.Extracts;
using Iom.Selection.Records;
using Iom.Selection.Service.Administration;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class OpenApiTests(Stores stores)
{
    [Fact]
    public async Task The_document_that_is_checked_in_is_the_one_that_the_service_gives()
    {
        var file = Repository.Path("docs", "openapi.json");
        var written = await OpenApiCommand.WriteAsync(default);
        if (written != await File.ReadAllTextAsync(file)) await File.WriteAllTextAsync(Repository.Path("artifacts", "openapi.received.json"), written);
        Assert.True(written == await File.ReadAllTextAsync(file), "docs/openapi.json is not what the service gives. If the change is meant: iom-service openapi > docs/openapi.json");

        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(System.Text.Json.Nodes.JsonNode.Parse(written)!["paths"]!.ToJsonString(), System.Text.Json.Nodes.JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!["paths"]!.ToJsonString());
    }

    [Fact]
    public async Task The_answers_are_what_the_schemas_say_and_so_are_the_records_that_the_library_writes()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        var people = ExtractFolder.Load(Repository.Path("samples", "extracts")).AsOf(new DateOnly(2026, 10, 31)).CaseFiles().Take(100).ToArray();
        Assert.NotEmpty(await Described.ProblemsAsync("Person", """{"offender":{"offenderId":"A","youth":"perhaps"}}"""));
        Assert.NotEmpty(await Described.ProblemsAsync("Person", """{"offender":{"offenderId":"A"},"surname":"X"}"""));
        foreach (var person in people)
        {
            Assert.Empty(await Described.ProblemsAsync("Person", person.ToJson()));
            using var assessed = await client.PostAsync("/v1/assessments", RunningService.JsonBody(AssessmentTests.Body(person)));
            await Described.CheckAsync(Operation("assess"), assessed);
        }
        foreach (var member in people.Where(person => person.IsMemberOn(new DateOnly(2026, 10, 31))))
        {
            using var reviewed = await client.PostAsync("/v1/reviews", RunningService.JsonBody(AssessmentTests.Body(member)));
            await Described.CheckAsync(Operation("review"), reviewed);
        }
        using var ranked = await RunningService.PostAsync(client, "/v1/rankings", RunningService.JsonBody(RankingTests.Whole()));
        await Described.CheckAsync(Operation("rank"), ranked);
        foreach (var (address, operation) in new[]
        {
            (ranked.Headers.Location!.ToString(), "readRun"), ("/v1/policies", "listPolicies"), ("/v1/policies/reference/2.0.0", "readPolicy"), ("/v1/decisions", "listDecisions"), ("/v1/decisions/head", "readHead"),
            ("/v1/decisions/verify", "verifyDecisions"), ("/v1/decisions/export", "exportDecisions"),
        })
        {
            using var answer = await client.GetAsync(address);
            Assert.Equal(200, (int)answer.StatusCode);
            await Described.CheckAsync(Operation(operation), answer);
        }
        using var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("P1", "select"))));
        await Described.CheckAsync(Operation("recordDecisions"), recorded);
    }

    private static System.Text.Json.Nodes.JsonObject Operation(string id) => Described.Operations.Single(operation => (string)operation.Operation["operationId"]! == id).Operation;
}
