using System.Globalization;
using System.Text;
using Iom.Selection.Extracts.Account;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;

namespace Iom.Selection.Extracts.Tests.Mapping;

/// <summary>Two published data sets brought to a ranking by a map alone, where they are at hand; no row of them is edited.</summary>
public class PublishedDataTests
{
    private const int EntryFrom = 5;

    [TheoryWithData("compas_two_years_deidentified.csv")]
    [InlineData("compas_two_years_deidentified.csv", "extract-map.compas.json", "COMPAS", "decile_score")]
    public void Compas_is_ranked_by_a_map_alone(string file, string map, string instrument, string score)
    {
        var (account, ranking) = Ranked(file, map, instrument);
        var rows = Rows(file);
        Assert.Equal((7214, 7214), (rows.Count, account.PeopleCount));
        Assert.Equal((7214 * 4, 7214 * 4), (account.ReadCount, account.Files.Sum(report => report.UsedCount)));
        Assert.Empty(account.Problems);
        var selected = ranking.People().Where(row => row.Recommendation == Recommendation.Select).Select(row => row.OffenderId.Value).ToHashSet();
        Assert.Equal(rows.Where(row => int.Parse(row[score], CultureInfo.InvariantCulture) >= EntryFrom).Select(row => row["id"]).ToHashSet(), selected);
        // The figures that an audit of this file has been published with.
        Assert.Equal((0.5882, 0.3480), (Share("African-American"), Share("Caucasian")));

        double Share(string race) => Math.Round(rows.Where(row => row["race"] == race).Average(row => selected.Contains(row["id"]) ? 1.0 : 0.0), 4);
    }

    [TheoryWithData("nij_year1_training.csv")]
    [InlineData("nij_year1_training.csv", "extract-map.nij.json", "GA-supervision", "Supervision_Risk_Score_First")]
    public void A_file_without_an_id_is_ranked_by_a_map_alone(string file, string map, string instrument, string score)
    {
        var (account, ranking) = Ranked(file, map, instrument);
        string[] notInTheId = ["Gender", "Race", "Age_at_Release", "Recidivism_Arrest_Year1", "Training_Sample"];
        var people = Rows(file).GroupBy(row => string.Join('/', row.Where(cell => !notInTheId.Contains(cell.Key)).Select(cell => cell.Value)), StringComparer.Ordinal).ToArray();
        Assert.Equal((18028, 18001), (people.Sum(same => same.Count()), people.Length));
        Assert.Equal(people.Length, account.PeopleCount);
        Assert.Empty(account.Problems);
        Assert.All(account.Files, report => Assert.Equal(report.ReadCount, report.UsedCount + report.DuplicateCount + report.NotChosenCount));
        Assert.Equal(330, account.Files.Single(report => report.FileName == "risk_scores.csv").NotChosenCount);
        Assert.Equal(
            people.Count(same => int.Parse(same.First()[score], CultureInfo.InvariantCulture) >= EntryFrom),
            ranking.People().Count(row => row.Recommendation == Recommendation.Select));
    }

    private static (ExtractAccount Account, BatchRanking Ranking) Ranked(string file, string map, string instrument)
    {
        using var folder = new Folder();
        foreach (var name in new[] { "offenders.csv", "offences.csv" }) File.Delete(Path.Combine(folder.Path, name));
        File.CreateSymbolicLink(Path.Combine(folder.Path, file), TheoryWithDataAttribute.Find(file)!);
        folder.File("extract-map.json", File.ReadAllText(Path.Combine(Root(), "samples", "maps", map)));
        var bands = string.Join(", ", Enumerable.Range(0, 11).Select(score => FormattableString.Invariant($"{{ \"from\": {score}, \"points\": {score} }}")));
        var policy = PolicyFile.Parse(Encoding.UTF8.GetBytes($$"""
            { "schema": "iom-selection-policy/1", "id": "score", "version": "1", "title": "The score alone",
              "matrix": { "factors": [ { "id": "score", "measure": { "kind": "risk-score", "instrument": "{{instrument}}" }, "bands": [ {{bands}} ] } ] },
              "cohorts": [ { "id": "all" } ], "ranking": { "entryFrom": 5 }, "deselection": { "exitBelow": 3 } }
            """));
        var ranking = ExtractFolder.Load(folder.Path).AsOf(new DateOnly(2013, 12, 31)).Rank(policy, 20_000);
        return (ranking.Snapshot.Account, ranking);
    }

    // No cell of these files holds a comma or a quote.
    private static List<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(TheoryWithDataAttribute.Find(file)!);
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Iom.Selection.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
