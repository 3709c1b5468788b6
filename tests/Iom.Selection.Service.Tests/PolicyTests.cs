using System.Security.Cryptography;
using System.Text;
using Iom.Selection.Service.Access;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class PolicyTests(Stores stores)
{
    private const string Address = "/v1/policies/reference/2.0.0";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_policy_changes_under_its_tag_until_an_agency_has_signed_it(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind), withPolicy: false);
        using var client = service.Client();
        using var made = await PutAsync(client, RunningService.PolicyFile);
        Assert.Equal(201, (int)made.StatusCode);
        var text = (string)(await RunningService.ReadAsync(made))["file"]!;
        Assert.Equal(RunningService.PolicyFile, Encoding.UTF8.GetBytes(text));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(RunningService.PolicyFile)), (string)(await RunningService.ReadAsync(made))["sha256"]!);
        using (var same = await PutAsync(client, RunningService.PolicyFile)) Assert.Equal(200, (int)same.StatusCode);

        var other = Encoding.UTF8.GetBytes(text.Replace("Reference policy", "Another title", StringComparison.Ordinal));
        using (var blind = await PutAsync(client, other)) Assert.Equal(428, (int)blind.StatusCode);
        using (var stale = await PutAsync(client, other, ifMatch: "\"0\"")) Assert.Equal(412, (int)stale.StatusCode);
        using (var there = await PutAsync(client, other, ifNoneMatch: "*")) Assert.Equal(412, (int)there.StatusCode);
        using var changed = await PutAsync(client, other, ifMatch: made.Headers.ETag!.Tag);
        Assert.Equal(200, (int)changed.StatusCode);
        Assert.NotEqual(made.Headers.ETag, changed.Headers.ETag);

        using (var stale = await SignAsync(client, made)) Assert.Equal(422, (int)stale.StatusCode);
        using var signed = await SignAsync(client, changed);
        Assert.Equal(201, (int)signed.StatusCode);
        using (var twice = await SignAsync(client, changed)) Assert.Equal(409, (int)twice.StatusCode);
        using (var late = await PutAsync(client, RunningService.PolicyFile, ifMatch: signed.Headers.ETag!.Tag)) Assert.Equal((409, "/problems/signed"), ((int)late.StatusCode, (string)(await RunningService.ReadAsync(late))["type"]!));

        using var read = await client.GetAsync(Address);
        var policy = await RunningService.ReadAsync(read);
        Assert.Equal("police", (string)policy["signatures"]!.AsArray().Single()!["agency"]!);
        Assert.NotEmpty(policy["warnings"]!.AsArray());
        using var conditional = new HttpRequestMessage(HttpMethod.Get, Address);
        conditional.Headers.TryAddWithoutValidation("If-None-Match", read.Headers.ETag!.Tag);
        using var unchanged = await client.SendAsync(conditional);
        Assert.Equal(304, (int)unchanged.StatusCode);
    }

    [Fact]
    public async Task A_key_signs_for_its_own_agency_alone()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        using var policy = await client.GetAsync(Address);
        using var probation = service.Client(await service.AddKeyAsync("probation", Role.Sign));
        using var signed = await SignAsync(probation, policy);
        Assert.Equal("probation", (string)(await RunningService.ReadAsync(signed))["agency"]!);
        using var stranger = service.Client(await service.AddKeyAsync("fire-service", Role.Sign));
        using var refused = await SignAsync(stranger, policy);
        Assert.Equal((403, "/problems/agency"), ((int)refused.StatusCode, (string)(await RunningService.ReadAsync(refused))["type"]!));
        using var missing = await RunningService.PostAsync(client, "/v1/policies/reference/1.0.0/signatures", RunningService.JsonBody("""{"by":"a","role":"b","sha256":"c"}"""));
        Assert.Equal(404, (int)missing.StatusCode);
    }

    [Fact]
    public async Task What_is_no_policy_is_refused_with_every_place()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite), withPolicy: false);
        using var client = service.Client();
        var text = Encoding.UTF8.GetString(RunningService.PolicyFile);
        foreach (var (file, pointer) in new[]
        {
            (text.Replace("{ \"from\": 3, \"points\": 10 }", "{ \"from\": 0.5, \"points\": 10 }", StringComparison.Ordinal), "/matrix/factors/0/bands/2/from"),
            (text.Replace("\"version\": \"2.0.0\"", "\"version\": \"2.0.1\"", StringComparison.Ordinal), "/version"),
            (text.Replace("\"id\": \"reference\"", "\"id\": \"other\"", StringComparison.Ordinal), "/id"),
        })
        {
            using var refused = await PutAsync(client, Encoding.UTF8.GetBytes(file));
            Assert.Equal((422, pointer), ((int)refused.StatusCode, (string)(await RunningService.ReadAsync(refused))["errors"]![0]!["pointer"]!));
        }
        Assert.Equal(0, await service.CountAsync("policies"));
    }

    [Fact]
    public async Task Policies_are_listed_page_by_page()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite), withPolicy: false);
        using var client = service.Client();
        var text = Encoding.UTF8.GetString(RunningService.PolicyFile);
        string[] versions = ["1.0", "1.1", "1.2", "2.0", "2.1"];
        foreach (var version in versions)
        {
            using var put = await client.PutAsync($"/v1/policies/reference/{version}", RunningService.JsonBody(text.Replace("\"version\": \"2.0.0\"", $"\"version\": \"{version}\"", StringComparison.Ordinal)));
            Assert.Equal(201, (int)put.StatusCode);
        }
        var listed = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            using var answer = await client.GetAsync($"/v1/policies?limit=2{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}");
            var page = await RunningService.ReadAsync(answer);
            listed.AddRange(page["policies"]!.AsArray().Select(policy => (string)policy!["version"]!));
            cursor = (string?)page["next"];
        }
        Assert.Equal(versions, listed);
        foreach (var query in new[] { "limit=0", "limit=501", "limit=x", "cursor=%00", "cursor=AAAA&cursor=BBBB", "cursor=QQ" })
        {
            using var refused = await client.GetAsync("/v1/policies?" + query);
            Assert.Equal((400, "/problems/query"), ((int)refused.StatusCode, (string)(await RunningService.ReadAsync(refused))["type"]!));
        }
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, byte[] file, string? ifMatch = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Address) { Content = RunningService.JsonBody(file) };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> SignAsync(HttpClient client, HttpResponseMessage policy)
    {
        var sha256 = (string)(await RunningService.ReadAsync(policy))["sha256"]!;
        return await RunningService.PostAsync(client, Address + "/signatures", RunningService.JsonBody($$"""{ "by": "chief", "role": "chief officer", "sha256": "{{sha256}}" }"""));
    }
}
