using System.Diagnostics;
using System.Globalization;
using System.Text;
using Iom.Selection.Unchanged.Comparing;
using Iom.Selection.Unchanged.Jobs;
using Iom.Selection.Unchanged.Tools;

namespace Iom.Selection.Unchanged;

/// <summary>Shows that a new version of the tool writes what the last one wrote.</summary>
internal static class Program
{
    private const int Same = 0, Different = 1, WrongCall = 2;

    private const int DifferencesShown = 20;

    private static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Request request;
        try
        {
            request = Request.Read(args);
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine($"unchanged: {e.Message}\n\n{Request.Usage}");
            return WrongCall;
        }
        try
        {
            return await Run(request);
        }
        catch (Exception e) when (e is IOException or FormatException or TimeoutException)
        {
            Console.Error.WriteLine($"unchanged: {e.Message}");
            return WrongCall;
        }
    }

    private static async Task<int> Run(Request request)
    {
        if (Directory.Exists(request.Work) && Directory.EnumerateFileSystemEntries(request.Work).Any()) throw new IOException($"--work names a folder that holds something: {request.Work}");
        var work = Directory.CreateDirectory(request.Work).FullName;
        var repository = Repository();
        var allowed = AllowedDifferences.Load(request.Allowed ?? Path.Combine(AppContext.BaseDirectory, "allowed.csv"));
        var runner = new JobRunner(
            ToolUnderTest.At(request.Old, Path.Combine(work, "old-tool")), ToolUnderTest.At(request.New, Path.Combine(work, "new-tool")), work, allowed, request.Spoils);
        JobSet[] sets =
        [
            Samples.All(repository, work), KnownCases.All(repository), GeneratedFolders.Listed(work, request.Folders, request.Seed),
            GeneratedFolders.Unlisted(work, request.Unlisted, request.Seed),
        ];
        var isSame = true;
        foreach (var set in sets.Select(set => set with { Jobs = [.. set.Jobs.Where(job => request.IsAskedFor(set.Name, job.Name))] }).Where(set => set.Jobs.Count > 0))
            isSame &= await Compare(set, runner, request);
        foreach (var row in allowed.Unmet) Console.WriteLine($"note: this allowed difference was not met: {row.Where}, {row.Why}");
        return isSame ? Same : Different;
    }

    private static async Task<bool> Compare(JobSet set, JobRunner runner, Request request)
    {
        var clock = Stopwatch.StartNew();
        var results = new JobResult[set.Jobs.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, results.Length), new ParallelOptions { MaxDegreeOfParallelism = request.Jobs }, async (index, _) => results[index] = await runner.Run(set.Name, set.Jobs[index]));

        var differences = results.SelectMany(result => result.Differences).ToArray();
        var unseen = results.SelectMany(result => result.Unseen).ToArray();
        Line($"{set.Name}: {results.Length} folders, {results.Sum(result => result.Commands)} commands, {results.Sum(result => result.Files)} files compared ({results.Sum(result => result.Bytes) / 1e6:F1} MB), {differences.Length} differences{(set.IsReportOnly && differences.Length > 0 ? ", which are only told" : "")}; {clock.Elapsed.TotalSeconds:F0} s");
        Line($"  exit codes: {string.Join(", ", results.SelectMany(result => result.ExitCodes).GroupBy(pair => pair.Key).OrderBy(same => same.Key).Select(same => FormattableString.Invariant($"{same.Key}: {same.Sum(pair => pair.Value)}")))}");
        if (request.Spoils) Line($"  spoilt on purpose: {results.Sum(result => result.Spoilt)} outputs, of which {unseen.Length} unseen");

        var met = results.SelectMany(result => result.Met).GroupBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Sum(pair => (long)pair.Value), StringComparer.Ordinal);
        var missing = set.Name == "folders" && set.Jobs.Count == request.Folders ? Coverage.Needed.Where(what => met.GetValueOrDefault(what) == 0).ToArray() : [];
        if (set.Name == "folders") Line($"  met: {string.Join(", ", Coverage.Needed.Select(what => FormattableString.Invariant($"{what} {met.GetValueOrDefault(what)}")))}");
        if (missing.Length > 0) Line($"  too few folders to say much, never met: {string.Join(", ", missing)}");

        foreach (var difference in differences.Concat(unseen).Take(DifferencesShown)) Line($"  {difference.Job}: iom {difference.Command}\n    {difference.Output}: {difference.What}");
        if (differences.Length > DifferencesShown) Line($"  and {differences.Length - DifferencesShown} more");
        return set.IsReportOnly || (differences.Length == 0 && unseen.Length == 0 && missing.Length == 0);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Iom.Selection.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new IOException("This program does not lie in the repository, where its samples are.");
        return folder;
    }
}
