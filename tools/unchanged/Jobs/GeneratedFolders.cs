using System.Globalization;
using Iom.Selection.Unchanged.Generation;
using Iom.Selection.Unchanged.Tools;

namespace Iom.Selection.Unchanged.Jobs;

/// <summary>Folders drawn at random, each with all twelve files.</summary>
internal static class GeneratedFolders
{
    /// <summary>Folders in which every agency is one that the policy lists.</summary>
    public static JobSet Listed(string work, int count, int seed) => new("folders", Jobs(work, "folders", count, seed, unlisted: false));

    /// <summary>Folders in which others speak at panels too: of these the new version says that it refuses them, so their differences are only told.</summary>
    public static JobSet Unlisted(string work, int count, int seed) => new("unlisted", Jobs(work, "unlisted", count, seed, unlisted: true), IsReportOnly: true);

    private static Job[] Jobs(string work, string set, int count, int seed, bool unlisted) =>
    [
        .. Enumerable.Range(seed, count).Select(number =>
        {
            var name = number.ToString(CultureInfo.InvariantCulture);
            var path = Path.Combine(work, "inputs", set, name);
            return new Job(name, old => Commands(old, GeneratedFolder.Write(number, path, unlisted), path));
        }),
    ];

    private static IEnumerable<Command> Commands(Side old, GeneratedFolder folder, string path)
    {
        var inputs = new RankingInputs(Path.Combine(path, "extracts"), Path.Combine(path, "policy.json"), folder.AsOf, folder.Capacity);
        Command[] first =
        [
            inputs.Check("--as-of", Draw.Text(folder.AsOf)), inputs.Check(),
            inputs.At(folder.AsOf.AddMonths(-6)).Rank("--out", "half-a-year-before", "--quiet"),
            inputs.At(folder.AsOf.AddMonths(-1)).Rank("--out", "month-before", "--quiet", "--all-points"),
            inputs.Rank("--out", "rank", "--log", "runs.jsonl"),
            inputs.Rank("--out", "rank-all", "--all-points", "--threads", "1", "--max-refused", "100"),
            inputs.Review("--out", "review", "--earlier", "month-before", "--earlier", "half-a-year-before", "--log", "runs.jsonl"),
            inputs.Review("--out", "review-north", "--area", "North", "--threads", "1", "--max-refused", "100"),
            new Command("compare", "--before", "month-before", "--after", "rank-all", "--out", "compared", "--policy", inputs.Policy),
            inputs.Explain("SYNTHETIC-nobody"), inputs.Explain(folder.Ids[0], "--format", "json"),
        ];
        return first.Concat(Rankings.SomeIds(old, "rank", 1).Take(4).SelectMany((id, index) => Rankings.Explanations(inputs, id).Skip(index % 3).Take(1)));
    }
}
