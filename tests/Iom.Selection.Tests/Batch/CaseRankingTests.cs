using System.Text;
using Iom.Selection.Batch;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Batch;

public class CaseRankingTests
{
    [SeededProperty(Arbitrary = [typeof(Scenarios)], MaxTest = 200)]
    public void People_taken_in_one_by_one_are_ranked_as_a_proposal_ranks_them(Scenario scenario)
    {
        var proposal = scenario.Propose();
        var ranking = Taken(scenario);
        var rows = ranking.ToRows(scenario.Capacity);
        var summary = rows.Summary(ranking.Seed, scenario.Capacity);
        Assert.Equal((proposal.Seed, proposal.MemberCount, proposal.FreePlaces, proposal.Rows.Length), (ranking.Seed, summary.MemberCount, summary.FreePlaces, summary.ReadCount));
        Assert.Equal(proposal.Rows.Select(row => row.ToJson()), rows.ToJson().Select(Encoding.UTF8.GetString));
    }

    [SeededProperty(Arbitrary = [typeof(Scenarios)], MaxTest = 50)]
    public void Whoever_comes_twice_is_refused_the_second_time_and_changes_nothing(Scenario scenario)
    {
        var ranking = Taken(scenario);
        foreach (var file in scenario.People) Assert.False(ranking.Add(file));
        Assert.Equal(scenario.People.Length, ranking.Count);
        Assert.Equal(scenario.Propose().Rows.Select(row => row.ToJson()), ranking.ToRows(scenario.Capacity).ToJson().Select(Encoding.UTF8.GetString));
    }

    [SeededProperty(Arbitrary = [typeof(Scenarios)], MaxTest = 5)]
    public void There_is_room_for_more_people_than_at_first_and_for_long_ids(Scenario scenario)
    {
        var ranking = new CaseRanking(scenario.Policy, TestCatalogue.Catalogue, scenario.AsOf, scenario.Supplied);
        CaseFile[] people = [.. Enumerable.Range(0, 1000).Select(i => scenario.People[i % scenario.People.Length])
            .Select((file, i) => file with { Offender = file.Offender with { Id = new OffenderId($"S{i}-{new string('é', i % 40)}") } })];
        foreach (var person in people) Assert.True(ranking.Add(person));
        var assessor = scenario.Assessor();
        var proposal = Proposal.For(scenario.Policy, scenario.AsOf, 7, [.. people.Select(assessor.Assess)]);
        Assert.Equal(proposal.Rows.Select(row => row.ToJson()), ranking.ToRows(7).ToJson().Select(Encoding.UTF8.GetString));
        Assert.Throws<ArgumentOutOfRangeException>(() => ranking.ToRows(-1));
    }

    private static CaseRanking Taken(Scenario scenario)
    {
        var ranking = new CaseRanking(scenario.Policy, TestCatalogue.Catalogue, scenario.AsOf, scenario.Supplied);
        foreach (var file in scenario.People) Assert.True(ranking.Add(file));
        return ranking;
    }
}
