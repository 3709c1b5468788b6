
namespace Iom.Selection.Extracts.Problems;

/// <summary>A problem of a row: where and of what kind, never the value.</summary>
/// <param name="Place">The row.</param>
/// <param name="Column">The column's name; empty for the row as a whole.</param>
/// <param name="Kind">What is wrong.</param>
public sealed record RowProblem(RowLocation Place, string Column, ProblemKind Kind);
