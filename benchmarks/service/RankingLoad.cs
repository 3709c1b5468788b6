using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Iom.Selection.ServiceBenchmark;

/// <summary>A ranking that streams in and out, and how much memory the service took for it.</summary>
internal static class RankingLoad
{
    private const int OffencesEach = 20;

    public static async Task<string> MeasureAsync(Uri address, string key, string policyPath, Process server, int people)
    {
        var policy = Iom.Selection.Policies.Parsing.PolicyFile.Parse(await File.ReadAllBytesAsync(policyPath));
        using var client = Load.Client(address, key);
        var table = new StringBuilder("| Ranking, line by line | sent | answered with | time | memory of the service before | most |\n|---:|---:|---:|---:|---:|---:|\n");
        foreach (var count in new[] { people / 10, people / 2, people, 2 * people })
        {
            var before = Memory(server, "VmRSS:");
            await File.WriteAllTextAsync($"/proc/{server.Id}/clear_refs", "5");    // the high-water mark begins anew
            var began = Stopwatch.GetTimestamp();
            using var body = new People(policy.Id, policy.Version, count);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/rankings") { Content = body };
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if ((int)answer.StatusCode != 201) throw new InvalidOperationException($"The ranking answered {(int)answer.StatusCode}.");
            var (bytes, last) = (0L, "");
            using (var reader = new StreamReader(await answer.Content.ReadAsStreamAsync()))
            {
                while (await reader.ReadLineAsync() is { } line) (bytes, last) = (bytes + line.Length + 1, line);
            }
            if (last != string.Create(CultureInfo.InvariantCulture, $"{{\"end\":true,\"rows\":{count}}}")) throw new InvalidOperationException("The ranking was cut off.");
            table.Append(CultureInfo.InvariantCulture,
                $"| {count:N0} people | {body.Sent / 1e6:0} MB | {bytes / 1e6:0} MB | {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s | {before} MB | {Memory(server, "VmHWM:")} MB |\n");
        }
        return table.ToString();
    }

    private static long Memory(Process server, string name) => File.ReadLines($"/proc/{server.Id}/status").Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024).First();

    /// <summary>A body that is made as it is sent.</summary>
    private sealed class People : HttpContent
    {
        private readonly string _header;
        private readonly int _count;

        public People(string policy, string version, int count)
        {
            _header = string.Create(CultureInfo.InvariantCulture, $"{{\"policy\":{{\"id\":\"{policy}\",\"version\":\"{version}\"}},\"asOf\":\"2026-10-31\",\"capacity\":{count / 100}}}\n");
            _count = count;
            Headers.ContentType = new("application/x-ndjson");
        }

        public long Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var random = new Random(1);
            await WriteAsync(stream, _header);
            for (var person = 0; person < _count; person++)
            {
                var offences = string.Join(',', Enumerable.Range(0, random.Next(OffencesEach * 2)).Select(i => string.Create(CultureInfo.InvariantCulture,
                    $"{{\"offenceId\":\"F{i}\",\"offenceCode\":\"028/03\",\"offenceDate\":\"20{random.Next(20, 27)}-{random.Next(1, 10):00}-{random.Next(1, 29):00}\",\"outcome\":\"convicted\"}}")));
                await WriteAsync(stream, string.Create(CultureInfo.InvariantCulture,
                    $"{{\"offender\":{{\"offenderId\":\"SYNTHETIC-{person}\",\"youth\":\"no\",\"deceased\":\"no\",\"location\":\"community\",\"mappaLevel\":\"none\"}},\"offences\":[{offences}]}}\n"));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private async Task WriteAsync(Stream stream, string line)
        {
            var bytes = Encoding.UTF8.GetBytes(line);
            Sent += bytes.Length;
            await stream.WriteAsync(bytes);
        }
    }
}
