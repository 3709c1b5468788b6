using System.Collections.Concurrent;
using System.Globalization;
using Iom.Selection.Decisions;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class LoadTests(Stores stores)
{
    private const int AtOnce = 50;

    /// <summary>How many calls; <c>IOM_SERVICE_CALLS=10000</c> makes the large run.</summary>
    private static readonly int Calls = Environment.GetEnvironmentVariable("IOM_SERVICE_CALLS") is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : 600;

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_many_calls_at_once_none_is_lost_and_each_has_its_own_answer(string kind)
    {
        await using var service = await RunningService.StartAsync(stores.Create(kind));
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce }) { BaseAddress = service.Address, Timeout = TimeSpan.FromMinutes(5) };
        foreach (var (name, value) in new[] { ("Authorization", "Bearer " + service.Key), ("On-Behalf-Of", "u"), ("Purpose", "test") }) client.DefaultRequestHeaders.Add(name, value);
        var statuses = new ConcurrentDictionary<int, int>();
        var heads = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Calls), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, token) =>
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"P{number}");
            // One in ten records; the others ask, of people whose points differ.
            if (number % 10 == 0)
            {
                using var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(RunningService.Decisions((id, "select"))));
                statuses.AddOrUpdate((int)recorded.StatusCode, 1, (_, count) => count + 1);
                heads.Add((string)(await RunningService.ReadAsync(recorded))["head"]!);
                return;
            }
            var offences = string.Join(',', Enumerable.Range(0, number % 12).Select(i => string.Create(CultureInfo.InvariantCulture,
                $"{{\"offenceId\":\"F{i}\",\"offenceCode\":\"028/03\",\"offenceDate\":\"2026-{(i % 9) + 1:00}-01\",\"outcome\":\"convicted\"}}")));
            using var assessed = await client.PostAsync("/v1/assessments", RunningService.JsonBody(
                $"{{\"policy\":{{\"id\":\"reference\",\"version\":\"2.0.0\"}},\"asOf\":\"2026-10-31\",\"person\":{{\"offender\":{{\"offenderId\":\"{id}\",\"youth\":\"no\",\"deceased\":\"no\",\"mappaLevel\":\"none\",\"location\":\"community\"}},\"offences\":[{offences}]}}}}"), token);
            statuses.AddOrUpdate((int)assessed.StatusCode, 1, (_, count) => count + 1);
            var answer = await RunningService.ReadAsync(assessed);
            Assert.Equal(id, (string)answer["explanation"]!["offenderId"]!);
            if (number % 12 > 0) Assert.Equal(Math.Min(number % 12, 9), (int)answer["scorecard"]!["contributions"]![0]!["reading"]!["value"]!);
        });
        Assert.Equal(Calls / 10, statuses[201]);
        Assert.Equal(Calls - (Calls / 10), statuses[200]);
        Assert.Equal(2, statuses.Count);
        var log = DecisionLog.Parse(await client.GetByteArrayAsync("/v1/decisions/export"));
        Assert.Equal(Calls / 10, log.Entries.Length);
        Assert.Equal(log.Entries.Select(entry => entry.Hash).Order(StringComparer.Ordinal), heads.Order(StringComparer.Ordinal));
        // And each of them stands in the audit log; with the policy that was stored before, and the export.
        Assert.Equal(Calls + 2, await service.CountAsync("audit"));
    }
}
