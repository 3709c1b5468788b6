using System.Collections.Immutable;

namespace Iom.Selection.Fairness.Disclosure;

/// <summary>A row of a published table, and the people behind it, who stay in the ledger.</summary>
/// <param name="Name">The group; of groups that were joined all their names.</param>
/// <param name="Labels">The labels that it holds.</param>
/// <param name="People">How many people it has, rounded; null where that is not shown.</param>
/// <param name="Count">How many of them are counted, rounded; null where that is not shown.</param>
/// <param name="Counted">Those counted, in order.</param>
/// <param name="Others">Those not counted, in order.</param>
public sealed record PublishedGroup(
    string Name, ImmutableArray<string> Labels, int? People, int? Count, ImmutableArray<PersonMark> Counted, ImmutableArray<PersonMark> Others)
{
    /// <summary>The rate, from the rounded numbers alone, 0 to 1; null where one is not shown.</summary>
    public double? Rate => Count is { } count && People is { } people and > 0 ? Math.Min(1, (double)count / people) : null;
}
