using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Iom.Selection.Evaluation;
using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Evaluation;

/// <summary>An order of some people, with ties, and what followed of each.</summary>
/// <param name="Scores">The higher stand before.</param>
/// <param name="Counts">The offences that followed.</param>
public sealed record OrderedPeople(int[] Scores, int[] Counts)
{
    public int Count => Scores.Length;

    public bool[] Offended => [.. Counts.Select(count => count > 0)];

    /// <summary>The people by score, and the tie of each.</summary>
    public static (int[] Order, int[] Groups) Put(IReadOnlyList<double> scores)
    {
        int[] order = [.. Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i])];
        var groups = new int[scores.Count];
        for (var i = 1; i < order.Length; i++) groups[order[i]] = groups[order[i - 1]] + (scores[order[i]] == scores[order[i - 1]] ? 0 : 1);
        return (order, groups);
    }

    public Capture Capture(int k)
    {
        var (order, groups) = Put([.. Scores.Select(score => (double)score)]);
        return Iom.Selection.Evaluation.Capture.Calculate(order, groups, k, Counts, [.. Counts.Select(count => (double)count)], true);
    }

    public override string ToString() => $"scores {string.Join(' ', Scores)}; counts {string.Join(' ', Counts)}";
}

/// <summary>Makes them: few people and few scores, so that ties are common.</summary>
public static class OrderedPeopleMaker
{
    public static Arbitrary<OrderedPeople> People() => Arb.From(
        from count in Gen.Choose(1, 14)
        from spread in Gen.Choose(1, 8)
        from scores in Gen.ArrayOf(Gen.Choose(0, spread), count)
        from most in Gen.Choose(0, 4)
        from counts in Gen.ArrayOf(Gen.Choose(0, most), count)
        select new OrderedPeople(scores, counts),
        Shrink);

    private static IEnumerable<OrderedPeople> Shrink(OrderedPeople people) => Enumerable.Range(0, people.Count).Where(_ => people.Count > 1)
        .Select(i => new OrderedPeople([.. people.Scores.Where((_, j) => j != i)], [.. people.Counts.Where((_, j) => j != i)]));
}

/// <summary>The laws of what an order is worth.</summary>
[Properties(Arbitrary = [typeof(OrderedPeopleMaker)], MaxTest = 500)]
public class OrderLaws
{
    [Fact]
    public void The_generated_orders_reach_every_hard_case()
    {
        var all = OrderedPeopleMaker.People().Generator.Sample(2000).ToArray();
        Assert.True(all.Count(people => people.Scores.Distinct().Count() < people.Count) > 300, "ties");
        Assert.True(all.Count(people => people.Scores.Distinct().Count() == people.Count) > 100, "no tie");
        Assert.True(all.Count(people => people.Counts.All(count => count == 0)) > 50, "nothing followed");
        Assert.True(all.Count(people => people.Offended.All(each => each)) > 50, "everybody offended");
        Assert.True(all.Count(people => people.Offended.Distinct().Count() == 2) > 300, "both outcomes");
    }

    [SeededProperty]
    public void Turning_labels_round_turns_AUC_into_one_less_AUC(OrderedPeople people)
    {
        var groups = OrderedPeople.Put([.. people.Scores.Select(score => (double)score)]).Groups;
        var (auc, turned) = (OrderedAuc.Estimate(groups, people.Offended, 0.95), OrderedAuc.Estimate(groups, [.. people.Offended.Select(each => !each)], 0.95));
        Assert.Equal(people.Offended.Distinct().Count() == 2, auc is not null);
        if (auc is null) return;
        Assert.Equal(1 - auc.Value, turned!.Value, 12);
        if (auc.Interval is not { } interval) return;
        Assert.Equal(1 - interval.High, turned.Interval!.Value.Low, 12);
        Assert.Equal(1 - interval.Low, turned.Interval!.Value.High, 12);
    }

    [SeededProperty]
    public void AUC_is_what_counting_all_pairs_gives_and_the_area_that_the_audit_has(OrderedPeople people)
    {
        var groups = OrderedPeople.Put([.. people.Scores.Select(score => (double)score)]).Groups;
        if (OrderedAuc.Estimate(groups, people.Offended, 0.95) is not { } auc) return;
        var (wins, pairs) = (0.0, 0);
        for (var i = 0; i < people.Count; i++)
        {
            for (var j = 0; j < people.Count; j++)
            {
                if (!people.Offended[i] || people.Offended[j]) continue;
                pairs++;
                wins += people.Scores[i] > people.Scores[j] ? 1 : people.Scores[i] == people.Scores[j] ? 0.5 : 0;
            }
        }
        Assert.Equal(wins / pairs, auc.Value, 12);
        if (AucEstimate.Estimate([.. people.Scores.Select(score => (double)score)], people.Offended, 0.95) is not { } other) return;
        Assert.Equal(other.Value, auc.Value, 12);
        Assert.Equal(other.Interval.Low, auc.Interval!.Value.Low, 12);
        Assert.Equal(other.Interval.High, auc.Interval!.Value.High, 12);
    }

    [SeededProperty]
    public void C_is_what_counting_all_pairs_gives(OrderedPeople people, int seed)
    {
        var random = new Random(seed);
        var groups = OrderedPeople.Put([.. people.Scores.Select(score => (double)score)]).Groups;
        int[] times = [.. people.Counts.Select(_ => random.Next(6))];
        bool[] isEvent = [.. people.Counts.Select(_ => random.Next(3) > 0)];
        var (concordant, discordant, tied, sameDay, both) = (0, 0, 0, 0, 0);
        for (var i = 0; i < people.Count; i++)
        {
            for (var j = 0; j < people.Count; j++)
            {
                if (!isEvent[i]) continue;
                if (isEvent[j] && times[i] == times[j] && i < j)
                {
                    if (people.Scores[i] == people.Scores[j]) both++;
                    else sameDay++;
                }
                if (times[i] > times[j] || i == j || (times[i] == times[j] && isEvent[j])) continue;
                if (people.Scores[i] > people.Scores[j]) concordant++;
                else if (people.Scores[i] < people.Scores[j]) discordant++;
                else tied++;
            }
        }
        var counted = Concordance.Count(groups, times, isEvent);
        Assert.Equal((concordant, discordant, tied, sameDay, both), (counted.Concordant, counted.Discordant, counted.TiedOrder, counted.TiedTime, counted.TiedBoth));
        Assert.Equal(concordant + discordant + tied == 0, counted.Value is null);
    }

    [SeededProperty]
    public void Nothing_changes_under_one_increasing_function_of_all_scores(OrderedPeople people)
    {
        var (order, groups) = OrderedPeople.Put([.. people.Scores.Select(score => (double)score)]);
        var (other, otherGroups) = OrderedPeople.Put([.. people.Scores.Select(score => Math.Exp(score) - 100)]);
        Assert.Equal(groups, otherGroups);
        for (var k = 0; k <= people.Count; k++)
        {
            double[] harm = [.. people.Counts.Select(count => count * 0.5)];
            Assert.Equal(Capture.Calculate(order, groups, k, people.Counts, harm, true), Capture.Calculate(other, otherGroups, k, people.Counts, harm, true));
        }
        Assert.Equal(OrderedAuc.Estimate(groups, people.Offended, 0.95), OrderedAuc.Estimate(otherGroups, people.Offended, 0.95));
        Assert.Equal(Concordance.Count(groups, people.Counts, people.Offended), Concordance.Count(otherGroups, people.Counts, people.Offended));
    }

    [SeededProperty]
    public void Capture_does_not_fall_as_k_rises_and_ends_at_one(OrderedPeople people)
    {
        Capture[] captures = [.. Enumerable.Range(0, people.Count + 1).Select(people.Capture)];
        Assert.Equal(people.Counts.Sum() == 0, captures[^1].Expected is null);
        if (captures[^1].Expected is null) return;
        Assert.Equal((1, 1, 1), (captures[^1].Worst, captures[^1].Expected, captures[^1].Best));
        foreach (var (less, more) in captures.Zip(captures.Skip(1)))
        {
            Assert.True(less.Expected <= more.Expected + 1e-12);
            Assert.True(less.Worst <= more.Worst);
            Assert.True(less.Best <= more.Best);
        }
    }

    [SeededProperty]
    public void Worst_is_at_most_expected_and_expected_at_most_best_and_expected_is_the_mean_of_all_draws(OrderedPeople people)
    {
        for (var k = 0; k <= people.Count; k++)
        {
            var capture = people.Capture(k);
            if (capture.Expected is not { } expected) continue;
            Assert.True(capture.Worst <= expected + 1e-12 && expected <= capture.Best + 1e-12);
            var (order, groups) = OrderedPeople.Put([.. people.Scores.Select(score => (double)score)]);
            int[] sure = order[..capture.SureCount];
            int[][] draws = capture.TiedCount == 0 ? [[]] : [.. Choices([.. order.Skip(capture.SureCount).Take(capture.TiedCount)], k - capture.SureCount)];
            double[] captured = [.. draws.Select(draw => sure.Concat(draw).Sum(i => people.Counts[i]) / (double)people.Counts.Sum())];
            Assert.Equal(captured.Min(), capture.Worst!.Value, 12);
            Assert.Equal(captured.Max(), capture.Best!.Value, 12);
            Assert.Equal(captured.Average(), expected, 12);
            Assert.Equal(expected, capture.HarmExpected!.Value, 12);
            if (k > 0) Assert.Equal(draws.Average(draw => sure.Concat(draw).Count(i => people.Counts[i] > 0) / (double)k), capture.PrecisionExpected!.Value, 12);
        }
    }

    private static IEnumerable<int[]> Choices(int[] from, int count)
    {
        if (count == 0) return [[]];
        if (from.Length < count) return [];
        return Choices(from[1..], count - 1).Select(rest => (int[])[from[0], .. rest]).Concat(Choices(from[1..], count));
    }
}
