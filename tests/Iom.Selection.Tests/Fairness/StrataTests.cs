using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;
using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Fairness;

/// <summary>Tests and estimates within strata, and verdicts over a page, against brute force and published figures.</summary>
public class StrataTests
{
    [Fact]
    public void The_exact_test_within_strata_is_what_adding_up_all_choices_gives()
    {
        (int Of, int Others, int Chosen)[] strata = [(3, 4, 2), (2, 5, 3), (4, 1, 2)];
        var ways = new Dictionary<int, double> { [0] = 1 };
        foreach (var (of, others, chosen) in strata)
        {
            var own = new Dictionary<int, double>();
            for (var set = 0; set < 1 << (of + others); set++)
            {
                if (int.PopCount(set) != chosen) continue;
                var count = int.PopCount(set & ((1 << of) - 1));
                own[count] = own.GetValueOrDefault(count) + 1;
            }
            ways = ways.SelectMany(one => own.Select(two => (Count: one.Key + two.Key, Ways: one.Value * two.Value))).GroupBy(pair => pair.Count).ToDictionary(same => same.Key, same => same.Sum(pair => pair.Ways));
        }
        var (test, all) = (new ExactTest(strata), ways.Values.Sum());
        foreach (var (count, own) in ways)
            Assert.Equal(ways.Values.Where(other => other <= own * (1 + 1e-9)).Sum() / all, test.At(count).P, 10);
        // One stratum is the plain test.
        Assert.Equal(new ExactTest(5, 7, 4).At(3), new ExactTest([(5, 7, 4)]).At(3));
    }

    [Fact]
    public void Mantel_and_Haenszel_are_what_the_formulas_give_by_hand()
    {
        (Proportion Own, Proportion Other)[] strata = [(new(8, 10), new(5, 10)), (new(2, 20), new(1, 30))];
        // Weights m n / N: 5 and 12; differences 0.3 and 0.1 - 1/30.
        var difference = ((5 * 0.3) + (12 * (0.1 - (1.0 / 30)))) / 17;
        Assert.Equal(difference, MantelHaenszel.Difference(strata, 0.95)!.Value.Value, 12);
        Assert.Equal(difference, new ExactTest([.. strata.Select(pair => (pair.Own.Of, pair.Other.Of, pair.Own.Count + pair.Other.Count))]).DifferenceAt(10), 12);
        Assert.Equal(((8 * 10 / 20.0) + (2 * 30 / 50.0)) / ((5 * 10 / 20.0) + (1 * 20 / 50.0)), MantelHaenszel.Ratio(strata, 0.95)!.Value.Value, 12);
        // Nobody on one side says nothing.
        Assert.Equal(MantelHaenszel.Difference(strata, 0.95), MantelHaenszel.Difference([.. strata, (new(5, 9), default)], 0.95));
        Assert.Null(MantelHaenszel.Difference([(default, new(1, 2))], 0.95));
    }

    [Fact]
    public void The_interval_within_strata_holds_as_often_as_it_says()
    {
        var random = new Random(4);
        const int Times = 2000;
        var held = 0;
        for (var time = 0; time < Times; time++)
        {
            // Four strata with other rates and other sizes; the difference is 0.1 in each.
            var strata = Enumerable.Range(0, 4).Select(i => (Draw(20 + (20 * i), (0.15 * i) + 0.2), Draw(60 - (10 * i), (0.15 * i) + 0.1))).ToArray();
            if (MantelHaenszel.Difference(strata, 0.95)!.Value.Interval.Contains(0.1)) held++;
        }
        Assert.InRange(held, 0.93 * Times, 0.97 * Times);

        Proportion Draw(int of, double chance) => new(Enumerable.Range(0, of).Count(_ => random.NextDouble() < chance), of);
    }

    [Theory]
    [InlineData(10, 400, 0.01, 5, 300, 0.03)]
    [InlineData(30, 100, 0.02, 30, 100, 0.02)]
    [InlineData(3, 8, 0.1, 3, 8, 0.1)]
    [InlineData(40, 200, 0.98, 60, 100, 0.99)]
    public void It_holds_where_next_to_nobody_is_chosen_or_next_to_everybody(int own, int other, double rate, int own2, int other2, double rate2)
    {
        var random = new Random(6);
        const int Times = 2000;
        var held = Enumerable.Range(0, Times).Count(_ => MantelHaenszel.Difference([(Draw(own, rate), Draw(other, rate)), (Draw(own2, rate2), Draw(other2, rate2))], 0.95)!.Value.Interval.Contains(0));
        Assert.True(held >= 0.94 * Times, $"{held} of {Times}");

        Proportion Draw(int of, double chance) => new(Enumerable.Range(0, of).Count(_ => random.NextDouble() < chance), of);
    }

    [Fact]
    public void Nobody_of_few_people_excludes_nothing()
    {
        // The error of what was observed is 0, and would exclude any difference.
        var interval = MantelHaenszel.Difference([(new(0, 2), new(0, 9)), (new(0, 1), new(0, 7))], 0.95)!.Value.Interval;
        Assert.True(interval.Low < -0.15 && interval.High > 0.5, $"{interval}");
    }

    [Fact]
    public void Heterogeneity_is_found_where_strata_differ_and_claimed_as_often_as_the_level_says_where_they_do_not()
    {
        Assert.True(MantelHaenszel.Heterogeneity([(new(40, 50), new(10, 50)), (new(10, 50), new(40, 50))])!.Value.P < 1e-6);
        Assert.Null(MantelHaenszel.Heterogeneity([(new(40, 50), new(10, 50)), (new(0, 50), new(0, 50))]));
        var random = new Random(9);
        const int Times = 2000;
        var claimed = Enumerable.Range(0, Times).Count(_ => MantelHaenszel.Heterogeneity([(Draw(100, 0.3), Draw(100, 0.3)), (Draw(80, 0.5), Draw(120, 0.5)), (Draw(100, 0.6), Draw(90, 0.6))])!.Value.P <= 0.05);
        Assert.InRange(claimed, 0.03 * Times, 0.07 * Times);

        Proportion Draw(int of, double chance) => new(Enumerable.Range(0, of).Count(_ => random.NextDouble() < chance), of);
    }

    [Fact]
    public void An_exact_p_equal_to_one_less_the_level_is_shown()
    {
        // Three of three against none of three: 2 of 20 choices. 1 - 0.9 is a little less than 0.1.
        var table = RateTable.Create(["A", "B"], [new(0, 3), new(3, 3)], 0, new FairnessRules { Level = 0.9 });
        Assert.Equal(0.1, table.Comparisons[0].P!.Value, 15);
        Assert.All(table.Comparisons, comparison => Assert.Equal(Verdict.DifferenceShown, comparison.Verdict));
    }

    [Fact]
    public void With_two_groups_the_rest_is_the_other_group_and_one_comparison()
    {
        // Once: shown against the reference, and too few against the rest, which is the same people.
        var table = RateTable.Create(["F", "M"], [new(5, 10), new(1, 20)], 1, new FairnessRules());
        Assert.Single(table.Comparisons.Select(comparison => (comparison.PageP, comparison.Verdict)).Distinct());
        Assert.Equal(table.Comparisons[0].P, table.Comparisons[0].PageP);
    }

    [Fact]
    public void The_page_adjusts_over_every_table_and_its_intervals_go_with_it()
    {
        var rules = new FairnessRules();
        var page = new ComparisonPage(rules);
        RateTable[] tables = [.. Enumerable.Range(0, 20).Select(i => RateTable.Create(["A", "B"], [new(40, 100), new(i == 0 ? 65 : 40 + (i % 3), 100)], 0, rules))];
        for (var i = 0; i < tables.Length; i++) page.Add($"{i}", tables[i]);
        // The same thing once more is no other comparison.
        page.Add("0", tables[0]);
        Assert.Equal(20, page.Count);
        var judged = tables.Select((table, i) => page.Judge($"{i}", table)).ToArray();
        Assert.Equal(Math.Min(1, 20 * tables[0].Comparisons[0].P!.Value), judged[0].Comparisons[0].PageP!.Value, 12);
        Assert.Equal(Verdict.DifferenceShown, judged[0].Comparisons[0].Verdict);
        Assert.Equal(ProportionIntervals.Difference(new(65, 100), new(40, 100), 1 - (0.05 / 20)), judged[0].Comparisons[0].PageInterval);
        Assert.Equal(ProportionIntervals.Difference(new(41, 100), new(40, 100), 1 - (0.05 / 19)), judged[1].Comparisons[0].PageInterval);
        Assert.Equal(1, page.CountShown);
    }

    [Fact]
    public void The_paired_area_is_that_of_the_differences()
    {
        double[] one = [1, 2, 3, 4, 5, 6, 7, 8];
        double[] other = [2, 1, 3, 6, 4, 5, 8, 7];
        bool[] kinds = [false, true, false, true, false, true, false, true];
        var paired = AucEstimate.Paired(one, other, kinds, 0.95)!.Value;
        Assert.Equal(AucEstimate.Estimate(one, kinds, 0.95)!.Value - AucEstimate.Estimate(other, kinds, 0.95)!.Value, paired.Value, 12);
        // The same scores have no difference, and no doubt about it.
        Assert.Equal(new DifferenceEstimate(0, new Interval(0, 0)), AucEstimate.Paired(one, one, kinds, 0.95)!.Value);
    }
}
