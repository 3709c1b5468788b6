using System.Data.Common;
using Iom.Selection.Service.Hosting;
using Iom.Selection.Service.Storage;
using Npgsql;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class StoreTests(Stores stores)
{
    [FactWithPostgres]
    public void A_PostgreSQL_server_can_be_had() => Assert.InRange(stores.Server.Port, 1, 65535);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_store_is_made_once_and_its_logs_take_no_change(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        await service.Database.MigrateAsync(create: true, default);
        using var client = service.Client();
        using var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("P1", "select"))));
        Assert.Equal(201, (int)recorded.StatusCode);
        await SignAsync(client);

        foreach (var change in new[]
        {
            "UPDATE audit SET kind = 'x'", "DELETE FROM audit", "UPDATE decision_entries SET line = hash", "UPDATE decision_entries SET hash = 'x'", "DELETE FROM decision_entries",
            "UPDATE policy_signatures SET agency = 'x'", "DELETE FROM policy_signatures", "UPDATE policies SET sha256 = 'x'",
        })
        {
            await Assert.ThrowsAnyAsync<DbException>(() => service.Database.WriteAsync(transaction => transaction.ExecuteAsync(change), default));
        }
        using var verified = await client.GetAsync("/v1/decisions/verify");
        Assert.True((bool)(await RunningService.ReadAsync(verified))["isUnbroken"]!);
    }

    [FactWithPostgres]
    public async Task The_role_of_the_service_can_do_what_the_service_does_and_change_no_log()
    {
        var store = stores.Create(StoresAttribute.Postgres);
        await RunningService.PrepareAsync(store, TimeProvider.System);
        await using (var owner = StoreDatabase.From(store))
        {
            await owner.WriteAsync(transaction => transaction.ExecuteAsync("CREATE ROLE iom_service LOGIN"), default);
            await owner.GrantAsync("iom_service", default);
        }
        string key;
        await using (var owner = StoreDatabase.From(store)) key = await RunningService.PrepareAsync(store, TimeProvider.System);
        var asService = store.Replace("Username=postgres", "Username=iom_service", StringComparison.Ordinal);
        var app = ServiceApplication.Create(new ServiceOptions { Store = asService, Urls = "http://127.0.0.1:0" });
        await using (app)
        {
            await app.StartAsync();
            using var client = RunningService.ClientTo(new Uri(app.Urls.First()), key);
            using var stored = await client.PutAsync("/v1/policies/reference/2.0.0", RunningService.JsonBody(RunningService.PolicyFile));
            Assert.Equal(201, (int)stored.StatusCode);
            using var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("P1", "select"))));
            Assert.Equal(201, (int)recorded.StatusCode);
            await using var database = StoreDatabase.From(asService);
            foreach (var table in new[] { "audit", "decision_entries", "policy_signatures", "runs", "run_parts", "link_keys", "api_keys", "partnerships" })
            {
                var refused = await Assert.ThrowsAsync<PostgresException>(() => database.WriteAsync(transaction => transaction.ExecuteAsync($"DELETE FROM {table}"), default));
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
            }
            await Assert.ThrowsAsync<PostgresException>(() => database.WriteAsync(transaction => transaction.ExecuteAsync("UPDATE decision_entries SET decided_on = NULL"), default));
            await Assert.ThrowsAsync<PostgresException>(() => database.WriteAsync(transaction => transaction.ExecuteAsync("INSERT INTO purge_under_way VALUES ('now')"), default));
        }
    }

    [FactWithPostgres]
    public async Task A_database_that_stops_is_told_as_that_and_used_again_when_it_is_back()
    {
        using var server = PostgresServer.Create();
        await using var service = await RunningService.StartAsync(server.ConnectionString() + ";Timeout=5;Maximum Pool Size=10");
        using var client = service.Client();
        var body = RunningService.Decisions(("P1", "select"));
        using (var first = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body), "one")) Assert.Equal(201, (int)first.StatusCode);
        server.Stop();
        using (var ready = await client.GetAsync("/health/ready")) Assert.Equal(503, (int)ready.StatusCode);
        using (var live = await client.GetAsync("/health/live")) Assert.Equal(200, (int)live.StatusCode);
        using (var without = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body), "two"))
        {
            Assert.Equal(503, (int)without.StatusCode);
            Assert.Equal("/problems/store", (string)(await RunningService.ReadAsync(without))["type"]!);
        }
        server.Start();
        using (var again = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body), "one"))
        {
            Assert.Equal(201, (int)again.StatusCode);
            Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        }
        using var verified = await client.GetAsync("/v1/decisions/verify");
        Assert.Equal(1, (int)(await RunningService.ReadAsync(verified))["entries"]!);
    }

    private static async Task SignAsync(HttpClient client)
    {
        using var policy = await client.GetAsync("/v1/policies/reference/2.0.0");
        var sha256 = (string)(await RunningService.ReadAsync(policy))["sha256"]!;
        using var signed = await RunningService.PostAsync(client, "/v1/policies/reference/2.0.0/signatures", RunningService.JsonBody($$"""{ "by": "chief", "role": "chief", "sha256": "{{sha256}}" }"""));
        Assert.Equal(201, (int)signed.StatusCode);
    }
}
