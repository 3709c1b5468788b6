using Iom.Selection.Service.Access;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class IdempotencyTests(Stores stores)
{
    private static readonly byte[] Body = [1, 2, 3];

    [Theory, OnSqlite, OnPostgres]
    public async Task A_replay_gives_the_first_answer_and_another_body_is_422(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        using var client = service.Client();
        var body = RunningService.Decisions(("P1", "select"));
        using var first = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body), "k");
        // Meanwhile the log goes on: the first answer stays what it was.
        using (var more = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("P2", "select"))))) Assert.Equal(201, (int)more.StatusCode);
        using var again = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body), "k");
        Assert.Equal((int)first.StatusCode, (int)again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        using var other = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("P3", "select"))), "k");
        Assert.Equal((422, "/problems/key-used"), ((int)other.StatusCode, (string)(await RunningService.ReadAsync(other))["type"]!));
        Assert.Equal(2, await service.CountAsync("decision_entries"));

        // Another key of the same agency is another scope.
        using var colleague = service.Client(await service.AddKeyAsync("police", Role.Decide));
        using var theirs = await RunningService.PostAsync(colleague, "/v1/decisions", RunningService.JsonBody(body), "k");
        Assert.False(theirs.Headers.Contains("Idempotency-Replayed"));

        // A day later it is forgotten, and what the log has is still not recorded twice.
        service.Clock.Step(ClaimTable.Kept + TimeSpan.FromMinutes(1));
        using var late = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body), "k");
        Assert.False(late.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(0, (int)(await RunningService.ReadAsync(late))["recorded"]!);
        await service.Get<ClaimTable>().ForgetAsync(default);
        Assert.Equal(1, await service.CountAsync("claims"));
    }

    [Fact]
    public async Task A_call_that_writes_needs_a_key_and_one_that_does_not_takes_none()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        foreach (var address in new[] { "/v1/decisions", "/v1/rankings", "/v1/policies/reference/2.0.0/signatures" })
        {
            using var without = await client.PostAsync(address, RunningService.JsonBody("{}"));
            Assert.Equal((400, "/problems/header"), ((int)without.StatusCode, (string)(await RunningService.ReadAsync(without))["type"]!));
        }
        using var assessed = await client.PostAsync("/v1/assessments", RunningService.JsonBody("""{"policy":{"id":"reference","version":"2.0.0"},"asOf":"2026-10-31","person":{"offender":{"offenderId":"A"}}}"""));
        Assert.Equal(200, (int)assessed.StatusCode);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_lease_that_lapsed_may_be_taken_over_and_whoever_had_it_can_write_nothing(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        var claims = service.Get<ClaimTable>();
        var scope = ClaimScope.Create((await service.Keys.FindAsync(service.Key, default))!, "POST", "/v1/decisions", "k");
        var first = Assert.IsType<ClaimOutcome.Taken>(await claims.TakeAsync(scope, Body, default));
        Assert.IsType<ClaimOutcome.InProgress>(await claims.TakeAsync(scope, Body, default));
        Assert.IsType<ClaimOutcome.OtherBody>(await claims.TakeAsync(scope, [9], default));
        // Renewed, it holds on.
        service.Clock.Step(TimeSpan.FromSeconds(50));
        Assert.Equal(1, await claims.RenewAsync(scope, first.Token));
        service.Clock.Step(TimeSpan.FromSeconds(50));
        Assert.IsType<ClaimOutcome.InProgress>(await claims.TakeAsync(scope, Body, default));
        service.Clock.Step(TimeSpan.FromSeconds(11));
        var second = Assert.IsType<ClaimOutcome.Taken>(await claims.TakeAsync(scope, Body, default));
        Assert.False(await Complete(service, scope, first.Token));
        Assert.Equal(0, await claims.RenewAsync(scope, first.Token));
        Assert.Equal(0, await claims.ReleaseAsync(scope, first.Token));
        Assert.True(await Complete(service, scope, second.Token));
        Assert.Equal(201, Assert.IsType<ClaimOutcome.Done>(await claims.TakeAsync(scope, Body, default)).Answer.Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_call_that_is_being_worked_on_is_409(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        using var client = service.Client();
        var body = RunningService.Decisions(("P1", "select"));
        var caller = (await service.Keys.FindAsync(service.Key, default))!;
        var scope = ClaimScope.Create(caller, "POST", "/v1/decisions", "k");
        var hash = System.Security.Cryptography.HMACSHA256.HashData(caller.Secret, System.Text.Encoding.UTF8.GetBytes(body));
        // Somebody took it on and was killed.
        await service.Get<ClaimTable>().TakeAsync(scope, hash, default);
        using var busy = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body), "k");
        Assert.Equal((409, "/problems/in-progress"), ((int)busy.StatusCode, (string)(await RunningService.ReadAsync(busy))["type"]!));
        service.Clock.Step(ClaimTable.Lease + TimeSpan.FromSeconds(1));
        using var done = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body), "k");
        Assert.Equal(201, (int)done.StatusCode);
    }

    private static Task<bool> Complete(RunningService service, ClaimScope scope, string token) =>
        service.Database.WriteAsync(transaction => ClaimTable.CompleteAsync(transaction, scope, token, new StoredAnswer(201, "", [], null)), default);
}
