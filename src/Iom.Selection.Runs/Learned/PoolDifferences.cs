using System.ComponentModel;
using Iom.Selection.Learning;

namespace Iom.Selection.Runs.Learned;

/// <summary>How cards of equal loss differ between the groups of one characteristic, and the one that differs least.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record PoolDifferences
{
    /// <summary>The characteristic.</summary>
    public required string Column { get; init; }

    /// <summary>The group that the learned matrix puts above the line most often, on the choose dates.</summary>
    public required string Highest { get; init; }

    /// <summary>The group that it puts there least often.</summary>
    public required string Lowest { get; init; }

    /// <summary>By card of the pool: the difference of these two groups' rates on the choose dates.</summary>
    public required IReadOnlyList<double> OnChooseDates { get; init; }

    /// <summary>The index in the pool of the card of least difference there, whatever its sign.</summary>
    public required int LeastIndex { get; init; }

    /// <summary>That card.</summary>
    public required LearnedCard Least { get; init; }

    /// <summary>The difference of the learned matrix on the test dates.</summary>
    public required RateDifference Learned { get; init; }

    /// <summary>The difference of the card of least difference on the test dates.</summary>
    public required RateDifference OfLeast { get; init; }

    /// <summary>The difference of the partnership's own matrix on the test dates, at its own entry line.</summary>
    public required RateDifference Own { get; init; }

    /// <summary>By group: how many come above the line on the test dates.</summary>
    public required IReadOnlyList<GroupShares> Groups { get; init; }
}
