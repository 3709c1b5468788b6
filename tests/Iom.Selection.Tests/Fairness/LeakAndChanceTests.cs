using Iom.Selection.Fairness;
using Iom.Selection.Fairness.Groups;
using Iom.Selection.Offences;
using Iom.Selection.Ranking;
using Iom.Selection.Records;
using Iom.Selection.Scoring;
using Iom.Selection.Statistics;

namespace Iom.Selection.Tests.Fairness;

public class LeakAndChanceTests
{
    private static readonly DateOnly AsOf = new(2026, 10, 31);

    [Fact]
    public void Where_chance_alone_parts_the_groups_mid_p_is_uniform_and_the_exact_p_claims_no_more_than_its_level()
    {
        const int Times = 3000;
        var random = new Random(3);
        var test = new ExactTest(300, 700, 200);
        var values = new (double P, double MidP)[Times];
        for (var i = 0; i < Times; i++)
        {
            // Two hundred of a thousand people chosen, three hundred of whom are of the group.
            int[] people = [.. Enumerable.Range(0, 1000)];
            random.Shuffle(people);
            values[i] = test.At(people.Take(200).Count(person => person < 300));
        }
        double[] mid = [.. values.Select(value => value.MidP).Order()];
        var farthest = mid.Select((value, i) => Math.Max(Math.Abs(value - ((double)i / Times)), Math.Abs(value - ((i + 1.0) / Times)))).Max();
        // Kolmogorov at one in a hundred, and half of the likeliest outcome, because these are whole people.
        var likeliest = Enumerable.Range(40, 40).Max(count => (test.At(count).P - test.At(count).MidP) * 2);
        Assert.True(farthest <= (1.628 / Math.Sqrt(Times)) + (likeliest / 2), $"{farthest}");
        foreach (var level in new[] { 0.01, 0.05, 0.2 })
            Assert.True(values.Count(value => value.P <= level) <= (level + (3 * Math.Sqrt(level * (1 - level) / Times))) * Times);
    }

    [Fact]
    public void A_characteristic_that_the_points_give_away_is_found_and_one_that_they_do_not_is_not()
    {
        var random = new Random(7);
        var policy = PolicyText.Measuring("""{ "kind": "offence-count", "months": 12 }""", """[ { "from": 0, "points": 0 }, { "from": 2, "points": 5 }, { "from": 4, "points": 12 } ]""");
        var people = Enumerable.Range(0, 600).Select(i => new CaseFile(new Offender(new OffenderId($"SYNTHETIC-{i}")))
        {
            Offences = [.. Enumerable.Range(0, 1 + (i % 2) * 2 + random.Next(3)).Select(n => new OffenceReport($"F{n}", "04600", AsOf.AddDays(-n), OffenceOutcome.Convicted))],
        }).ToArray();
        var run = AuditedRun.Create(new Assessor(new Scorer(policy, OffenceCatalogue.BuiltIn, AsOf, SuppliedExtracts.All)), 50, people);
        var field = new RankedField(run);
        ProxyLeak Leak(Func<int, string> label) => ProxyLeak.Find(field, GroupAssignment.Create("group", [.. people.Select(file => file.Offender.Id)],
            people.Select((file, i) => (file.Offender.Id, Label: label(i))).ToDictionary(pair => pair.Id, pair => pair.Label)), 0.95).Last();

        var (given, kept) = (Leak(i => i % 2 == 0 ? "A" : "B").Auc!, Leak(i => i / 2 % 2 == 0 ? "A" : "B").Auc!);
        Assert.True(given.Interval.Low > 0.75, $"{given}");
        Assert.True(kept.Interval.Contains(0.5), $"{kept}");
        // Fewer people on a side than can be told from.
        Assert.Null(Leak(i => i < ProxyLeak.MinPeople - 1 ? "B" : "A").Auc);
    }

    [Fact]
    public void A_comma_in_a_value_does_not_make_two_crossed_groups_one()
    {
        OffenderId[] people = [new("SYNTHETIC-1"), new("SYNTHETIC-2"), new("SYNTHETIC-3")];
        GroupAssignment Column(string name, params string[] values) => GroupAssignment.Create(name, people, people.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second));
        var crossed = Column("one", "a, b", "a", "a").CrossedWith(Column("two", "c", "b, c", "c"));
        Assert.Equal(["\"a, b\", c", "a, \"b, c\"", "a, c"], crossed.Groups.ToArray());
    }
}
