using FsCheck.Xunit;
using Iom.Selection.Ranking;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 5: a scorecard is one person's own, and nobody's coming or going takes a place from anybody it should not.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 400)]
public class Law05Independence
{
    [SeededProperty]
    public void A_scorecard_does_not_depend_on_other_people(Scenario scenario)
    {
        var together = scenario.Assessor();
        foreach (var file in scenario.People)
            Assert.Equal(Described.Of(scenario.Score(file)), Described.Of(together.Scorer.Score(file)));
    }

    [SeededProperty]
    public void Removing_a_non_member_who_was_not_selected_changes_nobodys_points_or_select(Scenario scenario)
    {
        var before = scenario.Propose();
        foreach (var gone in before.Rows.Where(row => !row.IsMember && row.Recommendation != Recommendation.Select))
        {
            var after = (scenario with { People = scenario.People.RemoveAll(file => file.Offender.Id == gone.OffenderId) }).Propose();
            foreach (var row in after.Rows)
            {
                var was = before.Rows.Single(other => other.OffenderId == row.OffenderId);
                Assert.Equal(Described.Of(was.Scorecard), Described.Of(row.Scorecard));
                Assert.Equal(was.Recommendation == Recommendation.Select, row.Recommendation == Recommendation.Select);
            }
        }
    }

    [SeededProperty]
    public void One_more_place_never_takes_a_select_away(Scenario scenario)
    {
        var selected = scenario.Propose().Rows.Where(row => row.Recommendation == Recommendation.Select).Select(row => row.OffenderId).ToHashSet();
        var more = scenario.Propose(scenario.Capacity + 1).Rows.Where(row => row.Recommendation == Recommendation.Select).Select(row => row.OffenderId).ToHashSet();
        Assert.Superset(selected, more);
    }

    [SeededProperty]
    public void Adding_people_out_of_scope_changes_nothing_on_the_panels_list(Scenario scenario, int pick)
    {
        var maker = new Maker(pick, orderly: false);
        var nobody = maker.Person(99, scenario.AsOf, scenario.Supplied) with { Offences = [], Nominations = [], Memberships = [] };
        var added = scenario with { People = scenario.People.Add(nobody) };
        Assert.Equal(Panel(scenario), Panel(added));

        static IEnumerable<string> Panel(Scenario of) => of.Propose().Rows.Where(row => row.IsForPanel).Select(Described.Row);
    }
}
