using System.Globalization;
using Iom.Selection.Extracts;
using Iom.Selection.Policies.Parsing;

namespace Iom.Selection.Peers;

/// <summary>Jobs that hold what the tool does against itself: its commands beside <c>iom rank</c>, many dates beside one, ids of any shape beside plain ones.</summary>
internal sealed class CommandJobs(string folder, long offences, int rounds, string tool, bool keep)
{
    public const string Commands = "commands";
    public const string Dates = "dates";
    public const string Ids = "ids";
    public const string Backtest = "backtest";

    private const int OffencesOfAPerson = 20;
    private const int ManyDates = 12;

    private int People => (int)(offences / OffencesOfAPerson);

    /// <summary>Whether there is such a job.</summary>
    public static bool Has(string job) => job is Commands or Dates or Ids or Backtest;

    /// <summary>Makes the data, runs everything and takes the data away again.</summary>
    /// <returns>A table in Markdown.</returns>
    public string Run(string job) => job switch { Commands => RunCommands(), Dates => RunDates(), Backtest => RunBacktest(), _ => RunIds() };

    /// <summary>Ranks by the library as of several dates, from one reading.</summary>
    public static void RankByDates(string extracts, int dates)
    {
        var policy = PolicyFile.Parse(File.ReadAllBytes(Job.PathOf(Job.Full.Policy)));
        var loaded = ExtractFolder.Load(extracts);
        for (var i = 0; i < dates; i++)
        {
            var ranking = loaded.AsOf(SampleData.AsOf.AddMonths(-i)).Rank(policy, Job.Full.Capacity);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ranking.AsOf:yyyy-MM-dd}: {ranking.Summary.RankedCount} ranked"));
        }
    }

    private string RunCommands()
    {
        var extracts = Made(Commands, path => new SampleData(path, offences, People, isLight: false, isForAll: true));
        var (policy, run, output) = (Job.PathOf(Job.Full.Policy), Path.Combine(folder, "run"), Path.Combine(folder, "output"));
        // So that there are places beside those of the members.
        var capacity = (Job.Full.Capacity + (People / SampleData.PeopleForEachMember)).ToString(CultureInfo.InvariantCulture);
        string[] request = ["--extracts", extracts, "--policy", policy, "--as-of", "2026-10-31", "--capacity", capacity, "--quiet"];
        var table = InTurn.Compare(
            string.Create(CultureInfo.InvariantCulture, $"Commands: {offences:N0} offences of {People:N0} people, {People * SampleData.ContactsForEachPerson:N0} contacts, {People / SampleData.PeopleForEachMember:N0} members"), rounds,
            [
                new("iom rank", null, null, () => Fresh(run, ["rank", .. request, "--out", run, "--no-report"])),
                new("iom check", 0.8, 1.3, () => Usage.Of(tool, "check", "--extracts", extracts, "--as-of", "2026-10-31")),
                new("iom review", 1.2, 1.3, () => Fresh(output, ["review", .. request, "--out", output, "--no-report"])),
                new("iom audit --no-what-ifs", 2, 1.3, () => Fresh(output, ["audit", "--run", run, "--extracts", extracts, "--policy", policy, "--characteristics", Path.Combine(extracts, "characteristics.csv"), "--no-what-ifs", "--out", output, "--quiet", "--no-report"])),
            ]);
        Clear(extracts, run, output);
        return table;
    }

    private string RunDates()
    {
        var extracts = Made(Job.Full.Name, path => new SampleData(path, offences, People, isLight: false));
        Turn Ranking(int dates, double? target) =>
            new(string.Create(CultureInfo.InvariantCulture, $"as of {dates}"), target, null, () => Usage.OfSelf("dates", extracts, dates.ToString(CultureInfo.InvariantCulture)));
        var table = InTurn.Compare(string.Create(CultureInfo.InvariantCulture, $"As-of dates by the library: {offences:N0} offences of {People:N0} people"), rounds, [Ranking(1, null), Ranking(ManyDates, 5)]);
        Clear(extracts);
        return table;
    }

    // One policy, six baselines, twelve dates a month apart of which the last is followed for six months.
    private string RunBacktest()
    {
        var extracts = Made(Job.Full.Name, path => new SampleData(path, offences, People, isLight: false));
        var (policy, run, output) = (Job.PathOf(Job.Full.Policy), Path.Combine(folder, "run"), Path.Combine(folder, "output"));
        var capacity = Job.Full.Capacity.ToString(CultureInfo.InvariantCulture);
        var dates = string.Join(',', Enumerable.Range(0, ManyDates).Select(i => SampleData.AsOf.AddMonths(-6 - i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        var table = InTurn.Compare(string.Create(CultureInfo.InvariantCulture, $"Backtest of {ManyDates} dates: {offences:N0} offences of {People:N0} people"), rounds,
        [
            new("iom rank", null, null, () => Fresh(run, ["rank", "--extracts", extracts, "--policy", policy, "--as-of", "2026-10-31", "--capacity", capacity, "--out", run, "--quiet", "--no-report"])),
            new("iom backtest", 6, null, () => Fresh(output, ["backtest", "--extracts", extracts, "--policy", policy, "--as-of", dates, "--horizon", "6", "--top", "10", "--out", output, "--quiet", "--no-report"])),
        ]);
        Clear(extracts, run, output);
        return table;
    }

    private string RunIds()
    {
        string[] shapes = [SampleData.PlainIds, SampleData.GuidIds, SampleData.LongIds];
        string[] extracts = [.. shapes.Select(shape => Made($"{Job.Light.Name}-{shape}", path => new SampleData(path, offences, People, isLight: true, ids: shape)))];
        string[] outputs = [.. shapes.Select(shape => Path.Combine(folder, $"ranked-{shape}"))];
        var capacity = Job.Light.Capacity.ToString(CultureInfo.InvariantCulture);
        var table = InTurn.Compare(string.Create(CultureInfo.InvariantCulture, $"Ids of any shape, light job: {offences:N0} offences of {People:N0} people"), rounds,
        [
            .. shapes.Select((shape, i) => new Turn($"ids such as {shape}", null, null, () => Fresh(outputs[i],
                ["rank", "--extracts", extracts[i], "--policy", Job.PathOf(Job.Light.Policy), "--as-of", "2026-10-31", "--capacity", capacity, "--out", outputs[i], "--all-points", "--quiet", "--no-report"]))),
        ]);
        for (var i = 1; i < outputs.Length; i++) Agreement.CheckSamePoints(Path.Combine(outputs[0], "ranking.csv"), Path.Combine(outputs[i], "ranking.csv"));
        Clear([.. extracts, .. outputs]);
        return table;
    }

    private string Made(string name, Func<string, SampleData> data)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{offences}"));
        if (!Directory.Exists(path)) data(path).Write();
        return path;
    }

    private Usage Fresh(string output, string[] args)
    {
        if (Directory.Exists(output)) Directory.Delete(output, recursive: true);
        return Usage.Of(tool, args);
    }

    private void Clear(params string[] folders)
    {
        foreach (var each in folders.Where(each => !keep && Directory.Exists(each))) Directory.Delete(each, recursive: true);
    }
}
