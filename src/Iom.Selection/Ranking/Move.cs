using System.Collections.Immutable;

namespace Iom.Selection.Ranking;

/// <summary>One person of whom two proposals say something different.</summary>
/// <param name="Before">The row of the first proposal.</param>
/// <param name="After">The row of the second.</param>
/// <param name="Factors">The factors whose points differ, in the order of the second policy, then those that only the first has; empty unless both rank the person.</param>
public sealed record Move(ProposalRow Before, ProposalRow After, ImmutableArray<FactorMove> Factors)
{
    /// <summary>Who.</summary>
    public OffenderId OffenderId => After.OffenderId;

    /// <summary>Does not name the person.</summary>
    /// <returns>The two recommendations.</returns>
    public override string ToString() => $"{Vocabulary.Word(Before.Recommendation)} -> {Vocabulary.Word(After.Recommendation)}";

    /// <summary>The people whose recommendation differs between two proposals.</summary>
    /// <param name="before">One proposal.</param>
    /// <param name="after">Another of the same people.</param>
    /// <returns>By recommendation before, then after, then id.</returns>
    /// <exception cref="ArgumentException">The proposals are not of the same people.</exception>
    public static IReadOnlyList<Move> Between(Proposal before, Proposal after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var was = before.Rows.ToDictionary(row => row.OffenderId);
        if (after.Rows.Length != was.Count || !after.Rows.All(row => was.ContainsKey(row.OffenderId)))
            throw new ArgumentException("The proposals are not of the same people.", nameof(after));
        return
        [
            .. after.Rows.Select(row => (Before: was[row.OffenderId], After: row))
                .Where(pair => pair.Before.Recommendation != pair.After.Recommendation)
                .OrderBy(pair => pair.Before.Recommendation).ThenBy(pair => pair.After.Recommendation).ThenBy(pair => pair.After.OffenderId)
                .Select(pair => new Move(pair.Before, pair.After, [.. Differences(pair.Before, pair.After)])),
        ];
    }

    private static IEnumerable<FactorMove> Differences(ProposalRow before, ProposalRow after)
    {
        if (before.Scorecard is null || after.Scorecard is null) return [];
        var was = Points(before);
        var now = Points(after);
        return now.Keys.Concat(was.Keys.Except(now.Keys))
            .Select(id => new FactorMove(id, was.TryGetValue(id, out var old) ? old : null, now.TryGetValue(id, out var @new) ? @new : null))
            .Where(move => move.Before != move.After);

        static OrderedDictionary<string, int> Points(ProposalRow row) =>
            new(row.Scorecard!.Contributions.Select(contribution => KeyValuePair.Create(contribution.Factor.Id, contribution.Least.Value)), StringComparer.Ordinal);
    }
}
