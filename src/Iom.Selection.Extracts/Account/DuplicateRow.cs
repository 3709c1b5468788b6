using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Account;

/// <summary>A row that is not a record of its own: another row stands for the same one.</summary>
/// <param name="Place">The row.</param>
/// <param name="OffenderId">Whose record it is.</param>
/// <param name="RecordId">The record's id; empty where its kind has none.</param>
public sealed record DuplicateRow(RowLocation Place, string OffenderId, string RecordId)
{
    /// <summary>Does not repeat the ids, so that none gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(DuplicateRow);
}
