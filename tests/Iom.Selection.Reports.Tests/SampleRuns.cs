namespace Iom.Selection.Reports.Tests;

/// <summary>Runs of the sample, made once.</summary>
public sealed class SampleRuns : IDisposable
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
