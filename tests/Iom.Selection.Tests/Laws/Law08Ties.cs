using System.Security.Cryptography;
using System.Text;
using FsCheck.Xunit;
using Iom.Selection.Policies;
using Iom.Selection.Policies.Parsing;
using Iom.Selection.Ranking;
using Iom.Selection.Scoring;
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

    [SeededProperty(MaxTest = 40)]
    public void A_value_from_outside_joins_the_seed_and_changes_nothing_but_the_order_of_those_who_are_equal(Scenario scenario)
    {
        var text = scenario.PolicyJson;
        var at = text.IndexOf("\"entryFrom\"", StringComparison.Ordinal);
        var policy = PolicyFile.Parse(Encoding.UTF8.GetBytes(text.Insert(at, "\"lot\": { \"source\": \"a public draw\" }, ")));
        var assessor = new Assessor(new Scorer(policy, TestCatalogue.Catalogue, scenario.AsOf, scenario.Supplied));
        Assessment[] people = [.. scenario.People.Select(assessor.Assess)];
        Assert.Throws<ArgumentException>(() => Proposal.For(policy, scenario.AsOf, scenario.Capacity, people));

        var proposal = Proposal.For(policy.WithLotValue("  3-7/\u00e9 "), scenario.AsOf, scenario.Capacity, people);
        Assert.Equal($"{policy.Sha256}/{scenario.AsOf:yyyy-MM-dd}/3-7/\u00e9", proposal.Seed);
        var other = scenario.Propose();
        foreach (var (row, same) in proposal.Rows.Where(row => row.Rank is not null).Zip(other.Rows.Where(row => row.Rank is not null)))
            Assert.Equal((same.Rank, same.Scorecard!.Total), (row.Rank, row.Scorecard!.Total));
        var groups = proposal.Rows.Where(row => row.Rank is not null).GroupBy(row => row.Scorecard!.Total).Where(_ => policy.Order == RankingOrder.Points && policy.TieBreak.IsEmpty);
        foreach (var equal in groups)
        {
            byte[][] lots = [.. equal.Select(row => HMACSHA256.HashData(Encoding.UTF8.GetBytes(proposal.Seed), Encoding.UTF8.GetBytes(row.OffenderId.Value)))];
            Assert.Equal(lots.Select(Convert.ToHexString).Order(StringComparer.Ordinal), lots.Select(Convert.ToHexString));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData(null)]
    public void A_value_has_1_to_200_characters(string? value)
    {
        var policy = PolicyFile.Parse(Encoding.UTF8.GetBytes(
            PolicyText.With("[]", """[ { "id": "all" } ]""").Replace("\"entryFrom\"", "\"lot\": { \"source\": \"a public draw\" }, \"entryFrom\"", StringComparison.Ordinal)));
        Assert.Equal("a public draw", policy.LotSource);
        Assert.ThrowsAny<ArgumentException>(() => policy.WithLotValue(value!));
        Assert.ThrowsAny<ArgumentException>(() => policy.WithLotValue(new string('x', 201)));
        Assert.Equal(new string('x', 200), policy.WithLotValue($" {new string('x', 200)} ").LotValue);
        Assert.Throws<InvalidOperationException>(() => PolicyText.Parse(PolicyText.With("[]", """[ { "id": "all" } ]""")).WithLotValue("1"));
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
