
namespace Iom.Selection.Extracts.Problems;

/// <summary>A problem of a row: where and of what kind, never the value.</summary>
/// <param name="Place">The row.</param>
/// <param name="Column">The column's name; empty for the row as a whole.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="OffenderId">About whom the row is; null where the row's own id is not usable.</param>
public sealed record RowProblem(RowLocation Place, string Column, ProblemKind Kind, string? OffenderId)
{
    /// <summary>Does not repeat the id, so that none gets into a log by chance.</summary>
    /// <returns>The name of the type.</returns>
    public override string ToString() => nameof(RowProblem);
}
