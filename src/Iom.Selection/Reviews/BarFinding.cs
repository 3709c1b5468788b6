using System.Collections.Immutable;
using Iom.Selection.Scoring;

namespace Iom.Selection.Reviews;

/// <summary>A bar to deselection in force, until when, and what it rests on.</summary>
/// <param name="Bar">Which.</param>
/// <param name="Ends">The first day on which it is in force no more, if nothing new happens.</param>
/// <param name="Records">The records, by date, then id.</param>
public sealed record BarFinding(DeselectionBar Bar, DateOnly Ends, ImmutableArray<RecordReference> Records);
