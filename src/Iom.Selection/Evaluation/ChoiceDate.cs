using System.Collections.Immutable;
using System.ComponentModel;
using System.Text;
using Iom.Selection.Batch;
using Iom.Selection.Policies;
using Iom.Selection.Ranking;

namespace Iom.Selection.Evaluation;

/// <summary>A date at which people were chosen, or might have been: an archived run, ranked again.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ChoiceDate
{
    /// <summary>The date.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Whether its seed holds a value that nobody could know when the list was frozen.</summary>
    public required bool HasPublicValue { get; init; }

    /// <summary>Whether the 12 months after it are known whole.</summary>
    public required bool IsFollowedUp { get; init; }

    /// <summary>Those who could have been chosen, by id.</summary>
    public required ImmutableArray<ChoicePerson> People { get; init; }

    /// <summary>The line, and the totals next to it, of everybody who is ranked and no member: to see whether totals look pushed over it.</summary>
    public required LineCounts AtLine { get; init; }

    /// <summary>The greatest number that divides the differences of all totals: above 1 they come in steps.</summary>
    public required int Step { get; init; }

    /// <summary>Makes it from a ranking.</summary>
    /// <param name="asOf">The date.</param>
    /// <param name="policy">The policy of the run.</param>
    /// <param name="rows">The ranking.</param>
    /// <param name="seed">The seed that the run was drawn with.</param>
    /// <param name="isFollowedUp">Whether the 12 months after it are known whole.</param>
    /// <param name="windows">What a person did before and after, by number.</param>
    /// <returns>The date.</returns>
    public static ChoiceDate Create(DateOnly asOf, Policy policy, RankedRows rows, string seed, bool isFollowedUp, Func<int, ChoiceWindows> windows)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(windows);
        PlacedPerson[] candidates = [.. Enumerable.Range(0, rows.RankedCount).Select(row => rows.Ranked(row)).Where(placed => !rows.IsMember(placed.Person))];
        // The line of a cohort: the lowest total at which the last place went; where places were left, or none was given, the entry line.
        int CohortOf(PlacedPerson placed) => policy.Order == RankingOrder.CohortThenPoints ? rows.CohortOf(placed.Person) : 0;
        var lines = candidates.GroupBy(CohortOf).ToDictionary(cohort => cohort.Key, cohort =>
        {
            int[] selected = [.. cohort.Where(placed => placed.Recommendation == Recommendation.Select).Select(placed => rows.Least(placed.Person))];
            var isFull = cohort.Any(placed => placed.Recommendation is Recommendation.Reserve or Recommendation.NoPlace);
            return selected.Length > 0 && isFull ? selected.Min() : policy.EntryFrom;
        });
        var distances = candidates.Select(placed => rows.Least(placed.Person) - lines[CohortOf(placed)]).ToArray();
        int[] totals = [.. candidates.Select(placed => rows.Least(placed.Person)).Distinct().Order()];
        var step = totals.Zip(totals.Skip(1), (a, b) => b - a).Aggregate(0, GreatestCommonDivisor);
        return new ChoiceDate
        {
            AsOf = asOf,
            HasPublicValue = seed.Split('/').Length > 2,
            IsFollowedUp = isFollowedUp,
            People =
            [
                .. candidates.Select((placed, i) => new ChoicePerson(
                    placed.Person, Encoding.UTF8.GetString(rows.IdOf(placed.Person)), distances[i], placed.Recommendation == Recommendation.Select, placed.IsTied, windows(placed.Person)))
                    .OrderBy(person => person.OffenderId, Foundation.Utf8Ordinal.Comparer),
            ],
            AtLine = new LineCounts(distances.Count(distance => distance == -Math.Max(1, step)), distances.Count(distance => distance == 0), distances.Count(distance => distance == Math.Max(1, step))),
            Step = Math.Max(1, step),
        };
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
