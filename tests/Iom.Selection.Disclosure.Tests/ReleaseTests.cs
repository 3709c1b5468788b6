using Iom.Selection.Fairness.Disclosure;
using Iom.Selection.Fairness.Groups;

namespace Iom.Selection.Disclosure.Tests;

public class ReleaseTests
{
    private static readonly DateOnly Day = new(2026, 1, 31);

    private static readonly RoundingKey Key = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    [Fact]
    public void Every_number_is_rounded_to_base_five_and_small_and_full_cells_are_not_shown()
    {
        var people = People(("F", "A", 40, 9), ("F", "B", 60, 30), ("M", "A", 300, 296), ("M", "B", 300, 150));
        var release = Create(people);
        foreach (var group in release.Entry.Tables.SelectMany(table => table.Groups))
        {
            Assert.Equal(0, group.People!.Value % 5);
            Assert.InRange(group.People.Value - (group.Counted.Length + group.Others.Length), -4, 4);
            Assert.InRange(group.Count!.Value - group.Counted.Length, -4, 4);
            Assert.Equal((double)group.Count.Value / group.People.Value, group.Rate!.Value, 12);
        }
        var full = Create(People(("F", "A", 60, 55), ("F", "B", 60, 2), ("M", "A", 300, 100), ("M", "B", 300, 150), ("X", "C", 60, 55)));
        Assert.Null(full.Entry.Tables.Single(table => table.Name == "ethnicity").Groups.Single(group => group.Name == "C").Count);
    }

    [Fact]
    public void Equal_people_in_the_same_cell_are_rounded_alike_and_rounding_is_right_on_average()
    {
        var people = People(("F", "A", 51, 13), ("M", "A", 102, 33), ("M", "B", 204, 77));
        var (first, again) = (Create(people), Create(people));
        Assert.Equal(Numbers(first), Numbers(again));
        // Over keys the mean is the count.
        var (run, columns) = (ReleasedYear.Run(ReleasedYear.Policy(10), Day, people), ReleasedYear.Columns(people));
        double[] rounded = [.. Enumerable.Range(1, 200).Select(seed =>
            (double)StatisticsRelease.Create(run, columns, null, new RoundingKey([.. BitConverter.GetBytes(seed), .. new byte[28]]), []).Entry.Tables[0].Groups.Single(group => group.Name == "F").Count!.Value)];
        Assert.InRange(rounded.Average(), 13 - 0.6, 13 + 0.6);
        Assert.Equal([10, 15], rounded.Distinct().Order().Select(value => (int)value));
    }

    [Fact]
    public void Women_do_not_vanish_because_not_recorded_is_small()
    {
        var release = Create(People(("F", "A", 40, 12), ("M", "A", 200, 60), ("M", "B", 200, 60), (GroupAssignment.NotRecorded, "A", 8, 1)));
        var sex = release.Entry.Tables.Single(table => table.Name == "sex");
        Assert.Contains(sex.Groups, group => group.Name.StartsWith('F') && group.Count is not null);
    }

    [Fact]
    public void A_table_that_changed_by_fewer_people_than_the_smallest_cell_is_refused_without_saying_which_cell()
    {
        var people = People(("F", "A", 100, 30), ("M", "A", 200, 60), ("M", "B", 200, 60));
        var first = Create(people);
        // Three more women are proposed: sex and ethnicity both change by three.
        var few = people.Select((person, i) => person is { Sex: "F", IsProposed: false } && i < 33 ? person with { IsProposed = true } : person).ToList();
        var refusal = Assert.Throws<ReleaseException>(() => Create(few, 3, first.Entry));
        Assert.Contains("too little changed", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("3", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("F", refusal.Message.Replace("For", "", StringComparison.Ordinal), StringComparison.Ordinal);

        // Nobody more: the earlier numbers, once more. Many more: new numbers.
        Assert.Equal(Numbers(first), Numbers(Create(people, 3, first.Entry)));
        var many = people.Select((person, i) => person with { IsProposed = i % 4 == 0 }).ToList();
        Assert.Empty(Create(many, 3, first.Entry).Refused);
        // Against each earlier release, not the last alone: there and back by a few is refused too.
        var second = Create(many, 3, first.Entry);
        var back = people.Select((person, i) => person is { Sex: "F", IsProposed: false } && i < 33 ? person with { IsProposed = true } : person).ToList();
        Assert.Throws<ReleaseException>(() => Create(back, 6, first.Entry, second.Entry));
    }

    [Fact]
    public void One_release_a_quarter_with_one_key_and_one_smallest_cell()
    {
        var people = People(("F", "A", 100, 30), ("M", "A", 200, 60), ("M", "B", 200, 60));
        var first = Create(people);
        Assert.Contains("3 months later", Assert.Throws<ReleaseException>(() => Create(people, 2, first.Entry)).Message, StringComparison.Ordinal);
        Assert.Contains("another rounding key", Assert.Throws<ReleaseException>(() => Create(people, 3, new RoundingKey([.. new byte[31], 1]), first.Entry)).Message, StringComparison.Ordinal);
        Assert.Contains("another smallestCell", Assert.Throws<ReleaseException>(() => StatisticsRelease.Create(
            ReleasedYear.Run(ReleasedYear.Policy(5), Day.AddMonths(3), people), ReleasedYear.Columns(people), null, Key, [first.Entry])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_characteristic_is_published_in_one_table_and_two_bandings_of_one_are_refused()
    {
        var people = People(("F", "F1", 100, 30), ("F", "F2", 100, 30), ("M", "M1", 200, 60), ("M", "M2", 200, 60));
        Assert.Equal(new RefusedTable("ethnicity", TableRefusal.SameCharacteristic), Assert.Single(Create(people).Refused));
        var other = People(("F", "A", 100, 30), ("M", "A", 200, 60), ("M", "B", 200, 60));
        var first = Create(other).Entry;
        var crossed = first with { Tables = [first.Tables[0] with { Name = "sex,ethnicity" }] };
        Assert.Contains("published otherwise", Assert.Throws<ReleaseException>(() => Create(other, 3, crossed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_has_bytes_enough_and_is_never_told()
    {
        Assert.Throws<ArgumentException>(() => new RoundingKey(new byte[31]));
        Assert.Throws<ArgumentException>(() => new RoundingKey(new byte[64]));
        Assert.Equal("RoundingKey", $"{Key}");
    }

    private static StatisticsRelease Create(List<(int Id, string Sex, string Ethnicity, bool IsProposed)> people, int months = 0, params LedgerEntry[] earlier) => Create(people, months, Key, earlier);

    private static StatisticsRelease Create(List<(int Id, string Sex, string Ethnicity, bool IsProposed)> people, int months, RoundingKey key, params LedgerEntry[] earlier) =>
        StatisticsRelease.Create(ReleasedYear.Run(ReleasedYear.Policy(10), Day.AddMonths(months), people), ReleasedYear.Columns(people), null, key, earlier);

    private static List<(int Id, string Sex, string Ethnicity, bool IsProposed)> People(params (string Sex, string Ethnicity, int People, int Proposed)[] cells)
    {
        var people = new List<(int Id, string Sex, string Ethnicity, bool IsProposed)>();
        foreach (var cell in cells)
        {
            for (var i = 0; i < cell.People; i++) people.Add((people.Count, cell.Sex, cell.Ethnicity, i < cell.Proposed));
        }
        return people;
    }

    private static (string, int?, int?)[] Numbers(StatisticsRelease release) => [.. release.Entry.Tables.SelectMany(table => table.Groups.Select(group => (group.Name, group.People, group.Count)))];
}
