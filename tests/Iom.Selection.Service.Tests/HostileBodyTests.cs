using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class HostileBodyTests(Stores stores)
{
    private const string Question = "\"policy\":{\"id\":\"reference\",\"version\":\"2.0.0\"},\"asOf\":\"2026-10-31\"";

    [Fact]
    public async Task What_is_too_large_malformed_deep_or_doubled_is_told_as_that_and_the_service_goes_on()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        var fifty = new byte[50 * 1024 * 1024];
        Array.Fill(fifty, (byte)' ');
        foreach (var (body, type, status, problem) in new (byte[], string, int, string)[]
        {
            (fifty, "application/json", 413, "too-large"),
            (Utf8("{"), "application/json", 400, "malformed"),
            (Utf8(""), "application/json", 400, "malformed"),
            (Utf8("[]"), "application/json", 422, "fields"),
            (Utf8("null"), "application/json", 422, "fields"),
            ([0xff, 0xfe, 0x00], "application/json", 400, "malformed"),
            (Utf8("{\"person\":\"\\ud800\"}"), "application/json", 422, "fields"),
            (Utf8($"{{{Question},\"lotValue\":\"\\ud800\",\"person\":{{\"offender\":{{\"offenderId\":\"A\"}}}}}}"), "application/json", 400, "malformed"),
            (Utf8(new string('[', 100_000)), "application/json", 400, "malformed"),
            (Utf8($"{{{Question},\"person\":{string.Concat(Enumerable.Repeat("{\"a\":", 200))}1{new string('}', 201)}"), "application/json", 400, "malformed"),
            (Utf8($"{{{Question},\"asOf\":\"2026-10-31\",\"person\":{{\"offender\":{{\"offenderId\":\"A\"}}}}}}"), "application/json", 422, "fields"),
            (Utf8($"{{{Question},\"person\":{{\"offender\":{{\"offenderId\":\"A\",\"offenderId\":\"B\"}}}}}}"), "application/json", 422, "fields"),
            (Utf8($"{{{Question},\"person\":{{\"offender\":{{\"offenderId\":\"\\udc00\"}}}}}}"), "application/json", 422, "fields"),
            (Utf8("{}"), "text/plain", 415, "media-type"),
            (Utf8("{}"), "application/json; charset=utf-16", 415, "media-type"),
        })
        {
            using var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/assessments") { Content = content };
            // Whoever sends much asks first, as curl does: else the refusal may meet a client that still sends.
            request.Headers.ExpectContinue = true;
            using var answer = await client.SendAsync(request);
            var json = await RunningService.ReadAsync(answer);
            Assert.Equal((status, $"/problems/{problem}", "application/problem+json"), ((int)answer.StatusCode, (string)json["type"]!, answer.Content.Headers.ContentType!.MediaType));
        }
        Assert.Equal(200, await Assess(client));
    }

    [Fact]
    public async Task Every_pointer_is_that_of_the_field_and_no_value_comes_back()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        foreach (var (body, pointer) in new[]
        {
            ($"{{{Question}}}", "/person"),
            ($"{{{Question},\"person\":{{\"offender\":{{\"offenderId\":\"A\",\"mappaLevel\":\"SECRET\"}}}}}}", "/person/offender/mappaLevel"),
            ($"{{{Question},\"person\":{{\"offender\":{{\"offenderId\":\"A\"}},\"SECRET.x[1]\":1}}}}", "/person"),
            ($"{{{Question},\"SECRET.x[1]\":1,\"person\":{{\"offender\":{{\"offenderId\":\"A\"}}}}}}", ""),
            ($"{{{Question},\"person\":{{\"offender\":{{\"offenderId\":\"A\"}},\"riskScores\":[{{\"instrument\":\"i\",\"assessedOn\":\"2026-01-01\",\"value\":-1}}]}}}}", "/person/riskScores/0/value"),
            ($"{{{Question},\"person\":{{\"offender\":{{\"offenderId\":\"A\",\"schemes\":[\"a\",7]}}}}}}", "/person/offender/schemes/1"),
            ("{\"policy\":{\"id\":\"reference\",\"version\":\"2.0.0\",\"SECRET\":1},\"asOf\":\"2026-10-31\",\"person\":{\"offender\":{\"offenderId\":\"A\"}}}", "/policy"),
            ("{\"policy\":{\"id\":\"reference\",\"version\":\"2.0.0\"},\"asOf\":\"SECRET\",\"person\":{\"offender\":{\"offenderId\":\"A\"}}}", "/asOf"),
            ($"{{{Question},\"notSupplied\":[\"SECRET\"],\"person\":{{\"offender\":{{\"offenderId\":\"A\"}}}}}}", "/notSupplied/0"),
        })
        {
            using var answer = await client.PostAsync("/v1/assessments", RunningService.JsonBody(body));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("SECRET", text, StringComparison.Ordinal);
            Assert.Equal((422, pointer), ((int)answer.StatusCode, (string)JsonNode.Parse(text)!["errors"]![0]!["pointer"]!));
        }
    }

    [Fact]
    public async Task A_client_that_goes_away_is_cut_off_or_is_slow_takes_nobody_with_it()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        var head = $"POST /v1/rankings HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {service.Key}\r\nOn-Behalf-Of: u\r\nPurpose: test\r\nIdempotency-Key: k\r\nContent-Type: application/x-ndjson\r\n";
        // Cut off: it said that more would come.
        using (var cut = await Connect(service, head + "Content-Length: 1000\r\n\r\n{\"policy\""))
        {
            cut.Client.Shutdown(SocketShutdown.Send);
            Assert.True(await ReadStatus(cut) is "" or "HTTP/1.1 400 Bad Request");
        }
        // Longer than it may be, and it does not say how long.
        using (var endless = await Connect(service, head.Replace("rankings", "assessments", StringComparison.Ordinal).Replace("x-ndjson", "json", StringComparison.Ordinal) + "Transfer-Encoding: chunked\r\n\r\n"))
        {
            var chunk = Encoding.ASCII.GetBytes("100000\r\n" + new string(' ', 0x100000) + "\r\n");
            for (var i = 0; i < 5; i++) await endless.GetStream().WriteAsync(chunk);
            Assert.Contains(" 413 ", await ReadStatus(endless), StringComparison.Ordinal);
        }
        // Gone, before and after all was sent.
        (await Connect(service, head + "Content-Length: 1000\r\n\r\n{\"policy\"")).Dispose();
        var lines = Encoding.UTF8.GetString(RankingTests.Lines(50));
        (await Connect(service, head + $"Content-Length: {Encoding.UTF8.GetByteCount(lines)}\r\n\r\n{lines}")).Dispose();
        // Slow: nothing more comes for longer than anybody waits.
        using (var slow = await Connect(service, head + "Content-Length: 1000\r\n\r\n{\"policy\"")) Assert.Contains(" 408 ", await ReadStatus(slow), StringComparison.Ordinal);
        using var client = service.Client();
        Assert.Equal(200, await Assess(client));
        // Whoever was gone may ask again with the same key, and gets the run.
        using var again = await RunningService.PostAsync(client, "/v1/rankings", RunningService.Body(RankingTests.Lines(50), "application/x-ndjson"), "k");
        Assert.Equal(201, (int)again.StatusCode);
        Assert.Equal(1, await service.CountAsync("runs"));
    }

    private static async Task<int> Assess(HttpClient client)
    {
        using var answer = await client.PostAsync("/v1/assessments", RunningService.JsonBody($"{{{Question},\"person\":{{\"offender\":{{\"offenderId\":\"A\"}}}}}}"));
        return (int)answer.StatusCode;
    }

    private static async Task<TcpClient> Connect(RunningService service, string send)
    {
        var client = new TcpClient();
        await client.ConnectAsync(service.Address.Host, service.Address.Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(send));
        return client;
    }

    private static async Task<string> ReadStatus(TcpClient client)
    {
        using var hanging = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        if (!client.Connected) return "";
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadLineAsync(hanging.Token) ?? "";
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
