using System.Collections.Immutable;

namespace Iom.Selection.Reviews;

/// <summary>One thing that alone would make the recommendation another.</summary>
/// <param name="Kind">What would have to be true.</param>
/// <param name="Then">What would be recommended then.</param>
public sealed record Alternative(AlternativeKind Kind, ReviewRecommendation Then)
{
    /// <summary>The first day on which it is so, where time has to pass; null where none has to.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>How many contacts or points; null of others.</summary>
    public int? Number { get; init; }

    /// <summary>The pathways; empty of others.</summary>
    public ImmutableArray<string> Pathways { get; init => field = value.IsDefault ? [] : value; } = [];
}
