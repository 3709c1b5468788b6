using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CsvHelper;

namespace Iom.Selection.Peers;

/// <summary>Compares <c>iom rank</c> with a database that does the same job, as whole processes.</summary>
internal static class Program
{
    private const string Help = """
        Makes extracts, ranks them by iom rank and by DuckDB in turn, checks that both give the same points to everybody, and prints what each took.

        dotnet run -c Release --project benchmarks/peers -- FOLDER [--job JOB[,JOB...]] [--offences N[,N...]] [--rounds N] [--iom PATH] [--results FILE] [--keep]

          FOLDER      where the data goes; 0.1 GB for each million offences; taken away afterwards
          --job       full unless told; light: two files, five factors, and little for a database to do; beside itself alone:
                      commands: check, review and audit beside rank; dates: twelve from one reading beside one; ids: GUIDs and long ones beside plain ones;
                      backtest: twelve dates beside one rank; sql: rank --database in DuckDB (Parquet, CSV) and, where IOM_PEERS_POSTGRES
                      names a server on this machine (Host=...;Database=...), in PostgreSQL, beside rank
          --offences  how many, 10000000 unless told; a twentieth as many people
          --rounds    how often each runs, 5 unless told
          --iom       the tool; built for the purpose unless told
          --results   where the table goes besides standard output
          --keep      leave the data for the next time
        """;

    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["measure", var program, .. var rest]:
                return Usage.Measure(program, rest);
            case ["database", var job, var folder, var output]:
                DatabaseRanking.Run(Job.Of(job), folder, output);
                return 0;
            case ["dates", var extracts, var dates]:
                CommandJobs.RankByDates(extracts, int.Parse(dates, CultureInfo.InvariantCulture));
                return 0;
            case ["scan", var file]:
                return Scan(file);
            case [var folder, .. var options] when !folder.StartsWith('-'):
                return Compare(Path.GetFullPath(folder), options);
            default:
                Console.Error.WriteLine(Help);
                return 2;
        }
    }

    private static int Compare(string folder, string[] options)
    {
        string Option(string name, string standard) => Array.IndexOf(options, name) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : standard;
        Directory.CreateDirectory(folder);
        var tool = Option("--iom", "");
        if (tool.Length == 0) tool = Build(Path.Combine(folder, "tool"));
        var rounds = int.Parse(Option("--rounds", "5"), CultureInfo.InvariantCulture);
        var keep = options.Contains("--keep");
        var tables = Option("--job", Job.Full.Name).Split(',')
            .SelectMany(_ => Option("--offences", "10000000").Split(','), (job, offences) => (Job: job, Offences: long.Parse(offences, CultureInfo.InvariantCulture)))
            .Select(each => each.Job == SqlJob.Name ? new SqlJob(folder, each.Offences, rounds, tool, keep).Run() : CommandJobs.Has(each.Job)
                ? new CommandJobs(folder, each.Offences, rounds, tool, keep).Run(each.Job)
                : new Comparison(Job.Of(each.Job), folder, each.Offences, rounds).Run(tool, keep));
        var text = $"""
            # iom rank beside DuckDB

            {Machine()}; .NET {Environment.Version}; DuckDB.NET {typeof(DuckDB.NET.Data.DuckDBConnection).Assembly.GetName().Version}; CsvHelper {typeof(CsvReader).Assembly.GetName().Version}.
            Whole processes, files in the file cache, as many threads as processors.

            {string.Join('\n', tables)}
            """;
        Console.WriteLine(text);
        if (Option("--results", "") is { Length: > 0 } results) File.WriteAllText(results, text);
        return 0;
    }

    // As publish.sh makes it for a system like this one: one file of native code.
    private static string Build(string folder)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Iom.Selection.sln"))) root = root.Parent;
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = root.FullName, RedirectStandardOutput = true };
        foreach (var arg in new[]
        {
            "publish", "src/Iom.Selection.Cli", "--configuration", "Release", "--runtime", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-p:PublishAot=true",
            "-p:NuGetLockFilePath=obj/peers.lock.json", $"-p:ArtifactsPath={Path.Combine(root.FullName, "artifacts", "peers")}", "--output", folder,
        }) start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Path.Combine(folder, "iom") : throw new InvalidOperationException(output);
    }

    private static int Scan(string path)
    {
        using var reader = CsvReader.Create(File.OpenRead(path), new CsvReaderOptions(), leaveOpen: false);
        var (rows, bytes) = (0L, 0L);
        while (reader.Read())
        {
            rows++;
            bytes += reader.GetRawSpan(0).Length;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {bytes} bytes in their first cells"));
        return 0;
    }

    private static string Machine()
    {
        var model = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        return string.Create(CultureInfo.InvariantCulture, $"{model ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB, {RuntimeInformation.OSDescription}");
    }
}
