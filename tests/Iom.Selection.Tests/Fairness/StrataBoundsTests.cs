using Iom.Selection.Fairness.Groups;
using Iom.Selection.Policies;
using Iom.Selection.Records;
using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Fairness;

/// <summary>What a difference within strata could be, had those not recorded been recorded: against every way there is.</summary>
public class StrataBoundsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void However_those_not_recorded_are_distributed_the_difference_lies_within_the_bounds(bool withRest)
    {
        var random = new Random(11);
        var (tried, tight, turned) = (0, 0, 0);
        for (var time = 0; time < 150; time++)
        {
            // Groups A (the reference), B, C, and those not recorded, in one to three strata.
            var strata = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Enumerable.Range(0, 4).Select(group => Draw(group == 3 ? random.Next(4) : random.Next(7))).ToArray()).ToArray();
            if (strata.All(stratum => stratum[3].Of == 0)) continue;
            var table = Table(strata);
            if (table.Find("B", withRest ? ComparedWith.Rest : ComparedWith.Reference) is not { Bounds: { } bounds, P: not null } comparison) continue;
            var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var difference in Differences(strata, 0, []))
            {
                Assert.InRange(difference, bounds.Low - 1e-12, bounds.High + 1e-12);
                (least, most) = (Math.Min(least, difference), Math.Max(most, difference));
            }
            tried++;
            if (bounds.Low > least - 0.1 && bounds.High < most + 0.1) tight++;
            if (least < 0 && most > 0) turned++;
            // Of one stratum they are the very least and the very most.
            if (strata.Length > 1) continue;
            Assert.Equal(least, bounds.Low, 12);
            Assert.Equal(most, bounds.High, 12);
        }
        Assert.True(tried > 80 && tight > tried / 2 && turned > 20, $"{tried} tried, {tight} tight, {turned} turned");

        // Each way to deal out those not recorded, stratum by stratum, and the difference that it gives.
        IEnumerable<double> Differences(Proportion[][] strata, int at, (Proportion Own, Proportion Other)[] made)
        {
            if (at == strata.Length)
            {
                if (MantelHaenszel.Difference(made, 0.95) is { } found) yield return found.Value;
                yield break;
            }
            var (a, b, c, missing) = (strata[at][0], strata[at][1], strata[at][2], strata[at][3]);
            var (going, staying) = (missing.Count, missing.Of - missing.Count);
            for (var g = 0; g <= going; g++)
            {
                for (var s = 0; s <= staying; s++)
                {
                    var own = new Proportion(b.Count + g, b.Of + g + s);
                    if (withRest)
                    {
                        foreach (var each in Differences(strata, at + 1, [.. made, (own, a + c + new Proportion(going - g, going - g + staying - s))])) yield return each;
                        continue;
                    }
                    // Who is not of B may be of A or of C.
                    for (var toA = 0; toA <= going - g; toA++)
                    {
                        for (var stayingOfA = 0; stayingOfA <= staying - s; stayingOfA++)
                        {
                            foreach (var each in Differences(strata, at + 1, [.. made, (own, a + new Proportion(toA, toA + stayingOfA))])) yield return each;
                        }
                    }
                }
            }
        }

        Proportion Draw(int of) => new(random.Next(of + 1), of);
    }

    [Fact]
    public void A_verdict_within_strata_rests_on_the_bounds_within_and_not_on_those_of_everybody_together()
    {
        // B is mostly where everybody is chosen more: over everybody no distribution of a few not recorded turns the gap; within, a few do.
        Proportion[][] strata = [[new(40, 200), new(300, 1000), default, new(60, 120)], [new(5, 1000), new(1, 200), default, new(2, 4)]];
        var comparison = Table(strata).Find("B", ComparedWith.Reference)!;
        var together = RateTable.Create(["A", "B", GroupAssignment.NotRecorded], [new(45, 1200), new(301, 1200), new(62, 124)], 0, new FairnessRules()).Find("B", ComparedWith.Reference)!;
        Assert.True(together.Bounds!.Value.Low > 0.1);
        Assert.Equal(Verdict.DifferenceShown, together.Verdict);
        Assert.True(comparison.Bounds!.Value.Low < 0 && comparison.Bounds.Value.High > 0, $"{comparison.Bounds}");
        Assert.Equal(Verdict.NotRecordedDecides, comparison.Verdict);
    }

    private static RateTable Table(Proportion[][] strata)
    {
        string[] groups = ["A", "B", "C", GroupAssignment.NotRecorded];
        OffenderId[] people = [.. groups.Select(group => new OffenderId($"SYNTHETIC-{group}"))];
        var grouping = GroupAssignment.Create("group", people, people.Zip(groups).Take(3).ToDictionary(pair => pair.First, pair => pair.Second), "A");
        return RateTable.Create(grouping, [.. strata.Select(stratum => System.Collections.Immutable.ImmutableArray.Create(stratum))], new FairnessRules());
    }
}
