using Microsoft.Playwright;

namespace Iom.Selection.Browser.Tests;

/// <summary>A page of each kind, made of the samples once, and a browser to look at them.</summary>
public sealed class Pages : IAsyncLifetime
{
    /// <summary>A folder whose people, areas and reasons are what attackers write.</summary>
    public const string Hostile = "hostile";

    /// <summary>A list of so many people that what rows open to is kept aside.</summary>
    public const string Many = "many";

    /// <summary>How many people.</summary>
    public const int ManyPeople = 320;

    /// <summary>Why one of the many was nominated: markup that would end a noscript.</summary>
    public const string HostileReason = "</noscript></details></table><img src=x onerror=alert(1)> &lt;b&gt; & so on";

    private readonly string _root = Directory.CreateTempSubdirectory("iom-browser-tests-").FullName;
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.Path is null) return;
        var policy = Repository("samples", "reference", "policy.json");
        string[] input = ["--extracts", Repository("samples", "extracts"), "--policy", policy, "--quiet"];
        string[] ranking = [.. input, "--as-of", "2026-10-31", "--capacity", "40"];
        Iom("rank", [.. ranking, "--out", Out("rank")]);
        Iom("rank", [.. ranking, "--out", Out("statistics"), "--for", "statistics"]);
        Iom("rank", [.. ranking, "--out", Out("person"), "--for", "person", "SYNTHETIC-000049"]);
        Iom("rank", [.. input, "--as-of", "2026-04-30", "--capacity", "40", "--out", Out("april"), "--no-report"]);
        Iom("review", [.. ranking, "--out", Out("review")]);
        Iom("compare", ["--before", Out("april"), "--after", Out("rank"), "--out", Out("compare")]);
        Iom("audit", ["--run", Out("rank"), .. input, "--characteristics", Repository("samples", "extracts", "characteristics.csv"), "--no-what-ifs", "--out", Out("audit")], exitCode: 5);
        Iom("evaluate", [.. input, "--as-of", "2026-10-31", "--out", Out("evaluate")]);
        Iom("backtest", [.. input, "--as-of", "2025-10-31", "--horizon", "12", "--top", "10", "--out", Out("backtest")]);
        WriteHostile(Out("extracts"));
        Iom("rank", ["--extracts", Out("extracts"), "--policy", policy, "--quiet", "--as-of", "2026-10-31", "--capacity", "9", "--max-refused", "100", "--out", Out(Hostile)]);

        WriteMany(Out("many extracts"));
        Iom("rank", ["--extracts", Out("many extracts"), "--policy", policy, "--quiet", "--as-of", "2026-10-31", "--capacity", "400", "--out", Out(Many)]);

        _playwright = await Playwright.CreateAsync();
        Browser = await Chromium.LaunchAsync(_playwright);
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        _playwright?.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>Opens a page, and notes what it asks for and what goes wrong.</summary>
    public async Task<OpenPage> OpenAsync(string run, ColorScheme scheme = ColorScheme.Light, bool withScript = true, string? before = null)
    {
        var context = await Browser.NewContextAsync(new() { ColorScheme = scheme, JavaScriptEnabled = withScript, ViewportSize = new() { Width = 1280, Height = 900 } });
        var opened = new OpenPage(context, await context.NewPageAsync());
        if (before is not null) await opened.Page.AddInitScriptAsync(before);
        await opened.Page.GotoAsync(new Uri(Path.Combine(Out(run), "report.html")).AbsoluteUri);
        return opened;
    }

    private string Out(string name) => Path.Combine(_root, name);

    // The sample crosses a threshold of the reference policy, which an audit says by its exit code.
    private static void Iom(string command, string[] arguments, int exitCode = 0)
    {
        var ended = Cli.Program.Run([command, .. arguments], CancellationToken.None);
        if (ended != exitCode) throw new InvalidOperationException($"iom {command} ended with {ended}.");
    }

    private static void WriteMany(string folder)
    {
        Directory.CreateDirectory(folder);
        string[] ids = [.. Enumerable.Range(1, ManyPeople).Select(i => $"INVENTED-{i:000}")];
        File.WriteAllLines(Path.Combine(folder, "offenders.csv"), ["offender_id,youth,deceased,location", .. ids.Select(id => $"{id},no,no,community")]);
        File.WriteAllLines(Path.Combine(folder, "offences.csv"),
            ["offender_id,offence_id,offence_code,offence_date,outcome", .. ids.SelectMany((id, i) => Enumerable.Range(1, 9).Select(n => $"{id},{id}-{n},{(i == 7 ? "03401" : "02803")},2026-0{n}-01,convicted"))]);
        File.WriteAllLines(Path.Combine(folder, "nominations.csv"), ["offender_id,agency,nominated_on,reason", $"{ids[2]},police,2026-09-01,{HostileReason}"]);
    }

    private static void WriteHostile(string folder)
    {
        Directory.CreateDirectory(folder);
        string[] ids =
        [
            "<script>document.title='run'</script>", "\"><img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "</td></table><h1>out</h1>", "javascript:alert(1)", "' onfocus='alert(1)' autofocus='",
            "<a href=https://example.invalid>x</a>", "&lt;b&gt;", new string('x', 10_000),
        ];
        File.WriteAllLines(Path.Combine(folder, "offenders.csv"), ["offender_id,area", .. ids.Select(id => $"{Cell(id)},{Cell("<meta http-equiv=refresh content=0;url=https://example.invalid>")}")]);
        File.WriteAllLines(Path.Combine(folder, "offences.csv"),
            ["offender_id,offence_id,offence_code,offence_date,outcome,source", .. ids.SelectMany(id => Enumerable.Range(1, 9).Select(i => $"{Cell(id)},{Cell($"<i>{i}")},02803,2026-0{i}-01,convicted,{Cell("<style>*{display:none}</style>")}"))]);
        File.WriteAllLines(Path.Combine(folder, "nominations.csv"), ["offender_id,agency,nominated_on,reason", .. ids.Select(id => $"{Cell(id)},police,2026-09-01,{Cell("turned \u202E<b>around</b>\u202C and \u2066hidden\u2069 ]]> --> " + new string('y', 10_000))}")]);
        static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Repository(params string[] parts)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Iom.Selection.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests don't run inside the repository.");
        return Path.Combine([folder, .. parts]);
    }
}
