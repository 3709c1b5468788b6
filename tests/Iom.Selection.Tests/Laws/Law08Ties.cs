using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;
using Iom.Selection.Tests.Generation;

namespace Iom.Selection.Tests.Laws;

/// <summary>Law 8: ties are never cut by id, name, order of rows or age: by the policy's keys, then by a draw that anybody can repeat, and the panel is told.</summary>
[Properties(Arbitrary = [typeof(Scenarios)], MaxTest = 400)]
public class Law08Ties
{
    [SeededProperty]
    public void People_equal_in_all_keys_stand_in_the_order_of_a_draw_that_anybody_can_repeat(Scenario scenario)
    {
        var proposal = scenario.Propose();
        var policy = scenario.Policy;
        var date = scenario.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scenario.PolicyJson)))}/{date}", proposal.Seed);

        var ranked = proposal.Rows.Where(row => row.Rank is not null).ToArray();
        foreach (var (above, below) in ranked.Zip(ranked.Skip(1)))
        {
            var keys = Keys(above).Zip(Keys(below), (a, b) => a.CompareTo(b)).FirstOrDefault(order => order != 0);
            Assert.True(keys <= 0);
            if (keys == 0) Assert.True(Lot(above).AsSpan().SequenceCompareTo(Lot(below)) < 0);
        }

        IEnumerable<int> Keys(ProposalRow row) =>
        [
            policy.Order == RankingOrder.Points ? 0 : row.Cohort is null ? int.MaxValue : policy.Cohorts.Select(cohort => cohort.Id).ToList().IndexOf(row.Cohort),
            -row.Scorecard!.Least,
            .. policy.TieBreak.Select(factor => -row.Scorecard.Contributions[factor].Least.Value),
        ];

        byte[] Lot(ProposalRow row) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(proposal.Seed), Encoding.UTF8.GetBytes(row.OffenderId.Value));
    }

    [SeededProperty]
    public void A_tie_that_the_draw_cut_is_marked_whole_and_told_in_figures(Scenario scenario)
    {
        var proposal = scenario.Propose();
        var tied = proposal.Rows.Where(row => row.IsTied).ToArray();
        Assert.Equal(tied, proposal.Rows.Where(row => row.Reasons.Any(reason => reason is Reason.Tie)));
        if (tied.Length == 0) return;

        var selected = tied.Count(row => row.Recommendation == Recommendation.Select);
        Assert.InRange(selected, 1, tied.Length - 1);
        Assert.All(tied, row => Assert.Contains(new Reason.Tie(selected, tied.Length), row.Reasons));
        Assert.Single(tied.Select(row => row.Scorecard!.Total).Distinct());
    }
}
