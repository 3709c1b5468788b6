using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Account;

/// <summary>How often one problem stands in one column of one file.</summary>
/// <param name="FileName">The contract's name of the file: <c>offences.csv</c>.</param>
/// <param name="SourceName">The file's own name.</param>
/// <param name="Column">The column; empty for the row as a whole.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="CellCount">How many cells, or rows, have it.</param>
/// <param name="FirstLine">The first line with it.</param>
public sealed record ProblemCount(string FileName, string SourceName, string Column, ProblemKind Kind, int CellCount, int FirstLine);
