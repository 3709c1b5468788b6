using System.Text.Json.Nodes;
using Iom.Selection.Decisions;
using Iom.Selection.Explanations;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Reviews;
using Iom.Selection.Scoring;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Ranking;

public class ProposalJsonTests
{
    [SeededProperty(Arbitrary = [typeof(Scenarios)], MaxTest = 50)]
    public void A_proposal_says_what_its_rows_say_and_shows_no_points_that_the_ranking_hides(Scenario scenario)
    {
        var proposal = scenario.Propose();
        var json = JsonNode.Parse(proposal.ToJson())!;
        Assert.Equal(proposal.Seed, (string)json["seed"]!);
        Assert.Equal(proposal.FreePlaces, (int)json["freePlaces"]!);
        var rows = json["rows"]!.AsArray();
        Assert.Equal(proposal.Rows.Length, rows.Count);
        foreach (var (row, written) in proposal.Rows.Zip(rows))
        {
            Assert.Equal(row.OffenderId.Value, (string)written!["offenderId"]!);
            Assert.Equal(row.Rank, (int?)written["rank"]);
            Assert.Equal(row.ShowsPoints ? row.Scorecard!.Total : null, (int?)written["total"]);
            Assert.Equal(row.ShowsPoints ? row.Scorecard!.Most : null, (int?)written["most"]);
            Assert.Equal(row.ShowsPoints ? row.Scorecard!.Contributions.Select(contribution => contribution.Least.Value) : null, (written["points"] as JsonObject)?.Select(point => (int)point.Value!));
            Assert.Equal(row.ToJson(), written.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        }
    }

    [SeededProperty(Arbitrary = [typeof(Scenarios)], MaxTest = 50)]
    public void A_scorecard_names_its_records_when_it_has_them(Scenario scenario)
    {
        var file = scenario.People[0];
        var scorer = scenario.Assessor().Scorer;
        var scorecard = scorer.Score(file, withRecords: true);
        var contributions = JsonNode.Parse(scorecard.ToJson())!["contributions"]!.AsArray();
        Assert.Equal(scorecard.Contributions.Select(contribution => contribution.Records.Length), contributions.Select(at => (at!["records"] as JsonArray)?.Count ?? 0));
        Assert.DoesNotContain("\"records\"", scorer.Score(file).ToJson(), StringComparison.Ordinal);
    }
}
