using FsCheck.Xunit;
using Iom.Selection.Ranking;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 12: a member between the lines is retained; a non-member between them is not selected.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 400)]
public class Law12Hysteresis
{
    [SeededProperty]
    public void Between_the_lines_nobody_moves(Scenario scenario)
    {
        var policy = scenario.Policy;
        foreach (var row in scenario.Propose().Rows.Where(row => row.Rank is not null))
        {
            if (row.IsMember) Assert.Equal(row.Scorecard!.Most < policy.ExitBelow ? Recommendation.BelowExit : Recommendation.Retain, row.Recommendation);
            else if (row.Scorecard!.Total < policy.EntryFrom) Assert.Equal(Recommendation.BelowLine, row.Recommendation);
        }
    }

    [SeededProperty]
    public void Every_member_keeps_the_place(Scenario scenario)
    {
        var proposal = scenario.Propose();
        Assert.Equal(proposal.Rows.Count(row => row.IsMember), proposal.MemberCount);
        var competing = proposal.Rows.Count(row => !row.IsMember && row.Scorecard?.Total >= scenario.Policy.EntryFrom);
        Assert.Equal(Math.Min(Math.Max(0, scenario.Capacity - proposal.MemberCount), competing), proposal.Rows.Count(row => row.Recommendation == Recommendation.Select));
    }
}
