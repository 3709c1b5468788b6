using System.Globalization;
using System.Text;
using Iom.Selection.Offences;
using Iom.Selection.Policies.Reading;
using Iom.Selection.Scoring;

namespace Iom.Selection.Extracts.Tests;

/// <summary>Real offending histories, where they are at hand: points equal to a recount.</summary>
public class CourtHistoryTests
{
    private const string Policy = """
        {
          "schema": "iom-selection-policy/1", "id": "court-histories", "version": "1", "title": "Counts",
          "matrix": { "factors": [
            { "id": "year", "measure": { "kind": "offence-count", "months": 12 }, "bands": [ { "from": 0, "points": 0 }, { "from": 1, "points": 10 }, { "from": 3, "points": 20 } ] },
            { "id": "three-years", "measure": { "kind": "offence-count", "months": 36 }, "bands": [ { "from": 0, "points": 0 }, { "from": 2, "points": 3 }, { "from": 6, "points": 7 } ] } ] },
          "cohorts": [ { "id": "all" } ], "ranking": { "entryFrom": 20 }, "deselection": { "exitBelow": 10 }
        }
        """;

    [TheoryWithData("court-histories")]
    [InlineData(2000, 12, 31)]
    [InlineData(2006, 12, 31)]
    [InlineData(2010, 12, 31)]
    public void Points_of_378_real_histories_are_those_of_a_recount(int year, int month, int day)
    {
        var asOf = new DateOnly(year, month, day);
        var folder = TheoryWithDataAttribute.Find("court-histories")!;
        var loaded = Loaded.From(folder, asOf);
        Assert.Equal(378, loaded.People.Count);
        Assert.True(loaded.Account.OffenceCount > 1000);
        Assert.Equal(loaded.Account.OffenceCount, loaded.Account.UnclassifiedOffenceCount);
        Assert.Equal(0, loaded.Account.RefusedCount);

        // The recount: lines cut at commas, dates compared as text.
        var dates = File.ReadLines(Path.Combine(folder, "offences.csv")).Skip(1).Select(line => line.Split(','))
            .GroupBy(cells => cells[1]).Select(same => same.First())
            .ToLookup(cells => cells[0], cells => cells[3]);
        var scorer = new Scorer(PolicyFile.Parse(Encoding.UTF8.GetBytes(Policy)), OffenceCatalogue.BuiltIn, asOf, loaded.Supplied);
        foreach (var file in loaded.People)
        {
            int Count(int years) => dates[file.Offender.Id.Value].Count(date =>
                string.CompareOrdinal(date, string.Create(CultureInfo.InvariantCulture, $"{year - years}-12-31")) > 0
                && string.CompareOrdinal(date, string.Create(CultureInfo.InvariantCulture, $"{year}-12-31")) <= 0);
            var points = Count(1) switch { 0 => 0, < 3 => 10, _ => 20 } + Count(3) switch { < 2 => 0, < 6 => 3, _ => 7 };
            Assert.Equal(points, scorer.Score(file).Total);
        }
    }
}
