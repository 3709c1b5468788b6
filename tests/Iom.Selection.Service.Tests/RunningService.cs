using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Iom.Selection.Service.Access;
using Iom.Selection.Service.Hosting;
using Iom.Selection.Service.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Iom.Selection.Service.Tests;

/// <summary>The service in this process, on a free port, with a store that holds a partnership, the reference policy and keys.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    public const string Partnership = "north";

    public static readonly byte[] PolicyFile = File.ReadAllBytes(Repository.Path("samples", "reference", "policy.json"));

    private static readonly Role[] AllRoles = Enum.GetValues<Role>();

    private readonly WebApplication _app;

    private RunningService(WebApplication app, string store, SteppedClock clock, string key) => (_app, Store, Clock, Key) = (app, store, clock, key);

    public string Store { get; }

    public SteppedClock Clock { get; }

    /// <summary>A key of the police with all roles.</summary>
    public string Key { get; }

    public Uri Address => new(_app.Urls.First());

    public StoreDatabase Database => _app.Services.GetRequiredService<StoreDatabase>();

    public KeyTable Keys => _app.Services.GetRequiredService<KeyTable>();

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Makes the store ready, and starts.</summary>
    public static async Task<RunningService> StartAsync(string store, int callsPerSecond = 1_000_000, bool withPolicy = true)
    {
        var clock = new SteppedClock();
        var key = await PrepareAsync(store, clock);
        var app = ServiceApplication.Create(new ServiceOptions { Store = store, Urls = "http://127.0.0.1:0", CallsPerSecond = callsPerSecond, Clock = clock });
        await app.StartAsync();
        var service = new RunningService(app, store, clock, key);
        if (withPolicy)
        {
            using var client = service.Client();
            using var stored = await client.PutAsync("/v1/policies/reference/2.0.0", JsonBody(PolicyFile));
            Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync());
        }
        return service;
    }

    /// <summary>Makes a store ready, and a key to it.</summary>
    public static async Task<string> PrepareAsync(string store, TimeProvider clock)
    {
        await using var database = StoreDatabase.From(store);
        await database.MigrateAsync(create: true, default);
        var keys = new KeyTable(database, clock);
        await keys.AddPartnershipAsync(Partnership, default);
        return (await keys.AddAsync(Partnership, "police", AllRoles, clock.GetUtcNow().AddDays(30), default)).Reveal();
    }

    public async Task<string> AddKeyAsync(string agency, params Role[] roles) =>
        (await Keys.AddAsync(Partnership, agency, roles, Clock.GetUtcNow().AddDays(30), default)).Reveal();

    public async Task<string> AddOtherPartnershipAsync()
    {
        await Keys.AddPartnershipAsync("south", default);
        return (await Keys.AddAsync("south", "police", AllRoles, Clock.GetUtcNow().AddDays(30), default)).Reveal();
    }

    /// <summary>A client with a key and the headers that calls about people need.</summary>
    public HttpClient Client(string? key = null) => ClientTo(Address, key ?? Key);

    public static HttpClient ClientTo(Uri address, string key)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        client.DefaultRequestHeaders.Add("On-Behalf-Of", "user-17");
        client.DefaultRequestHeaders.Add("Purpose", "test");
        return client;
    }

    public static HttpContent JsonBody(string json) => JsonBody(Encoding.UTF8.GetBytes(json));

    public static HttpContent JsonBody(byte[] json) => Body(json, "application/json");

    public static HttpContent Body(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }

    /// <summary>Sends a body with an idempotency key.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, HttpContent body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
        request.Headers.Add("Idempotency-Key", idempotencyKey ?? Guid.NewGuid().ToString());
        return await client.SendAsync(request);
    }

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    /// <summary>The body of a call that records decisions.</summary>
    public static string Decisions(params (string Id, string Decision)[] decisions) => new JsonObject
    {
        ["policy"] = new JsonObject { ["id"] = "reference", ["version"] = "2.0.0" },
        ["decisions"] = new JsonArray([.. decisions.Select(decision => (JsonNode)new JsonObject
        {
            ["offenderId"] = decision.Id,
            ["recommendation"] = "select",
            ["decision"] = decision.Decision,
            ["reason"] = "as the panel said",
            ["date"] = "2026-10-31",
            ["by"] = "chair",
            ["role"] = "chair",
            ["grounds"] = new JsonArray("above-entry"),
        })]),
    }.ToJsonString();

    public Task<long> CountAsync(string table) => Database.ReadAsync(async connection => (await connection.ScalarAsync(null, $"SELECT COUNT(*) FROM {table}")).ToInt64(), default);

    /// <summary>Everything that the store holds, as text.</summary>
    public async Task<string> DumpAsync()
    {
        var dump = new StringBuilder();
        foreach (var table in new[] { "partnerships", "api_keys", "policy_signatures", "decision_entries", "runs", "run_parts", "claims", "audit", "link_keys" })
        {
            foreach (var row in await Database.ReadAsync(connection => connection.QueryAsync(null, $"SELECT * FROM {table}", Text), default)) dump.AppendLine(row);
        }
        return dump.ToString();

        static string Text(System.Data.Common.DbDataReader row) =>
            string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => row.GetValue(column) is byte[] bytes ? Encoding.Latin1.GetString(bytes) : Convert.ToString(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture)));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
