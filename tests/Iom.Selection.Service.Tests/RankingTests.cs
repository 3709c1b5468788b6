using System.Text;
using System.Text.Json.Nodes;
using Iom.Selection.Extracts;
using Iom.Selection.Records;
using Iom.Selection.Service.Administration;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class RankingTests(Stores stores)
{
    private const string Header = """{"policy":{"id":"reference","version":"2.0.0"},"asOf":"2026-10-31","capacity":40}""";

    private static readonly Lazy<string[]> People = new(() => [.. ExtractFolder.Load(Repository.Path("samples", "extracts")).AsOf(new DateOnly(2026, 10, 31)).CaseFiles().Select(file => file.ToJson())]);

    [Theory, OnSqlite, OnPostgres]
    public async Task The_rows_are_those_of_the_tool_in_either_form_now_and_later(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        using var client = service.Client();
        var expected = RankedByTool();
        Assert.Equal(300, expected.Count);

        using var whole = await RunningService.PostAsync(client, "/v1/rankings", RunningService.JsonBody(Whole()));
        Assert.Equal(201, (int)whole.StatusCode);
        var run = await RunningService.ReadAsync(whole);
        Assert.Equal(expected, run["rows"]!.AsArray().Select(row => Row(row!)));

        using var lines = await RunningService.PostAsync(client, "/v1/rankings", RunningService.Body(Lines(), "application/x-ndjson"));
        Assert.Equal((201, "application/x-ndjson"), ((int)lines.StatusCode, lines.Content.Headers.ContentType!.MediaType));
        var streamed = (await lines.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("""{"end":true,"rows":300}""", streamed[^1]);
        Assert.Equal(expected, streamed[1..^1].Select(line => Row(JsonNode.Parse(line)!)));

        // Later, in the other form.
        using var later = await client.GetAsync(lines.Headers.Location);
        var again = await RunningService.ReadAsync(later);
        Assert.Equal((string)JsonNode.Parse(streamed[0])!["run"]!, (string)again["run"]!);
        Assert.Equal(expected, again["rows"]!.AsArray().Select(row => Row(row!)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_replay_gives_the_first_run_and_after_a_purge_410(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        using var client = service.Client();
        using var first = await RunningService.PostAsync(client, "/v1/rankings", RunningService.Body(Lines(), "application/x-ndjson"), "the-key");
        using var again = await RunningService.PostAsync(client, "/v1/rankings", RunningService.Body(Lines(), "application/x-ndjson"), "the-key");
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(1, await service.CountAsync("runs"));
        using var other = await RunningService.PostAsync(client, "/v1/rankings", RunningService.Body(Lines(20), "application/x-ndjson"), "the-key");
        Assert.Equal((422, "/problems/key-used"), ((int)other.StatusCode, (string)(await RunningService.ReadAsync(other))["type"]!));

        await PurgeCommand.RunAsync(service.Database, RunningService.Partnership, ("reference", "2.0.0"), new DateOnly(2060, 1, 1), isSure: true, service.Clock, default);
        Assert.Equal(0, await service.CountAsync("run_parts"));
        using var purged = await RunningService.PostAsync(client, "/v1/rankings", RunningService.Body(Lines(), "application/x-ndjson"), "the-key");
        using var gone = await client.GetAsync(first.Headers.Location);
        Assert.Equal((410, 410), ((int)purged.StatusCode, (int)gone.StatusCode));
    }

    [Fact]
    public async Task What_cannot_be_used_is_told_by_pointer_and_without_its_value_and_nothing_is_kept()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        var bad = string.Join('\n', Header, """{"offender":{"offenderId":"A"}}""", """{"offender":{"offenderId":"B","youth":"SECRET-1"}}""", """{"offender":{"offenderId":"A"}}""",
            """{"offender":{"offenderId":"C"},"offences":[{"offenceId":"1","offenceCode":"1","offenceDate":"SECRET-2","outcome":"convicted"}]}""", """{"offender":{"offenderId":"D","SECRET-3":1}}""", """{"offender":"SECRET-4" """);
        using var answer = await RunningService.PostAsync(client, "/v1/rankings", RunningService.Body(Encoding.UTF8.GetBytes(bad), "application/x-ndjson"));
        Assert.Equal(422, (int)answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("SECRET", text, StringComparison.Ordinal);
        Assert.Equal(
            ["/people/1/offender/youth", "/people/2/offender/offenderId", "/people/3/offences/0/offenceDate", "/people/4/offender", "/people/5"],
            JsonNode.Parse(text)!["errors"]!.AsArray().Select(error => (string)error!["pointer"]!));
        Assert.Equal((0, 0), (await service.CountAsync("runs"), await service.CountAsync("claims")));
    }

    [Fact]
    public async Task Decisions_that_name_a_run_are_checked_against_it()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        using var ranked = await RunningService.PostAsync(client, "/v1/rankings", RunningService.JsonBody(Whole()));
        var run = await RunningService.ReadAsync(ranked);
        var selected = run["rows"]!.AsArray().First(row => (string)row!["recommendation"]! == "select")!;
        var body = JsonNode.Parse(RunningService.Decisions(((string)selected["offenderId"]!, "select")))!;
        body["run"] = (string)run["run"]!;
        body["decisions"]![0]!["grounds"] = selected["reasons"]!.DeepClone();
        using var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body.ToJsonString()));
        Assert.Equal(201, (int)recorded.StatusCode);
        Assert.True((bool)(await RunningService.ReadAsync(recorded))["checkedAgainstRun"]!);

        body["decisions"]![0]!["recommendation"] = "reserve";
        body["decisions"]![0]!["date"] = "2026-11-01";
        using var refused = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body.ToJsonString()));
        Assert.Equal("/decisions/0/recommendation", (string)(await RunningService.ReadAsync(refused))["errors"]![0]!["pointer"]!);
        body["decisions"]![0]!["offenderId"] = "NOBODY";
        using var unknown = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(body.ToJsonString()));
        Assert.Equal("/decisions/0/offenderId", (string)(await RunningService.ReadAsync(unknown))["errors"]![0]!["pointer"]!);
    }

    internal static byte[] Lines(int people = int.MaxValue) => Encoding.UTF8.GetBytes(string.Join('\n', People.Value.Take(people).Prepend(Header)) + "\n");

    internal static string Whole() => $"{Header[..^1]},\"people\":[{string.Join(',', People.Value)}]}}";

    private List<string> RankedByTool()
    {
        var output = Path.Combine(stores.Folder, Path.GetRandomFileName());
        Assert.Equal(0, Cli.Program.Run(
            ["rank", "--extracts", Repository.Path("samples", "extracts"), "--policy", Repository.Path("samples", "reference", "policy.json"), "--as-of", "2026-10-31", "--capacity", "40", "--out", output, "--quiet"], default));
        // No cell of the sample needs quotes.
        string[][] table = [.. File.ReadLines(Path.Combine(output, "ranking.csv")).Select(line => line.TrimStart('\uFEFF').Split(','))];
        Assert.DoesNotContain(table, row => row.Length != table[0].Length);
        return [.. table.Skip(1).Select(row => string.Join('|', row))];
    }

    // As ranking.csv has it: what is provisional is shown with the points.
    private static string Row(JsonNode row)
    {
        string Text(string key) => row[key] is { } value ? value.ToJsonString().Trim('"') : "";
        string YesNo(string key) => row[key] is { } value ? (bool)value ? "yes" : "no" : "";
        var factors = row["points"] is JsonObject points ? points.Select(point => point.Value!.ToJsonString()) : Enumerable.Repeat("", 7);
        return string.Join('|',
        [
            Text("rank"), Text("offenderId"), Text("recommendation"), Text("cohort"), YesNo("member"), YesNo("nominated"), YesNo("flagged"), YesNo("tied"), Text("total"), Text("most"),
            row["total"] is null ? "" : YesNo("provisional"), Text("toSettle"), .. factors, string.Join(';', row["reasons"]!.AsArray().Select(reason => (string)reason!)),
        ]);
    }
}
