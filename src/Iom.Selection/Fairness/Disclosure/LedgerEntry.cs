using System.Collections.Immutable;

namespace Iom.Selection.Fairness.Disclosure;

/// <summary>A release as the ledger holds it: rounded numbers and keyed hashes alone.</summary>
/// <param name="AsOf">The date of the run.</param>
/// <param name="KeyCheck">By which the key is known again; see <see cref="RoundingKey.Check"/>.</param>
/// <param name="SmallestCell">The smallest cell that could be shown.</param>
/// <param name="Tables">What was published.</param>
public sealed record LedgerEntry(DateOnly AsOf, string KeyCheck, int SmallestCell, ImmutableArray<PublishedTable> Tables);
