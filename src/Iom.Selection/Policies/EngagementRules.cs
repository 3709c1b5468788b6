using System.Collections.Immutable;

namespace Iom.Selection.Policies;

/// <summary>Over which time engagement is looked at, and how it is banded.</summary>
/// <param name="Months">The window up to the date, in months.</param>
/// <param name="LeastContacts">Below how many contacts that count nothing is said of it.</param>
/// <param name="Bands">The bands, rising, the first from 0.</param>
public sealed record EngagementRules(int Months, int LeastContacts, ImmutableArray<EngagementBand> Bands);
