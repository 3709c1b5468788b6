using System.Collections.Immutable;
using Iom.Selection.Scoring;

namespace Iom.Selection.Reviews;

/// <summary>A ground that holds, and what it rests on.</summary>
/// <param name="Ground">The ground.</param>
/// <param name="Records">The records, by date, then id; of earlier runs, their dates.</param>
public sealed record GroundFinding(Ground Ground, ImmutableArray<RecordReference> Records)
{
    /// <summary>Whether it is a fact for one named person to check, and nothing for the panel to weigh.</summary>
    public bool IsFact => Ground is Ground.Deceased or Ground.LeftTheArea or Ground.DuplicateRecord;
}
