namespace Iom.Selection.Reports.Tests;

/// <summary>Runs of the sample, made once for all tests.</summary>
[CollectionDefinition(nameof(SampleRuns))]
public sealed class SampleRuns : IDisposable, ICollectionFixture<SampleRuns>
{
    private readonly string _root = Directory.CreateTempSubdirectory("iom-reports-tests-").FullName;

    public SampleRuns()
    {
        File.WriteAllText(Names, "id,name\nSYNTHETIC-000049,Invented Person <b>\n");
        string[] ranking = ["--extracts", Repository("samples", "extracts"), "--policy", Policy, "--quiet", "--as-of", "2026-10-31", "--capacity", "40"];
        Run("rank", [.. ranking, "--out", Out("rank"), "--names", Names, "--out-names", NamedPage]);
        Run("rank", [.. ranking, "--out", Out("again"), "--threads", "1"]);
        Run("rank", [.. ranking, "--out", Out("without"), "--no-report"]);
        Run("rank", [.. ranking, "--out", Out("statistics"), "--for", "statistics"]);
        Run("review", [.. ranking, "--out", Out("review")]);
        Run("rank", [.. ranking[..^4], "--as-of", "2026-04-30", "--capacity", "40", "--out", Out("april")]);
        Run("compare", "--before", Out("april"), "--after", Out("rank"), "--policy", Policy, "--out", Out("compare"));
        string[] input = ranking[..5];
        string[] characteristics = ["--characteristics", Repository("samples", "extracts", "characteristics.csv"), "--no-what-ifs"];
        Run("audit", ["--run", Out("rank"), .. input, .. characteristics, "--out", Out("audit")]);
        Run("evaluate", [.. input, "--as-of", "2026-10-31", "--out", Out("evaluate")]);
        Run("backtest", [.. input, "--as-of", "2025-10-31", "--horizon", "12", "--top", "10", "--out", Out("backtest")]);
        Run("review", [.. ranking, "--out", Out("statistics of review"), "--for", "statistics"]);
        Run("compare", "--before", Out("april"), "--after", Out("rank"), "--policy", Policy, "--out", Out("statistics of compare"), "--for", "statistics");
        Run("evaluate", [.. input, "--as-of", "2026-10-31", "--out", Out("statistics of evaluate"), "--for", "statistics"]);
        Run("backtest", [.. input, "--as-of", "2025-10-31", "--horizon", "12", "--capacity", "40", "--out", Out("statistics of backtest"), "--for", "statistics"]);
        RankingArguments = ranking;
    }

    public static string Policy => Repository("samples", "reference", "policy.json");

    public string[] RankingArguments { get; }

    public string Names => Path.Combine(_root, "names.csv");

    public string NamedPage => Path.Combine(_root, "named", "page.html");

    public string Out(string name) => Path.Combine(_root, name);

    public string Text(string run, string file) => File.ReadAllText(Path.Combine(Out(run), file));

    public static int Run(string command, params string[] arguments) => Cli.Program.Run([command, .. arguments], CancellationToken.None);

    public static string Repository(params string[] parts)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Iom.Selection.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests don't run inside the repository.");
        return Path.Combine([folder, .. parts]);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
