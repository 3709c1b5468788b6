using System.Collections.Concurrent;
using Iom.Selection.Decisions;

namespace Iom.Selection.Service.Tests;

[Collection(ServiceCollection.Name)]
public class KilledServiceTests(Stores stores)
{
    private const int Rounds = 3;
    private const int Writers = 8;

    [Theory, OnSqlite, OnPostgres]
    public async Task Killed_in_the_middle_of_writing_it_has_lost_nothing_that_it_answered_and_has_nothing_half(string kind)
    {
        var store = stores.Create(kind);
        var key = await RunningService.PrepareAsync(store, TimeProvider.System);
        var answered = new ConcurrentDictionary<string, string>();
        var asked = new ConcurrentDictionary<string, string>();
        for (var round = 0; round < Rounds; round++)
        {
            using var service = await ServiceProcess.StartAsync("serve", "--store", store, "--urls", "http://127.0.0.1:0", "--calls-per-second", "100000");
            if (round == 0)
            {
                using var client = RunningService.ClientTo(service.Address, key);
                using var stored = await client.PutAsync("/v1/policies/reference/2.0.0", RunningService.JsonBody(RunningService.PolicyFile));
                Assert.Equal(201, (int)stored.StatusCode);
            }
            var number = round;
            var before = answered.Count;
            var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(service, key, $"R{number}W{writer}", asked, answered))).ToArray();
            // Killed once it is in full swing.
            for (var waited = 0; answered.Count < before + 20 && waited < 600; waited++) await Task.Delay(50);
            service.Kill();
            await Task.WhenAll(writers);
            Assert.True(answered.Count >= before + 20, "The service was killed before it had answered anybody.");
        }

        using var last = await ServiceProcess.StartAsync("serve", "--store", store, "--urls", "http://127.0.0.1:0", "--calls-per-second", "100000");
        using var reader = RunningService.ClientTo(last.Address, key);
        var log = DecisionLog.Parse(await reader.GetByteArrayAsync("/v1/decisions/export"));
        var people = log.Decisions.Select(decision => decision.OffenderId.Value).ToArray();
        Assert.Equal(people.Length, people.Distinct().Count());
        // Each call is about two people: both are there, or neither.
        Assert.All(people.GroupBy(id => id[..^1]), pair => Assert.Equal(2, pair.Count()));
        Assert.Empty(answered.Keys.Except(people.Select(id => id[..^1])));
        Assert.All(answered, pair => Assert.NotNull(log.Find(pair.Value)));
        // A call that was not answered is asked again with its key: one that was done gives its first answer, no one is recorded twice.
        foreach (var (id, idempotencyKey) in asked.Where(pair => !answered.ContainsKey(pair.Key) && people.Contains(pair.Key + "a")))
        {
            using var again = await RunningService.PostAsync(reader, "/v1/decisions", RunningService.JsonBody(Body(id)), idempotencyKey);
            Assert.Equal(201, (int)again.StatusCode);
            Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        }
        Assert.Equal(0, await last.StopAsync());
    }

    [Fact]
    public async Task Told_to_stop_it_answers_what_it_has_begun()
    {
        var store = stores.Create(StoresAttribute.Sqlite);
        var key = await RunningService.PrepareAsync(store, TimeProvider.System);
        using var service = await ServiceProcess.StartAsync("serve", "--store", store, "--urls", "http://127.0.0.1:0");
        using var client = RunningService.ClientTo(service.Address, key);
        using var stored = await client.PutAsync("/v1/policies/reference/2.0.0", RunningService.JsonBody(RunningService.PolicyFile));
        // A body that is still coming when the service is told to stop.
        using var body = new SlowBody(RankingTests.Lines(), TimeSpan.FromSeconds(3));
        var ranking = RunningService.PostAsync(client, "/v1/rankings", body);
        await body.Begun;
        // Until the service has seen it too.
        await Task.Delay(1000);
        Assert.Equal(0, await service.StopAsync());
        using var ranked = await ranking;
        Assert.Equal(201, (int)ranked.StatusCode);
        Assert.EndsWith("{\"end\":true,\"rows\":300}\n", await ranked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task WriteAsync(ServiceProcess service, string key, string writer, ConcurrentDictionary<string, string> asked, ConcurrentDictionary<string, string> answered)
    {
        using var client = RunningService.ClientTo(service.Address, key);
        try
        {
            for (var i = 0; ; i++)
            {
                var id = $"{writer}N{i}";
                var idempotencyKey = asked[id] = Guid.NewGuid().ToString();
                using var recorded = await RunningService.PostAsync(client, "/v1/decisions", RunningService.JsonBody(Body(id)), idempotencyKey);
                Assert.Equal(201, (int)recorded.StatusCode);
                answered[id] = (string)(await RunningService.ReadAsync(recorded))["head"]!;
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    private static string Body(string id) => RunningService.Decisions((id + "a", "select"), (id + "b", "select"));

    /// <summary>A body of which the second half comes later.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly TimeSpan _pause;
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowBody(byte[] bytes, TimeSpan pause)
        {
            (_bytes, _pause) = (bytes, pause);
            Headers.ContentType = new("application/x-ndjson");
        }

        public Task Begun => _begun.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(_bytes.AsMemory(0, _bytes.Length / 2));
            await stream.FlushAsync();
            _begun.SetResult();
            await Task.Delay(_pause);
            await stream.WriteAsync(_bytes.AsMemory(_bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
