using System.Collections.Immutable;
using Iom.Selection.Foundation;
using Iom.Selection.Records;

namespace Iom.Selection.Ranking;

/// <summary>One person of whom two rankings say something different.</summary>
/// <param name="Before">The row of the first ranking.</param>
/// <param name="After">The row of the second.</param>
/// <param name="Factors">The factors whose points differ, in the order of the second policy, then those that only the first has; empty unless both rank the person.</param>
public sealed record Move(RankingRow Before, RankingRow After, ImmutableArray<FactorMove> Factors)
{
    /// <summary>Who.</summary>
    public OffenderId OffenderId => After.OffenderId;

    /// <summary>Does not name the person.</summary>
    /// <returns>The two recommendations.</returns>
    public override string ToString() => $"{Vocabulary.Word(Before.Recommendation)} -> {Vocabulary.Word(After.Recommendation)}";

    /// <summary>The people whose recommendation differs between two rankings.</summary>
    /// <param name="before">One ranking.</param>
    /// <param name="after">Another of the same people.</param>
    /// <returns>By recommendation before, then after, then id.</returns>
    /// <exception cref="ArgumentException">The rankings are not of the same people.</exception>
    public static IReadOnlyList<Move> Between(RankingTable before, RankingTable after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var was = before.Rows.ToDictionary(row => row.OffenderId);
        if (after.Rows.Length != was.Count || !after.Rows.All(row => was.ContainsKey(row.OffenderId)))
            throw new ArgumentException("The rankings are not of the same people.", nameof(after));
        return
        [
            .. after.Rows.Select(row => (Before: was[row.OffenderId], After: row))
                .Where(pair => pair.Before.Recommendation != pair.After.Recommendation)
                .OrderBy(pair => pair.Before.Recommendation).ThenBy(pair => pair.After.Recommendation).ThenBy(pair => pair.After.OffenderId)
                .Select(pair => new Move(pair.Before, pair.After, [.. Differences(before, pair.Before, after, pair.After)])),
        ];
    }

    private static IEnumerable<FactorMove> Differences(RankingTable before, RankingRow was, RankingTable after, RankingRow now) => was.Points.IsEmpty || now.Points.IsEmpty ? []
        : after.FactorIds.Concat(before.FactorIds.Except(after.FactorIds, StringComparer.Ordinal))
            .Select(id => new FactorMove(id, before.PointsOf(was, id), after.PointsOf(now, id)))
            .Where(move => move.Before != move.After);
}
