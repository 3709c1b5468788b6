using System.Globalization;
using System.Text.Json;
using Iom.Selection.Unchanged.Generation;

namespace Iom.Selection.Unchanged.Jobs;

/// <summary>The six folders whose answers are known.</summary>
internal static class KnownCases
{
    public static JobSet All(string repository)
    {
        var cases = Path.Combine(repository, "tests", "Iom.Selection.Extracts.Tests", "Cases");
        return new JobSet("cases", [.. Directory.EnumerateDirectories(cases).Order(StringComparer.Ordinal).Select(Case)]);
    }

    private static Job Case(string folder)
    {
        using var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "run.json")));
        var asOf = DateOnly.ParseExact(run.RootElement.GetProperty("asof").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var inputs = new RankingInputs(
            Path.Combine(folder, "extracts"), Path.Combine(folder, "policy.json"), asOf, run.RootElement.GetProperty("capacity").GetInt32(), Path.Combine(folder, "catalogue.csv"));
        Command[] first =
        [
            inputs.Rank("--out", "rank", "--max-refused", "100"),
            inputs.Rank("--out", "rank-all", "--all-points", "--threads", "1", "--log", "runs.jsonl"),
            inputs.At(asOf.AddMonths(-3)).Rank("--out", "earlier", "--quiet"),
            inputs.Check("--as-of", Draw.Text(asOf)), inputs.Check(),
            inputs.Review("--out", "review", "--earlier", "earlier"),
            new Command("compare", "--before", "earlier", "--after", "rank", "--out", "compared", "--policy", inputs.Policy),
            new Command("policy check", inputs.Policy, "--catalogue", inputs.Catalogue!), new Command("policy show", inputs.Policy, "--as-of", Draw.Text(asOf)),
        ];
        return new Job(Path.GetFileName(folder), old => first.Concat(Rankings.SomeIds(old, "rank", 2).SelectMany(id => Rankings.Explanations(inputs, id))));
    }
}
