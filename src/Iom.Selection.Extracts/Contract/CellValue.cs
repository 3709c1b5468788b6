using Iom.Selection.Extracts.Problems;

namespace Iom.Selection.Extracts.Contract;

/// <summary>What a cell comes to: a number that stands for its value, or what is wrong with it.</summary>
/// <param name="Number">A day number, the place of a word in its list, or a number given to a text; what an empty cell has says the column.</param>
/// <param name="Problem">What is wrong; null if nothing.</param>
/// <param name="IsMended">Whether a lost leading zero was put back.</param>
internal readonly record struct CellValue(int Number, ProblemKind? Problem, bool IsMended);
