using Iom.Selection.Offences;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Reading;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Scoring;

public class OffenceWorthTests
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);

    [Theory]
    [InlineData("\"kind\": \"offence-count\", \"months\": 12", "0:0 1:5 3:10", "theft", 5, 5, 0, 5)]
    [InlineData("\"kind\": \"offence-count\", \"neighbourhood\": true", "0:0 1:4", "burglary", 4, 4, 0, 0)]
    [InlineData("\"kind\": \"offence-count\", \"neighbourhood\": true", "0:0 1:4", "theft", 0, 0, 0, 0)]
    [InlineData("\"kind\": \"offence-severity\", \"statistic\": \"max\"", "0:0 10:3 50:9", "burglary", 3, 9, 0, 0)] // gravity 14 and 100
    [InlineData("\"kind\": \"offence-severity\", \"statistic\": \"sum\"", "0:0 1:1 2:2", "violence", 0, 0, 0, 1)]   // half a point each: a step at every second
    [InlineData("\"kind\": \"offence-severity\", \"statistic\": \"max\"", "0:2 5:9", "theft", 2, 9, 0, 0)]          // of one code the gravity is not known: the least it can mean
    [InlineData("\"kind\": \"offence-count\", \"trigger\": true", "0:0 1:1", "theft", 0, 0, 0, 0)]                  // no trigger offence any more on that day
    [InlineData("\"kind\": \"offence-count\", \"trigger\": true", "0:0 1:1", "robbery", 1, 1, 0, 0)]
    [InlineData("\"kind\": \"offence-count\", \"months\": 1, \"count\": \"days\"", "0:0 2:1", "other", 0, 0, 0, 1)]
    [InlineData("\"kind\": \"offence-count\", \"months\": 1", "0:0 60:7", "other", 0, 0, 0, 7)]                     // all of the sixty lie in the month
    [InlineData("\"kind\": \"offence-count\", \"detectedBy\": [\"police\"]", "0:0 1:3", "other", 0, 3, 0, 0)]
    [InlineData("\"kind\": \"offence-count\", \"outcomes\": [\"cautioned\"]", "0:0 1:3", "other", 0, 3, 0, 0)]
    [InlineData("\"kind\": \"offence-count\", \"dateBy\": \"outcome\", \"months\": 1", "0:0 2:3", "other", 0, 0, 0, 3)]
    [InlineData("\"kind\": \"days-since-offence\"", "0:8 92:0", "other", 8, 8, 0, 0)]
    [InlineData("\"kind\": \"offence-count\"", "0:5 1:0", "other", -5, -5, 0, 0)]
    [InlineData("\"kind\": \"offence-count\"", "0:0 999999999999999:5", "other", 0, 0, 0, 0)]
    [InlineData("\"kind\": \"offence-severity\", \"statistic\": \"sum\", \"scale\": { \"other\": 0.0000000000000000001 }", "0:0 999999999999999:5", "other", 0, 0, 0, 0)]
    [InlineData("\"kind\": \"risk-score\", \"instrument\": \"LOCAL-1\"", "0:0 1:5", "other", 0, 0, 0, 0)]
    public void One_more_offence_is_worth(string measure, string bands, string group, int firstLeast, int firstMost, int furtherLeast, int furtherMost)
    {
        var table = string.Join(", ", bands.Split(' ').Select(band => band.Split(':')).Select(band => $$"""{ "from": {{band[0]}}, "points": {{band[1]}} }"""));
        var worth = OffenceWorth.Find(PolicyText.Measuring($"{{ {measure} }}", $"[ {table} ]"), TestCatalogue.Catalogue, AsOf).Single(worth => worth.Group == group);
        Assert.Equal((new AddedPoints(firstLeast, firstMost), new AddedPoints(furtherLeast, furtherMost)), (worth.First, worth.Further));
    }

    [Fact]
    public void All_factors_count_together_and_the_rows_that_give_least_and_most_are_named()
    {
        var policy = PolicyText.Parse(PolicyText.Of(
            PolicyText.Count + """, { "id": "gravity", "measure": { "kind": "offence-severity", "statistic": "max" }, "bands": [ { "from": 0, "points": 1 }, { "from": 50, "points": 4 } ] }""",
            "[]", """[ { "id": "all" } ]"""));
        var burglary = OffenceWorth.Find(policy, TestCatalogue.Catalogue, AsOf).Single(worth => worth.Group == "burglary");
        Assert.Equal((new AddedPoints(11, 14), "028", "029"), (burglary.First, burglary.LeastFirst.Code, burglary.MostFirst.Code));
    }

    [Fact]
    public void Groups_stand_by_name_and_each_once()
    {
        var groups = OffenceWorth.Find(Reference(), OffenceCatalogue.BuiltIn, AsOf).Select(worth => worth.Group).ToArray();
        Assert.Equal(OffenceCatalogue.BuiltIn.Entries.Select(entry => entry.Group).Distinct().Order(StringComparer.Ordinal), groups);
    }

    [Theory]
    [InlineData("robbery", "034", 34)] // frequency 5, severity 15, recency 8, neighbourhood 4, trigger 2
    [InlineData("burglary", "028", 29)] // 5, 10, 8, 4, 2
    [InlineData("begging", "182", 13)] // 5, 0, 8, and no trigger
    public void By_the_reference_policy_a_first_offence_is_worth(string group, string code, int points)
    {
        var worth = OffenceWorth.Find(Reference(), OffenceCatalogue.BuiltIn, AsOf).Single(worth => worth.Group == group);
        Assert.Equal(points, worth.First.Most);
        Assert.StartsWith(code, worth.MostFirst.Code, StringComparison.Ordinal);
        Assert.Equal(10, worth.MostBefore);
    }

    private static Policy Reference() => PolicyFile.Parse(File.ReadAllBytes(Repository.Path("samples", "reference", "policy.json")));
}
