
namespace Iom.Selection.Extracts.Account;

/// <summary>A contradiction in the extracts that nobody but the agencies can settle.</summary>
/// <param name="File">The contract's name of the file.</param>
/// <param name="OffenderId">About whom.</param>
/// <param name="RecordId">The record's id; empty for a person's own fields.</param>
/// <param name="Column">The column whose values differ or can't be read.</param>
public sealed record Conflict(string File, string OffenderId, string RecordId, string Column)
{
    /// <summary>Does not repeat the ids, so that none gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(Conflict);
}
