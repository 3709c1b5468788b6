using System.Collections.Immutable;
using Iom.Selection.Records;

namespace Iom.Selection.Policies;

/// <summary>Whose care of a member is a ground for leaving the cohort.</summary>
/// <param name="MappaLevels">The levels of public protection arrangements at which others manage the person.</param>
/// <param name="Youth">Whether youth justice manages someone under 18.</param>
/// <param name="CustodyMonths">More than how many months of custody still ahead; null = custody is no ground.</param>
public sealed record ManagedElsewhere(ImmutableArray<MappaLevel> MappaLevels, bool Youth, int? CustodyMonths);
