using System.Globalization;
using Iom.Selection.Fairness.Disclosure;
using Iom.Selection.Policies;
using Xunit.Abstractions;

namespace Iom.Selection.Disclosure.Tests;

/// <summary>What is published over a year is attacked with all that the rules say, by exact integer programming.</summary>
public class AttackTests(ITestOutputHelper output)
{
    // More years for the figures in docs/audit.md: IOM_ATTACKED_YEARS=60.
    private static int Years => int.TryParse(Environment.GetEnvironmentVariable("IOM_ATTACKED_YEARS"), CultureInfo.InvariantCulture, out var years) ? years : 4;

    [Fact]
    public void Of_every_small_cell_of_a_year_four_values_stay_feasible_and_nobody_is_in_or_out_in_all()
    {
        var (cells, least, refused, releases, shown, several) = (0, int.MaxValue, 0, 0, 0, 0);
        for (var seed = 1; seed <= Years; seed++)
        {
            var year = ReleasedYear.Create(seed);
            refused += year.RefusedCount;
            releases += year.Releases.Length;
            if (year.Releases.Length > 1) several++;
            shown += year.Releases.SelectMany(release => release.Tables).SelectMany(table => table.Groups).Count(group => group.Count is not null);
            if (year.Releases.IsEmpty) continue;
            var attacker = Attacker.Create(year.Releases, year.SmallestCell);
            output.WriteLine(FormattableString.Invariant($"year {seed}: smallest cell {year.SmallestCell}, {year.Releases.Length} releases, {attacker.SmallCells.Count} small cells"));
            foreach (var cell in attacker.SmallCells)
            {
                cells++;
                // Of two people there are three numbers at most, whatever is published.
                var enough = Math.Min(4, cell.Size + 1);
                var feasible = attacker.Feasible(cell, enough);
                Assert.Contains(cell.Truth, feasible);
                Assert.True(feasible.Count >= enough, $"Year {seed}: {cell} could only be {string.Join(", ", feasible)}.");
                if (cell.Size > 0) Assert.True(feasible.Max > 0 && feasible.Min < cell.Size, $"Year {seed}: everybody of {cell} is in, or out.");
                least = Math.Min(least, feasible.Count - enough);
            }
        }
        output.WriteLine($"{Years} years, {releases} releases ({several} years with more than one), {refused} tables refused, {shown} cells shown, {cells} small cells attacked, none of them told to fewer than four numbers");
        Assert.True(cells >= 20 && refused > 0 && shown >= 20 && several >= 2, $"{cells} {refused} {shown}: too little was tried.");
        Assert.Equal(0, least);
    }

    [Fact]
    public void The_attacker_finds_a_small_cell_where_the_rule_is_not_kept()
    {
        // Rounded and blanked, but each number at the end of its range: F can only be 4.
        PublishedTable sex = new("sex", PipelineStage.EverybodyProposed, [Group("F", 4, 100, null), Group("M", 49, 200, 45, from: 300)]);
        PublishedTable ethnicity = new("ethnicity", PipelineStage.EverybodyProposed, [Group("A", 11, 100, 15), Group("B", 21, 100, 25, from: 300), Group("C", 21, 100, 25, from: 600)]);
        var attacker = Attacker.Create([new LedgerEntry(new DateOnly(2026, 1, 31), "", 5, [sex, ethnicity])], 5);
        Assert.Equal([4], attacker.Feasible(Assert.Single(attacker.SmallCells), 4));

        static PublishedGroup Group(string name, int counted, int people, int? rounded, int from = 0) => new(
            name, [name], people, rounded, [.. Enumerable.Range(from, counted).Select(Mark)], [.. Enumerable.Range(from + counted, people - counted).Select(Mark)]);

        static PersonMark Mark(int number) => new(0, (ulong)number);
    }

    [Fact]
    public void Counts_that_are_only_blanked_where_small_fall_to_whoever_knows_the_total()
    {
        // As statistics are often published: exact counts, small ones left out, and another table that gives the total away.
        var (cells, found, few) = (0, 0, 0);
        for (var seed = 1; seed <= Years; seed++)
        {
            var year = ReleasedYear.Create(seed);
            foreach (var table in year.Releases.Take(1).SelectMany(release => release.Tables))
            {
                int[] small = [.. table.Groups.Where(group => group.Counted.Length < year.SmallestCell).Select(group => group.Counted.Length)];
                // What the total leaves for those left out, and no more than a small cell in each.
                var (sum, most) = (small.Sum(), year.SmallestCell - 1);
                foreach (var _ in small)
                {
                    var values = Math.Min(most, sum) - Math.Max(0, sum - ((small.Length - 1) * most)) + 1;
                    cells++;
                    if (values == 1) found++;
                    if (values < 4) few++;
                }
            }
        }
        output.WriteLine($"exact counts with small cells left out: of {cells} cells {found} worked out from the total, {few} told to fewer than four numbers");
        Assert.True(found > 0);
    }
}
