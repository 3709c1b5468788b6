using System.ComponentModel;
using System.Text;
using Iom.Selection.Batch;
using Iom.Selection.Learning;
using Iom.Selection.Learning.Matrices;
using Iom.Selection.Records;
using Iom.Selection.Runs.Audits;
using Iom.Selection.Statistics;

namespace Iom.Selection.Runs.Learned;

/// <summary>Compares the cards of a pool by characteristics, after all is learned: nothing is fitted to them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PoolAudit
{
    /// <summary>Compares the cards.</summary>
    /// <param name="report">What was learned.</param>
    /// <param name="characteristics">Who is of which group.</param>
    /// <param name="idOf">A person's id in UTF-8.</param>
    /// <returns>The differences, by column; none for a column with fewer than two groups of enough people.</returns>
    public static IReadOnlyList<PoolDifferences> Compare(LearningReport report, Characteristics characteristics, RankedRows.PersonId idOf)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(characteristics);
        ArgumentNullException.ThrowIfNull(idOf);
        // Where the size was chosen by folds there are no choose dates: the learn dates serve.
        var choose = report.Choose ?? report.Learn;
        var people = choose.People.Concat(report.Test.People).Distinct().ToDictionary(person => person, person => new OffenderId(Encoding.UTF8.GetString(idOf(person))));
        var differences = new List<PoolDifferences>();
        foreach (var column in characteristics.Columns)
        {
            var values = characteristics.ValuesOf(column);
            string?[] chooseGroups = [.. choose.People.Select(person => values.GetValueOrDefault(people[person]))];
            string?[] testGroups = [.. report.Test.People.Select(person => values.GetValueOrDefault(people[person]))];
            var smallest = report.Plan.Policy.Fairness.SmallestCell;
            string[] groups =
            [
                .. chooseGroups.OfType<string>().GroupBy(group => group, StringComparer.Ordinal).Where(group => group.Count() >= smallest).Select(group => group.Key)
                    .Where(group => testGroups.Count(each => each == group) >= smallest).Order(StringComparer.Ordinal),
            ];
            if (groups.Length < 2) continue;
            var lines = new LearnedLines(report);
            var learned = Above(report.Learning.Card, choose, lines);
            var highest = groups.MaxBy(group => Rate(learned, chooseGroups, group).Rate)!;
            var lowest = groups.MinBy(group => Rate(learned, chooseGroups, group).Rate)!;
            if (highest == lowest) (highest, lowest) = (groups[0], groups[1]);
            double[] onChoose =
            [
                .. report.Learning.Pool.Select(card =>
                {
                    var above = Above(card, choose, lines);
                    return Rate(above, chooseGroups, highest).Rate!.Value - Rate(above, chooseGroups, lowest).Rate!.Value;
                }),
            ];
            var least = Enumerable.Range(0, onChoose.Length).MinBy(i => Math.Abs(onChoose[i]));
            bool[] ownTest = [.. report.Test.Totals.Select(total => total >= report.Plan.Policy.EntryFrom)];
            var (learnedTest, leastTest) = (Above(report.Learning.Card, report.Test, lines), Above(report.Learning.Pool[least], report.Test, lines));
            differences.Add(new PoolDifferences
            {
                Column = column,
                Highest = highest,
                Lowest = lowest,
                OnChooseDates = onChoose,
                LeastIndex = least,
                Least = report.Learning.Pool[least],
                Learned = Tested(learnedTest),
                OfLeast = Tested(leastTest),
                Own = Tested(ownTest),
                Groups = [.. groups.Select(group => new GroupShares(group, Rate(ownTest, testGroups, group), Rate(learnedTest, testGroups, group), Rate(leastTest, testGroups, group)))],
            });

            RateDifference Tested(bool[] above) => new(Rate(above, testGroups, highest), Rate(above, testGroups, lowest))
            {
                DesignEffectOfOne = DesignEffect(above, testGroups, highest, report.Test.People),
                DesignEffectOfOther = DesignEffect(above, testGroups, lowest, report.Test.People),
            };
        }
        return differences;
    }

    /// <summary>By how much a group's rate varies more than if each row were another person's: one person stands at several dates, and mostly on the same side of the line.</summary>
    /// <remarks>The variance of a ratio whose clusters are people, over that of a binomial; where nobody or everybody is above the line, the rows of a person.</remarks>
    internal static double DesignEffect(bool[] above, string?[] groups, string group, IReadOnlyList<int> people)
    {
        var rows = Enumerable.Range(0, above.Length).Where(row => groups[row] == group).ToLookup(row => people[row], row => above[row]);
        double count = rows.Sum(person => person.Count()), rate = rows.Sum(person => person.Count(each => each)) / Math.Max(1, count);
        if (rows.Count == count) return 1;
        if (rows.Count < 2) return Math.Max(1, count);
        if (rate is 0 or 1) return Math.Max(1, count / rows.Count);
        var residuals = rows.Sum(person => Math.Pow(person.Sum(each => (each ? 1 : 0) - rate), 2));
        return Math.Max(1, residuals * rows.Count / (rows.Count - 1) / (count * rate * (1 - rate)));
    }

    private static bool[] Above(LearnedCard card, MatrixRows rows, LearnedLines lines)
    {
        var line = lines.Of(card, lines.EntryFrom);
        return [.. MatrixLearner.Totals(card, rows).Select(total => total >= line)];
    }

    private static Proportion Rate(bool[] above, string?[] groups, string group) =>
        new(Enumerable.Range(0, above.Length).Count(i => above[i] && groups[i] == group), groups.Count(each => each == group));
}
