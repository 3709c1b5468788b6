using System.Collections.Immutable;
using Iom.Selection.Scoring;

namespace Iom.Selection.Reviews;

/// <summary>A block in force, until when, and what it rests on.</summary>
/// <param name="Block">The block.</param>
/// <param name="Ends">The first day on which it is in force no more, if nothing new happens.</param>
/// <param name="Records">The records, by date, then id.</param>
public sealed record BarFinding(Block Block, DateOnly Ends, ImmutableArray<RecordReference> Records);
