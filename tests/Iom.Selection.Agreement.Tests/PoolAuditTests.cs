using Iom.Selection.Runs.Learned;
using Iom.Selection.Statistics;

namespace Iom.Selection.Agreement.Tests;

/// <summary>The differences of the cards of a pool know that the rows of one person at several dates are no new people.</summary>
public class PoolAuditTests
{
    [Fact]
    public void Rows_of_one_person_count_as_one_and_rows_of_different_people_as_they_are()
    {
        var chance = new Random(1);
        bool[] above = [.. Enumerable.Range(0, 400).Select(_ => chance.NextDouble() < 0.3)];
        string?[] groups = [.. Enumerable.Range(0, 400).Select(row => row % 2 == 0 ? "A" : "B")];
        int[] people = [.. Enumerable.Range(0, 400)];
        Assert.Equal(1, PoolAudit.DesignEffect(above, groups, "A", people));

        // The same people at three dates, each on the same side of the line: the interval is that of the people, not of three times as many.
        bool[] thrice = [.. above, .. above, .. above];
        int[] samePeople = [.. people, .. people, .. people];
        string?[] sameGroups = [.. groups, .. groups, .. groups];
        var effect = PoolAudit.DesignEffect(thrice, sameGroups, "A", samePeople);
        Assert.InRange(effect, 3, 3.03);
        var once = Of(above, groups, people).Interval!.Value;
        var again = Of(thrice, sameGroups, samePeople).Interval!.Value;
        Assert.Equal(once.Low, again.Low, 2);
        Assert.Equal(once.High, again.High, 2);
        // As different people they would look surer than they are.
        var naive = new RateDifference(Rate(thrice, sameGroups, "A"), Rate(thrice, sameGroups, "B")).Interval!.Value;
        Assert.True(naive.High - naive.Low < 0.7 * (again.High - again.Low));
    }

    [Fact]
    public void A_group_of_one_person_and_one_of_whom_nobody_is_above_have_an_effect_of_their_rows()
    {
        Assert.Equal(3, PoolAudit.DesignEffect([true, false, true], ["A", "A", "A"], "A", [7, 7, 7]));
        Assert.Equal(1.5, PoolAudit.DesignEffect([false, false, false], ["A", "A", "A"], "A", [7, 7, 8]));
        Assert.Equal(1, PoolAudit.DesignEffect([true], ["B"], "A", [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Proportion(1, 2).IntervalAt(0.95, 0.5));
    }

    private static RateDifference Of(bool[] above, string?[] groups, int[] people) => new(Rate(above, groups, "A"), Rate(above, groups, "B"))
    {
        DesignEffectOfOne = PoolAudit.DesignEffect(above, groups, "A", people),
        DesignEffectOfOther = PoolAudit.DesignEffect(above, groups, "B", people),
    };

    private static Proportion Rate(bool[] above, string?[] groups, string group) =>
        new(Enumerable.Range(0, above.Length).Count(row => above[row] && groups[row] == group), groups.Count(each => each == group));
}
