using System.Text.Json.Nodes;
using Iom.Selection.Decisions;
using Iom.Selection.Service.Access;
using Iom.Selection.Service.Administration;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class DecisionTests(Stores stores)
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_log_that_is_exported_is_the_one_that_the_tool_verifies(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        using var client = service.Client();
        foreach (var number in Enumerable.Range(1, 5))
        {
            using var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(($"P{number}", "select"), ($"Q{number}", "decline"))));
            Assert.Equal(201, (int)recorded.StatusCode);
        }
        using var headAnswer = await client.GetAsync("/v1/decisions/head");
        var head = await RunningService.ReadAsync(headAnswer);
        Assert.Equal(10, (int)head["entries"]!);

        var file = Path.Combine(stores.Folder, $"exported-{kind}.jsonl");
        await File.WriteAllBytesAsync(file, await client.GetByteArrayAsync("/v1/decisions/export"));
        Assert.Equal(0, Cli.Program.Run(["decisions", "verify", "--log", file, "--head", (string)head["head"]!], default));
        var log = DecisionLog.Parse(await File.ReadAllBytesAsync(file));
        Assert.Equal((string)head["head"]!, log.Head);

        // Page by page it is the same.
        var listed = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            using var answer = await client.GetAsync($"/v1/decisions?limit=3{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}");
            var page = await RunningService.ReadAsync(answer);
            listed.AddRange(page["entries"]!.AsArray().Select(entry => (string)entry!["hash"]!));
            cursor = (string?)page["next"];
        }
        Assert.Equal(log.Entries.Select(entry => entry.Hash), listed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_log_has_is_not_recorded_twice_and_what_differs_must_say_that_it_reverses(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        using var client = service.Client();
        var body = RunningService.Decisions(("P1", "select"));
        using var first = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body));
        using var same = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body));
        Assert.Equal((0, 1), ((int)(await RunningService.ReadAsync(same))["recorded"]!, (int)(await RunningService.ReadAsync(same))["alreadyRecorded"]!));
        using var other = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("P0", "select"), ("P1", "decline"))));
        Assert.Equal(409, (int)other.StatusCode);
        Assert.Equal("/decisions/1", (string)(await RunningService.ReadAsync(other))["errors"]![0]!["pointer"]!);
        Assert.Equal(1, await service.CountAsync("decision_entries"));
        var reversal = JsonNode.Parse(RunningService.Decisions(("P1", "decline")))!;
        reversal["decisions"]![0]!["reverses"] = true;
        using var reversed = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(reversal.ToJsonString()));
        Assert.Equal(201, (int)reversed.StatusCode);
        Assert.Equal(2, await service.CountAsync("decision_entries"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Writers_at_once_make_one_chain(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        foreach (var writers in new[] { 2, 20 })
        {
            var before = await service.CountAsync("decision_entries");
            const int each = 6;
            await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
            {
                using var client = service.Client();
                for (var i = 0; i < each; i++)
                {
                    using var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(($"P{writers}-{writer}-{i}", "select"))));
                    Assert.Equal(201, (int)recorded.StatusCode);
                }
            }));
            Assert.Equal(before + (writers * each), await service.CountAsync("decision_entries"));
        }
        using var reader = service.Client();
        var log = DecisionLog.Parse(await reader.GetByteArrayAsync("/v1/decisions/export"));
        Assert.Equal(log.Entries.Length, log.Decisions.Select(decision => decision.OffenderId).Distinct().Count());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_decision_sent_by_twenty_at_once_with_one_key_is_recorded_once(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var client = service.Client();
            while (true)
            {
                using var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("P1", "select"))), "one-key");
                if ((int)recorded.StatusCode != 409) return ((int)recorded.StatusCode, await recorded.Content.ReadAsStringAsync());
            }
        }));
        Assert.Equal([(201, statuses[0].Item2)], statuses.Distinct());
        Assert.Contains("\"recorded\":1", statuses[0].Item2, StringComparison.Ordinal);
        Assert.Equal(1, await service.CountAsync("decision_entries"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_purge_takes_out_what_decisions_say_and_the_chain_stays_whole(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        using var client = service.Client();
        using var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("PURGED-PERSON", "select"))));
        var head = (string)(await RunningService.ReadAsync(recorded))["head"]!;
        await PurgeCommand.RunAsync(service.Database, RunningService.Partnership, ("reference", "2.0.0"), new DateOnly(2060, 1, 1), isSure: true, service.Clock, default);

        var bytes = await client.GetByteArrayAsync("/v1/decisions/export");
        Assert.DoesNotContain("PURGED-PERSON", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        var log = DecisionLog.Parse(bytes);
        Assert.Equal(1, log.Find(head));
        Assert.Single(log.Entries.Where(entry => entry.IsPurged));
        Assert.Equal(0, await service.CountAsync("link_keys"));
        if (kind == StoresAttribute.Sqlite) Assert.DoesNotContain("PURGED-PERSON", System.Text.Encoding.UTF8.GetString(ReadShared(service.Store)), StringComparison.Ordinal);
        // The next decision follows on it.
        using var next = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("P2", "select"))));
        Assert.Equal(201, (int)next.StatusCode);
        using var verified = await client.GetAsync("/v1/decisions/verify");
        Assert.Equal((true, 3, 1), ((bool)(await RunningService.ReadAsync(verified))["isUnbroken"]!, (int)(await RunningService.ReadAsync(verified))["entries"]!, (int)(await RunningService.ReadAsync(verified))["purged"]!));
    }

    [Fact]
    public async Task A_log_that_somebody_changed_is_told_as_that()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        foreach (var id in new[] { "P1", "P2" }) (await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions((id, "select"))))).Dispose();
        await service.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("INSERT INTO purge_under_way VALUES ('now')");
            await transaction.ExecuteAsync("UPDATE decision_entries SET line = CAST(REPLACE(CAST(line AS TEXT), 'as the panel said', 'as somebody else said') AS BLOB) WHERE sequence = 2");
            return await transaction.ExecuteAsync("DELETE FROM purge_under_way");
        }, default);
        using var verified = await client.GetAsync("/v1/decisions/verify");
        var told = await RunningService.ReadAsync(verified);
        Assert.Equal((false, 2), ((bool)told["isUnbroken"]!, (int)told["entry"]!));
    }

    [Fact]
    public async Task A_key_gives_the_views_of_its_own_agency_alone()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client(await service.AddKeyAsync("probation", Role.Decide));
        var body = JsonNode.Parse(RunningService.Decisions(("P1", "select")))!;
        body["decisions"]![0]!["agency"] = "police";
        using var refused = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body.ToJsonString()));
        Assert.Equal((403, "/problems/agency"), ((int)refused.StatusCode, (string)(await RunningService.ReadAsync(refused))["type"]!));
        body["decisions"]![0]!["agency"] = "probation";
        using var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body.ToJsonString()));
        Assert.Equal(201, (int)recorded.StatusCode);
        using var stranger = service.Client(await service.AddKeyAsync("fire-service", Role.Decide));
        using var offPanel = await RunningService.PostAsync(stranger, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions(("P1", "select"))));
        Assert.Equal(403, (int)offPanel.StatusCode);
    }

    [Fact]
    public async Task The_rules_of_the_tool_hold()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        foreach (var (key, value, pointer) in new (string, JsonNode?, string)[]
        {
            ("reason", null, "/decisions/0/reason"), ("recommendation", "jail", "/decisions/0/recommendation"), ("grounds", new JsonArray("because"), "/decisions/0/grounds"),
            ("date", "2999-01-01", "/decisions/0/date"), ("decision", "jail", "/decisions/0/decision"), ("by", "", "/decisions/0/by"), ("offenderId", " ", "/decisions/0/offenderId"), ("surname", "X", "/decisions/0"),
        })
        {
            var body = JsonNode.Parse(RunningService.Decisions(("P1", "decline")))!;
            if (value is null) body["decisions"]![0]!.AsObject().Remove(key);
            else body["decisions"]![0]![key] = value;
            using var refused = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body.ToJsonString()));
            Assert.Equal(422, (int)refused.StatusCode);
            Assert.Equal(pointer, (string)(await RunningService.ReadAsync(refused))["errors"]![0]!["pointer"]!);
        }
        Assert.Equal(0, await service.CountAsync("decision_entries"));
        // Nothing was written, so nothing is kept of it.
        Assert.Equal(0, await service.CountAsync("claims"));
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
