using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Iom.Selection.Service.Tests;

/// <summary>Sends to every address what its schemas allow, and what they don't, from fixed seeds.</summary>
[Collection(ServiceCollection.Name)]
public class FuzzTests(Stores stores)
{
    private const string Secret = "FUZZ-SECRET";

    /// <summary>How many requests for each operation; <c>IOM_SERVICE_FUZZ=2000</c> makes the large run.</summary>
    private static readonly int Requests = Environment.GetEnvironmentVariable("IOM_SERVICE_FUZZ") is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : 60;

    [Fact]
    public async Task Whatever_is_sent_the_answer_is_one_that_the_document_has_and_repeats_no_value()
    {
        await using var service = await RunningService.StartAsync(stores.Create(StoresAttribute.Sqlite));
        using var client = service.Client();
        var statuses = new Dictionary<int, int>();
        foreach (var (method, address, operation) in Described.Operations)
        {
            var random = new Random((int)(Seeds.Of((string)operation["operationId"]!) & int.MaxValue));
            var maker = new BodyMaker(random);
            for (var i = 0; i < Requests; i++)
            {
                using var request = Make(method, address, operation, maker, random);
                using var answer = await SendAsync(client, request, $"{operation["operationId"]}, request {i}");
                var status = (int)answer.StatusCode;
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
                Assert.True(status < 500, $"{operation["operationId"]}, request {i}: {status}");
                await Described.CheckAsync(operation, answer);
                if (status >= 400) Assert.DoesNotContain(Secret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
        // Requests that are all refused, or all alike, would show nothing.
        foreach (var status in new[] { 200, 201, 400, 404, 422 }) Assert.True(statuses.GetValueOrDefault(status) > 0, $"No request led to {status}.");
        using var verified = await client.GetAsync("/v1/decisions/verify");
        Assert.True((bool)(await RunningService.ReadAsync(verified))["isUnbroken"]!);
        Assert.True(await service.CountAsync("decision_entries") > 0);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request, string what)
    {
        try
        {
            return await client.SendAsync(request);
        }
        catch (HttpRequestException e)
        {
            throw new InvalidOperationException($"{what} was not answered: {request.Content?.Headers.ContentType} {(request.Content is null ? "" : Encoding.Latin1.GetString(await request.Content.ReadAsByteArrayAsync()))}", e);
        }
    }

    private static HttpRequestMessage Make(string method, string address, JsonObject operation, BodyMaker maker, Random random)
    {
        var parameters = operation["parameters"]?.AsArray().Select(parameter => parameter!.AsObject()).ToArray() ?? [];
        foreach (var parameter in parameters.Where(parameter => (string)parameter["in"]! == "path"))
        {
            var name = (string)parameter["name"]!;
            var value = random.Next(8) == 0 ? Uri.EscapeDataString(maker.Text()) : address.Contains("policies", StringComparison.Ordinal) ? name == "id" ? "reference" : "2.0.0" : "0";
            address = address.Replace($"{{{name}}}", value.Length == 0 ? "x" : value, StringComparison.Ordinal);
        }
        var query = parameters.Where(parameter => (string)parameter["in"]! == "query" && random.Next(2) == 0)
            .Select(parameter => $"{parameter["name"]}={Uri.EscapeDataString((string)parameter["name"]! == "limit" && random.Next(2) == 0 ? "7" : maker.Text())}");
        var request = new HttpRequestMessage(new HttpMethod(method), $"{address}?{string.Join('&', query)}");
        foreach (var parameter in parameters.Where(parameter => (string)parameter["in"]! == "header"))
        {
            var name = (string)parameter["name"]!;
            if (name is "On-Behalf-Of" or "Purpose" || random.Next(20) == 0) continue;
            request.Headers.TryAddWithoutValidation(name, name == "Idempotency-Key" ? random.Next(1_000_000).ToString(CultureInfo.InvariantCulture) : random.Next(2) == 0 ? "*" : "\"0\"");
        }
        if (operation["requestBody"]?["content"] is not JsonObject content) return request;
        var body = maker.Body(((string)content["application/json"]!["schema"]!["$ref"]!).Split('/')[^1]);
        var bytes = Encoding.UTF8.GetBytes(body);
        // Now and then one byte is another.
        if (random.Next(10) == 0 && bytes.Length > 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        var asLines = content.ContainsKey("application/x-ndjson") && random.Next(3) == 0;
        request.Content = RunningService.Body(bytes, asLines ? "application/x-ndjson" : "application/json");
        return request;
    }

    /// <summary>Makes bodies of a schema; in some of them something is not as it must be.</summary>
    private sealed class BodyMaker(Random random)
    {
        private static readonly string[] Texts =
        [
            "", " ", Secret, "\u0000", "\uFEFF", "é\u0301", "🧿", "'; DROP TABLE audit; --", "=cmd()", "../../etc/passwd", "2026-02-30", "9999-12-31", "0001-01-01", "NaN", "-0", new string('x', 5000), "{}", "\r\nX: y", "no", "police",
        ];

        private bool _isFaulty;

        public string Text() => Texts[random.Next(Texts.Length)];

        public string Body(string schema)
        {
            _isFaulty = random.Next(2) == 0;
            return schema == "PolicyFile" && random.Next(3) > 0 ? Encoding.UTF8.GetString(RunningService.PolicyFile) : Make(Described.Schemas[schema]!.AsObject(), schema, 0)?.ToJsonString() ?? "null";
        }

        private JsonNode? Make(JsonObject schema, string name, int depth)
        {
            if (_isFaulty && random.Next(60) == 0) return Odd();
            if ((string?)schema["$ref"] is { } reference)
            {
                var target = reference.Split('/')[^1];
                if (target == "PolicyName") return new JsonObject { ["id"] = "reference", ["version"] = "2.0.0" };
                if (target == "Date") return random.Next(_isFaulty ? 20 : int.MaxValue) == 0 ? Text() : $"20{random.Next(10, 27):00}-{random.Next(1, 10):00}-{random.Next(1, 29):00}";
                return Make(Described.Schemas[target]!.AsObject(), target, depth);
            }
            if (schema["enum"] is JsonArray words) return words[random.Next(words.Count)]!.DeepClone();
            switch ((string?)schema["type"])
            {
                case "object":
                    var made = new JsonObject();
                    var required = schema["required"]?.AsArray().Select(key => (string)key!).ToHashSet(StringComparer.Ordinal) ?? [];
                    foreach (var (key, value) in schema["properties"]?.AsObject() ?? [])
                    {
                        if (required.Contains(key) ? _isFaulty && random.Next(80) == 0 : random.Next(3) > 0) continue;
                        made[key] = Make(value!.AsObject(), key, depth + 1);
                    }
                    if (_isFaulty && random.Next(40) == 0) made[Secret + random.Next(3)] = Odd();
                    return made;
                case "array":
                    return new JsonArray([.. Enumerable.Range(0, random.Next(schema["minItems"] is null ? 0 : 1, 4)).Select(_ => Make(schema["items"]!.AsObject(), name, depth + 1))]);
                case "integer":
                    return random.Next(50);
                case "number":
                    return Math.Round((decimal)random.NextDouble() * 100, 2);
                case "boolean":
                    return random.Next(2) == 0;
                default:
                    return name switch
                    {
                        "offenderId" => $"P{random.Next(30)}",
                        "recommendation" => "select",
                        "agency" => random.Next(4) == 0 ? Text() : "police",
                        "grounds" => "above-entry",
                        "lotValue" or "run" => random.Next(4) == 0 ? "17" : null,
                        _ => _isFaulty && random.Next(6) == 0 ? Text() : $"text {random.Next(9)}",
                    };
            }
        }

        private JsonNode? Odd() => random.Next(9) switch
        {
            0 => null,
            1 => true,
            2 => -1,
            3 => 1e300,
            4 => new JsonArray(),
            5 => new JsonObject(),
            6 => decimal.MaxValue,
            7 => new JsonArray(Enumerable.Range(0, 20).Select(number => (JsonNode)number).ToArray()),
            _ => Text(),
        };
    }
}
