using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Contract;

/// <summary>What the check of a cell came to.</summary>
/// <param name="Text">Its text in the one spelling; null if it is empty or a problem.</param>
/// <param name="Problem">What is wrong; null if nothing.</param>
/// <param name="Notes">What was done to it.</param>
internal readonly record struct CheckedCell(string? Text, ProblemKind? Problem, CellNotes Notes);
