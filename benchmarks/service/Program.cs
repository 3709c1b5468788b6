using System.Diagnostics;
using System.Globalization;
using System.Text;
using Iom.Selection.Service.Access;
using Iom.Selection.Service.Storage;

namespace Iom.Selection.ServiceBenchmark;

/// <summary>Measures the service: assessments beside an endpoint that returns a constant behind the same key check, limits and log; and a ranking that streams.</summary>
internal static class Program
{
    private const string Help = """
        Serves in processes of their own, and measures assessments and a ranking.

        dotnet run -c Release --project benchmarks/service -- POLICY [--store STORE] [--rates N[,N...]] [--seconds N] [--rounds N] [--people N] [--results FILE]

          POLICY     a policy file, such as samples/reference/policy.json
          --store    a SQLite file or a connection string of PostgreSQL; a file in the temporary folder unless told
          --rates    calls a second, 100,200,400 unless told
          --seconds  how long each rate is held, 10 unless told
          --rounds   how often, assessments and the constant in turn, 3 unless told
          --people   how many people are ranked, 100000 unless told
          --results  where the table goes besides standard output
        """;

    private static async Task<int> Main(string[] args)
    {
        if (args is ["serve", var store, ..]) return await BenchmarkService.RunAsync(store);
        if (args.Length == 0)
        {
            Console.Error.WriteLine(Help);
            return 2;
        }
        string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
        var file = Path.Combine(Path.GetTempPath(), $"iom-benchmark-{Environment.ProcessId}.db");
        var chosen = Option("--store", file);
        var rates = Option("--rates", "100,200,400").Split(',').Select(rate => int.Parse(rate, CultureInfo.InvariantCulture)).ToArray();
        var (seconds, rounds, people) = (Number(Option("--seconds", "10")), Number(Option("--rounds", "3")), Number(Option("--people", "100000")));
        var key = await PrepareAsync(chosen, args[0]);

        try
        {
            var report = new StringBuilder();
            report.Append(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, {(chosen == file ? "SQLite" : "PostgreSQL")}; service and callers on the same machine.\n\n");
            report.Append(await WhileServingAsync(chosen, async (address, _) =>
            {
                using var load = new Load(address, key, args[0]);
                await load.WarmAsync();
                return await load.CompareAsync(rates, TimeSpan.FromSeconds(seconds), rounds) + "\n" + await load.ThroughputAsync(TimeSpan.FromSeconds(seconds), rounds);
            }));
            report.Append('\n').Append(await WhileServingAsync(chosen, (address, server) => RankingLoad.MeasureAsync(address, key, args[0], server, people)));
            Console.Write(report);
            if (Option("--results", "") is { Length: > 0 } results) await File.WriteAllTextAsync(results, $"# The service\n\n`dotnet run -c Release --project benchmarks/service -- samples/reference/policy.json`\n\n{report}");
            return 0;
        }
        finally
        {
            foreach (var left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*")) File.Delete(left);
        }
    }

    // In a process of its own, which remembers nothing of what was measured before.
    private static async Task<string> WhileServingAsync(string store, Func<Uri, Process, Task<string>> measure)
    {
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve", store]) { RedirectStandardOutput = true })!;
        try
        {
            return await measure(new Uri((await server.StandardOutput.ReadLineAsync())!), server);
        }
        finally
        {
            server.Kill();
            server.WaitForExit();
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<string> PrepareAsync(string store, string policyPath)
    {
        await using var database = StoreDatabase.From(store);
        await database.MigrateAsync(create: true, default);
        var keys = new KeyTable(database, TimeProvider.System);
        await keys.AddPartnershipAsync("north", default);
        var bytes = await File.ReadAllBytesAsync(policyPath);
        var policy = Iom.Selection.Policies.Parsing.PolicyFile.Parse(bytes);
        await database.WriteAsync(transaction => PolicyTable.StoreAsync(transaction, "north", policy, bytes, TimeProvider.System.GetUtcNow()), default);
        return (await keys.AddAsync("north", "police", Enum.GetValues<Role>(), TimeProvider.System.GetUtcNow().AddDays(1), default)).Reveal();
    }
}
