using Iom.Selection.Service.Access;
using Iom.Selection.Service.Hosting;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class AccessTests(Stores stores)
{
    [Fact]
    public void A_key_is_read_as_it_was_shown_and_fits_no_other()
    {
        var key = ApiKey.Create();
        var read = ApiKey.Parse(key.Reveal())!;
        Assert.True(read.Fits(key.Sha256));
        Assert.False(ApiKey.Create().Fits(key.Sha256));
        Assert.Equal(32, key.Secret.Length);
        foreach (var wrong in new[] { "", "iom_", key.Reveal()[..^1], key.Reveal() + "A", key.Reveal().ToUpperInvariant(), "iom_" + new string('0', 200) }) Assert.Null(ApiKey.Parse(wrong));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_key_that_is_missing_wrong_expired_or_revoked_is_401_at_once(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        var key = await service.AddKeyAsync("police", Role.Read);
        using var client = service.Client(key);
        Assert.Equal(200, await Status(client));
        foreach (var wrong in new[] { null, "iom_x", ApiKey.Create().Reveal(), key[..^4] + (key.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBA" : "AAAA") })
        {
            using var other = service.Client(wrong ?? "x");
            if (wrong is null) other.DefaultRequestHeaders.Authorization = null;
            Assert.Equal(401, await Status(other));
        }
        Assert.True(await service.Keys.RevokeAsync(key.Split('_')[1], default));
        Assert.Equal(401, await Status(client));

        var shortKey = (await service.Keys.AddAsync(RunningService.Partnership, "police", [Role.Read], service.Clock.GetUtcNow().AddHours(1), default)).Reveal();
        using var brief = service.Client(shortKey);
        Assert.Equal(200, await Status(brief));
        service.Clock.Step(TimeSpan.FromHours(2));
        Assert.Equal(401, await Status(brief));
        // No secret is stored.
        Assert.DoesNotContain(key.Split('_', 3)[2], await service.DumpAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_role_is_403_and_says_which()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        (HttpMethod, string, Role)[] calls =
        [
            (HttpMethod.Post, "/v1/assessments", Role.Assess), (HttpMethod.Post, "/v1/rankings", Role.Assess), (HttpMethod.Post, "/v1/reviews", Role.Assess), (HttpMethod.Get, "/v1/policies", Role.Read),
            (HttpMethod.Get, "/v1/policies/reference/2.0.0", Role.Read), (HttpMethod.Put, "/v1/policies/reference/2.0.0", Role.Administer), (HttpMethod.Post, "/v1/policies/reference/2.0.0/signatures", Role.Sign),
            (HttpMethod.Post, "/v1/decisions", Role.Decide), (HttpMethod.Get, "/v1/decisions", Role.Read), (HttpMethod.Get, "/v1/decisions/head", Role.Read), (HttpMethod.Get, "/v1/decisions/verify", Role.Read),
            (HttpMethod.Get, "/v1/decisions/export", Role.Read), (HttpMethod.Get, "/v1/runs/0", Role.Read),
        ];
        foreach (var role in Enum.GetValues<Role>())
        {
            using var client = service.Client(await service.AddKeyAsync("police", role));
            foreach (var (method, address, needed) in calls)
            {
                using var request = new HttpRequestMessage(method, address) { Content = method == HttpMethod.Get ? null : RunningService.JsonBody("{}") };
                request.Headers.Add("Idempotency-Key", "k");
                using var answer = await client.SendAsync(request);
                Assert.Equal(role != needed, (int)answer.StatusCode == 403);
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_partnerships_things_are_not_there(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        using var north = service.Client();
        using var south = service.Client(await service.AddOtherPartnershipAsync());
        using var ranked = await RunningService.PostAsync(north, "/v1/rankings", RunningService.Body(RankingTests.Lines(20), "application/x-ndjson"), "same-key");
        using (var recorded = await RunningService.PostAsync(north, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("P1", "select"))), "same-key")) Assert.Equal(201, (int)recorded.StatusCode);
        Assert.Equal(200, await Status(north, ranked.Headers.Location!.ToString()));
        Assert.Equal(404, await Status(south, ranked.Headers.Location!.ToString()));
        Assert.Equal(404, await Status(south, "/v1/policies/reference/2.0.0"));
        Assert.Equal("""{"policies":[]}""", await south.GetStringAsync("/v1/policies"));
        Assert.Equal("""{"entries":[]}""", await south.GetStringAsync("/v1/decisions"));
        Assert.Equal("", await south.GetStringAsync("/v1/decisions/export"));
        using var assessed = await south.PostAsync("/v1/assessments", RunningService.JsonBody("""{"policy":{"id":"reference","version":"2.0.0"},"asOf":"2026-10-31","person":{"offender":{"offenderId":"A"}}}"""));
        Assert.Equal(422, (int)assessed.StatusCode);

        // Neither is a replay of theirs: the same key is another one here.
        using (var stored = await south.PutAsync("/v1/policies/reference/2.0.0", RunningService.JsonBody(RunningService.PolicyFile))) Assert.Equal(201, (int)stored.StatusCode);
        using var own = await RunningService.PostAsync(south, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("P1", "select"))), "same-key");
        Assert.False(own.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(1, (int)(await RunningService.ReadAsync(own))["entries"]!);
    }

    [Fact]
    public async Task On_whose_behalf_and_for_what_is_needed_wherever_people_are_read_or_assessed()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        foreach (var (user, purpose, status) in new[] { ("u1", "panel", 200), ("", "panel", 400), ("u1", "", 400), ("u1", "curiosity", 400), ("a name", "panel", 400), (new string('a', 65), "panel", 400) })
        {
            using var client = service.Client();
            client.DefaultRequestHeaders.Remove("On-Behalf-Of");
            client.DefaultRequestHeaders.Remove("Purpose");
            if (user.Length > 0) client.DefaultRequestHeaders.Add("On-Behalf-Of", user);
            if (purpose.Length > 0) client.DefaultRequestHeaders.Add("Purpose", purpose);
            Assert.Equal(status, await Status(client, "/v1/decisions"));
            Assert.Equal(200, await Status(client, "/v1/decisions/head"));
        }
    }

    [Fact]
    public async Task Only_its_own_names_are_answered_to_and_no_page_of_another_origin()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/v1/policies");
        foreign.Headers.Host = "evil.example";
        using var refused = await client.SendAsync(foreign);
        Assert.Equal((400, "/problems/host"), ((int)refused.StatusCode, (string)(await RunningService.ReadAsync(refused))["type"]!));
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v1/policies");
        preflight.Headers.Add("Origin", "https://evil.example");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        using var answer = await client.SendAsync(preflight);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(answer.Headers, header => header.Key == "Server");
    }

    [Fact]
    public async Task A_key_that_calls_too_often_is_told_to_wait_and_the_log_does_not_fill()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite), callsPerSecond: 5);
        using var client = service.Client();
        var statuses = new List<int>();
        // All at once, so that a slow machine is too fast too.
        statuses.AddRange(await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Status(client))));
        Assert.Contains(429, statuses);
        Assert.True(await service.CountAsync("audit") < 100);
        using var stranger = service.Client("iom_nobody");
        var failed = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Status(stranger)));
        Assert.Contains(429, failed);
        statuses.AddRange(failed);
        Assert.Contains(401, statuses);
        Assert.True(await service.CountAsync("audit") < 200);
        // Whoever has a good key is not shut out by those who have none.
        for (var waited = 0; await Status(client) != 200; waited++)
        {
            Assert.True(waited < 100);
            await Task.Delay(100);
        }
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080", false, false)]
    [InlineData("http://*:5080", false, false)]
    [InlineData("http://192.0.2.1:5080;http://127.0.0.1:5080", false, false)]
    [InlineData("https://127.0.0.1:5080", true, false)]
    [InlineData("http://127.0.0.1:5080", false, true)]
    [InlineData("http://[::1]:5080;http://localhost:5081", false, true)]
    [InlineData("http://0.0.0.0:5080", true, true)]
    [InlineData("nowhere", true, false)]
    public void Other_addresses_than_loopback_need_something_that_does_tls(string urls, bool behindTls, bool isAllowed) =>
        Assert.Equal(isAllowed, new ServiceOptions { Store = "x", Urls = urls, BehindTls = behindTls, Hosts = ["iom.example"] }.FindProblem() is null);

    private static async Task<int> Status(HttpClient client, string address = "/v1/policies")
    {
        using var answer = await client.GetAsync(address);
        return (int)answer.StatusCode;
    }
}
