using System.Text.Json;
using Iom.Selection.Agreement.Tests.Reference;
using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Agreement.Tests.Noise;

/// <summary>What a reader says of a folder.</summary>
/// <param name="Stopped">The line with which it stopped; null if it did not.</param>
/// <param name="Ranking">The rows of <c>ranking.csv</c>.</param>
/// <param name="ToSettle">What each person has to settle.</param>
/// <param name="Summary">What the summary counts, by kind.</param>
internal sealed record NoiseAnswer(string? Stopped, IReadOnlyList<string[]> Ranking, IReadOnlyDictionary<string, int> ToSettle, IReadOnlyDictionary<string, int> Summary)
{
    private const string Duplicate = "duplicate";
    private const string Warning = "warning: ";

    private static readonly string[] NotSetAside = ["read", "used", "offences", "conflicts", "from", "to"];

    /// <summary>The lines of the lists of what was refused and of what is in conflict: the file, the column and the reason of each.</summary>
    public IReadOnlyList<string> Listed { get; init; } = [];

    /// <summary>What the tool says of a corruption, in its own words: the line with which it stops, a line of a list, a warning, or a count; null if it says nothing.</summary>
    public static string? SaidOf(NoiseAnswer before, NoiseAnswer after)
    {
        if (after.Stopped is not null) return after.Stopped;
        var listed = after.Listed.ToList();
        foreach (var line in before.Listed) listed.Remove(line);
        if (listed.Count > 0) return listed.Order(StringComparer.Ordinal).First();
        // A warning that was there with another number is told only if there is nothing else to tell.
        var known = before.Warnings.Select(WithoutNumbers).ToHashSet(StringComparer.Ordinal);
        return after.Warnings.FirstOrDefault(warning => !known.Contains(WithoutNumbers(warning)))
            ?? after.Summary.Where(count => !IsWarning(count.Key) && count.Value > before.Summary.GetValueOrDefault(count.Key)).Select(count => count.Key).Order(StringComparer.Ordinal)
                .Select(key => $"run.json, {key}: {after.Summary[key]} instead of {before.Summary.GetValueOrDefault(key)}").FirstOrDefault()
            ?? after.Warnings.Except(before.Warnings).FirstOrDefault();
    }

    private IEnumerable<string> Warnings => Summary.Keys.Where(IsWarning).Order(StringComparer.Ordinal).Select(key => key[Warning.Length..]);

    private static bool IsWarning(string key) => key.StartsWith(Warning, StringComparison.Ordinal);

    private static string WithoutNumbers(string text) => string.Concat(text.Where(c => !char.IsAsciiDigit(c)));

    /// <summary>How a corruption ended, in all ways that hold.</summary>
    public static NoiseEnd EndOf(NoiseKind kind, NoisyChange change, NoiseAnswer before, NoiseAnswer after)
    {
        if (after.Stopped is { } line) return line.Length > 0 && !line.Contains('\n', StringComparison.Ordinal) ? NoiseEnd.Stopped : NoiseEnd.None;
        var end = NoiseEnd.None;
        if (before.Ranking.Count == after.Ranking.Count && before.Ranking.Zip(after.Ranking).All(pair => pair.First.SequenceEqual(pair.Second))) end |= NoiseEnd.Unchanged;
        var people = change.People.Where(after.ToSettle.ContainsKey).ToList();
        if (people.Count > 0 && people.All(id => after.ToSettle[id] > before.ToSettle.GetValueOrDefault(id))) end |= NoiseEnd.Settled;
        if (after.Summary["refused"] > before.Summary["refused"]) end |= NoiseEnd.Refused;
        if (after.Summary.Any(count => count.Key != "refused" && (count.Key != Duplicate || kind.CountsDuplicates) && count.Value > before.Summary.GetValueOrDefault(count.Key)))
            end |= NoiseEnd.Counted;
        return end;
    }

    /// <summary>What ships.</summary>
    public static NoiseAnswer OfProduct(NoisyFolder noisy) => In(noisy, folder =>
    {
        try
        {
            var files = Product.Shipped.Answer(Question.Of(folder, noisy.Asked.AsOf, noisy.Asked.Capacity)).Files(allPoints: true);
            return Of(CsvText.Parse(files["ranking.csv"]), SummaryOf(files["run.json"])) with
            {
                Listed =
                [
                    .. CsvText.Parse(files["refused.csv"]).Skip(1).Select(row => $"refused.csv: {row[0]}, {(row[4].Length > 0 ? row[4] : "the row")}: {row[5]}"),
                    .. CsvText.Parse(files["conflicts.csv"]).Skip(1).Select(row => $"conflicts.csv: {row[0]}, {row[3]}"),
                ],
            };
        }
        catch (ExtractException e)
        {
            return Stop(e.Message);
        }
    });

    /// <summary>The reference.</summary>
    public static NoiseAnswer OfReference(NoisyFolder noisy) => In(noisy, folder =>
    {
        try
        {
            var reference = new ReferenceRanking(
                Path.Combine(folder, "extracts"), Path.Combine(folder, "policy.json"), Path.Combine(folder, "catalogue.csv"), noisy.Asked.AsOf, noisy.Asked.Capacity);
            return Of(reference.Rows(allPoints: true), reference.Folder.Summary);
        }
        catch (ReferenceStopException e)
        {
            return Stop(e.Message);
        }
    });

    private static NoiseAnswer Stop(string line) => new(line, [], new Dictionary<string, int>(), new Dictionary<string, int>());

    private static NoiseAnswer Of(List<string[]> ranking, IReadOnlyDictionary<string, int> summary)
    {
        var column = Array.IndexOf(ranking[0], "to_settle");
        return new NoiseAnswer(null, ranking, ranking.Skip(1).ToDictionary(
            row => row[1].StartsWith('\'') ? row[1][1..] : row[1], row => column < 0 ? 0 : int.Parse(row[column], System.Globalization.CultureInfo.InvariantCulture)), summary);
    }

    /// <summary>The counts of the manifest's rows, what it names as not read, and each of its warnings.</summary>
    private static Dictionary<string, int> SummaryOf(string manifest)
    {
        var run = JsonDocument.Parse(manifest).RootElement;
        var summary = run.GetProperty("rows").EnumerateObject().Where(count => count.Value.ValueKind == JsonValueKind.Number && !NotSetAside.Contains(count.Name))
            .ToDictionary(count => count.Name, count => count.Value.GetInt32());
        summary["ignoredColumns"] = run.GetProperty("files").EnumerateArray().Sum(file => file.GetProperty("ignoredColumnCount").GetInt32());
        summary["notSupplied"] = run.GetProperty("notSupplied").GetArrayLength();
        foreach (var warning in run.GetProperty("warnings").EnumerateArray().Where(warning => warning.GetProperty("code").GetString() != "conflicts"))
            summary[Warning + warning.GetProperty("message").GetString()] = 1;
        return summary;
    }

    private static NoiseAnswer In(NoisyFolder noisy, Func<string, NoiseAnswer> answer)
    {
        var folder = noisy.Write();
        try
        {
            return answer(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
