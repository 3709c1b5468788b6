using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Iom.Selection.ServiceBenchmark;

/// <summary>Calls at a rate, whatever the answers take; and calls as fast as they are answered.</summary>
internal sealed class Load : IDisposable
{
    private const int Connections = 50;

    private readonly HttpClient _client;
    private readonly byte[] _body;

    public Load(Uri address, string key, string policyPath)
    {
        _client = Client(address, key);
        var policy = Iom.Selection.Policies.Parsing.PolicyFile.Parse(File.ReadAllBytes(policyPath));
        // A person with ten offences.
        var offences = string.Join(',', Enumerable.Range(1, 10).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"{{\"offenceId\":\"F{i}\",\"offenceCode\":\"028/03\",\"offenceDate\":\"2026-{(i % 9) + 1:00}-{i + 1:00}\",\"outcome\":\"convicted\",\"outcomeDate\":\"2026-10-01\"}}")));
        _body = Encoding.UTF8.GetBytes($"{{\"policy\":{{\"id\":\"{policy.Id}\",\"version\":\"{policy.Version}\"}},\"asOf\":\"2026-10-31\",\"person\":{{\"offender\":{{\"offenderId\":\"SYNTHETIC-1\",\"youth\":\"no\",\"deceased\":\"no\",\"location\":\"community\",\"mappaLevel\":\"none\"}},\"offences\":[{offences}]}}}}");
    }

    public static HttpClient Client(Uri address, string key)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(30) };
        foreach (var (name, value) in new[] { ("Authorization", "Bearer " + key), ("On-Behalf-Of", "u"), ("Purpose", "test") }) client.DefaultRequestHeaders.Add(name, value);
        return client;
    }

    public async Task WarmAsync()
    {
        foreach (var path in new[] { "/v1/assessments", "/constant" }) await AtRateAsync(path, 200, TimeSpan.FromSeconds(8));
    }

    /// <summary>Both at each rate, in turn.</summary>
    public async Task<string> CompareAsync(int[] rates, TimeSpan length, int rounds)
    {
        var table = new StringBuilder("| Calls a second | constant p50 | p99 | assessment p50 | p99 | p99 beside the constant's |\n|---:|---:|---:|---:|---:|---:|\n");
        foreach (var rate in rates)
        {
            var (constant, assessment) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                constant.AddRange(await AtRateAsync("/constant", rate, length));
                assessment.AddRange(await AtRateAsync("/v1/assessments", rate, length));
            }
            constant.Sort();
            assessment.Sort();
            table.Append(CultureInfo.InvariantCulture,
                $"| {rate} | {At(constant, 0.5):0.0} ms | {At(constant, 0.99):0.0} ms | {At(assessment, 0.5):0.0} ms | {At(assessment, 0.99):0.0} ms | {At(assessment, 0.99) / At(constant, 0.99):0.00} |\n");
        }
        return table.ToString();
    }

    /// <summary>How many are answered when as many as there are connections always wait.</summary>
    public async Task<string> ThroughputAsync(TimeSpan length, int rounds)
    {
        var table = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"| {Connections} at a time | calls a second | p50 | p99 |\n|---|---:|---:|---:|\n"));
        foreach (var (name, path) in new[] { ("constant", "/constant"), ("assessment", "/v1/assessments") })
        {
            var latencies = new ConcurrentBag<double>();
            for (var round = 0; round < rounds; round++)
            {
                var until = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
                await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
                {
                    while (Stopwatch.GetTimestamp() < until) latencies.Add(await CallAsync(path, Stopwatch.GetTimestamp()));
                }));
            }
            var sorted = latencies.Order().ToList();
            table.Append(CultureInfo.InvariantCulture, $"| {name} | {sorted.Count / (length.TotalSeconds * rounds):0} | {At(sorted, 0.5):0.0} ms | {At(sorted, 0.99):0.0} ms |\n");
        }
        return table.ToString();
    }

    public void Dispose() => _client.Dispose();

    // From when each was to be sent: who is kept waiting is not left out.
    private async Task<List<double>> AtRateAsync(string path, int rate, TimeSpan length)
    {
        var count = (int)(rate * length.TotalSeconds);
        var calls = new List<Task<double>>(count);
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var due = begin + (i * Stopwatch.Frequency / rate);
            while (Stopwatch.GetTimestamp() < due) await Task.Delay(1);
            calls.Add(CallAsync(path, due));
        }
        return [.. await Task.WhenAll(calls)];
    }

    private async Task<double> CallAsync(string path, long due)
    {
        using var content = new ByteArrayContent(_body);
        content.Headers.ContentType = new("application/json");
        using var answer = await _client.PostAsync(path, content);
        await answer.Content.ReadAsByteArrayAsync();
        if ((int)answer.StatusCode != 200) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}.");
        return Stopwatch.GetElapsedTime(due).TotalMilliseconds;
    }

    private static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
