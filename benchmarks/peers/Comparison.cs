using System.Globalization;
using System.Text;

namespace Iom.Selection.Peers;

/// <summary>Runs both in turn, checks that they agree, and says what each took.</summary>
internal sealed class Comparison(Job job, string folder, long offences, int rounds)
{
    private const int OffencesOfAPerson = 20;

    private readonly List<Usage> _tool = [];
    private readonly List<Usage> _database = [];
    private readonly List<Usage> _scan = [];

    /// <summary>Makes the data, runs everything and takes the data away again.</summary>
    /// <returns>A table in Markdown.</returns>
    public string Run(string tool, bool keep)
    {
        var people = (int)(offences / OffencesOfAPerson);
        var extracts = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{job.Name}-{offences}"));
        if (!Directory.Exists(extracts)) new SampleData(extracts, offences, people, job.IsLight).Write();
        var (policy, capacity) = (Job.PathOf(job.Policy), job.Capacity.ToString(CultureInfo.InvariantCulture));
        var (ours, theirs) = (Path.Combine(folder, "ours"), Path.Combine(folder, "theirs.csv"));
        var agreed = 0;
        // The first round warms the file cache and is not counted.
        for (var round = 0; round <= rounds; round++)
        {
            if (Directory.Exists(ours)) Directory.Delete(ours, recursive: true);
            Usage[] one =
            [
                Usage.Of(tool, "rank", "--extracts", extracts, "--policy", policy, "--as-of", "2026-10-31", "--capacity", capacity, "--out", ours, "--all-points", "--quiet", "--no-report"),
                Usage.OfSelf("database", job.Name, extracts, theirs),
                Usage.OfSelf("scan", Path.Combine(extracts, "offences.csv")),
            ];
            agreed = job.Check(Path.Combine(ours, "ranking.csv"), theirs);
            Console.Error.WriteLine($"round {round}: iom {Text(one[0])}; DuckDB {Text(one[1])}; scan {Text(one[2])}");
            if (round == 0) continue;
            _tool.Add(one[0]);
            _database.Add(one[1]);
            _scan.Add(one[2]);
        }
        var bytes = new FileInfo(Path.Combine(extracts, "offences.csv")).Length;
        Directory.Delete(ours, recursive: true);
        File.Delete(theirs);
        if (!keep) Directory.Delete(extracts, recursive: true);
        return Table(people, agreed, bytes);
    }

    private string Table(int people, int agreed, long bytes)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {job.Title}: {offences:N0} offences of {people:N0} people ({bytes / 1e6:N0} MB)\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{rounds} rounds in turn after one that is not counted; median (least to most). The same {(job.IsLight ? "points" : "rank, recommendation and points")} for all {agreed:N0} people.\n\n");
        text.Append("| | wall s | CPU s | peak resident MiB | wall ns per offence |\n|---|---|---|---|---|\n");
        foreach (var (name, runs) in new[] { ("iom rank", _tool), ("DuckDB", _database), ("CsvHelper, bare scan of offences.csv", _scan) })
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {Spread(runs, run => run.Wall)} | {Spread(runs, run => run.Cpu)} | {Spread(runs, run => run.PeakMebibytes, "N0")} | {Median(runs.Select(run => run.Wall * 1e9 / offences)):N0} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\niom / DuckDB, round by round: wall {Ratio(_tool, _database, run => run.Wall)}, CPU {Ratio(_tool, _database, run => run.Cpu)}, memory {Ratio(_tool, _database, run => run.PeakMebibytes)}. ");
        text.Append(CultureInfo.InvariantCulture, $"iom / bare scan: wall {Ratio(_tool, _scan, run => run.Wall)}.\n");
        return text.ToString();
    }

    /// <summary>What one took of another's, round by round.</summary>
    public static string Ratio(List<Usage> one, List<Usage> other, Func<Usage, double> figure)
    {
        double[] ratios = [.. one.Zip(other, (of, by) => figure(of) / figure(by))];
        return string.Create(CultureInfo.InvariantCulture, $"{Median(ratios):N2} ({ratios.Min():N2} to {ratios.Max():N2})");
    }

    /// <summary>Median, least and most.</summary>
    public static string Spread(List<Usage> runs, Func<Usage, double> figure, string format = "N2")
    {
        double[] figures = [.. runs.Select(figure)];
        return $"{F(Median(figures))} ({F(figures.Min())} to {F(figures.Max())})";
        string F(double number) => number.ToString(format, CultureInfo.InvariantCulture);
    }

    private static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>What one run took.</summary>
    public static string Text(Usage usage) => string.Create(CultureInfo.InvariantCulture, $"{usage.Wall:N2} s, {usage.Cpu:N2} s CPU, {usage.PeakMebibytes:N0} MiB");
}
