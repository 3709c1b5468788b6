namespace Iom.Selection.Offences;

/// <summary>A contradiction in a person's records that nobody but the agencies can settle.</summary>
/// <param name="File">The contract's name of the file: <c>offences.csv</c>.</param>
/// <param name="RecordId">The record's id; of custody, supervision and memberships their <c>from</c>, of support the pathway; empty for the person's own fields.</param>
/// <param name="Column">The column whose values differ, can't be read, or come in an impossible order.</param>
public sealed record RecordConflict(string File, string RecordId, string Column)
{
    /// <summary>Does not repeat the id, so that none gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(RecordConflict);
}
