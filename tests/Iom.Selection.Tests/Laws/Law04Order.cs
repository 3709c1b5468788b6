using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 4, in memory: records, people and factors in any order give the same; renaming people permutes the result, but for the draw, which is even.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 300)]
public class Law04Order
{
    [SeededProperty]
    public void Records_and_people_in_any_order(Scenario scenario, int pick)
    {
        var random = new Random(pick);
        var shuffled = scenario with { People = [.. Shuffle(scenario.People.Select(file => Shuffled(file, random)), random)] };
        Assert.Equal(Described.Rows(scenario.Propose()), Described.Rows(shuffled.Propose()));
    }

    [SeededProperty]
    public void Factors_in_any_order_give_the_same_totals(Scenario scenario, int pick)
    {
        var random = new Random(pick);
        var shuffled = scenario.WithPolicy(json =>
        {
            var matrix = json["matrix"]!.AsObject();
            var factors = matrix["factors"]!.AsArray().Select(factor => factor!.DeepClone()).ToArray();
            matrix["factors"] = new JsonArray([.. Shuffle(factors, random)]);
        });
        Assert.Equal(Totals(scenario), Totals(shuffled));

        static IEnumerable<(int, int)> Totals(Scenario of) => of.People.Select(of.Score).Select(scorecard => (scorecard.Least, scorecard.Most));
    }

    [SeededProperty]
    public void Renaming_people_permutes_the_result_but_for_the_draw(Scenario scenario, int pick)
    {
        var random = new Random(pick);
        OffenderId[] names = [.. Shuffle(scenario.People.Select(file => file.Offender.Id), random)];
        var renamed = scenario with { People = [.. scenario.People.Select((file, i) => file with { Offender = file.Offender with { Id = names[i] } })] };

        var (before, after) = (scenario.Propose(), renamed.Propose());
        for (var i = 0; i < names.Length; i++)
        {
            var was = before.Rows.Single(row => row.OffenderId == scenario.People[i].Offender.Id);
            var now = after.Rows.Single(row => row.OffenderId == names[i]);
            Assert.Equal((was.Scorecard?.Least, was.Scorecard?.Most, was.Cohort, was.IsFlagged, was.IsMember), (now.Scorecard?.Least, now.Scorecard?.Most, now.Cohort, now.IsFlagged, now.IsMember));
            Assert.Equal(was.IsTied, now.IsTied);
            if (was.Rank is null) Assert.Equal(was.Recommendation, now.Recommendation);
        }
        Assert.Equal(Counts(before), Counts(after));

        static IEnumerable<(Recommendation, int)> Counts(Proposal proposal) =>
            proposal.Rows.GroupBy(row => row.Recommendation).Select(same => (same.Key, same.Count())).Order();
    }

    [Fact]
    public void The_draw_over_seeds_is_even()
    {
        const int Draws = 3000;
        string[] ids = ["N1", "-2", "Ä3"];
        var people = ids.Select(id => new CaseFile(new Offender(new OffenderId(id)) { Youth = false })
        {
            Offences = [new OffenceReport("F", "028", new DateOnly(2026, 1, 1), OffenceOutcome.Convicted)],
        }).ToArray();
        var selected = new Dictionary<string, int>();
        for (var i = 0; i < Draws; i++)
        {
            // Another version is another file, another hash, another seed.
            var policy = PolicyText.Of(PolicyText.Count, "[]", """[ { "id": "all" } ]""").Replace("\"version\": \"1\"", $"\"version\": \"{i}\"", StringComparison.Ordinal);
            var scenario = new Scenario(i, policy, new DateOnly(2026, 3, 1), 1, SuppliedExtracts.All, [.. people]);
            var first = scenario.Propose().Rows[0];
            Assert.Equal(Recommendation.Select, first.Recommendation);
            selected[first.OffenderId.Value] = selected.GetValueOrDefault(first.OffenderId.Value) + 1;
        }
        // Binomial, p = 1/3: four standard deviations are 103.
        Assert.All(ids, id => Assert.InRange(selected[id], Draws / 3 - 103, Draws / 3 + 103));
    }

    private static CaseFile Shuffled(CaseFile file, Random random) => file with
    {
        Offences = [.. Shuffle(file.Offences, random)],
        DrugTests = [.. Shuffle(file.DrugTests, random)],
        RiskScores = [.. Shuffle(file.RiskScores, random)],
        Custody = [.. Shuffle(file.Custody, random)],
        Memberships = [.. Shuffle(file.Memberships, random)],
    };

    private static T[] Shuffle<T>(IEnumerable<T> items, Random random)
    {
        T[] shuffled = [.. items];
        random.Shuffle(shuffled);
        return shuffled;
    }
}
